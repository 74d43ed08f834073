"""Two rounds side by side: the same people's places, the same items, and numbers only where levels may be told."""

import numpy as np
import pytest

from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.shapes import Block, Protected, RoundForm
from mortel.pure.scoring.change import changes, pair_of
from mortel.pure.scoring.estimates import estimates
from mortel.pure.scoring.scores import score_blocks, score_units
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import scores

FORM = RoundForm(("a", "b", "c", "d"), ("x",) * 4)


def a_round(
    name: str, blocks: list[Block], sums: list[list[int]], counts: list[list[int]] | None = None
) -> Protected:
    number = counts or [[block.n] * 4 for block in blocks]
    return Protected(name, FORM, tuple(blocks), np.array(number), np.array(sums))


NORTH, SOUTH = Block("north", ("north",), 20), Block("south", ("south",), 16)
CARE = Block("care", ("north", "south"), 30)
RESPONSE = np.array([[0.6, 0.6]])


def test_a_union_is_the_sum_of_its_blocks_in_each_round() -> None:
    before = a_round("one", [NORTH, SOUTH], [[60] * 4, [64] * 4])
    after = a_round("two", [CARE], [[105] * 4])
    pair = pair_of(before, after, common_unions(before.blocks, after.blocks), RESPONSE)
    assert pair.before.n.tolist() == [36]
    assert pair.before.means[0, 0] == pytest.approx(124 / 36)
    assert pair.after.means[0, 0] == pytest.approx(3.5)


def test_an_item_that_is_withheld_in_one_round_is_left_out_of_both() -> None:
    """Else a harder question that drops out would look like a better climate."""
    before = a_round("one", [NORTH], [[60, 60, 60, 20 * 2]])
    after = a_round("two", [NORTH], [[60, 60, 60, 0]], [[20, 20, 20, 0]])
    pair = pair_of(before, after, [((0,), (0,))], RESPONSE)
    assert pair.before.means[0, 0] == pair.after.means[0, 0] == 3
    assert changes(pair).numbers[0, 0] == 0


def test_too_few_common_items_leave_the_dimension_out_of_both() -> None:
    before = a_round("one", [NORTH], [[60, 0, 60, 60]], [[20, 0, 20, 20]])
    after = a_round("two", [NORTH], [[60, 60, 60, 0]], [[20, 20, 20, 0]])
    pair = pair_of(before, after, [((0,), (0,))], RESPONSE)
    assert pair.before.withheld[0, 0]
    assert pair.after.withheld[0, 0]


def test_blocks_outside_every_union_do_not_count() -> None:
    before = a_round("one", [SOUTH, NORTH], [[64] * 4, [60] * 4])
    after = a_round("two", [NORTH], [[60] * 4])
    pair = pair_of(before, after, common_unions(before.blocks, after.blocks), RESPONSE)
    assert pair.before.n.tolist() == pair.after.n.tolist() == [20]


def test_no_number_of_change_where_levels_may_not_be_told() -> None:
    before, after = (a_round(name, [NORTH, SOUTH], [[60] * 4, [48] * 4]) for name in ("one", "two"))
    unions = common_unions(before.blocks, after.blocks)
    pair = pair_of(before, after, unions, RESPONSE.repeat(2, axis=0), np.array([True, False]))
    found = changes(pair)
    assert np.isnan(found.numbers[:, 0]).tolist() == [False, True]
    assert np.isnan(found.low[:, 0]).tolist() == [False, True]
    assert found.words[0, 0] == found.words[1, 0]


def test_no_estimate_in_numbers_where_levels_may_not_be_told_but_the_word_stays() -> None:
    made = scores([20] * 8, [4.2, 3.4, 3.5, 3.3, 3.4, 3.6, 3.5, 2.8])
    made.levels[0] = False
    found = estimates(made, np.zeros(8, dtype=np.int64))
    assert np.isnan(found.means[:, 0]).tolist() == [True] + [False] * 7
    assert np.isnan(found.low[:, 0]).tolist() == np.isnan(found.high[:, 0]).tolist() == [True] + [False] * 7
    made.levels[0] = True
    every = estimates(made, np.zeros(8, dtype=np.int64))
    assert found.words.tolist() == every.words.tolist()
    assert found.means[1:].tolist() == every.means[1:].tolist()


def test_scores_know_which_blocks_tell_words_only() -> None:
    released = a_round("one", [NORTH, SOUTH], [[60] * 4, [48] * 4])
    assert score_blocks(released).levels.tolist() == [True, True]
    assert score_blocks(released, {1}).levels.tolist() == [True, False]
    with pytest.raises(StatsError, match="each of the 1 units"):
        score_units(released, np.array([0, 0]), np.array([True, True]))
