"""What is believed of each block, and the word for it."""

import os
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.estimates import LevelWord, chance_of_missing, estimates
from mortel.pure.scoring.frozen import TEAM_VARIANCE, person_variance
from mortel.pure.stats import pooling
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.shrinkage import empirical_bayes
from tests.pure.scoring.worlds import errors, noise, noise_variance, scores, sizes

WORLDS = 2000 if os.environ.get("MORTEL_TEST_LONG") else 200
ONE_PARENT = np.zeros(200, dtype=np.int64)
SPREAD = [3.0, 2.4, 3.6, 2.8, 3.2, 4.2]


def test_the_figures_are_those_of_the_shrinkage_with_noise_counted() -> None:
    n = [8, 12, 9, 20, 14, 30]
    found = estimates(scores(n, SPREAD), ONE_PARENT[:6])
    plain = empirical_bayes(SPREAD, 0.63 / np.array(n) + noise_variance(n))
    assert found.gaps == (None,)
    assert found.middle[0] == plain.mu
    assert found.tau2[0] == plain.tau2 > 0
    assert found.means[:, 0].tolist() == plain.means.tolist()
    assert np.column_stack([found.low[:, 0], found.high[:, 0]]).tolist() == plain.interval(0.8).tolist()
    assert not found.no_differences[0]


def test_the_variance_between_people_can_be_the_organisations_own() -> None:
    wide, narrow = (estimates(scores([10] * 6, SPREAD), ONE_PARENT[:6], one) for one in (0.9, 0.4))
    assert ((wide.high - wide.low) > (narrow.high - narrow.low)).all()


@pytest.mark.parametrize("items", [1, 2, 4, 6])
def test_intervals_of_a_short_form_hold_the_truth_as_often(items: int) -> None:
    random, n, truths, held = np.random.default_rng(3), np.tile([7, 9, 10, 12, 15, 24], 2), (120, 12), []
    truth = random.normal(3, np.sqrt(TEAM_VARIANCE), truths)
    variance = person_variance(items) / n + noise_variance(n, items)
    for block_truth, y in zip(truth, random.normal(truth, np.sqrt(variance)), strict=True):
        found = estimates(scores(n, y, items), ONE_PARENT[:12])
        held.append((found.low[:, 0] <= block_truth) & (block_truth <= found.high[:, 0]))
    assert 0.77 < np.mean(held) < 0.84


@pytest.mark.parametrize(("blocks", "told"), [(5, False), (6, True)])
def test_six_blocks_are_needed(blocks: int, told: bool) -> None:
    found = estimates(scores([20] * blocks, SPREAD[-blocks:]), ONE_PARENT[:blocks])
    assert found.gaps == (None if told else Gap(Reason.FEW_BLOCKS, 6),)
    assert (found.words[:, 0] != LevelWord.NONE).tolist() == [told] * blocks
    for part in (found.means, found.low, found.high, found.middle, found.tau2, found.missed):
        assert bool(np.isnan(part).any()) != told


def test_a_block_without_a_score_counts_for_nothing_and_gets_nothing() -> None:
    whole = estimates(scores([20] * 6, SPREAD), ONE_PARENT[:6])
    found = estimates(scores([20] * 7, [*SPREAD[:3], np.nan, *SPREAD[3:]]), ONE_PARENT[:7])
    assert found.words[3, 0] == LevelWord.NONE
    assert np.isnan([found.means[3, 0], found.low[3, 0], found.high[3, 0]]).all()
    assert np.delete(found.means, 3, axis=0).tolist() == whole.means.tolist()
    assert estimates(scores([20] * 6, [*SPREAD[:5], np.nan]), ONE_PARENT[:6]).gaps == (
        Gap(Reason.FEW_BLOCKS, 6),
    )


def test_each_dimension_is_looked_at_by_itself() -> None:
    both = np.column_stack([SPREAD, [3.0, np.nan, *[3.0] * 4]])
    found = estimates(scores([20] * 6, both), ONE_PARENT[:6])
    assert found.gaps == (None, Gap(Reason.FEW_BLOCKS, 6))
    assert (
        found.means[:, 0].tolist() == estimates(scores([20] * 6, SPREAD), ONE_PARENT[:6]).means[:, 0].tolist()
    )


def test_a_dimension_with_too_few_blocks_does_not_stop_those_after_it() -> None:
    both = np.column_stack([[3.0, np.nan, *[3.0] * 4], SPREAD])
    found = estimates(scores([20] * 6, both), ONE_PARENT[:6])
    assert found.gaps == (Gap(Reason.FEW_BLOCKS, 6), None)
    assert (
        found.means[:, 1].tolist() == estimates(scores([20] * 6, SPREAD), ONE_PARENT[:6]).means[:, 0].tolist()
    )


