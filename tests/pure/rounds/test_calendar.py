"""The years of an organisation beside its rounds: warned of asking too often, never forbidden."""

from datetime import date, timedelta

from mortel.pure.rounds.calendar import Planned, State, Strain, first_wise_day, strains, two_years

TODAY = date(2026, 11, 25)


def planned(starts: date, ends: date, name: str = "a", *, levels: bool = True) -> Planned:
    return Planned(name, name, starts, ends, State.PLANNED, levels)


def test_two_years_have_24_months_from_january() -> None:
    months = two_years([], TODAY)
    assert [months[0].first, months[-1].first] == [date(2026, 1, 1), date(2027, 12, 1)]
    assert len(months) == 24


def test_a_round_stands_in_every_month_in_which_it_asks() -> None:
    one = planned(date(2026, 11, 30), date(2027, 1, 1))
    assert [month.first for month in two_years([one], TODAY) if month.rounds] == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_less_than_three_months_after_another_is_too_soon_and_three_months_are_enough() -> None:
    other = planned(date(2026, 1, 10), date(2026, 1, 31), "other")
    assert strains(planned(date(2026, 4, 29), date(2026, 5, 20)), [other]) == (Strain.TOO_SOON,)
    assert strains(planned(date(2026, 5, 1), date(2026, 5, 20)), [other]) == ()


def test_the_order_in_which_two_rounds_were_planned_does_not_matter() -> None:
    early, late = (
        planned(date(2026, 1, 1), date(2026, 1, 20), "x"),
        planned(date(2026, 3, 1), date(2026, 3, 9)),
    )
    assert strains(early, [late]) == strains(late, [early]) == (Strain.TOO_SOON,)


def test_a_round_is_not_too_near_to_itself() -> None:
    one = planned(date(2026, 1, 1), date(2026, 1, 20))
    assert strains(one, [one]) == ()


def test_a_fourth_round_with_levels_within_24_months_is_warned_of_and_one_with_words_alone_is_not() -> None:
    others = [planned(date(2025, month, 1), date(2025, month, 20), str(month)) for month in (2, 6, 10)]
    assert strains(planned(date(2026, 4, 1), date(2026, 4, 20)), others) == (Strain.LEVELS_SPENT,)
    assert strains(planned(date(2026, 4, 1), date(2026, 4, 20), levels=False), others) == ()
    assert strains(planned(date(2027, 2, 1), date(2027, 2, 20)), others) == ()


def test_the_first_wise_day_keeps_three_months_from_the_rounds_before_and_after() -> None:
    length = timedelta(weeks=3)
    assert first_wise_day([], TODAY, length) == TODAY
    before = planned(date(2026, 10, 1), date(2026, 11, 20))
    assert first_wise_day([before], TODAY, length) == date(2027, 2, 20)
    after = planned(date(2027, 5, 1), date(2027, 5, 31), "b")
    assert first_wise_day([before, after], TODAY, length) == date(2027, 8, 31)
    endless = planned(TODAY, date(2030, 1, 1))
    assert first_wise_day([endless], TODAY, length) == TODAY
