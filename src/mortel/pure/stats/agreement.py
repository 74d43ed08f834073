"""How far do the members of a group give the same answers? rwg, rwg(j), r*wg(j), awg and the average deviation.

Each compares the spread within a group with another spread: that of a null distribution (rwg), the largest that the
mean allows (awg), or nothing (AD, in points of the scale). Take more than one null: a uniform one flatters. All want
complete rows: `sufficient.group_moments(items, groups, complete=True)`.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.sufficient import GroupMoments, complete_answers, gathered

# Null variances of five answers (LeBreton & Senter 2008, Organizational Research Methods 11, 815-852, table 2).
FIVE_POINT_NULLS = {
    "uniform": 2.0,
    "slight skew": 1.34,
    "moderate skew": 0.90,
    "heavy skew": 0.44,
    "triangular": 1.32,
    "normal": 1.04,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure for each of G groups with their sizes (complete rows).

    `values` is NaN where a group has fewer than two people (one person agrees with nobody), for `awg` also where
    no item can be read, and nowhere else.
    """

    labels: NDArray[Any]
    sizes: NDArray[np.intp]
    values: Floats

    def of(self, label: object) -> float | None:
        """The figure of one group; None where `values` is NaN."""
        (at,) = np.nonzero(self.labels == label)
        if len(at) == 0:
            raise StatsError(f"There is no group {label!r}.")
        value = float(self.values[at[0]])
        return None if np.isnan(value) else value

    @property
    def defined(self) -> Floats:
        """The figures of the groups that have one."""
        return self.values[~np.isnan(self.values)]

    @property
    def mean(self) -> float | None:
        """Over the groups that have a figure, each counting once; None when there are none."""
        return float(self.defined.mean()) if len(self.defined) else None

    @property
    def median(self) -> float | None:
        return float(np.median(self.defined)) if len(self.defined) else None


def uniform_null(options: int) -> float:
    """The variance when each of A answers is as likely: (A^2 - 1) / 12. Five answers: 2."""
    if options < 2:
        raise StatsError(f"A scale has at least two answers, not {options}.")
    return (options**2 - 1) / 12


def rwg(moments: GroupMoments, null_variance: float) -> Agreement:
    """Agreement on one item: 1 - variance / null variance, never below 0.

    James, Demaree & Wolf 1984, Journal of Applied Psychology 69, 85-98. R: `multilevel::rwg(x, g, ranvar)`.
    StatsError when there is more than one column.
    """
    if _items(moments) != 1:
        raise StatsError("rwg is about one item; for several items take rwg_j.")
    return rwg_j(moments, null_variance)


def rwg_j(moments: GroupMoments, null_variance: float) -> Agreement:
    """Agreement on J items: J a / (J a + 1 - a), a = 1 - mean variance / null variance; 0 when a is below 0.

    From raw answers: `rwg_j(sufficient.group_moments(items, groups, complete=True), uniform_null(5))`.
    Grows with the number of items. James, Demaree & Wolf 1984. R: `multilevel::rwg.j(items, g, ranvar)`.
    """
    items = _items(moments)
    a = np.maximum(r_star_wg_j(moments, null_variance).values, 0)
    return _agreement(moments, items * a / (items * a + 1 - a))


def r_star_wg_j(moments: GroupMoments, null_variance: float) -> Agreement:
    """Agreement on J items that does not grow with J: 1 - mean variance / null variance; may be below 0.

    Lindell, Brandt & Whitney 1999, Applied Psychological Measurement 23, 127-135.
    R: `multilevel::rwg.j.lindell(items, g, ranvar)`.
    """
    arguments.positive(null_variance, "null_variance")
    return _agreement(moments, 1 - _variances(moments).mean(axis=1) / null_variance)


