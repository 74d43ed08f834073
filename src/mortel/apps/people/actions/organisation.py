"""What changes the organisation itself."""

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
