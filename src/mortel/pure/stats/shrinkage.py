"""What is believed of each block when the others are known too: empirical Bayes, with intervals that keep their word.

A block's mean y_i is N(theta_i, v_i) with v_i known; the blocks' theta_i are N(mu, tau2). A small block says little, so
it is believed to lie nearer to all: shrunk. How far depends on tau2, and with a handful of blocks tau2 itself is hardly
known: taking its best estimate for the truth made 80 % intervals of six blocks hold 69 to 76 % (docs/statistics.md;
Morris 1983 warns of it). So what is believed is averaged over all tau2 in the measure in which the blocks make them
likely.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, distributions, pooling
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Where the logarithm of the density lies this far below its top, next to nothing is left to add (6e-6).
_DEEP = 12.0
_NODES = 25
_ENOUGH = 18
# Steps of Newton's; in standard deviations, what is left after a step is about the square of the step.
_STEPS = 60
_CLOSE = 1e-2


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Blocks (k) when mu and tau2 are given: how much their own mean weighs, and mean and variance believed."""

    weights: Floats
    means: Floats
    variances: Floats


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What T values of tau2 make of k blocks, all T x k: how likely each value is, and what follows from it."""

    shares: Floats
    weights: Floats
    means: Floats
    sds: Floats
    differences: Floats
    """From mu."""
    difference_sds: Floats

    def average(self, values: Floats) -> Floats:
        """Over the values of tau2."""
        # Not with @: see pooling.restricted_likelihood.
        averaged: Floats = np.einsum("tk,tk->k", self.shares, values)
        return averaged

    def lower(self, at: Floats) -> Floats:
        """How likely each block's truth lies below its own of k values."""
        return self.average(distributions.normal_lower((at - self.means) / self.sds))

    def density(self, at: Floats) -> Floats:
        """The slope of `lower`."""
        heights = np.exp(-(((at - self.means) / self.sds) ** 2) / 2) / self.sds
        return self.average(heights) / float(np.sqrt(2 * np.pi))

    def of(self, blocks: NDArray[np.intp]) -> "Beliefs":
        """The same of some blocks."""
        return Beliefs(
            *(
                part[:, blocks]
                for part in (
                    self.shares,
                    self.weights,
                    self.means,
                    self.sds,
                    self.differences,
                    self.difference_sds,
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Believed:
    """Blocks (k) when nothing but their means and sampling variances is given."""

    weights: Floats
    """How much a block's own mean weighs, 0 to 1, on average over tau2."""
    means: Floats
    variances: Floats
    beliefs: Beliefs

    def interval(self, level: float = 0.8) -> Floats:
        """k x 2: as much is believed to lie below the first as above the second."""
        arguments.level(level)
        return np.column_stack([self._quantile((1 - level) / 2), self._quantile((1 + level) / 2)])

    def probability_above(self, value: float) -> Floats:
        """How likely each block's truth lies above a value (k)."""
        return 1 - self.beliefs.lower(np.full(len(self.means), value))

    def probability_above_middle(self) -> Floats:
        """How likely each block's truth lies above mu (k), mu being uncertain itself and partly made by the block."""
        beliefs = self.beliefs
        return beliefs.average(distributions.normal_lower(beliefs.differences / beliefs.difference_sds))

    def _quantile(self, lower: float) -> Floats:
        """Newton's steps for the blocks that are not there yet, halved where a step leaves the room that is left."""
        sds = np.sqrt(self.variances)
        low, high = self.means - 40 * sds, self.means + 40 * sds
        at: Floats = self.means + distributions.normal_quantile(lower) * sds
        rest, beliefs = np.arange(len(at)), self.beliefs
        for _ in range(_STEPS):
            excess, density = beliefs.lower(at[rest]) - lower, beliefs.density(at[rest])
            low[rest] = np.where(excess < 0, at[rest], low[rest])
            high[rest] = np.where(excess < 0, high[rest], at[rest])
            to = at[rest] - excess / np.maximum(density, 1e-300)
            to = np.where((to > low[rest]) & (to < high[rest]), to, (low[rest] + high[rest]) / 2)
            far = np.abs(to - at[rest]) >= _CLOSE * sds[rest]
            at[rest] = to
            rest = rest[far]
            if len(rest) == 0:
                break
            beliefs = self.beliefs.of(rest)
        return at


@dataclass(frozen=True, slots=True)
class EmpiricalBayes(Believed):
    """The same of one family of blocks."""

    mu: float
    """The middle of the blocks, averaged over tau2."""
    tau2: float
    """The best estimate (REML); 0 says that no difference between blocks was found."""


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
    found = empirical_bayes_of_families(y, v, np.zeros(len(y), dtype=np.intp))
    return EmpiricalBayes(
        found.weights,
        found.means,
        found.variances,
        found.beliefs,
        mu=middle(y, v),
        tau2=pooling.between_variance(y, v, "REML"),
    )


def empirical_bayes_of_families(
    means: ArrayLike, sampling_variances: ArrayLike, families: NDArray[np.intp]
) -> Believed:
    """`empirical_bayes` of many families of blocks at once, each with a mu and a tau2 of its own.

    `families` (k) numbers the family of each block from 0. StatsError when one has fewer than three blocks.
    """
    y, v = pooling.checked(means, sampling_variances)
    arguments.same_length(y, families, "means", "families")
    beliefs = _beliefs(y, v, families)
    believed = beliefs.average(beliefs.means)
    return Believed(
        weights=beliefs.average(beliefs.weights),
        means=believed,
        variances=beliefs.average(beliefs.sds**2 + (beliefs.means - believed) ** 2),
        beliefs=beliefs,
    )


def middle(means: ArrayLike, sampling_variances: ArrayLike) -> float:
    """The mu of `empirical_bayes` alone, for as many blocks as there are."""
    y, v = pooling.checked(means, sampling_variances)
    nodes = _nodes(y, v, np.zeros(len(y), dtype=np.intp))
    return float(nodes.shares[:, 0] @ nodes.mu[:, 0])


@dataclass(frozen=True, slots=True)
class _Nodes:
    """At T values of tau2 for each of G families, all T x G."""

    tau2: Floats
    shares: Floats
    mu: Floats
    mu_variances: Floats


def _beliefs(y: Floats, v: Floats, families: NDArray[np.intp]) -> Beliefs:
    nodes = _nodes(y, v, families)
    tau2, shares, mu, mu_variances = (
        each[:, families] for each in (nodes.tau2, nodes.shares, nodes.mu, nodes.mu_variances)
    )
    weights = tau2 / (tau2 + v)
    differences = weights * (y - mu)
    own = v * weights
    return Beliefs(
        shares=shares,
        weights=weights,
        means=mu + differences,
        sds=np.sqrt(own + (1 - weights) ** 2 * mu_variances),
        differences=differences,
        difference_sds=np.sqrt(own + weights**2 * mu_variances),
    )


def _nodes(y: Floats, v: Floats, families: NDArray[np.intp]) -> _Nodes:
    """Even steps of log(tau): the density is smooth there and falls off to both sides, so few steps suffice.

    They begin far outside and are drawn in around what is left of the density, until enough of them count.
    """
    sizes = np.bincount(families)
    if sizes.min() < 3:
        raise StatsError(
            f"What blocks tell about one another needs at least three blocks; there are {sizes.min()}."
        )
    low, high = 1e-6 * float(v.min()), 1e3 * float(y.var() + v.max())
    points = np.repeat(
        np.linspace(np.log(low) / 2, np.log(high) / 2, _NODES)[:, np.newaxis], len(sizes), axis=1
    )
    while True:
        heights, mu, mu_variances = _log_densities(y, v, families, points)
        if (heights.argmax(axis=0) == _NODES - 1).any():
            raise StatsError("The blocks lie further apart than can be reckoned with: look at the data.")
        near = heights > heights.max(axis=0) - _DEEP
        first = np.maximum(near.argmax(axis=0) - 1, 0)
        last = _NODES - np.maximum(near[::-1].argmax(axis=0), 1)
        if (last - first >= _ENOUGH).all():
            break
        left, right = np.take_along_axis(points, np.stack([first, last]), axis=0)
        points = np.linspace(left, right, _NODES)
    shares = np.exp(heights - heights.max(axis=0))
    return _Nodes(np.exp(2 * points), shares / shares.sum(axis=0), mu, mu_variances)


def _log_densities(
    y: Floats, v: Floats, families: NDArray[np.intp], points: Floats
) -> tuple[Floats, Floats, Floats]:
    """Of log(tau) at `points` (T x G), with mu and its variance.

    It is the restricted likelihood, times sqrt(tau), times the tau that comes with the logarithm.
    """
    number = points.shape[1]
    heights, mu, mu_variances = np.empty((3, *points.shape))
    for at, tau2 in enumerate(np.exp(2 * points)):
        w = 1 / (v + tau2[families])
        total = np.bincount(families, w, number)
        mu[at] = np.bincount(families, w * y, number) / total
        misfit = np.bincount(families, w * (y - mu[at][families]) ** 2 - np.log(w), number)
        heights[at] = 1.5 * points[at] - (misfit + np.log(total)) / 2
        mu_variances[at] = 1 / total
    return heights, mu, mu_variances
