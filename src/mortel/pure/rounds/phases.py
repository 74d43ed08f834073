"""In which phase a round is, from the moments at which somebody did something. Nothing else decides it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

# After asking has ended an unused link works so much longer: whoever was typing loses nothing.
GRACE: Final = timedelta(minutes=30)


class Phase(StrEnum):
    """A round goes through these in order and never back."""

    DRAFT = "draft"
    OPEN = "open"
    LAST_MINUTES = "last_minutes"
    TYPING = "typing"
    CLOSING = "closing"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Times:
    """`closing` when its making was asked for: from then on no sheet is typed."""

    opened: datetime | None
    ended: datetime | None
    closing: datetime | None
    released: datetime | None


def phase(times: Times, now: datetime) -> Phase:
    """TYPING: no link works any more, sheets may still be typed, and the result can be made."""
    if times.opened is None:
        return Phase.DRAFT
    if times.released is not None:
        return Phase.RELEASED
    if times.closing is not None:
        return Phase.CLOSING
    if times.ended is None:
        return Phase.OPEN
    # In UTC: in the night that has an hour twice half an hour is no longer by the clock on the wall.
    since = now.astimezone(UTC) - times.ended.astimezone(UTC)
    return Phase.LAST_MINUTES if since < GRACE else Phase.TYPING


def takes_ballots(now_in: Phase) -> bool:
    """Whether a link, a card or the shared device may still hand in a ballot."""
    return now_in in (Phase.OPEN, Phase.LAST_MINUTES)


def takes_sheets(now_in: Phase) -> bool:
    return now_in in (Phase.OPEN, Phase.LAST_MINUTES, Phase.TYPING)
