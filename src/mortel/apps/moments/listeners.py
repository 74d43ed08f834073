"""What the moments do when something below changed."""

from typing import Any

from mortel.apps.moments.actions.marks import propose_place
from mortel.apps.moments.models import Moment, MomentTag
from mortel.apps.moments.queries import Entry, placed_of, shown_marks


def place_again(news: dict[str, Any]) -> None:
    """The organisation chose another definition (S-143): proposed places follow it, chosen ones stay.

    Works on the marks alone; no text is opened and no key is asked for. Each moment is a transaction of its own, so
    that nobody's capture waits for the whole round; telling it twice changes nothing.
    """
    answered = Moment.objects.filter(place_chosen=False).exclude(place_definition__in=["", news["to"]])
    for pk in list(answered.values_list("pk", flat=True)):
        row = Moment.objects.filter(pk=pk).first()
        if row:
            propose_place(_unopened(row), news["to"])


def _unopened(row: Moment) -> Entry:
    marks = shown_marks(MomentTag.objects.filter(moment=row))
    return Entry(row.pk, "", row.taken_at, row.received_at, row.revision, (), {}, marks, placed_of(row))
