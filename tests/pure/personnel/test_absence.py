from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.personnel.absence import LONG_LEAVE, Period, may_still_count, spell_on

DAY = date(2026, 11, 25)


def period(first: int, last: int | None) -> Period:
    """Counted in days from DAY."""
    return Period(DAY + timedelta(first), None if last is None else DAY + timedelta(last))


@pytest.mark.parametrize(
    ("periods", "spell"),
    [
        ([], None),
        ([(1, 9)], None),
        ([(-9, -1)], None),
        ([(0, 0)], (0, 0)),
        ([(-3, 3)], (-3, 3)),
        ([(-3, None)], (-3, None)),
        ([(-9, -1), (0, 4)], (-9, 4)),
        ([(-9, -2), (0, 4)], (0, 4)),
        ([(1, 5), (-9, 0)], (-9, 5)),
        ([(-9, 20), (-5, 2)], (-9, 20)),
        ([(-9, None), (-5, 2)], (-9, None)),
        ([(-9, 3), (4, None)], (-9, None)),
        ([(-9, 3), (5, None)], (-9, 3)),
    ],
)
def test_a_spell_is_the_time_around_a_day_without_a_day_back(
    periods: list[tuple[int, int | None]], spell: tuple[int, int | None] | None
) -> None:
    assert spell_on(DAY, [period(*one) for one in periods]) == (period(*spell) if spell else None)


def test_the_last_day_of_time_is_a_day_like_any_other() -> None:
    assert spell_on(DAY, [Period(DAY, date.max), Period(date.max, None)]) == Period(DAY, None)


@pytest.mark.parametrize(("last", "is_long"), [(26, False), (27, True), (None, True)])
def test_four_weeks_are_twenty_eight_days_with_the_first_and_the_last(
    last: int | None, is_long: bool
) -> None:
    assert period(0, last).lasts(LONG_LEAVE) is is_long


PERIODS = st.builds(
    lambda first, days: period(first, None if days is None else first + days),
    st.integers(-80, 20),
    st.none() | st.integers(0, 40),
)


@given(periods=st.lists(PERIODS, max_size=8), later=st.integers(0, 10))
def test_what_may_no_longer_count_changes_no_long_spell(periods: list[Period], later: int) -> None:
    """So it can be removed: today's answer and that of each later day stay the same."""
    kept = [one for one in periods if may_still_count(one.ends, DAY)]
    day = DAY + timedelta(later)
    whole, rest = spell_on(day, periods), spell_on(day, kept)
    assert (whole is None) == (rest is None)
    if whole and rest:
        assert whole.lasts(LONG_LEAVE) == rest.lasts(LONG_LEAVE)
