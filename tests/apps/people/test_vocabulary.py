"""The organisation's own words: chosen, refused, told in the ledger, and carried over from their first shape."""

from importlib import import_module
from types import ModuleType, SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.organisation import set_vocabulary, set_word, word_seen
from mortel.apps.people.choices import Sector, WordName
from mortel.apps.people.models import Organisation
from mortel.apps.people.queries import language_in, own_words_of
from mortel.pure.catalogue.entries import SECTORS
from mortel.pure.catalogue.vocabulary import WordsRefused
from mortel.pure.catalogue.words import PLACEHOLDERS
from tests.cast import Cast

GUEST = {"singular": "gast", "plural": "gasten", "article": "de"}
BOARD = {"singular": "staff council", "plural": "staff councils", "article": "the"}


def test_every_placeholder_has_a_name_for_screens() -> None:
    assert set(WordName.values) == PLACEHOLDERS


def test_every_sector_of_the_catalogue_can_be_chosen() -> None:
    assert tuple(Sector.values) == SECTORS


def test_own_words_are_kept_and_the_ledger_says_which(cast: Cast) -> None:
    changed = set_vocabulary(by=cast.hr, typed={"raad": {"en": BOARD}, "client": {"nl": GUEST, "en": {}}})
    assert changed == ["client", "raad"]
    own = own_words_of(Organisation.objects.get())
    assert own["client"]["nl"].plural == "gasten"
    assert "en" not in own["client"]
    entry = AuditEntry.objects.get(act="vocabulary_changed")
    assert (entry.actor, entry.details) == (cast.hr.ledger_id, {"words": ["client", "raad"]})


def test_the_same_words_again_change_nothing_and_an_absent_one_is_the_shipped_one(cast: Cast) -> None:
    typed = {"client": {"nl": GUEST}}
    set_vocabulary(by=cast.hr, typed=typed)
    assert set_vocabulary(by=cast.hr, typed=typed) == []
    assert AuditEntry.objects.filter(act="vocabulary_changed").count() == 1
    assert set_vocabulary(by=cast.hr, typed={}) == ["client"]
    assert Organisation.objects.get().vocabulary == {}


def test_a_refused_word_changes_nothing(cast: Cast) -> None:
    with pytest.raises(WordsRefused):
        set_vocabulary(by=cast.hr, typed={"client": {"nl": GUEST}, "raad": {"nl": GUEST | {"plural": ""}}})
    assert Organisation.objects.get().vocabulary == {}
    assert not AuditEntry.objects.filter(act="vocabulary_changed").exists()


def test_a_stored_word_that_is_not_known_any_more_stops_nothing_and_is_left_as_it_is(cast: Cast) -> None:
    old = {"patient": {"nl": GUEST}, "raad": "ondernemingsraad"}
    Organisation.objects.update(vocabulary={**old, "client": {"nl": GUEST}})
    mine = Organisation.objects.get()
    assert set(own_words_of(mine)) == {"client"}
    assert set_word(by=cast.hr, name="client", typed={}, seen=word_seen(mine, "client"))
    assert Organisation.objects.get().vocabulary == old
    assert AuditEntry.objects.get(act="vocabulary_changed").details == {"words": ["client"]}


def test_a_word_that_does_not_fit_is_still_refused_when_it_is_typed(cast: Cast) -> None:
    with pytest.raises(WordsRefused):
        set_word(by=cast.hr, name="raad", typed={"nl": GUEST | {"plural": "<b>"}}, seen="{}")
    with pytest.raises(LookupError):
        set_vocabulary(by=cast.hr, typed={"patient": {"nl": GUEST}})


def test_dutch_is_that_of_the_country_and_english_is_english() -> None:
    assert language_in(None, "nl") == "nl"
    assert language_in(Organisation(country="NL"), "nl") == "nl"
    belgian = Organisation(country="BE")
    assert (language_in(belgian, "nl"), language_in(belgian, "en")) == ("nl-be", "en")


# From the first shape --------------------------------------------------------------------------------------------


@pytest.fixture
def migration() -> ModuleType:
    return import_module("mortel.apps.people.migrations.0002_vocabulary_with_plural_and_article")


@pytest.mark.parametrize(
    ("word", "plural", "article"),
    [
        ("bewoner", "bewoners", "de"),
        ("student", "studenten", "de"),
        ("hoofdverpleegkundige", "hoofdverpleegkundigen", "de"),
        ("teamverantwoordelijke", "teamverantwoordelijken", "de"),
        ("leidinggevende", "leidinggevenden", "de"),
        ("ondernemingsraad", "ondernemingsraden", "de"),
        ("overlegcomité", "overlegcomités", "het"),
        ("maatje", "maatjes", "het"),
        ("teamoverleg", "teamoverleggen", "het"),
        ("buddy", "buddy’s", "de"),
        ("klant", "klanten", "de"),
    ],
)
def test_a_word_of_the_first_shape_gets_a_plural_and_an_article(
    migration: ModuleType, word: str, plural: str, article: str
) -> None:
    assert migration.with_forms(word) == {"nl": {"singular": word, "plural": plural, "article": article}}


def test_the_words_go_forwards_and_back(cast: Cast, migration: ModuleType) -> None:
    Organisation.objects.update(vocabulary={"client": "bewoner", "raad": " "})
    editor = SimpleNamespace(connection=connection)
    migration.forwards(apps, editor)
    own = own_words_of(Organisation.objects.get())
    assert own["client"]["nl"].plural == "bewoners"
    assert set(own) == {"client"}
    migration.backwards(apps, editor)
    assert Organisation.objects.get().vocabulary == {"client": "bewoner"}
