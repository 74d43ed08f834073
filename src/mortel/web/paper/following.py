"""Which sheet is probably next on the pile of whoever types."""

from collections.abc import Sequence

from mortel.apps.climate.sheets import WaitingSheet


def following(waiting: Sequence[WaitingSheet], batch: int, number: int) -> tuple[int, int]:
    """(batch, sheet): one further on, then what was passed over, then another batch.

    A sheet that must be typed once more comes last, for it is better typed by somebody else. The same number when no
    sheet waits.
    """
    fresh = [one for one in waiting if not one.begun]
    here = [one for one in fresh if one.batch == batch]
    piles = ([one for one in here if one.number > number], here, fresh, waiting)
    return next(((pile[0].batch, pile[0].number) for pile in piles if pile), (batch, number))