def awg(moments: GroupMoments, low: float, high: float) -> Agreement:
    """Agreement beside the largest variance that the mean allows, averaged over items.

    Per item 1 - 2 s^2 / (((H + L) m - m^2 - H L) n / (n - 1)) for answers from L to H. An item whose mean lies so
    close to an end that n people cannot spread to both ends counts for nothing: only
    (L (n - 1) + H) / n <= m <= (H (n - 1) + L) / n can be read, so two people say little; but 1 when all give the very
    end. Brown & Hauenstein 2005,
    Organizational Research Methods 8, 165-184. R: `multilevel::awg(items, g, range = c(1, 5))`.
    StatsError when an answer lies outside the range.
    """
    if not low < high:
        raise StatsError(f"The scale runs from low to high, not from {low} to {high}.")
    variances, means, n = _variances(moments), moments.means, _sizes(moments)[:, np.newaxis]
    if np.nanmin(means) < low or np.nanmax(means) > high:
        raise StatsError(f"Some answers lie outside {low} to {high}: give the range of the scale.")
    # As sums of n answers: whole numbers stay whole, and the border case does not depend on rounding.
    sums, one_end, other_end = n * means, low * (n - 1) + high, high * (n - 1) + low
    readable = (sums > one_end - 1e-9) & (sums < other_end + 1e-9) & (n > 1)
    all_at_an_end = (variances == 0) & ((means == low) | (means == high))
    values = np.where(all_at_an_end, 1.0, np.nan)
    largest = ((high + low) * means - means**2 - high * low) * n
    np.divide(2 * variances * (n - 1), largest, out=values, where=readable)
    values[readable] = 1 - values[readable]
    counted = (~np.isnan(values)).sum(axis=1)
    average = np.full(len(values), np.nan)
    np.divide(np.nansum(values, axis=1), counted, out=average, where=counted > 0)
    return _agreement(moments, average)


def average_deviation(
    items: ArrayLike,
    groups: ArrayLike,
    around: Literal["mean", "median"] = "mean",
    *,
    missing: int | None = None,
) -> Agreement:
    """AD: how many points people lie from the mean (or median) of their group, averaged over items. Lower is closer.

    Up to A / 6 (five answers: .83) counts as agreement. Burke, Finkelstein & Dusig 1999, Organizational Research
    Methods 2, 49-68; Burke & Dunlap 2002, ORM 5, 159-172. R: `multilevel::ad.m(items, g, type = "median")`.
    """
    arguments.one_of(around, ("mean", "median"), "around")
    rows, codes, labels = complete_answers(items, groups, missing=missing)
    sizes = np.bincount(codes, minlength=len(labels))
    deviations = np.zeros(len(rows))
    for column in rows.T:
        deviations += np.abs(column - _middles(column, codes, sizes, around)[codes])
    values = np.full(len(labels), np.nan)
    sums = np.bincount(codes, deviations, len(labels)) / rows.shape[1]
    np.divide(sums, sizes, out=values, where=sizes > 1)
    return Agreement(labels, sizes, values)


def _middles(
    column: Floats, codes: NDArray[np.intp], sizes: NDArray[np.intp], around: Literal["mean", "median"]
) -> Floats:
    """Of each group; groups without people get a number that nobody reads."""
    if around == "mean":
        means: Floats = np.bincount(codes, column, len(sizes)) / np.maximum(sizes, 1)
        return means
    ordered = column[np.lexsort((column, codes))]
    starts = np.cumsum(sizes) - sizes
    lower, upper = starts + np.maximum(sizes - 1, 0) // 2, starts + sizes // 2
    last = len(ordered) - 1
    medians: Floats = (ordered[np.minimum(lower, last)] + ordered[np.minimum(upper, last)]) / 2
    return medians


def _items(moments: GroupMoments) -> int:
    gathered(moments, GroupMoments)
    return int(moments.counts.shape[1])


def _sizes(moments: GroupMoments) -> Floats:
    gathered(moments, GroupMoments)
    sizes: Floats = moments.counts[:, 0]
    if not moments.complete and (moments.counts != sizes[:, np.newaxis]).any():
        raise StatsError(
            "Some people answered some items only, and agreement over items wants complete rows: "
            "gather with group_moments(items, groups, complete=True)."
        )
    return sizes


def _variances(moments: GroupMoments) -> Floats:
    """With n - 1, G x J; NaN for fewer than two people."""
    sizes = _sizes(moments)[:, np.newaxis]
    variances = np.full(moments.squares.shape, np.nan)
    np.divide(moments.squares, sizes - 1, out=variances, where=np.broadcast_to(sizes > 1, variances.shape))
    return variances


def _agreement(moments: GroupMoments, values: Floats) -> Agreement:
    sizes = _sizes(moments)
    return Agreement(moments.labels, sizes.astype(np.intp), np.where(sizes > 1, values, np.nan))
