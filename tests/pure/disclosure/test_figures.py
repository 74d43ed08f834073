"""What a page may hold, and the reason for what it may not (release.md, rules 3, 4 and 7)."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.blocks import blocks_of_units, plan_blocks
from mortel.pure.disclosure.cells import units_that_show
from mortel.pure.disclosure.figures import Figures, dimension_means, figures_of_units, reason_without_block
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.reasons import Reason
from mortel.pure.disclosure.shapes import Ballots, Block, Protected, Unit
from tests.pure.disclosure.rounds import HOUSE, SECRET, SEVEN, ballots
from tests.pure.disclosure.test_blocks import trees


def released(closed: Ballots, promise: Promise = SEVEN) -> Protected:
    return protect(closed, blocks_of(closed, promise), SECRET, promise)


def pages(
    numbers: dict[str, int], promise: Promise = SEVEN, spent: tuple[int, ...] = ()
) -> dict[str, Figures]:
    return figures_of_units(HOUSE, released(ballots(numbers), promise), promise, spent)


def test_a_dimension_is_the_mean_of_its_protected_item_means() -> None:
    protected = released(ballots({"north": 8, "south": 9}))
    expected = (protected.sums[:, :4] / protected.counts[:, :4]).mean(axis=1)
    assert dimension_means(protected)[:, 0] == pytest.approx(expected)


def test_a_dimension_needs_two_thirds_of_its_items() -> None:
    protected = released(ballots({"north": 8, "south": 9}))
    counts, sums = protected.counts.copy(), protected.sums.copy()
    counts[0, 0] = sums[0, 0] = 0
    counts[1, :2] = sums[1, :2] = 0
    means = dimension_means(replace(protected, counts=counts, sums=sums))
    assert means[0, 0] == pytest.approx((sums[0, 1:4] / counts[0, 1:4]).mean())
    assert np.isnan(means[1, 0])
    assert not np.isnan(means[1, 1])


def test_two_thirds_exactly_is_enough() -> None:
    form_of_three = replace(released(ballots({"north": 8})))
    protected = Protected(
        "r",
        type(form_of_three.form)(("a", "b", "c"), ("x", "x", "x")),
        (Block("north", ("north",), 8),),
        np.array([[8, 8, 0]]),
        np.array([[24, 16, 0]]),
    )
    assert dimension_means(protected)[0, 0] == 2.5


def test_single_items_are_shown_from_fifteen_answers() -> None:
    for n, value in ((14, False), (15, True)):
        page = pages({"north": n, "south": 30})["north"]
        assert [figure.value is not None for figure in page.items] == [value] * 9
        assert {figure.reason for figure in page.items} == {None if value else Reason.ITEMS_NEED_MORE}
        assert all(figure.value is not None for figure in page.dimensions)


def test_a_department_hides_its_items_when_they_would_give_a_small_team_away() -> None:
    assert {figure.reason for figure in pages({"north": 20, "south": 8})["care"].items} == {Reason.NEIGHBOUR}
    assert {figure.reason for figure in pages({"north": 20, "south": 8, "night": 7})["care"].items} == {None}


def test_a_unit_is_the_sum_of_its_blocks() -> None:
    protected = released(ballots({"north": 20, "south": 30}))
    page = figures_of_units(HOUSE, protected, SEVEN)["care"]
    assert page.n == 50
    assert page.items[0].value == pytest.approx(protected.sums[:, 0].sum() / 50)
    expected = np.average(dimension_means(protected)[:, 0], weights=[20, 30])
    assert page.dimensions[0].value == pytest.approx(expected)


def test_words_alone_means_no_number_anywhere() -> None:
    page = pages({"north": 20, "south": 6}, Promise(6, words_only=True))
    for figures in page.values():
        assert {figure.value for figure in (*figures.dimensions, *figures.items)} == {None}
        assert {figure.reason for figure in figures.dimensions} == {Reason.WORDS_ONLY}


def test_a_group_that_was_shown_often_enough_shows_words_and_the_unit_around_it_does_not_give_it_away() -> (
    None
):
    spent = pages({"north": 20, "south": 14}, spent=(1,))
    assert {figure.reason for figure in spent["south"].dimensions} == {Reason.LEVELS_SPENT}
    assert {figure.reason for figure in spent["care"].dimensions} == {Reason.LEVELS_SPENT}
    assert {figure.least for figure in spent["care"].dimensions} == {3}
    assert {figure.reason for figure in spent["north"].dimensions} == {None}
    alone = pages({"north": 20, "south": 40}, spent=(1,))
    assert {figure.reason for figure in alone["south"].items} == {Reason.LEVELS_SPENT}
    assert {figure.reason for figure in alone["care"].dimensions} == {Reason.LEVELS_SPENT}
    for n, reason in ((7, Reason.LEVELS_SPENT), (8, None)):
        both = pages({"north": 20, "south": n, "night": 7}, spent=(1, 2))
        assert {figure.reason for figure in both["care"].dimensions} == {reason}


def test_an_item_with_too_few_answers_says_so() -> None:
    closed = ballots({"north": 20})
    answers = closed.answers.copy()
    answers[:14, 1] = 0
    answers[:6, 2] = 0
    answers[:5, 3] = 0
    answers[:14, 4:7] = 0
    page = figures_of_units(HOUSE, released(replace(closed, answers=answers)), SEVEN)["north"]
    assert [figure.reason for figure in page.items[:4]] == [
        None,
        Reason.TOO_FEW_ON_ITEM,
        Reason.ITEMS_NEED_MORE,
        None,
    ]
    assert [figure.least for figure in page.items[:4]] == [0, 7, 15, 0]
    assert page.dimensions[1].reason == Reason.TOO_FEW_ITEMS
    assert page.n == 20


def test_a_unit_without_a_block_says_where_its_people_are() -> None:
    protected = released(
        ballots({"north": 4, "south": 8, "day": 3, "clinic": 2, "staff": 3, "care-leads": 3})
    )
    said = {
        unit: reason_without_block(HOUSE, protected, unit, SEVEN).reason
        for unit in ("north", "south", "cure", "day", "care-leads")
    }
    assert said == {
        "north": Reason.TAKEN_TOGETHER,
        "south": Reason.TAKEN_TOGETHER,
        "cure": Reason.NO_BLOCK,
        "day": Reason.TAKEN_TOGETHER,
        "care-leads": Reason.LEADS_NOWHERE,
    }


def rank(rows: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(rows)) if rows.size else 0


@settings(max_examples=60, deadline=None)
@given(trees(), st.lists(st.integers(0, 30), min_size=25, max_size=25))
def test_no_combination_of_shown_cells_speaks_of_fewer_than_fifteen(
    case: tuple[tuple[Unit, ...], list[int]], numbers: list[int]
) -> None:
    """Row space: were there one supported by few people, leaving their blocks out would lower the rank."""
    tree, small = case
    blocks = plan_blocks(tree, [n and n + more for n, more in zip(small, numbers, strict=False)], 7)[:9]
    counts = np.array([block.n for block in blocks], dtype=np.int64)[:, np.newaxis]
    shown = counts >= 15
    units = units_that_show(tree, blocks, counts, shown, 15)[:, 0]
    within = blocks_of_units(tree, blocks)
    cells = [[at == own for at in range(len(blocks))] for own in range(len(blocks)) if shown[own, 0]]
    cells += [
        [at in within[unit.id] for at in range(len(blocks))]
        for unit, ok in zip(tree, units, strict=True)
        if ok
    ]
    rows = np.array(cells, dtype=float).reshape(len(cells), len(blocks))
    for size in range(1, len(blocks) + 1):
        for few in combinations(range(len(blocks)), size):
            if sum(blocks[at].n for at in few) < 15:
                rest = [at for at in range(len(blocks)) if at not in few]
                assert rank(rows[:, rest]) == rank(rows)
