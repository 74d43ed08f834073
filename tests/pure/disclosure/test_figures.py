"""What a page may hold, and the reason for what it may not (release.md, rules 3, 4 and 7)."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.blocks import blocks_of_units, plan_blocks
from mortel.pure.disclosure.cells import units_that_show
from mortel.pure.disclosure.figures import Page, gap_without_block, pages_of_blocks, pages_of_units
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Protected, Unit
from tests.pure.disclosure.rounds import FORM, HOUSE, SECRET, SEVEN, ballots
from tests.pure.disclosure.test_blocks import trees


def released(closed: Ballots, promise: Promise = SEVEN) -> Protected:
    return protect(closed, blocks_of(closed, promise), SECRET, promise)


def pages(numbers: dict[str, int], promise: Promise = SEVEN, spent: tuple[int, ...] = ()) -> dict[str, Page]:
    words = dict.fromkeys(spent, Gap(Reason.LEVELS_SPENT, 3))
    return pages_of_units(HOUSE, released(ballots(numbers), promise), promise, words)


def gaps(page: Page) -> set[Reason | None]:
    return {item.gap and item.gap.reason for item in page.items}


def test_single_items_are_shown_from_fifteen_answers() -> None:
    for n, value in ((14, False), (15, True)):
        page = pages({"north": n, "south": 30})["north"]
        assert [item.mean is not None for item in page.items] == [value] * 9
        assert gaps(page) == {None if value else Reason.ITEMS_NEED_MORE}
        assert page.gap is None


def test_a_department_hides_its_items_when_they_would_give_a_small_team_away() -> None:
    hidden = pages({"north": 20, "south": 8})["care"]
    assert {item.gap for item in hidden.items} == {Gap(Reason.NEIGHBOUR, 15)}
    assert [item.code for item in hidden.items] == list(FORM.items)
    assert gaps(pages({"north": 20, "south": 8, "night": 7})["care"]) == {None}


def test_a_unit_is_the_sum_of_its_blocks() -> None:
    protected = released(ballots({"north": 20, "south": 30}))
    page = pages_of_units(HOUSE, protected, SEVEN)["care"]
    assert page.n == 50
    assert page.blocks == (0, 1)
    assert page.items[0].mean == pytest.approx(protected.sums[:, 0].sum() / 50)


def test_words_alone_means_no_number_anywhere() -> None:
    for page in pages({"north": 20, "south": 6}, Promise(6, words_only=True)).values():
        assert {item.mean for item in page.items} == {None}
        assert page.gap == Gap(Reason.WORDS_ONLY, 6)


def test_a_group_that_was_shown_often_enough_shows_words_and_the_unit_around_it_does_not_give_it_away() -> (
    None
):
    spent = pages({"north": 20, "south": 14}, spent=(1,))
    assert spent["south"].gap == Gap(Reason.LEVELS_SPENT, 3)
    assert spent["care"].gap == Gap(Reason.NEIGHBOUR, 15)
    assert spent["north"].gap is None
    alone = pages({"north": 20, "south": 40}, spent=(1,))
    assert gaps(alone["south"]) == {Reason.LEVELS_SPENT}
    assert alone["care"].gap == Gap(Reason.NEIGHBOUR, 15)
    for n, gap in ((7, Gap(Reason.NEIGHBOUR, 15)), (8, None)):
        assert pages({"north": 20, "south": n, "night": 7}, spent=(1, 2))["care"].gap == gap


def test_a_unit_of_blocks_without_levels_says_why_they_have_none() -> None:
    guessed, protected = Gap(Reason.TOO_MUCH_TO_GUESS, 7), released(ballots({"north": 7, "day": 20}))
    shown = pages_of_units(HOUSE, protected, SEVEN, {0: guessed})
    assert {unit: page.gap for unit, page in shown.items()} == {
        "house": Gap(Reason.NEIGHBOUR, 15),
        "care": guessed,
        "cure": None,
        "north": guessed,
        "day": None,
    }
    assert gaps(shown["care"]) == {Reason.TOO_MUCH_TO_GUESS}
    assert [page.gap for page in pages_of_blocks(protected, SEVEN, {0: guessed})] == [guessed, None]


def test_an_item_with_too_few_answers_says_so() -> None:
    closed = ballots({"north": 20})
    answers = closed.answers.copy()
    answers[:14, 1] = 0
    answers[:6, 2] = 0
    answers[:5, 3] = 0
    page = pages_of_units(HOUSE, released(replace(closed, answers=answers)), SEVEN)["north"]
    assert [item.gap for item in page.items[:4]] == [
        None,
        Gap(Reason.TOO_FEW_ON_ITEM, 7),
        Gap(Reason.ITEMS_NEED_MORE, 15),
        None,
    ]
    assert [item.code for item in page.items] == list(FORM.items)
    assert page.n == 20


def test_teams_that_were_taken_together_share_the_page_of_their_block() -> None:
    protected = released(ballots({"north": 20, "south": 8, "night": 4}))
    care, north = pages_of_blocks(protected, SEVEN)
    assert (care.unit, care.n, care.gap) == ("care", 12, None)
    assert gaps(care) == {Reason.ITEMS_NEED_MORE}
    assert [item.code for item in care.items] == [item.code for item in north.items] == list(FORM.items)
    (fifteen,) = pages_of_blocks(released(ballots({"north": 15})), SEVEN)
    assert gaps(fifteen) == {None}
    assert north == pages_of_units(HOUSE, protected, SEVEN)["north"]
    spent, _ = pages_of_blocks(protected, SEVEN, {0: Gap(Reason.LEVELS_SPENT, 3)})
    assert spent.gap == Gap(Reason.LEVELS_SPENT, 3)


def test_a_unit_without_a_block_says_where_its_people_are() -> None:
    protected = released(
        ballots({"north": 4, "south": 8, "day": 3, "clinic": 2, "staff": 3, "care-leads": 3})
    )
    assert gap_without_block(HOUSE, protected, "cure", SEVEN).least == 7
    assert gap_without_block(HOUSE, protected, "care-leads", SEVEN).least == 7
    said = {
        unit: gap_without_block(HOUSE, protected, unit, SEVEN).reason
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
