"""A pause of the owner's own choice."""

from datetime import date

from mortel.apps.moments.models import Quiet
from mortel.apps.people.models import Person


def keep_quiet(*, by: Person, until: date, softer: bool) -> None:
    """Pause the questions, or ask softer ones, until a day she chose (S-104)."""
    Quiet.objects.update_or_create(owner=by, defaults={"until": until, "softer": softer})


def stop_quiet(*, by: Person) -> None:
    Quiet.objects.filter(owner=by).delete()
