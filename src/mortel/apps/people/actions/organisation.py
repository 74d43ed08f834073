"""What changes the organisation itself."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from mortel.apps.ledger.actions import announce, record
from mortel.apps.people.choices import Definition
from mortel.apps.people.models import Organisation, Person
from mortel.apps.people.queries import organisation_changed
from mortel.pure.catalogue.vocabulary import own_words, stored_words


@transaction.atomic
def switch_definition(*, by: Person, definition: Definition) -> None:
    """Choose the definition that proposes places on the map (S-143); places chosen by hand stay."""
    changed = Organisation.objects.exclude(definition=definition).update(definition=definition)
    if changed:
        organisation_changed()
        record("definition_switched", actor=by.ledger_id, details={"to": definition})
        announce("definition_switched", to=definition)


@transaction.atomic
def set_vocabulary(*, by: Person, typed: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[str]:
    """Make these the organisation's own words; a word that is left out or empty is the shipped one again (S-140).

    `typed` is `{name: {"nl": {"singular": ..., "plural": ..., "article": "de"}, "en": {...}}}`. Returns the names of
    what changed. Raises WordsRefused with every field that cannot stand, and then nothing has changed.
    """
    chosen = stored_words(own_words(typed))
    return _store(Organisation.objects.select_for_update().get(), chosen, by=by)


def _store(mine: Organisation, chosen: dict[str, Any], *, by: Person) -> list[str]:
    """Keep these words, and say in the ledger which changed."""
    changed = sorted(
        n for n in mine.vocabulary.keys() | chosen.keys() if mine.vocabulary.get(n) != chosen.get(n)
    )
    if changed:
        mine.vocabulary = chosen
        mine.save(update_fields=["vocabulary"])
        organisation_changed()
        record("vocabulary_changed", actor=by.ledger_id, details={"words": changed})
    return changed


class WordChangedElsewhere(Exception):
    """Another tab or colleague changed this word in between."""


def word_seen(organisation: Organisation, name: str) -> str:
    """How a word stands now, as a form carries it along: `set_word` refuses when it stands otherwise by then."""
    return json.dumps(organisation.vocabulary.get(name, {}), sort_keys=True)


@transaction.atomic
def set_word(*, by: Person, name: str, typed: Mapping[str, Mapping[str, Any]], seen: str) -> bool:
    """Change one own word and leave the others as they are; True if it was changed. `typed` is what `set_vocabulary`
    takes for one name. Raises WordsRefused, and WordChangedElsewhere unless `seen` is how the word stands."""
    mine = Organisation.objects.select_for_update().get()
    chosen = stored_words(own_words({name: typed})).get(name, {})
    if chosen == mine.vocabulary.get(name, {}):
        return False
    if seen != word_seen(mine, name):
        raise WordChangedElsewhere
    # The others as they are stored, also what this version cannot read: that is not for this form to mend.
    others = {other: word for other, word in mine.vocabulary.items() if other != name}
    return bool(_store(mine, others | ({name: chosen} if chosen else {}), by=by))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction for what is done to many at once: of two, the second waits and sees all that the first wrote.

    The lock comes first, and everything is read after it. Without it, of two taps on one button, both would find the
    same people and write them twice, where the database does not let only one write (SQLite does).
    """
    with transaction.atomic():
        list(Organisation.objects.select_for_update())
        yield
