"""What the moments do when something below changed."""

from typing import Any

from mortel.apps.moments.actions.marks import place_anew
from mortel.apps.moments.models import Moment, MomentTag
from mortel.apps.moments.queries import Entry, Mark


def place_again(news: dict[str, Any]) -> None:
    """The organisation chose another definition (S-143): proposed places follow it, chosen ones stay.

    Works on the marks alone; no text is opened and no key is asked for.
    """
    proposed = MomentTag.objects.filter(item__startswith="map.", proposed=True).exclude(definition=news["to"])
    for row in Moment.objects.filter(pk__in=proposed.values("moment")).iterator():
        place_anew(_unopened(row), news["to"])


def _unopened(row: Moment) -> Entry:
    marks = (
        Mark(m.item, m.value, m.proposed, m.definition, m.catalogue_version)
        for m in MomentTag.objects.filter(moment=row)
    )
    return Entry(row.pk, "", row.taken_at, row.received_at, row.revision, (), {}, tuple(marks))
