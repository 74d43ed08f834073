"""On which days a round opens and closes, and since when somebody is on leave."""

from datetime import date, timedelta

from mortel.pure.demo.climate.source import Climate
from mortel.pure.disclosure.budget import months_before

_FRIDAY = 4
_WEEK = 7


def days_of_round(climate: Climate, number: int, today: date) -> tuple[date, date]:
    """The first and the last day of round `number` (0 is the first); a round closes on a Friday."""
    closed = _friday(months_before(last_closing(climate, today), climate.rounds[number].months))
    return closed - timedelta(days=climate.lasts), closed


def last_closing(climate: Climate, today: date) -> date:
    """The day on which the last round closed, `ended` to `ended` + 6 days ago."""
    return _friday(today - timedelta(days=climate.ended))


def _friday(day: date) -> date:
    """That day or the last Friday before it."""
    return day - timedelta(days=(day.weekday() - _FRIDAY) % _WEEK)
