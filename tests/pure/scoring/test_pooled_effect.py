"""What actions of one kind do on the whole."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.pooled_effect import PooledEffect, pooled_effect, shrunken_advice_weight
from mortel.pure.stats import distributions, regression
from tests.pure.scoring.worlds import follow_up, scores

WORLDS = 4000 if os.environ.get("MORTEL_TEST_LONG") else 400


def a_round(acting: int, seed: int = 1, effect: float = 0.5, blocks: int = 60) -> FollowUp:
    return follow_up(np.random.default_rng(seed), acting=acting, effect=effect, blocks=blocks)


def hand_fit(made: FollowUp) -> tuple[regression.Fit, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    known = made.known
    weight = 1 / np.sqrt(made.left_to_chance()[known])
    design = np.column_stack([made.acting[known], made.choosing.means[known, 0], np.ones(known.sum())])
    return regression.least_squares(design * weight[:, None], made.outcome[known] * weight), made.acting[
        known
    ]


@pytest.mark.parametrize("acting", [1, 2])
def test_one_or_two_blocks_are_not_even_described(acting: int) -> None:
    assert pooled_effect([a_round(acting)]) == PooledEffect(acting, Gap(Reason.FEW_ACTIONS, 3))


@pytest.mark.parametrize("acting", [3, 4])
def test_three_or_four_blocks_are_only_described(acting: int) -> None:
    made = a_round(acting)
    found = pooled_effect([made])
    assert found == PooledEffect(acting, Gap(Reason.FEW_ACTIONS, 5), found.mean)
    assert found.mean == pytest.approx(hand_fit(made)[0].coefficients[0])
    assert not found.helps


@pytest.mark.parametrize(("acting", "foretold"), [(5, False), (7, False), (8, True)])
def test_from_five_blocks_the_mean_is_tested_and_from_eight_the_next_is_foretold(
    acting: int, foretold: bool
) -> None:
    found = pooled_effect([a_round(acting)])
    assert found.blocks == acting
    assert found.gap is None
    assert found.mean is not None
    assert found.at_least is not None
    assert found.at_least < found.mean
    assert (found.next_block is not None) == foretold


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_bound_is_cr2_with_the_factor_of_knapp_and_hartung_never_below_one(seed: int) -> None:
    made = a_round(9, seed)
    fit, acting = hand_fit(made)
    plain = regression.cr2(fit, np.arange(len(acting)))
    others = fit.residuals[~acting]
    expected = (4 + others @ others) / (4 + len(others) - 2)
    q = float((fit.residuals[acting] ** 2).sum() / 8 / expected)
    error = plain.standard_errors[0] * np.sqrt(max(1, q))
    found = pooled_effect([made])
    assert found.standard_error == pytest.approx(error)
    reach = distributions.t_quantile(0.975, float(plain.df[0])) * error
    assert found.at_least == pytest.approx(float(plain.coefficients[0] - reach))
    w = 1 / (expected * made.left_to_chance()[made.known][acting])
    tau2 = max(0, (q - 1) * 8 / (w.sum() - (w**2).sum() / w.sum()))
    reach = distributions.t_quantile(0.9, 7.0) * np.sqrt(tau2 + error**2)
    assert found.next_block is not None
    assert found.next_block.low == pytest.approx(float(plain.coefficients[0] - reach))
    assert found.next_block.high == pytest.approx(float(plain.coefficients[0] + reach))


def test_both_kinds_of_spread_occur_in_that_test() -> None:
    spreads = []
    for seed in (1, 2, 3, 4, 5):
        made = a_round(9, seed)
        plain = regression.cr2(hand_fit(made)[0], np.arange(int(made.known.sum())))
        spreads.append((pooled_effect([made]).standard_error or 0) > plain.standard_errors[0] * 1.000001)
    assert len(set(spreads)) == 2


def test_a_block_that_acted_twice_counts_once() -> None:
    made = a_round(4)
    assert pooled_effect([made, made]).blocks == 4
    assert pooled_effect([made, made]).gap == Gap(Reason.FEW_ACTIONS, 5)


def test_each_round_has_its_own_level() -> None:
    made = a_round(6)
    lifted = replace(
        made, later=scores(made.later.n, made.later.means + 0.7), blocks=[f"c{at}" for at in range(60)]
    )
    alone, both = pooled_effect([made]), pooled_effect([made, lifted])
    assert both.mean == pytest.approx(alone.mean)
    assert both.blocks == 12
    assert (both.standard_error or 0) < (alone.standard_error or 0)


def test_blocks_that_stand_in_two_rounds_go_together() -> None:
    made = a_round(6)
    apart = replace(made, blocks=[f"c{at}" for at in range(60)])
    assert pooled_effect([made, made]).standard_error != pooled_effect([made, apart]).standard_error


def test_a_round_without_eight_comparison_blocks_does_not_count() -> None:
    made = a_round(6)
    asked = np.flatnonzero(made.compared)
    made.later.means[asked[8:]] = np.nan
    assert pooled_effect([made]).blocks == 6
    made.later.means[asked[7]] = np.nan
    assert pooled_effect([made]) == PooledEffect(0, Gap(Reason.FEW_COMPARISONS, 8))


def test_nobody_acted() -> None:
    made = a_round(6)
    nobody = replace(made, acting=np.zeros(60, dtype=bool))
    assert pooled_effect([]) == pooled_effect([nobody]) == PooledEffect(0, Gap(Reason.FEW_ACTIONS, 3))
    assert pooled_effect([nobody, made]) == pooled_effect([made])


def test_a_ranking_moves_by_the_shrunken_mean_and_not_at_all_under_five_blocks() -> None:
    assert shrunken_advice_weight(PooledEffect(6, None, 0.4, 0.25, -0.1)) == pytest.approx(0.2)
    assert shrunken_advice_weight(PooledEffect(6, None, -0.4, 0.25, -0.9)) == pytest.approx(-0.2)
    assert shrunken_advice_weight(PooledEffect(4, Gap(Reason.FEW_ACTIONS, 5), 0.9)) == 0.0
    assert shrunken_advice_weight(PooledEffect(0, Gap(Reason.FEW_ACTIONS, 3))) == 0.0


@given(st.floats(-3, 3), st.floats(0.01, 3))
@settings(max_examples=50)
def test_a_ranking_never_moves_further_than_the_mean(mean: float, error: float) -> None:
    found = shrunken_advice_weight(PooledEffect(6, None, mean, error, mean - 2 * error))
    assert abs(found) <= abs(mean)
    assert found * mean >= 0


def test_it_helps_when_the_bound_lies_above_nought() -> None:
    assert PooledEffect(6, None, 0.5, 0.1, 0.01).helps
    assert not PooledEffect(6, None, 0.5, 0.1, 0.0).helps


# --- rates, with actions chosen on low scores ----------------------------------------------------------------------


def pooled_worlds(acting: int, rounds: int = 1, spread: float = 0.0, **world: float) -> list[PooledEffect]:
    generator = np.random.default_rng(31)
    found = []
    for _ in range(WORLDS):
        made = [follow_up(generator, acting=acting, **world) for _ in range(rounds)]  # type: ignore[arg-type]
        for at, one in enumerate(made):
            one.later.means[one.acting, 0] += generator.normal(0, spread, acting)
            made[at] = replace(one, blocks=[f"{at}-{name}" for name in one.blocks])
        found.append(pooled_effect(made))
    return found


@pytest.mark.simulated
@pytest.mark.parametrize(
    ("acting", "rounds", "world"),
    [(5, 1, {}), (8, 1, {"spread": 0.3}), (5, 2, {"icc": 0.2})],
)
def test_an_action_without_effect_is_said_to_help_at_most_at_the_nominal_rate(
    acting: int, rounds: int, world: dict[str, float]
) -> None:
    said = np.array([one.helps for one in pooled_worlds(acting, rounds, **world)])
    assert said.mean() <= 0.025 + 2 * np.sqrt(0.025 * 0.975 / WORLDS)


@pytest.mark.simulated
def test_the_mean_effect_is_not_flattered_by_choosing_low_scores() -> None:
    means = np.array([one.mean for one in pooled_worlds(5)])
    assert abs(means.mean()) < 3 * means.std() / np.sqrt(WORLDS) + 0.01


@pytest.mark.simulated
@pytest.mark.parametrize(("spread", "low", "high"), [(0.0, 0.77, 0.95), (0.3, 0.75, 0.9)])
def test_the_effect_in_a_next_block_lies_in_its_interval(spread: float, low: float, high: float) -> None:
    generator = np.random.default_rng(1)
    found = pooled_worlds(10, spread=spread, effect=0.3)
    new = generator.normal(0.3, spread, len(found))
    assert (
        low
        <= np.mean([one.next_block.holds(at) for one, at in zip(found, new, strict=True) if one.next_block])
        <= high
    )
