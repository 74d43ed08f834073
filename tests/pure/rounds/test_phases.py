"""A round goes through its phases in order and never back, whatever the clock does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mortel.pure.rounds.phases import GRACE, Phase, Times, phase, takes_ballots, takes_sheets

NOW = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
EARLIER = NOW - timedelta(days=3)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (Times(None, None, None, None), Phase.DRAFT),
        (Times(EARLIER, None, None, None), Phase.OPEN),
        (Times(EARLIER, NOW, None, None), Phase.LAST_MINUTES),
        (Times(EARLIER, NOW - GRACE, None, None), Phase.TYPING),
        (Times(EARLIER, NOW - GRACE, NOW, None), Phase.CLOSING),
        (Times(EARLIER, NOW - GRACE, NOW, NOW), Phase.RELEASED),
    ],
)
def test_each_moment_opens_the_next_phase(times: Times, expected: Phase) -> None:
    assert phase(times, NOW) == expected


def test_a_clock_that_is_set_back_opens_no_round_again() -> None:
    ended = Times(EARLIER, NOW, None, None)
    assert phase(ended, NOW - timedelta(hours=2)) == Phase.LAST_MINUTES


def test_half_an_hour_is_half_an_hour_in_the_night_that_has_an_hour_twice() -> None:
    """At 03:00 on 25 October the clocks in Amsterdam go back to 02:00."""
    zone = ZoneInfo("Europe/Amsterdam")
    ended = datetime(2026, 10, 25, 2, 50, tzinfo=zone)
    times = Times(EARLIER, ended, None, None)
    assert phase(times, ended.astimezone(UTC) + timedelta(minutes=29)) == Phase.LAST_MINUTES
    assert phase(times, ended.astimezone(UTC) + timedelta(minutes=31)) == Phase.TYPING


def test_links_work_while_it_is_open_and_in_the_last_minutes_and_sheets_until_the_result_is_asked_for() -> (
    None
):
    assert [each for each in Phase if takes_ballots(each)] == [Phase.OPEN, Phase.LAST_MINUTES]
    assert [each for each in Phase if takes_sheets(each)] == [Phase.OPEN, Phase.LAST_MINUTES, Phase.TYPING]
