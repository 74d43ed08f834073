"""What actions of one kind do on the whole: one model over all blocks that took one (release.md, rule 9).

Separate effects are never averaged: they were compared with the same blocks, so their errors go together. Blocks that
took the action because this figure advised it are no independent evidence; the caller leaves them out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.effect import COMPARISONS
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.frozen import EFFECT_SPREAD_COUNTS_FOR, PRIOR_SD
from mortel.pure.stats import distributions, regression
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.interval import Interval

# From so many blocks the mean is told, tested, and a new block is foretold.
DESCRIBED: Final = 3
TESTED: Final = 5
FORETOLD: Final = 8
ONE_SIDED: Final = 0.975


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """The mean effect of one kind of action, in points of the scale.

    blocks          different blocks that acted and could be judged.
    gap             why there is no mean, or no more than a mean; None when it was tested.
    mean            None under three blocks.
    standard_error  None under five.
    at_least        the one-sided 97.5 % lower bound; None under five.
    next_block      where 80 of 100 effects in other blocks will lie; None under eight.
    """

    blocks: int
    gap: Gap | None = None
    mean: float | None = None
    standard_error: float | None = None
    at_least: float | None = None
    next_block: Interval | None = None

    @property
    def helps(self) -> bool:
        """The lower bound lies above nought."""
        return self.at_least is not None and self.at_least > 0


@dataclass(frozen=True, slots=True)
class _Rows:
    """All rounds below each other: design with the indicator of acting first, outcome, expected variance, block."""

    design: Floats
    outcome: Floats
    chance: Floats
    blocks: NDArray[np.str_]

    @property
    def acting(self) -> Flags:
        acting: Flags = self.design[:, 0] == 1
        return acting


def pooled_effect(rounds: Sequence[FollowUp]) -> PooledEffect:
    """The effect of one kind of action over every round in which a block took it.

    later = round + b choosing + effect x acted, over acting and comparison blocks of all rounds with eight comparison
    blocks or more, weighted by 1/v (`FollowUp.left_to_chance`); variance CR2 by block with Satterthwaite degrees of
    freedom, times max(1, q), q the spread of the acting blocks' residuals over that of the comparison blocks (Knapp and
    Hartung 2003, kept above one as Roever, Knapp and Friede 2015 advise).
    R: `clubSandwich::coef_test(lm(later ~ acted + choosing + round, weights = 1 / v), "CR2", block)`.
    """
    acted = [one for one in rounds if (one.known & one.acting).any()]
    usable = [one for one in acted if one.compared.sum() >= COMPARISONS]
    if not usable:
        few = (Reason.FEW_COMPARISONS, COMPARISONS) if acted else (Reason.FEW_ACTIONS, DESCRIBED)
        return PooledEffect(0, Gap(*few))
    rows = _stacked(usable)
    blocks = len(set(rows.blocks[rows.acting].tolist()))
    if blocks < DESCRIBED:
        return PooledEffect(blocks, Gap(Reason.FEW_ACTIONS, DESCRIBED))
    weight = 1 / np.sqrt(rows.chance)
    fit = regression.least_squares(rows.design * weight[:, None], rows.outcome * weight)
    mean = float(fit.coefficients[0])
    if blocks < TESTED:
        return PooledEffect(blocks, Gap(Reason.FEW_ACTIONS, TESTED), mean)
    inference = regression.cr2(fit, rows.blocks)
    expected = _spread(fit.residuals[~rows.acting], rows.design.shape[1] - 1)
    q = float(np.sum(fit.residuals[rows.acting] ** 2)) / (rows.acting.sum() - 1) / expected
    error = float(inference.standard_errors[0]) * max(1, q) ** 0.5
    reach = float(distributions.t_quantile(ONE_SIDED, float(inference.df[0]))) * error
    return PooledEffect(
        blocks, None, mean, error, mean - reach, _next_block(rows, mean, error, expected, q, blocks)
    )


def _stacked(rounds: Sequence[FollowUp]) -> _Rows:
    parts = []
    for number, one in enumerate(rounds):
        known = one.known
        of_round = np.zeros((int(known.sum()), len(rounds)))
        of_round[:, number] = 1
        design = np.column_stack([one.acting[known], one.baselines[known, 0], of_round])
        parts.append((design, one.outcome[known], one.left_to_chance()[known], np.array(one.blocks)[known]))
    design, outcome, chance, blocks = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _Rows(design, outcome, chance, blocks)


def _spread(residuals: Floats, parameters: int) -> float:
    """How large residuals are beside what is expected of them, the expectation counting for four blocks."""
    degrees = max(len(residuals) - parameters, 0)
    return (EFFECT_SPREAD_COUNTS_FOR + float(residuals @ residuals)) / (EFFECT_SPREAD_COUNTS_FOR + degrees)


def _next_block(
    rows: _Rows, mean: float, error: float, expected: float, q: float, blocks: int
) -> Interval | None:
    """mean +- t (blocks - 2) sqrt(tau^2 + SE^2); tau^2 by moments from q (DerSimonian and Laird 1986; Higgins 2009)."""
    if blocks < FORETOLD:
        return None
    weights = 1 / (expected * rows.chance[rows.acting])
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    tau2 = max(0.0, float((q - 1) * (rows.acting.sum() - 1) / scale))
    reach = float(distributions.t_quantile(0.9, blocks - 2)) * (tau2 + error**2) ** 0.5
    return Interval(mean - reach, mean + reach)


def shrunken_advice_weight(pooled: PooledEffect) -> float:
    """By how many points at most what happened here may move a ranking of advice: mean w, w = .25^2 / (.25^2 + SE^2).

    Nought under five blocks: then only research counts. Negative moves down.
    """
    if pooled.mean is None or pooled.standard_error is None:
        return 0.0
    return float(pooled.mean * PRIOR_SD**2 / (PRIOR_SD**2 + pooled.standard_error**2))
