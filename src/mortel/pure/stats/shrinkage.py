"""What is believed of each block when the others are known too: empirical Bayes, with intervals that keep their word.

A block's mean y_i is N(theta_i, v_i) with v_i known; the blocks' theta_i are N(mu, tau2). A small block says little, so
it is believed to lie nearer to all: shrunk. How far depends on tau2, and with a handful of blocks tau2 itself is hardly
known: taking its best estimate for the truth makes 80 % intervals hold 63 to 76 % (Morris 1983). So what is believed
is averaged over all tau2 in the measure in which the blocks make them likely.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.stats import arguments, distributions, optimise, pooling
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Where the logarithm of the density lies this far below its top, nothing is left to add (1e-7).
_DEEP = 16.0
_STEPS = 60
# In standard deviations; what is left after a step of Newton's is far less than the step.
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Blocks (k) when mu and tau2 are given: how much their own mean weighs, and mean and variance believed."""

    weights: Floats
    means: Floats
    variances: Floats


@dataclass(frozen=True, slots=True)
class EmpiricalBayes:
    """Blocks (k) when nothing but their means and sampling variances is given."""

    mu: float
    """The middle of the blocks, averaged over tau2."""
    tau2: float
    """The best estimate (REML); 0 says that no difference between blocks was found."""
    weights: Floats
    """How much a block's own mean weighs, 0 to 1, on average over tau2."""
    means: Floats
    variances: Floats
    beliefs: "Beliefs"

    def interval(self, level: float = 0.8) -> Floats:
        """k x 2: as much is believed to lie below the first as above the second."""
        arguments.level(level)
        return np.column_stack([self._quantile((1 - level) / 2), self._quantile((1 + level) / 2)])

    def probability_above(self, value: float) -> Floats:
        """How likely each block's truth lies above a value (k)."""
        return 1 - self._lower(np.full(len(self.means), value))

    def probability_above_middle(self) -> Floats:
        """How likely each block's truth lies above mu (k), mu being uncertain itself and partly made by the block."""
        beliefs = self.beliefs
        return beliefs.average(distributions.normal_lower(beliefs.differences / beliefs.difference_sds))

    def _lower(self, at: Floats) -> Floats:
        return self.beliefs.average(distributions.normal_lower((at - self.beliefs.means) / self.beliefs.sds))

    def _density(self, at: Floats) -> Floats:
        sds = self.beliefs.sds
        heights = np.exp(-(((at - self.beliefs.means) / sds) ** 2) / 2) / sds
        return self.beliefs.average(heights) / float(np.sqrt(2 * np.pi))

    def _quantile(self, lower: float) -> Floats:
        """Newton's steps, halved towards the side where the answer must lie when they leave it."""
        sds = np.sqrt(self.variances)
        low, high = self.means - 40 * sds, self.means + 40 * sds
        at: Floats = self.means + distributions.normal_quantile(lower) * sds
        for _ in range(_STEPS):
            excess = self._lower(at) - lower
            low, high = np.where(excess < 0, at, low), np.where(excess < 0, high, at)
            to = at - excess / np.maximum(self._density(at), 1e-300)
            to = np.where((to > low) & (to < high), to, (low + high) / 2)
            step = float(np.max(np.abs(to - at) / sds))
            at = to
            if step < _CLOSE:
                break
        return at


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What each of T values of tau2 makes of k blocks: shares and mu (T), the rest T x k."""

    shares: Floats
    mu: Floats
    weights: Floats
    means: Floats
    sds: Floats
    differences: Floats
    """From mu."""
    difference_sds: Floats

    def average(self, values: Floats) -> Floats:
        """Over the values of tau2."""
        # Not with @: see pooling.restricted_likelihood.
        averaged: Floats = np.einsum("t,t...->...", self.shares, values)
        return averaged


def shrink(
    means: ArrayLike, sampling_variances: ArrayLike, *, mu: float, mu_variance: float, tau2: float
) -> Shrunken:
    """Blocks when mu (with its own variance) and tau2 come from elsewhere, say from people in a mixed model.

    Weight w = tau2 / (tau2 + v), mean mu + w (y - mu), variance tau2 (1 - w) + (1 - w)^2 var(mu).
    With tau2 = 0 all blocks are mu. Efron & Morris 1975, JASA 70, 311-319; Robinson 1991, Statistical Science 6, 15-32.
    R: `metafor::blup(rma(y, v))`; per group `coef(lmer(y ~ 1 + (1 | g)))`.
    """
    y, v = pooling.checked(means, sampling_variances)
    if tau2 < 0 or mu_variance < 0:
        raise StatsError("A variance lies at zero or above: take 0 for an estimate below it.")
    weights = tau2 / (tau2 + v)
    # v w is tau2 (1 - w), and keeps its digits when tau2 is large.
    return Shrunken(weights, mu + weights * (y - mu), v * weights + (1 - weights) ** 2 * mu_variance)


def empirical_bayes(means: ArrayLike, sampling_variances: ArrayLike) -> EmpiricalBayes:
    """Blocks from their means (k) and sampling variances (k), the uncertainty about mu and tau2 included.

    For each tau2 as `shrink`; then averaged with the weight that the restricted likelihood and a prior density of
    sqrt(tau) give it. The variance is the mean of the variances plus the variance of the means: the second is the term
    for unknown tau2 that Morris 1983 (JASA 78, 47-65) approximates. The prior was taken for its coverage, which stands
    in docs/statistics.md. Rover 2020, Journal of Statistical Software 93(6).
    R: `bayesmeta::bayesmeta(y, sqrt(v), tau.prior = "sqrt")$theta`. StatsError with fewer than three blocks.
    """
    y, v = pooling.checked(means, sampling_variances)
    if len(y) < 3:
        raise StatsError(
            f"What blocks tell about one another needs at least three blocks; there are {len(y)}."
        )
    beliefs = _beliefs(y, v)
    believed = beliefs.average(beliefs.means)
    return EmpiricalBayes(
        mu=float(beliefs.average(beliefs.mu)),
        tau2=pooling.between_variance(y, v, "REML"),
        weights=beliefs.average(beliefs.weights),
        means=believed,
        variances=beliefs.average(beliefs.sds**2 + (beliefs.means - believed) ** 2),
        beliefs=beliefs,
    )


def _beliefs(y: Floats, v: Floats) -> Beliefs:
    """At even steps of log(tau): the density is smooth there and falls off to both sides, so few steps suffice."""
    points = _points(y, v)
    heights = np.array([_log_density(y, v, point)[0] for point in points])
    shares = np.exp(heights - heights.max())
    tau2 = np.exp(2 * points)[:, np.newaxis]
    precisions = 1 / (v + tau2)
    mu_variances = 1 / precisions.sum(axis=1, keepdims=True)
    mu = (precisions * y).sum(axis=1, keepdims=True) * mu_variances
    weights = tau2 * precisions
    differences = weights * (y - mu)
    return Beliefs(
        shares=shares / shares.sum(),
        mu=mu[:, 0],
        weights=weights,
        means=mu + differences,
        sds=np.sqrt(v * weights + (1 - weights) ** 2 * mu_variances),
        differences=differences,
        difference_sds=np.sqrt(v * weights + weights**2 * mu_variances),
    )


def _points(y: Floats, v: Floats) -> Floats:
    def valley(point: float) -> tuple[float, float]:
        height, slope = _log_density(y, v, point)
        return -height, -slope

    grid = (np.log(pooling.tau2_grid(y, v)) / 2).tolist()
    top = optimise.lowest_by_slope(valley, grid)
    if top is None:
        raise StatsError("The blocks lie further apart than can be reckoned with: look at the data.")
    deep = _log_density(y, v, top)[0] - _DEEP
    left, right = (_where_below(y, v, top, deep, side) for side in (-1, 1))
    return np.linspace(left, right, 13 if right - left < 1 else 41)


def _where_below(y: Floats, v: Floats, top: float, deep: float, side: int) -> float:
    """A point on one side of the top where the density is next to nothing, found by doubling and three halvings."""
    inside, reach = 0.0, 1e-3
    while _log_density(y, v, top + side * reach)[0] > deep:
        inside, reach = reach, 2 * reach
    for _ in range(3):
        middle = (inside + reach) / 2
        if _log_density(y, v, top + side * middle)[0] > deep:
            inside = middle
        else:
            reach = middle
    return top + side * reach


def _log_density(y: Floats, v: Floats, point: float) -> tuple[float, float]:
    """Of log(tau), with its slope: the likelihood, times sqrt(tau), times the tau that comes with the logarithm."""
    tau2 = float(np.exp(2 * point))
    height, slope = pooling.restricted_likelihood(y, v, tau2)
    return height + 1.5 * point, 2 * tau2 * slope + 1.5
