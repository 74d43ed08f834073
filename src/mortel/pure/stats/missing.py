"""Answers that are not there: pooling over imputations, moments of incomplete rows, means of persons."""

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, distributions
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval

_CONVERGED = 1e-9
_MOST_STEPS = 5_000
_SINGULAR = 1e-9


@dataclass(frozen=True, slots=True)
class Pooled:
    """One estimate out of m imputed data sets."""

    estimate: float
    within: float
    """Mean sampling variance."""
    between: float
    """Variance of the estimates over the imputations."""
    total: float
    relative_increase: float
    """r: how much the missing answers add to the variance."""
    share_missing: float
    """lambda: the share of the total variance that comes from missing answers."""
    information_missing: float
    """fmi: the same, with its own uncertainty counted."""
    df: float
    """Infinite when the imputations agree and no degrees of freedom of complete data were given."""

    def interval(self, level: float = 0.95) -> Interval:
        arguments.level(level)
        reach = float(distributions.t_quantile((1 + level) / 2, self.df)) * self.total**0.5
        return Interval(self.estimate - reach, self.estimate + reach)


def pool(estimates: ArrayLike, variances: ArrayLike, complete_df: float | None = None) -> Pooled:
    """Rubin's rules: m estimates (m) with their squared standard errors (m) become one.

    total = within + (1 + 1/m) between; degrees of freedom by Barnard and Rubin 1999 when `complete_df` (those of
    the analysis without missing answers, n - k) is given, otherwise Rubin's (1987) for large samples.
    R: `mice::pool.scalar(q, u, n, k)`. StatsError with fewer than two data sets or a variance that is not positive.
    """
    q, u = (
        arguments.complete_vector(estimates, "estimates"),
        arguments.complete_vector(variances, "variances"),
    )
    arguments.same_length(q, u, "estimates", "variances")
    if q.size < 2:
        raise StatsError("Pooling needs the estimates of at least two imputed data sets.")
    if u.min() <= 0:
        raise StatsError("Every variance must be above nought: give squared standard errors.")
    within, between = float(u.mean()), float(q.var(ddof=1))
    added = (1 + 1 / q.size) * between
    total = within + added
    df = _pooled_df(q.size, added / total, within / total, complete_df)
    increase = added / within
    information = (increase + 2 / (df + 3)) / (increase + 1)
    return Pooled(float(q.mean()), within, between, total, increase, added / total, information, df)


def _pooled_df(imputations: int, share: float, rest: float, complete_df: float | None) -> float:
    # A share so small that its square is nought is as good as none.
    large = (imputations - 1) / share**2 if share**2 > 0 else inf
    if complete_df is None:
        return large
    if complete_df <= 0:
        raise StatsError("The degrees of freedom of the complete data must be above nought.")
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * rest
    return 1 / (1 / large + 1 / observed)


@dataclass(frozen=True, slots=True)
class Moments:
    """Means (p) and covariance (p x p, divisor n) by maximum likelihood."""

    mean: Floats
    covariance: Floats
    steps: int


