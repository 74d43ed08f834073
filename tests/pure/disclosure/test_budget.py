"""Three times levels in 24 months, four check-ins in a year (release.md, rule 7)."""

from dataclasses import replace
from datetime import date

import pytest

from mortel.pure.disclosure.budget import Budget, Kind, Told, months_before
from mortel.pure.disclosure.shapes import Block

TODAY = date(2026, 11, 24)


def told(day: date, leaves: str = "ab", items: str = "xy", *, levels: bool = True) -> Told:
    kind = Kind.LEVELS if levels else Kind.CHECK_IN
    return Told(str(day), day, Block(leaves, tuple(leaves), 9), frozenset(items), kind)


def test_every_release_of_levels_takes_one_and_after_24_months_gives_it_back() -> None:
    assert Budget.of([], TODAY).levels_left("a", "x") == 3
    assert Budget.of([told(date(2026, 3, 1)), told(date(2025, 3, 1))], TODAY).levels_left("a", "x") == 1
    assert Budget.of([told(date(2024, 11, 25))], TODAY).levels_left("a", "x") == 2
    assert Budget.of([told(date(2024, 11, 24))], TODAY).levels_left("a", "x") == 3


def test_it_is_counted_for_the_leaf_and_the_item_that_were_shown_most() -> None:
    history = [
        told(date(2026, 1, 1), "a", "x"),
        told(date(2026, 2, 1), "ab", "y"),
        told(date(2026, 3, 1), "bc", "x"),
    ]
    assert Budget.of(history, TODAY).levels_left("a", "x") == 2
    assert Budget.of(history, TODAY).levels_left("ab", "x") == 2
    assert Budget.of(history, TODAY).levels_left("b", "xy") == 2
    assert Budget.of([*history, told(date(2026, 4, 1), "b", "y")], TODAY).levels_left("abc", "xy") == 1
    assert Budget.of(history, TODAY).levels_left("z", "x") == 3
    assert Budget.of(history, TODAY).levels_left("", "") == 3


def test_words_take_no_level_and_levels_take_no_check_in() -> None:
    history = [
        told(date(2026, 5, 1), levels=False),
        told(date(2026, 6, 1), levels=False),
        told(date(2026, 7, 1)),
    ]
    assert Budget.of(history, TODAY).levels_left("a", "x") == 2
    assert Budget.of(history, TODAY).check_ins_left("a", "x") == 2
    assert Budget.of([told(date(2025, 11, 25), levels=False)], TODAY).check_ins_left("a", "x") == 3
    assert Budget.of([told(date(2025, 11, 24), levels=False)], TODAY).check_ins_left("a", "x") == 4


def test_words_of_a_whole_round_take_nothing() -> None:
    history = [replace(told(date(2026, month, 1)), kind=Kind.WORDS) for month in range(1, 11)]
    assert Budget.of(history, TODAY).levels_left("a", "x") == 3
    assert Budget.of(history, TODAY).check_ins_left("a", "x") == 4


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 24), 24, date(2024, 11, 24)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_before_stays_within_the_month(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
