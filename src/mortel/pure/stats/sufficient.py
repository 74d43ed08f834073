"""What the reliabilities, the ICCs and the agreement need to know of the answers, gathered in one pass.

A million people with thirty answers each come down to a mean and a covariance (`item_moments`), or to a count, a mean
and a sum of squares for each group (`group_moments`, `one_way`). Whole numbers (int8) stay whole numbers: they become
floats one block or one column at a time. Missing is NaN in floats; in whole numbers `missing` names the number that
stands for no answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Rows turned into floats at a time: 4,096 x 30 of them are a megabyte and stay in the cache.
_BLOCK = 4_096
# A spread below this share of the mean is what binary fractions leave of none (4.1 a thousand times).
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class ItemMoments:
    """n complete rows of J items: their means (J) and covariance (J x J, divisor n - 1).

    Made by `item_moments`, or by hand where only a covariance is known.
    """

    n: int
    means: Floats
    covariance: Floats

    def __post_init__(self) -> None:
        if self.n < 2:
            raise StatsError(f"A covariance needs at least two complete rows; there are {self.n}.")
        if self.covariance.shape != (len(self.means), len(self.means)):
            raise StatsError("The covariance must have one row and one column for each mean.")
        if not (np.isfinite(self.covariance).all() and np.allclose(self.covariance, self.covariance.T)):
            raise StatsError("The covariance must be symmetric and complete.")

    @property
    def sds(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))


@dataclass(frozen=True, slots=True)
class OneWay:
    """One variable in G groups that each have a value: labels, sizes, means, sums of squares about the means."""

    labels: NDArray[Any]
    sizes: Floats
    means: Floats
    squares: Floats

    @property
    def n(self) -> int:
        return int(self.sizes.sum())

    @property
    def mean(self) -> float:
        """Over people, so a large group weighs more."""
        return float((self.sizes * self.means).sum() / self.sizes.sum())

    @property
    def within(self) -> float:
        """Sum of squares about the group means."""
        return float(self.squares.sum())

    @property
    def between(self) -> float:
        """Sum of squares of the group means about the mean, each as often as the group is large."""
        return float((self.sizes * (self.means - self.mean) ** 2).sum())


@dataclass(frozen=True, slots=True)
class GroupMoments:
    """J variables in G groups: labels (G); counts, means and sums of squares about the means, each G x J.

    A mean is NaN where the group has no value of that variable (count 0). `complete` says that only rows without a
    missing value were taken.
    """

    labels: NDArray[Any]
    counts: Floats
    means: Floats
    squares: Floats
    complete: bool

    def item(self, index: int) -> OneWay:
        """One variable, in the groups that have a value of it."""
        whole = OneWay(self.labels, self.counts[:, index], self.means[:, index], self.squares[:, index])
        there = whole.sizes > 0
        if there.all():
            return whole
        if not there.any():
            raise StatsError(f"Column {index + 1} has no value at all: leave it out.")
        return OneWay(whole.labels[there], whole.sizes[there], whole.means[there], whole.squares[there])


_GATHERED_BY = {
    ItemMoments: "sufficient.item_moments(items)",
    OneWay: "sufficient.one_way(scores, groups)",
    GroupMoments: "sufficient.group_moments(items, groups, complete=True)",
}


def gathered(given: object, shape: type[ItemMoments | OneWay | GroupMoments]) -> None:
    """Refuse raw answers, or what was gathered in another way, with the call that gathers them."""
    if not isinstance(given, shape):
        raise StatsError(
            f"This starts from {shape.__name__}, not {type(given).__name__}: gather first with {_GATHERED_BY[shape]}."
        )


def item_moments(items: ArrayLike, *, missing: int | None = None) -> ItemMoments:
    """Mean and covariance of the complete rows of `items` (n x J).

    Block by block, each block about its own mean, then joined (Chan, Golub & LeVeque 1983, The American Statistician
    37, 242-247), so a large mean costs no digits. R: `cov(na.omit(items))`. StatsError with fewer than two complete
    rows.
    """
    table = _answers(items, missing, "items")
    n, means = 0, np.zeros(table.shape[1])
    squares = np.zeros((table.shape[1], table.shape[1]))
    for rows in _complete_blocks(table, missing):
        own = rows.mean(axis=0)
        rows -= own
        step = own - means
        squares += _crossed(rows) + np.outer(step, step) * (n * len(rows) / (n + len(rows)))
        means += step * (len(rows) / (n + len(rows)))
        n += len(rows)
    if n < 2:
        raise StatsError(f"A covariance needs at least two complete rows; there are {n} among {len(table)}.")
    covariance = squares / (n - 1)
    same = np.diag(covariance) <= (_ROUNDING * means) ** 2
    covariance[same] = covariance[:, same] = 0
    return ItemMoments(n, means, covariance)


def group_moments(
    items: ArrayLike, groups: ArrayLike, *, missing: int | None = None, complete: bool = False
) -> GroupMoments:
    """Count, mean and sum of squares of each column of `items` (n x J) in each group (`groups`: n labels).

    Each column takes the rows that have a value of it, or with `complete` only rows without any missing value (as
    agreement over items wants). R: `aggregate(items, list(groups), mean)`, and so on.
    """
    return _gathered(_answers(items, missing, "items"), groups, missing, complete, "items")


def one_way(scores: ArrayLike, groups: ArrayLike, *, missing: int | None = None) -> OneWay:
    """One variable (n) in groups (n labels): people without a value, and groups without people, are left out."""
    values = np.asarray(scores)
    if values.ndim != 1:
        raise StatsError(f"scores must be one row of numbers; it has {values.ndim} dimensions.")
    column = _answers(values[:, np.newaxis], missing, "scores")
    return _gathered(column, groups, missing, False, "scores").item(0)


def complete_answers(
    items: ArrayLike, groups: ArrayLike, *, missing: int | None = None
) -> tuple[Floats, NDArray[np.intp], NDArray[Any]]:
    """The rows without a missing value as floats, the number of their group, and the labels."""
    table = _answers(items, missing, "items")
    codes, labels = arguments.group_codes(groups)
    arguments.same_length(table, codes, "items", "groups")
    holes = _holes(table, missing).any(axis=1)
    if holes.all():
        raise StatsError("No row of items is complete: leave out the columns that are mostly empty.")
    return table[~holes].astype(np.float64), codes[~holes], labels


def _answers(items: ArrayLike, missing: int | None, name: str) -> NDArray[Any]:
    table = np.asarray(items)
    if table.dtype.kind in "iu" and table.ndim == 2 and table.size:
        return table
    if missing is not None:
        raise StatsError(
            "`missing` is for whole numbers; in numbers with a fraction a missing answer is NaN."
        )
    return arguments.matrix(items, name)


def _gathered(
    table: NDArray[Any], groups: ArrayLike, missing: int | None, complete: bool, name: str
) -> GroupMoments:
    codes, labels = arguments.group_codes(groups)
    arguments.same_length(table, codes, name, "groups")
    if complete and (holes := _holes(table, missing)).any():
        whole = ~holes.any(axis=1)
        table, codes = table[whole], codes[whole]
        if len(table) == 0:
            raise StatsError(f"No row of {name} is complete: leave out the columns that are mostly empty.")
    everybody = np.bincount(codes, minlength=len(labels)).astype(np.float64)
    columns = [_column(table[:, index], codes, everybody, missing) for index in range(table.shape[1])]
    # Item by item in memory, as they are read again.
    counts, means, squares = (np.array(parts).T for parts in zip(*columns, strict=True))
    return GroupMoments(labels, counts, means, squares, complete)


def _holes(values: NDArray[Any], missing: int | None) -> NDArray[np.bool_]:
    holes = np.zeros(values.shape, dtype=bool)
    if values.dtype.kind == "f":
        np.isnan(values, out=holes)
    elif missing is not None:
        np.equal(values, missing, out=holes)
    return holes


def _complete_blocks(table: NDArray[Any], missing: int | None) -> Iterator[Floats]:
    for start in range(0, len(table), _BLOCK):
        block = table[start : start + _BLOCK]
        holes = _holes(block, missing)
        rows = (block[~holes.any(axis=1)] if holes.any() else block).astype(np.float64)
        if len(rows):
            yield rows


def _crossed(rows: Floats) -> Floats:
    """rows' rows, in strips so small that BLAS wakes no second thread: beside other work they wait for one another."""
    columns = rows.shape[1]
    strip = max(32, 250_000 // (columns * (columns + 1)))
    found = np.zeros((columns, columns))
    for start in range(0, len(rows), strip):
        part = rows[start : start + strip]
        found += part.T @ part
    return found


def _column(
    values: NDArray[Any], codes: NDArray[np.intp], everybody: Floats, missing: int | None
) -> tuple[Floats, Floats, Floats]:
    groups, counts = len(everybody), everybody
    if (holes := _holes(values, missing)).any():
        values, codes = values[~holes], codes[~holes]
        counts = np.bincount(codes, minlength=groups).astype(np.float64)
    numbers = values.astype(np.float64)
    means = np.full(groups, np.nan)
    np.divide(np.bincount(codes, numbers, groups), counts, out=means, where=counts > 0)
    numbers -= means[codes]
    squares = np.bincount(codes, np.square(numbers, out=numbers), groups).astype(np.float64, copy=False)
    squares[squares <= counts * (_ROUNDING * means) ** 2] = 0
    return counts, means, squares