def normal_moments(answers: ArrayLike) -> Moments:
    """Means and covariance of rows with holes (n x p, NaN where missing) under a normal distribution, by EM.

    Right when answers are missing at random given the others in their row; rows without any answer count for
    nothing. Dempster, Laird and Rubin 1977; Little and Rubin 2002, chapter 11.
    R: `lavaan::lavCor(x, missing = "fiml", output = "cov")`. StatsError when a column has no answers or no spread,
    when there are too few rows, or when the steps do not settle.
    """
    x = arguments.matrix(answers, "answers")
    seen = ~np.isnan(x)
    x, seen = x[seen.any(axis=1)], seen[seen.any(axis=1)]
    centre, spread = _location(x, seen)
    # In standard deviations, so that columns of very different units weigh alike in every inverse.
    patterns = _patterns((x - centre) / spread, seen)
    mean, covariance = np.zeros_like(centre), np.eye(len(centre))
    for step in range(1, _MOST_STEPS + 1):
        new_mean, new_covariance = _em_step(patterns, mean, covariance, len(x))
        moved = max(np.abs(new_mean - mean).max(), np.abs(new_covariance - covariance).max())
        mean, covariance = new_mean, new_covariance
        if moved < _CONVERGED:
            return Moments(centre + spread * mean, covariance * np.outer(spread, spread), step)
    raise StatsError(
        f"The covariance did not settle in {_MOST_STEPS} steps: too much is missing, so leave out the emptiest columns."
    )


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Rows that miss the same columns."""

    seen: NDArray[np.bool_]
    rows: Floats


def _patterns(x: Floats, seen: NDArray[np.bool_]) -> list[_Pattern]:
    kinds, which = np.unique(seen, axis=0, return_inverse=True)
    return [_Pattern(kind, x[which.ravel() == i][:, kind]) for i, kind in enumerate(kinds)]


def _location(x: Floats, seen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of what was seen in each column."""
    rows, columns = x.shape
    if rows <= columns:
        raise StatsError(f"A covariance of {columns} columns needs more than {columns} rows with an answer.")
    counts = seen.sum(axis=0)
    if not counts.all():
        raise StatsError(f"Column {int(np.argmin(counts)) + 1} has no answers at all: leave it out.")
    ranges = np.nanmax(x, axis=0) - np.nanmin(x, axis=0)
    if not (ranges > 0).all():
        raise StatsError(f"Column {int(np.argmin(ranges)) + 1} holds one and the same answer: leave it out.")
    return np.nanmean(x, axis=0), np.nanstd(x, axis=0)


def _em_step(patterns: list[_Pattern], mean: Floats, covariance: Floats, rows: int) -> tuple[Floats, Floats]:
    """Fill each hole with what the row's other answers predict, and count the doubt about it in the covariance."""
    total, squares = np.zeros_like(mean), np.zeros_like(covariance)
    doubt = np.zeros_like(covariance)
    for pattern in patterns:
        seen, hidden = pattern.seen, ~pattern.seen
        deviations = np.zeros((len(pattern.rows), len(mean)))
        deviations[:, seen] = pattern.rows - mean[seen]
        weights = _predict(covariance, seen)
        deviations[:, hidden] = deviations[:, seen] @ weights
        left = covariance[np.ix_(hidden, hidden)] - covariance[np.ix_(hidden, seen)] @ weights
        doubt[np.ix_(hidden, hidden)] += len(pattern.rows) * left
        total += deviations.sum(axis=0)
        squares += deviations.T @ deviations
    shift = total / rows
    return mean + shift, (squares + doubt) / rows - np.outer(shift, shift)


def _predict(covariance: Floats, seen: NDArray[np.bool_]) -> Floats:
    """Regression weights of what is missing on what is seen (seen x missing)."""
    spread = np.sqrt(np.diag(covariance)[seen])
    # A variance that shrinks to nothing is as singular as two columns that say the same.
    if spread.min() > _SINGULAR:
        known = covariance[np.ix_(seen, seen)] / np.outer(spread, spread)
        if np.linalg.eigvalsh(known).min() > _SINGULAR:
            towards = covariance[np.ix_(seen, ~seen)] / spread[:, None]
            return np.asarray(np.linalg.solve(known, towards) / spread[:, None], dtype=np.float64)
    raise StatsError("One column follows from the others, so the covariance is singular: leave it out.")


def person_means(answers: ArrayLike, least_share: float = 2 / 3) -> Floats:
    """Mean of each person's answers (n) on the items of one dimension (n x p, NaN where missing).

    A person who answered fewer than `least_share` of the items has no mean: NaN there. Two thirds is the house
    rule; with the items of one dimension about alike, such a mean is nearly unbiased (Newman 2014).
    R: `ifelse(rowMeans(!is.na(x)) >= 2/3, rowMeans(x, na.rm = TRUE), NA)`.
    """
    x = arguments.matrix(answers, "answers")
    if not 0 < least_share <= 1:
        raise StatsError("The share of items that must be answered lies above 0 and not above 1.")
    counts = (~np.isnan(x)).sum(axis=1)
    # A hair of slack: 2/3 of three items is two answers, also in binary.
    enough = (counts > 0) & (counts >= least_share * x.shape[1] - 1e-9)
    sums = np.nansum(x, axis=1)
    return np.where(enough, sums / np.maximum(counts, 1), np.nan)