def test_each_word_can_be_said_and_falls_where_nine_in_ten_is_passed() -> None:
    n, y = [20] * 12, np.linspace(2.2, 3.8, 12)
    found = estimates(scores(n, y), ONE_PARENT[:12])
    above = empirical_bayes(y, 0.63 / 20 + noise_variance(n)).probability_above_middle()
    expected = np.where(above > 0.9, 1, np.where(above < 0.1, 3, 2))
    assert found.words[:, 0].tolist() == expected.tolist()
    assert set(expected.tolist()) == {1, 2, 3}


def test_the_edge_of_a_word_lies_at_nine_in_ten() -> None:
    rest = np.array([2.5, 2.7, 2.8, 2.9, 3.0, 3.1, 3.2, 3.4])

    def heard(own: float) -> tuple[int, float]:
        y = np.append(rest, own)
        chance = empirical_bayes(
            y, np.full(9, 0.63 / 20) + noise_variance([20] * 9)
        ).probability_above_middle()[-1]
        return int(estimates(scores([20] * 9, y), ONE_PARENT[:9]).words[-1, 0]), float(chance)

    low, high = 3.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if heard(middle)[1] <= 0.9 else (low, middle)
    assert heard(low - 1e-6)[0] == LevelWord.NOT_DISTINGUISHABLE
    assert heard(high + 1e-6)[0] == LevelWord.PRESUMABLY_HIGHER
    mirrored = estimates(scores([20] * 9, 6 - np.append(rest, high + 1e-6)), ONE_PARENT[:9])
    assert mirrored.words[-1, 0] == LevelWord.PRESUMABLY_LOWER


def test_where_blocks_do_not_differ_no_block_gets_a_word_of_difference() -> None:
    y = [3.0, 3.02, 2.99, 3.01, 2.98, 3.0, 3.0]
    found = estimates(scores([10] * 7, y), ONE_PARENT[:7])
    assert found.no_differences.tolist() == [True]
    assert set(found.words[:, 0].tolist()) == {int(LevelWord.NOT_DISTINGUISHABLE)}
    assert 0 < found.missed[0] < 1


@pytest.mark.parametrize(("size", "own"), [(9, False), (10, True)])
def test_ten_blocks_of_one_parent_are_their_own_guide(size: int, own: bool) -> None:
    generator = np.random.default_rng(4)
    y = np.concatenate([generator.normal(2.5, 0.2, size), generator.normal(3.5, 0.3, 12)])
    n = np.full(len(y), 12)
    parents = np.repeat([7, 3], [size, 12])
    found = estimates(scores(n, y), parents)
    v = 0.63 / 12 + noise_variance(n)
    whole, family = empirical_bayes(y, v), empirical_bayes(y[:size], v[:size])
    used = family if own else whole
    assert found.means[:size, 0] == pytest.approx(used.means[:size], abs=1e-6)
    assert found.low[:size, 0] == pytest.approx(used.interval(0.8)[:size, 0], abs=1e-4)
    above = family.probability_above(whole.mu) if own else whole.probability_above_middle()[:size]
    expected = np.where(above > 0.9, 1, np.where(above < 0.1, 3, 2))
    assert found.words[:size, 0].tolist() == expected.tolist()
    assert found.middle[0] == whole.mu


def test_where_every_parent_is_large_the_middle_is_still_that_of_the_organisation() -> None:
    generator = np.random.default_rng(6)
    y, n = np.concatenate([generator.normal(2.6, 0.3, 10), generator.normal(3.4, 0.3, 12)]), np.full(22, 12)
    v = 0.63 / 12 + noise_variance(n)
    whole, family = empirical_bayes(y, v), empirical_bayes(y[:10], v[:10])
    found = estimates(scores(n, y), np.repeat([1, 0], [10, 12]))
    assert found.middle[0] == pytest.approx(whole.mu, abs=1e-6)
    assert found.tau2[0] == pytest.approx(whole.tau2, abs=1e-9)
    assert found.means[:10, 0] == pytest.approx(family.means, abs=1e-3)
    above = family.probability_above(whole.mu)
    assert found.words[:10, 0].tolist() == np.where(above > 0.9, 1, np.where(above < 0.1, 3, 2)).tolist()


def test_a_parent_that_holds_every_block_is_the_organisation() -> None:
    y = np.linspace(2.2, 3.8, 12)
    one, many = (estimates(scores([20] * 12, y), parents) for parents in (np.zeros(12, int), np.arange(12)))
    assert one.words.tolist() == many.words.tolist()
    assert one.means.tolist() == many.means.tolist()


def test_parents_must_belong_to_the_blocks() -> None:
    with pytest.raises(StatsError, match="Give the parent of each of the 6 blocks"):
        estimates(scores([20] * 6, SPREAD), ONE_PARENT[:5])


@given(st.permutations(range(8)), st.floats(-1, 1), st.integers(0, 10_000))
@settings(max_examples=25)
def test_order_does_not_matter_and_a_shift_of_all_shifts_all(
    order: list[int], shift: float, seed: int
) -> None:
    generator = np.random.default_rng(seed)
    n, y = sizes(generator, 8), generator.normal(3, 0.4, 8)
    plain = estimates(scores(n, y), ONE_PARENT[:8])
    other = estimates(scores(n[order], y[order] + shift), ONE_PARENT[:8])
    assert other.means == pytest.approx(plain.means[order] + shift, abs=1e-6)
    assert other.high == pytest.approx(plain.high[order] + shift, abs=1e-4)


