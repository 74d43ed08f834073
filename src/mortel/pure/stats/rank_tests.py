"""Differences by order alone: Wilcoxon's two tests and Cliff's delta. For answers whose steps are not equal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from mortel.pure.stats import arguments
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# From this many on R leaves the exact distribution for the normal one.
_LARGE = 50


@dataclass(frozen=True, slots=True)
class RankTest:
    """A sum of ranks with its two-sided p."""

    statistic: float
    p: float
    exact: bool
    """False when ties or numbers ask for the normal approximation (with correction for continuity)."""


def signed_rank(before: ArrayLike, after: ArrayLike) -> RankTest:
    """Whether the same people rose as much as they fell (n before, n after): Wilcoxon's V.

    V is the sum of the ranks of |after - before| over those who rose; who stayed equal is left out. Exact below 50
    pairs without ties. Wilcoxon 1945. R: `wilcox.test(y, x, paired = TRUE)`. StatsError when nobody changed.
    """
    x, y = arguments.complete_vector(before, "before"), arguments.complete_vector(after, "after")
    arguments.same_length(x, y, "before", "after")
    change = y - x
    moved = change[change != 0]
    if moved.size == 0:
        raise StatsError("Nobody changed, so there is nothing to test.")
    ranks, ties = _ranks(np.abs(moved))
    v = float(ranks[moved > 0].sum())
    n = moved.size
    if n < _LARGE and moved.size == change.size and not ties.any():
        counts = np.ones(1)
        for rank in range(1, n + 1):
            counts = np.concatenate((counts, np.zeros(rank))) + np.concatenate((np.zeros(rank), counts))
        return RankTest(v, _exact_p(counts, v), exact=True)
    variance = n * (n + 1) * (2 * n + 1) / 24 - ties.sum() / 48
    return RankTest(v, _normal_p(v - n * (n + 1) / 4, variance), exact=False)


def rank_sum(first: ArrayLike, second: ArrayLike) -> RankTest:
    """Whether the people of one group stand higher than those of another (n and m): Mann and Whitney's W.

    W counts the pairs in which the first group is higher, equals half. Exact when both groups are below 50 and no
    value occurs twice. Mann and Whitney 1947. R: `wilcox.test(a, b)`. StatsError when all values are equal.
    """
    a, b = arguments.complete_vector(first, "first group"), arguments.complete_vector(second, "second group")
    n, m = a.size, b.size
    ranks, ties = _ranks(np.concatenate((a, b)))
    w = float(ranks[:n].sum()) - n * (n + 1) / 2
    if max(n, m) < _LARGE and not ties.any():
        return RankTest(w, _exact_p(_rank_sum_counts(n, m), w), exact=True)
    total = n + m
    variance = n * m / 12 * (total + 1 - ties.sum() / (total * (total - 1)))
    if variance <= 0:
        raise StatsError("All values are equal, so there is nothing to test.")
    return RankTest(w, _normal_p(w - n * m / 2, variance), exact=False)


def cliffs_delta(first: ArrayLike, second: ArrayLike) -> float:
    """Chance that one of the first group is higher than one of the second, minus the chance of the reverse: -1 to 1.

    Cliff 1993. R: `o <- outer(a, b, "-"); mean(o > 0) - mean(o < 0)`.
    """
    a = arguments.complete_vector(first, "first group")
    b = np.sort(arguments.complete_vector(second, "second group"))
    lower, not_higher = np.searchsorted(b, a, "left"), np.searchsorted(b, a, "right")
    return float((lower.sum() - (b.size - not_higher).sum()) / (a.size * b.size))


def _ranks(values: Floats) -> tuple[Floats, Floats]:
    """Ranks, equals the mean of theirs; and t^3 - t of each set of equals."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[which]
    sizes = counts.astype(np.float64)
    return ranks, sizes**3 - sizes


def _rank_sum_counts(n: int, m: int) -> Floats:
    """In how many ways W comes to 0, 1, ... n m: Gauss' binomial coefficient, multiplied and divided term by term."""
    counts = np.zeros(n * m + 1)
    counts[0] = 1
    for step in range(1, n + 1):
        over, under = m + step, step
        counts[over:] -= counts[:-over].copy() if over < counts.size else 0
        for start in range(under):
            counts[start::under] = np.cumsum(counts[start::under])
    return counts


def _exact_p(counts: Floats, statistic: float) -> float:
    at = round(statistic)
    smaller_tail = min(counts[: at + 1].sum(), counts[at:].sum()) / counts.sum()
    return float(min(1.0, 2 * smaller_tail))


def _normal_p(deviation: float, variance: float) -> float:
    z = (deviation - 0.5 * np.sign(deviation)) / np.sqrt(variance)
    return float(min(1.0, 2 * special.ndtr(-abs(z))))
