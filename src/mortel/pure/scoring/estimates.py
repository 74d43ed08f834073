"""What is believed of each block when the others are known too, and the word for it (release.md, rule 10).

A block of eight says little by itself; it is believed to lie nearer to all blocks than its score says. How much nearer,
and how surely, comes from `stats.shrinkage`, which counts the uncertainty about how much blocks differ (Morris 1983).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Counts
from mortel.pure.scoring.frozen import LIKELY, TEAM_VARIANCE
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats import distributions
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.pooling import between_variance
from mortel.pure.stats.shrinkage import empirical_bayes, empirical_bayes_of_families, middle

# With fewer blocks nobody can tell how much blocks differ.
BLOCKS: Final = 6
# With so many blocks a parent is a better guide to its own blocks than the whole organisation.
OWN_PARENT: Final = 10
INTERVAL: Final = 0.8


class LevelWord(IntEnum):
    """Where a block lies beside the middle of all blocks of the organisation; no word where there is no estimate."""

    NONE = 0
    PRESUMABLY_HIGHER = 1
    NOT_DISTINGUISHABLE = 2
    PRESUMABLY_LOWER = 3


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Every block in every dimension, as believed.

    gaps     (dimensions) why there are no estimates; None where there are.
    middle   (dimensions,) the middle of all blocks; NaN without estimates.
    tau2     (dimensions,) variance between blocks; 0 says that no differences were found; NaN without estimates.
    missed   (dimensions,) chance that blocks which differ as much as an ICC(1) of .10 look as if they did not; NaN
             without estimates. It belongs beside "no differences between teams found".
    means    (blocks, dimensions) NaN where the score is withheld, where levels may not be told, or without estimates.
    low      (blocks, dimensions) lower end of the 80 % interval; NaN as `means`.
    high     (blocks, dimensions) upper end; NaN as `means`.
    words    (blocks, dimensions) LevelWord.
    """

    gaps: tuple[Gap | None, ...]
    middle: Floats
    tau2: Floats
    missed: Floats
    means: Floats
    low: Floats
    high: Floats
    words: NDArray[np.int8]

    @property
    def no_differences(self) -> Flags:
        """(dimensions,) blocks do not differ more than chance alone would make them."""
        none: Flags = self.tau2 == 0
        return none


@dataclass(frozen=True, slots=True)
class _Believed:
    """One dimension, for the blocks that have a score."""

    middle: float
    tau2: float
    means: Floats
    interval: Floats
    above: Floats


def estimates(scores: Scores, parents: Counts, sigma2: ArrayLike | None = None) -> Estimates:
    """Empirical-Bayes estimates and words of every block; `parents` (blocks,) numbers the parent of each.

    From six blocks with a score; a block is drawn to the middle of the organisation, or of its own parent when that has
    ten such blocks. Sampling variance sigma2/n + noise, sigma2 as in `Scores.person_variances`. Higher when more than
    .9 likely to lie above the middle of the organisation, lower likewise.
    R: `bayesmeta::bayesmeta(y, sqrt(v), tau.prior = "sqrt")$theta`.
    """
    if parents.shape != scores.n.shape:
        raise StatsError(f"Give the parent of each of the {len(scores.n)} blocks.")
    variances, shape = scores.variances(sigma2), scores.means.shape
    gaps: list[Gap | None] = []
    middle, tau2, missed = np.full((3, shape[1]), np.nan)
    means, low, high = np.full((3, *shape), np.nan)
    words = np.zeros(shape, dtype=np.int8)
    for at in range(shape[1]):
        (known,) = np.nonzero(~scores.withheld[:, at])
        gaps.append(None if len(known) >= BLOCKS else Gap(Reason.FEW_BLOCKS, BLOCKS))
        if len(known) < BLOCKS:
            continue
        v = variances[known, at]
        found = _believed(scores.means[known, at], v, parents[known])
        middle[at], tau2[at], missed[at] = found.middle, found.tau2, chance_of_missing(v)
        told = known[scores.levels[known]]
        means[told, at] = found.means[scores.levels[known]]
        low[told, at], high[told, at] = found.interval[scores.levels[known]].T
        words[known, at] = _words(found)
    return Estimates(tuple(gaps), middle, tau2, missed, means, low, high, words)


def _words(found: _Believed) -> NDArray[np.int64]:
    differ = found.tau2 > 0
    return np.select(
        [differ & (found.above > LIKELY), differ & (found.above < 1 - LIKELY)],
        [LevelWord.PRESUMABLY_HIGHER, LevelWord.PRESUMABLY_LOWER],
        LevelWord.NOT_DISTINGUISHABLE,
    )


def _believed(y: Floats, v: Floats, parents: Counts) -> _Believed:
    """Blocks of a large family are drawn to the middle of it, the others to that of the organisation."""
    means, above, interval = np.empty_like(y), np.empty_like(y), np.empty((len(y), 2))
    large = _in_large_family(parents)
    if large.all():
        whole, tau2 = middle(y, v), between_variance(y, v, "REML")
    else:
        every = empirical_bayes(y, v)
        whole, tau2 = every.mu, every.tau2
        means[:], interval[:], above[:] = (
            every.means,
            every.interval(INTERVAL),
            every.probability_above_middle(),
        )
    if large.any():
        families = np.unique(parents[large], return_inverse=True)[1]
        found = empirical_bayes_of_families(y[large], v[large], families)
        means[large], interval[large] = found.means, found.interval(INTERVAL)
        above[large] = found.probability_above(whole)
    return _Believed(whole, tau2, means, interval, above)


def _in_large_family(parents: Counts) -> Flags:
    """The blocks whose parent has enough of them, and is not the organisation itself."""
    sizes = np.bincount(parents)[parents]
    return (sizes >= OWN_PARENT) & (sizes < len(parents))


def chance_of_missing(variances: Floats, tau2: float = TEAM_VARIANCE) -> float:
    """How likely restricted maximum likelihood finds no difference (0) when blocks differ by `tau2`: .07 is ICC(1) .10.

    It finds 0 when y'PPy <= tr P, with P = diag(w) - ww' / sum(w), w = 1/v. y'PPy is a sum of chi-squares, taken
    as one with the same mean and variance (Satterthwaite 1946); against simulation the chance is right to 3 points.
    R: `mean(replicate(1e4, rma(rnorm(k, 0, sqrt(.07 + v)), v)$tau2 == 0))`.
    """
    w, total = 1 / variances, variances + tau2
    s1, s2 = float(w.sum()), float((w**2).sum())
    edges = np.column_stack([w, w**2])
    middle = np.array([[s2 / s1**2, -1 / s1], [-1 / s1, 0]])
    inner = middle @ (edges.T * total) @ edges
    mean = float(np.sum(w**2 * total) + np.trace(inner))
    crossed = middle @ (edges.T * total * w**2 * total) @ edges
    variance = 2 * float(np.sum((w**2 * total) ** 2) + 2 * np.trace(crossed) + np.trace(inner @ inner))
    bound = s1 - s2 / s1
    degrees = 2 * mean**2 / variance
    return 1 - float(distributions.chi2_upper(np.float64(bound * degrees / mean), degrees))