@given(st.lists(st.floats(1.5, 4.5), min_size=6, max_size=10), st.integers(7, 40))
@settings(max_examples=40)
def test_what_is_believed_lies_between_the_score_and_the_middle(y: list[float], n: int) -> None:
    found = estimates(scores([n] * len(y), y), ONE_PARENT[: len(y)])
    score, mean = np.array(y), found.means[:, 0]
    near, far = np.minimum(score, found.middle[0]), np.maximum(score, found.middle[0])
    slack = 0.02 * (np.ptp(score) + 1e-9)
    assert ((mean >= near - slack) & (mean <= far + slack)).all()
    assert (found.low[:, 0] <= mean).all()
    assert (mean <= found.high[:, 0]).all()


@given(st.lists(st.floats(2, 4), min_size=6, max_size=10, unique=True))
@settings(max_examples=40)
def test_words_rise_with_the_score_in_blocks_of_one_size(y: list[float]) -> None:
    found = estimates(scores([15] * len(y), y), ONE_PARENT[: len(y)])
    rank = {LevelWord.PRESUMABLY_LOWER: 0, LevelWord.NOT_DISTINGUISHABLE: 1, LevelWord.PRESUMABLY_HIGHER: 2}
    said = [rank[LevelWord(word)] for word in found.words[np.argsort(y), 0]]
    assert said == sorted(said)


# --- the chance of having missed differences ----------------------------------------------------------------------


@pytest.mark.parametrize(("blocks", "chance"), [(6, 0.20), (10, 0.12)])
def test_with_six_or_ten_blocks_of_eleven_differences_are_missed_as_often_as_people_are_told(
    blocks: int, chance: float
) -> None:
    assert chance_of_missing(0.63 / 11 + noise_variance([11] * blocks)) == pytest.approx(chance, abs=0.02)


@pytest.mark.simulated
@pytest.mark.parametrize("n", [[8, 9, 10, 12, 14, 11], [12] * 10, [7, 25, 8, 18, 30, 9, 10, 16]])
def test_the_chance_of_missing_equals_simulation(n: list[int]) -> None:
    v = 0.63 / np.array(n) + noise_variance(n)
    drawn = np.random.default_rng(1).normal(0, np.sqrt(v + 0.07), (700, len(n)))
    missed = np.mean([pooling.between_variance(row, v, "REML") == 0 for row in drawn])
    assert chance_of_missing(v) == pytest.approx(missed, abs=0.045)


def test_larger_differences_are_missed_less_often() -> None:
    v = 0.63 / 11 + noise_variance([11] * 8)
    chances = [chance_of_missing(v, tau2) for tau2 in (0.0, 0.03, 0.07, 0.16)]
    assert chances == sorted(chances, reverse=True)
    assert 0.5 < chances[0] < 0.7
    assert chances[-1] < 0.06


# --- intervals ----------------------------------------------------------------------------------------------------


@cache
def covered(blocks: int, icc: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per world the share of blocks inside their interval, and whether the lowest block is."""
    generator = np.random.default_rng(blocks)
    share, lowest = [], []
    for _ in range(WORLDS):
        n = sizes(generator, blocks)
        truth = generator.normal(3, np.sqrt(0.63 * icc / (1 - icc)), blocks)
        y = truth + errors(generator, n, 1)[:, 0] + noise(generator, n, 1)[:, 0]
        found = estimates(scores(n, y), ONE_PARENT[:blocks])
        inside = (found.low[:, 0] <= truth) & (truth <= found.high[:, 0])
        share.append(inside.mean())
        lowest.append(inside[y.argmin()])
    return np.array(share), np.array(lowest)


@pytest.mark.simulated
@pytest.mark.parametrize("blocks", [6, 10])
def test_eighty_of_a_hundred_intervals_hold_on_average_and_for_the_lowest_block(blocks: int) -> None:
    found = [covered(blocks, icc) for icc in (0.05, 0.1, 0.2)]
    assert 0.77 <= float(np.mean([share for share, _ in found])) <= 0.84
    assert 0.75 <= float(np.mean([lowest for _, lowest in found])) <= 0.88


@pytest.mark.skipif(
    not os.environ.get("MORTEL_TEST_LONG"), reason="2,000 worlds each: set MORTEL_TEST_LONG=1"
)
@pytest.mark.parametrize("icc", [0.05, 0.1, 0.2])
@pytest.mark.parametrize("blocks", [6, 7, 8, 10, 15, 20])
def test_the_intervals_hold_at_every_size_and_spread(blocks: int, icc: float) -> None:
    share, lowest = covered(blocks, icc)
    assert 0.77 <= share.mean() <= 0.84
    assert 0.75 <= lowest.mean() <= 0.88
