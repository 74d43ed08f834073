"""Days and hours of work, over the nights on which the clock changes too."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from mortel.pure.demo.source import Block, Shift
from mortel.pure.demo.times import ZONES, day_weight, easter_sunday, fits_season, is_holiday, time_within

HALF_PAST_TWO = Shift("night", "week", (Block(1400, 1410, 1), Block(1590, 1590, 1000)))
OFFICE = Shift("office", "workdays", (Block(540, 1020, 1),))


def written_at(day: date, allowed: list[date]) -> datetime:
    return time_within(HALF_PAST_TWO, day, allowed, zone=ZONES["NL"], rng=Random(1))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)],
)
def test_easter_is_on_the_day_the_calendar_says(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_offices_are_closed_on_public_holidays_and_in_the_weekend() -> None:
    assert is_holiday(date(2026, 5, 14), "NL")
    assert is_holiday(date(2026, 4, 6), "NL")
    assert not is_holiday(date(2026, 5, 13), "NL")
    assert day_weight(date(2026, 5, 14), OFFICE, "NL") == 0
    assert day_weight(date(2026, 5, 16), OFFICE, "NL") == 0
    assert day_weight(date(2026, 5, 13), OFFICE, "NL") > 0


def test_each_country_has_its_own_holidays() -> None:
    kings_day, national_day, armistice = date(2026, 4, 27), date(2026, 7, 21), date(2026, 11, 11)
    assert [is_holiday(day, "NL") for day in (kings_day, national_day, armistice)] == [True, False, False]
    assert [is_holiday(day, "BE") for day in (kings_day, national_day, armistice)] == [False, True, True]


def test_an_hour_that_the_clock_skips_becomes_the_one_after_it() -> None:
    days = [date(2026, 3, 28), date(2026, 3, 29)]
    at = written_at(days[0], days)
    assert (at.hour, at.utcoffset()) == (3, timedelta(hours=2))
    assert at.astimezone(UTC).hour == 1


def test_a_night_that_may_not_run_on_ends_before_midnight() -> None:
    at = written_at(date(2026, 6, 1), [date(2026, 6, 1)])
    assert (at.date(), at.hour) == (date(2026, 6, 1), 23)


def test_winter_runs_from_december_up_to_and_including_february() -> None:
    assert fits_season(date(2025, 12, 1), "winter", None)
    assert fits_season(date(2028, 2, 29), "winter", None)
    assert not fits_season(date(2026, 3, 1), "winter", None)
    assert fits_season(date(2026, 3, 1), None, None)
