"""When people work and write: days of a season, weights of days, a time within a shift."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from mortel.pure.demo.source import Occasion, Season, Shift

ZONES: Final[dict[str, ZoneInfo]] = {"NL": ZoneInfo("Europe/Amsterdam"), "BE": ZoneInfo("Europe/Brussels")}
MONTHS: Final[dict[Season, tuple[int, ...]]] = {
    "winter": (12, 1, 2),
    "lente": (3, 4, 5),
    "zomer": (6, 7, 8),
    "herfst": (9, 10, 11),
}
_FIXED_HOLIDAYS: Final[dict[str, frozenset[tuple[int, int]]]] = {
    "NL": frozenset({(1, 1), (4, 27), (12, 25), (12, 26)}),
    "BE": frozenset({(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}),
}
# In both countries, in days from Easter Sunday: Easter Monday, Ascension Day, Whit Monday.
_MOVING_HOLIDAYS = (1, 39, 50)
_WEEKEND_WEIGHT = 0.6
_LAST_MINUTE = 24 * 60 - 1


def days_between(first: date, last: date) -> list[date]:
    """All days from first to last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def fits_season(day: date, season: Season | None, occasion: Occasion | None) -> bool:
    if season and day.month not in MONTHS[season]:
        return False
    return occasion is None or occasion.first <= day.strftime("%m-%d") <= occasion.last


def day_weight(day: date, shift: Shift, country: str) -> float:
    """How much is written on this day: little in holiday months, nothing on a day one does not work."""
    if shift.days == "workdays" and (day.weekday() >= 5 or is_holiday(day, country)):
        return 0
    quiet = 0.55 if day.month in (7, 8) or (day.month == 12 and day.day > 20) else 1
    return quiet * (_WEEKEND_WEIGHT if day.weekday() >= 5 else 1)


def is_holiday(day: date, country: str) -> bool:
    """A public holiday on which the offices of a country are closed."""
    easter = easter_sunday(day.year)
    moving = {easter + timedelta(days=number) for number in _MOVING_HOLIDAYS}
    return (day.month, day.day) in _FIXED_HOLIDAYS[country] or day in moving


def easter_sunday(year: int) -> date:
    """The Gregorian computus in its anonymous form (Nature, 20 April 1876)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def time_within(
    shift: Shift, day: date, allowed: Container[date], *, zone: ZoneInfo, rng: Random
) -> datetime:
    """A moment in a shift that begins on `day`, with the offset of that day in its zone.

    A night runs on into the next day; when that day is not `allowed` the time falls before midnight.
    """
    (block,) = rng.choices(shift.blocks, [block.weight for block in shift.blocks])
    at = _at(day, rng.randint(block.first, block.last), zone, rng)
    if at.date() in allowed:
        return at
    return _at(day, rng.randint(shift.blocks[0].first, _LAST_MINUTE), zone, rng)


def _at(day: date, minute: int, zone: ZoneInfo, rng: Random) -> datetime:
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minute, seconds=rng.randrange(60))
    # By way of UTC: an hour that the clock skips in March becomes the one after it.
    return wall.astimezone(UTC).astimezone(zone)
