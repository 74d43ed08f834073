"""The one way in which moments count for others: protected figures of the whole organisation, never less.

Only marks and dates are counted; no text is opened. What comes out was protected before it leaves this page.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from mortel.apps.moments.models import Moment, MomentTag
from mortel.pure.catalogue.shapes import Activity
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.disclosure.tallies import Tally, tally

WINDOW: Final = timedelta(weeks=4)
MODES: Final = ("social", "individual")
OUTCOMES: Final = ("oc.current", "oc.transferable", "oc.career")


def activities_until(day: date, secret: bytes) -> Tally:
    """How many social and individual activities people marked in the four weeks before `day`, per writer (S-08)."""
    mode_of = {activity.id: activity.mode for activity in shipped().current(Activity)}
    return _tally(day, mode_of, MODES, secret, purpose="activities")


def outcomes_until(day: date, secret: bytes) -> Tally:
    """How many moments people marked as good for now, for elsewhere, for a career, in those weeks (S-11)."""
    return _tally(day, {item: item for item in OUTCOMES}, OUTCOMES, secret, purpose="outcomes")


def _tally(
    day: date, kind_of: Mapping[str, str], kinds: tuple[str, ...], secret: bytes, *, purpose: str
) -> Tally:
    done: Counter[tuple[UUID, str]] = Counter()
    marked = MomentTag.objects.filter(moment__in=_written(day), item__in=list(kind_of), proposed=False)
    for owner, item in marked.values_list("moment__owner_id", "item"):
        done[owner, kind_of[item]] += 1
    writers = sorted({owner for owner, _kind in done})
    table = np.array([[done[one, kind] for kind in kinds] for one in writers], dtype=np.int64)
    return tally(table.reshape(-1, len(kinds)), kinds, secret, purpose=purpose)


def _written(day: date) -> QuerySet[Moment]:
    return Moment.objects.filter(taken_at__date__lte=day, taken_at__date__gt=day - WINDOW)
