"""Closing: what the budget leaves becomes levels, the rest words, and the attacker has the last word."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mortel.pure.disclosure import closing
from mortel.pure.disclosure.attack.gate import Code, Finding
from mortel.pure.disclosure.budget import Kind, Told
from mortel.pure.disclosure.closing import Closing, NotReleased, close, sentence
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Block
from tests.pure.disclosure.rounds import FORM, SECRET, SEVEN, ballots

TODAY = date(2026, 11, 24)
NUMBERS = {"north": 20, "south": 9, "night": 8, "day": 7, "clinic": 15, "staff": 12}


def closed(told: tuple[Told, ...] = (), promise: Promise = SEVEN, round_: Ballots | None = None) -> Closing:
    return close(round_ or ballots(NUMBERS), promise, SECRET, told, TODAY, np.random.default_rng(1))


def earlier(*months: int, n: int = 9) -> tuple[Told, ...]:
    """Levels of the block of south that many months ago, all items."""
    days = [date(2026 - (months_ago + 1) // 12, 12 - (months_ago + 1) % 12, 24) for months_ago in months]
    south = Block("south", ("south",), n)
    return tuple(Told(str(day), day, south, frozenset(FORM.items), Kind.LEVELS) for day in days)


def words(told: tuple[Told, ...]) -> set[str]:
    made = closed(told)
    return {made.protected.blocks[at].unit for at in made.words_only}


def test_a_first_round_shows_levels_of_every_block() -> None:
    made = closed()
    assert [block.unit for block in made.protected.blocks] == [
        "north",
        "south",
        "night",
        "day",
        "clinic",
        "staff",
    ]
    assert made.words_only == {}


def test_after_three_rounds_in_two_years_a_block_keeps_words() -> None:
    assert words(earlier(6, 12)) == set()
    assert words(earlier(6, 12, 18)) == {"south"}
    assert words(earlier(6, 12, 25)) == set()


def test_the_next_round_remembers_what_this_one_told() -> None:
    made = closed(earlier(6, 12, 18))
    told = made.told(TODAY)
    assert {each.block.unit: each.kind for each in told} == {
        "north": Kind.LEVELS,
        "south": Kind.WORDS,
        "night": Kind.LEVELS,
        "day": Kind.LEVELS,
        "clinic": Kind.LEVELS,
        "staff": Kind.LEVELS,
    }
    assert made.words_only == {1: Gap(Reason.LEVELS_SPENT, 3)}
    assert {each.items for each in told} == {frozenset(FORM.items)}
    assert {each.day for each in told} == {TODAY}


def test_a_round_of_words_has_levels_of_nothing_and_may_have_blocks_of_six() -> None:
    made = closed(promise=Promise(6, words_only=True), round_=ballots({"north": 6, "south": 8}))
    assert made.words_only == dict.fromkeys((0, 1), Gap(Reason.WORDS_ONLY, 6))


def check_in(told: tuple[Told, ...]) -> Closing:
    closing_ = close(ballots(NUMBERS), SEVEN, SECRET, told, TODAY, np.random.default_rng(1), check_in=True)
    assert {gap.reason for gap in closing_.words_only.values()} == {Reason.CHECK_IN}
    assert len(closing_.words_only) == 6
    return closing_


def test_a_fifth_check_in_within_a_year_tells_nothing() -> None:
    first = check_in(())
    assert first.silent == {}
    assert {each.kind for each in first.told(TODAY)} == {Kind.CHECK_IN}
    told = tuple(
        replace(each, round=str(months), day=date(2026, months, 1))
        for months in (2, 4, 6, 8)
        for each in first.told(TODAY)
        if each.block.unit == "south"
    )
    fifth = check_in(told)
    (silent,) = fifth.silent
    assert fifth.protected.blocks[silent].unit == "south"
    assert fifth.silent[silent] == Gap(Reason.CHECK_INS_SPENT, 4)
    assert "south" not in {each.block.unit for each in fifth.told(TODAY)}
    assert check_in(told[1:]).silent == {}


def test_a_round_of_words_is_no_check_in() -> None:
    words_told = tuple(
        replace(each, round=str(months), day=date(2026, months, 1), kind=Kind.WORDS)
        for months in (2, 4, 6, 8)
        for each in closed().told(TODAY)
    )
    assert check_in(words_told).silent == {}
    assert closed(words_told).words_only == {}


def test_two_rounds_of_one_day_are_two() -> None:
    day = date(2026, 5, 1)
    told = tuple(replace(each, round=name) for name in ("a", "b") for each in closed().told(day))
    assert len(closing._earlier(told, TODAY)) == 2
    assert words(told) == set()
    assert len(words((*told, *(replace(each, round="c") for each in closed().told(day))))) == 6


def test_a_block_whose_history_would_cost_one_person_too_much_keeps_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mortel.pure.disclosure.attack.gate.MOST_OF_ONE", 5.2)
    monkeypatch.setattr("mortel.pure.disclosure.attack.gate.MOST_ON_AVERAGE", 50.0)
    made = closed()
    small = {at for at, block in enumerate(made.protected.blocks) if block.n == 7}
    assert small <= set(made.words_only)
    assert set(made.words_only.values()) == {Gap(Reason.TOO_MUCH_TO_GUESS, 7)}
    assert all(made.protected.blocks[at].n < 10 for at in made.words_only)


def test_the_smallest_blocks_keep_words_when_people_pay_too_much_on_average() -> None:
    guessed = Gap(Reason.TOO_MUCH_TO_GUESS, 7)
    assert closed(round_=ballots({"north": 7, "south": 7})).words_only == dict.fromkeys((0, 1), guessed)
    assert closed(round_=ballots({"north": 7, "south": 12})).words_only == {}
    both = closed(round_=ballots({"north": 7, "south": 7, "night": 8})).words_only
    assert both == dict.fromkeys((0, 1), guessed)


@pytest.mark.parametrize("k", [12, 20, 41])
def test_a_higher_promise_is_closed_as_any_other(k: int) -> None:
    made = closed(promise=Promise(k), round_=ballots({"north": 60, "south": 45, "day": 44}))
    assert [block.n for block in made.protected.blocks] == [60, 45, 44]
    assert made.words_only == {}


def test_what_the_attacker_finds_otherwise_stops_the_whole_release(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Finding(Code.BARE_SUMS, (), 1.0, 0.8), Finding(Code.SMALL_BLOCK, ("north",), 6, 7))
    monkeypatch.setattr(closing.gate, "findings", lambda *_: found)
    with pytest.raises(
        NotReleased, match=r"without noise.*A group has 6 answers\. It needs at least 7\."
    ) as refused:
        closed()
    assert refused.value.findings == found


@pytest.mark.parametrize("code", Code)
def test_every_finding_has_a_sentence_in_both_languages(code: Code) -> None:
    finding = Finding(code, ("north",), 4, 3.5)
    dutch, english = sentence(finding, "nl"), sentence(finding, "en")
    assert "{" not in dutch + english
    assert ("3,5" in dutch) == ("3.5" in english)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 11, 24), 0),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 24), 1),
        (date(2025, 11, 24), 12),
        (date(2024, 11, 25), 23),
        (date(2024, 11, 24), 24),
        (date(2020, 1, 1), 24),
    ],
)
def test_months_are_counted_as_the_budget_counts_them(day: date, months: int) -> None:
    assert closing._months_since(day, TODAY) == months
