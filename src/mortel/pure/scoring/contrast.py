"""What is strongest and weakest in a block, when that can be told (release.md, rule 10)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.scoring.frozen import CORRELATION, LIKELY, SIGMA2
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats import distributions
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

NONE: Final = -1


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """What stands out within each block.

    strongest  (blocks,) index of the dimension, or NONE (-1) where none stands out.
    second     (blocks,) the next strongest that stands out by the same bound, or NONE.
    weakest    (blocks,) likewise.
    values     (blocks, dimensions) score minus the mean of the block's other dimensions; NaN where withheld.
    errors     (blocks, dimensions) standard error of that; NaN where withheld.
    """

    strongest: NDArray[np.int64]
    second: NDArray[np.int64]
    weakest: NDArray[np.int64]
    values: Floats
    errors: Floats


def contrasts(scores: Scores, sigma2: ArrayLike | None = None, correlation: float = CORRELATION) -> Contrasts:
    """The dimension above and the one below all others of its block.

    c_d = y_d - mean of the other D - 1. People who are kind about one thing are kind about another, so with s_d^2 =
    sigma2 / n (.63 / n), r the `correlation` between dimensions within people, v_d = `Scores.variances`, and e, f other
    than d:
    var c_d = v_d + sum_e v_e / (D-1)^2 - 2 r s_d sum_e s_e / (D-1) + r sum_(e not f) s_e s_f / (D-1)^2.
    The largest of D is looked for, so its c / se must pass the normal quantile of 1 - (1 - .9) / D (Bonferroni):
    2.13 for six. The bound holds for all D at once, so a second one that passes it stands out as surely as the first.
    StatsError with fewer than two dimensions. R: `qnorm(1 - .1 / 6)`; `t(a) %*% Sigma %*% a`.
    """
    if scores.means.shape[1] < 2:
        raise StatsError("One dimension has nothing to be stronger or weaker than: score at least two.")
    if not 0 <= correlation < 1:
        raise StatsError(f"The correlation between dimensions lies between 0 and 1, not {correlation}.")
    shown = ~scores.withheld
    others = shown.sum(axis=1, keepdims=True) - 1.0
    comparable = shown & (others > 0)
    others = np.where(others > 0, others, np.nan)
    value = scores.means - _sum_of_others(scores.means) / others
    # What people are like in every dimension does not grow when a dimension has fewer items; only v_d does.
    own = np.sqrt(np.asarray(SIGMA2 if sigma2 is None else sigma2) * scores.per_person)
    around, squares = _sum_of_others(own), _sum_of_others(own**2)
    variance = (
        scores.variances(sigma2)
        + (_sum_of_others(scores.variances(sigma2)) + correlation * (around**2 - squares)) / others**2
        - 2 * correlation * own * around / others
    )
    error = np.sqrt(variance)
    bound = distributions.normal_quantile(1 - (1 - LIKELY) / (others[:, 0] + 1))
    z = np.where(comparable, value / error, 0)
    return Contrasts(
        _if_passed(z, bound), _if_passed(_but_the_first(z), bound), _if_passed(-z, bound), value, error
    )


def _sum_of_others(values: Floats) -> Floats:
    known = np.where(np.isnan(values), 0, values)
    total: Floats = known.sum(axis=1, keepdims=True) - known
    return total


def _but_the_first(z: Floats) -> Floats:
    """The same with the largest of each block out of the running."""
    rest = z.copy()
    rest[np.arange(len(z)), z.argmax(axis=1)] = -np.inf
    return rest


def _if_passed(z: Floats, bound: Floats) -> NDArray[np.int64]:
    if not len(z):
        return np.zeros(0, dtype=np.int64)
    return np.where(z.max(axis=1) > bound, z.argmax(axis=1), NONE)
