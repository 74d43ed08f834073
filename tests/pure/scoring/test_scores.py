"""Scores of blocks and units, from protected sums."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance
from mortel.pure.scoring.scores import score_blocks, score_units
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import noise_variance, protected, scores


def test_a_dimension_is_the_mean_of_its_item_means() -> None:
    found = score_blocks(protected([[8, 8, 8]], [[24, 32, 20]], [8], ["a", "a", "b"]))
    assert found.dimensions == ("a", "b")
    assert found.items.tolist() == [2, 1]
    assert found.questions == (("i0", "i1"), ("i2",))
    assert found.n.tolist() == [8]
    assert found.means.tolist() == [[3.5, 2.5]]
    assert not found.withheld.any()


def test_items_that_are_not_scored_count_nowhere() -> None:
    found = score_blocks(protected([[8, 8]], [[24, 40]], [8], ["a", ""]))
    assert found.dimensions == ("a",)
    assert found.means.tolist() == [[3.0]]


def test_item_means_weigh_alike_whatever_the_number_of_answers() -> None:
    found = score_blocks(protected([[20, 10]], [[40, 40]], [20], ["a", "a"]))
    assert found.means.tolist() == [[3.0]]
    assert found.per_person.tolist() == [[pytest.approx((1 / 20 + 1 / 10) / 2)]]


def test_two_thirds_of_the_items_are_enough_and_less_is_not() -> None:
    row = [9, 9, 0]
    found = score_blocks(protected([row, [9, 0, 0]], [[27, 36, 0], [27, 0, 0]], [9, 9], ["a"] * 3))
    assert found.means[0, 0] == 3.5
    assert np.isnan(found.means[1, 0])
    assert np.isnan(found.noise[1, 0])
    assert np.isnan(found.per_person[1, 0])
    assert found.withheld.tolist() == [[False], [True]]


def test_a_dimension_without_any_item_shown_is_withheld() -> None:
    found = score_blocks(protected([[0, 0, 9]], [[0, 0, 27]], [9], ["a", "a", "b"]))
    assert found.withheld.tolist() == [[True, False]]


def test_the_noise_of_a_small_block_is_that_of_its_items_and_the_shared_draw() -> None:
    found = score_blocks(protected([[10, 8, 10, 10]], [[30, 24, 30, 30]], [10], ["a"] * 4))
    own = ITEM_VARIANCE * (3 / 100 + 1 / 64) / 16
    shared = shared_variance(4) * ((3 / 10 + 1 / 8) / 4) ** 2
    assert found.noise[0, 0] == pytest.approx(own + shared, rel=1e-12)


@pytest.mark.parametrize(("n", "shared"), [(14, True), (15, False)])
def test_the_shared_draw_ends_at_fifteen(n: int, shared: bool) -> None:
    found = score_blocks(protected([[n] * 4], [[3 * n] * 4], [n], ["a"] * 4))
    extra = shared_variance(4) / n**2 if shared else 0
    assert found.noise[0, 0] == pytest.approx(ITEM_VARIANCE / 4 / n**2 + extra, rel=1e-12)
    assert found.noise[0, 0] == pytest.approx(noise_variance([n])[0], rel=1e-12)


def test_the_shared_draw_is_as_large_as_the_whole_dimension_asks_when_an_item_is_withheld() -> None:
    found = score_blocks(protected([[9, 9, 9, 0]], [[27, 27, 27, 0]], [9], ["a"] * 4))
    assert found.noise[0, 0] == pytest.approx((ITEM_VARIANCE / 3 + shared_variance(4)) / 81, rel=1e-12)


def test_a_unit_is_the_sum_of_its_blocks() -> None:
    made = protected([[10, 10], [20, 20], [8, 8]], [[20, 30], [80, 60], [40, 40]], [10, 20, 8], ["a", "a"])
    found = score_units(made, np.array([0, 0, -1]))
    assert found.n.tolist() == [30]
    assert found.means[0, 0] == pytest.approx((100 / 30 + 90 / 30) / 2)
    assert found.per_person[0, 0] == pytest.approx(1 / 30)
    assert found.noise[0, 0] == pytest.approx(2 * 2 * ITEM_VARIANCE / 30**2 / 4)


def test_the_shared_draws_of_small_blocks_stay_in_the_unit_above_them() -> None:
    made = protected([[10] * 4, [12] * 4, [20] * 4], [[30] * 4, [36] * 4, [60] * 4], [10, 12, 20], ["a"] * 4)
    found = score_units(made, np.array([0, 0, 0]))
    expected = (3 * ITEM_VARIANCE / 4 + 2 * shared_variance(4)) / 42**2
    assert found.noise[0, 0] == pytest.approx(expected, rel=1e-12)


def test_an_item_withheld_in_one_block_comes_from_the_others() -> None:
    made = protected([[10] * 4, [12, 12, 12, 0]], [[30] * 4, [48, 48, 48, 0]], [10, 12], ["a"] * 4)
    found = score_units(made, np.array([0, 0]))
    assert found.means[0, 0] == pytest.approx((3 * 78 / 22 + 3.0) / 4)
    own = ITEM_VARIANCE * (3 * 2 / 22**2 + 1 / 10**2) / 16
    shared = shared_variance(4) * ((3 / 22 + 1 / 10) ** 2 + (3 / 22) ** 2) / 16
    assert found.noise[0, 0] == pytest.approx(own + shared, rel=1e-12)


def test_units_keep_their_number_and_a_number_without_blocks_is_withheld() -> None:
    made = protected([[10], [20]], [[20], [60]], [10, 20], ["a"])
    found = score_units(made, np.array([2, 0]))
    assert found.n.tolist() == [20, 0, 10]
    assert found.means[[0, 2], 0].tolist() == [3.0, 2.0]
    assert found.withheld[:, 0].tolist() == [False, True, False]


def test_blocks_together_are_what_each_is_alone() -> None:
    rows = [([9, 8, 9, 0, 9, 9], 9), ([20, 20, 19, 20, 18, 20], 20), ([30] * 6, 30)]
    dimensions = ["a"] * 4 + ["b"] * 2
    sums = [[3 * one + at for at, one in enumerate(row)] for row, _ in rows]
    whole = score_blocks(protected([row for row, _ in rows], sums, [n for _, n in rows], dimensions))
    for at, (row, n) in enumerate(rows):
        alone = score_blocks(protected([row], [sums[at]], [n], dimensions))
        for part in ("means", "noise", "per_person"):
            assert getattr(whole, part)[at].tolist() == getattr(alone, part)[0].tolist()


def test_without_blocks_there_are_no_scores() -> None:
    made = protected([], [], [], ["a", "b"])
    nothing = np.zeros((0, 2), dtype=np.int64)
    found = score_blocks(replace(made, counts=nothing, sums=nothing))
    assert found.means.shape == (0, 2)


def test_variances_add_people_and_noise() -> None:
    one = scores([10], [3.0])
    assert one.variances()[0, 0] == pytest.approx(0.063 + noise_variance([10])[0])
    assert one.variances(0.5)[0, 0] == pytest.approx(0.05 + noise_variance([10])[0])


def test_wrong_input_is_one_clear_sentence() -> None:
    with pytest.raises(StatsError, match="Give a unit for each of the 1 blocks"):
        score_units(protected([[8]], [[24]], [8], ["a"]), np.array([0, 0]))
    with pytest.raises(StatsError, match="No item of this form is scored"):
        score_blocks(protected([[8]], [[24]], [8], [""]))
    with pytest.raises(StatsError, match="must be above nought, not 0"):
        scores([10], [3.0]).variances(0)


@given(st.lists(st.integers(7, 40), min_size=1, max_size=8), st.integers(-3, 3), st.randoms())
@settings(max_examples=40)
def test_a_shift_of_the_sums_shifts_the_scores_and_order_does_not_matter(
    n: list[int], shift: int, shuffled: Random
) -> None:
    order = list(range(len(n)))
    shuffled.shuffle(order)
    counts = [[size] * 3 for size in n]
    sums = [[3 * size + at for at in range(3)] for size in n]
    plain = score_blocks(protected(counts, sums, n, ["a"] * 3))
    moved = score_blocks(protected(counts, [[one + shift for one in row] for row in sums], n, ["a"] * 3))
    assert np.allclose(moved.means[:, 0], plain.means[:, 0] + shift / np.array(n))
    assert np.array_equal(moved.noise, plain.noise)
    mixed = score_blocks(
        protected(
            [counts[at] for at in order], [sums[at] for at in order], [n[at] for at in order], ["a"] * 3
        )
    )
    assert np.array_equal(mixed.means, plain.means[order])
    whole = score_units(protected(counts, sums, n, ["a"] * 3), np.zeros(len(n), dtype=np.int64))
    assert whole.means.min() >= plain.means.min() - 1e-12
    assert whole.means.max() <= plain.means.max() + 1e-12
    assert whole.noise[0, 0] <= plain.noise.max() + 1e-12


def test_a_measured_variance_may_differ_by_dimension() -> None:
    made = scores([10, 20], [[3.0, 3.5], [3.2, 3.1]])
    assert made.variances([0.5, 0.7]) == pytest.approx(np.array([0.5, 0.7]) * made.per_person + made.noise)
    assert made.person_variances(0.4).tolist() == [0.4, 0.4]
    with pytest.raises(StatsError, match="one for each of 2 dimensions"):
        made.variances([0.5, 0.6, 0.7])
