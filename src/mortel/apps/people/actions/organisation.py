"""What changes the organisation itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from mortel.apps.ledger.actions import announce, record
from mortel.apps.people.choices import Definition
from mortel.apps.people.models import Organisation, Person
from mortel.apps.people.queries import organisation_changed


@transaction.atomic
def switch_definition(*, by: Person, definition: Definition) -> None:
    """Choose the definition that proposes places on the map (S-143); places chosen by hand stay."""
    changed = Organisation.objects.exclude(definition=definition).update(definition=definition)
    if changed:
        organisation_changed()
        record("definition_switched", actor=by.ledger_id, details={"to": definition})
        announce("definition_switched", to=definition)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction for what is done to many at once: of two, the second waits and sees all that the first wrote.

    The lock comes first, and everything is read after it. Without it, of two taps on one button, both would find the
    same people and write them twice, where the database does not let only one write (SQLite does).
    """
    with transaction.atomic():
        list(Organisation.objects.select_for_update())
        yield
