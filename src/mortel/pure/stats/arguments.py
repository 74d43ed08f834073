"""Whatever comes in is looked at here, once: shapes, missing values, groups, levels.

Missing is NaN in numbers with a fraction. Whole numbers (answers kept as int8) have no NaN: there the functions that
take them have `missing`, the number that stands for no answer. Infinity is never a value.
"""

from collections.abc import Sized
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats.errors import StatsError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def vector(values: ArrayLike, name: str) -> Floats:
    """One row of numbers, shape (n,), n >= 1; NaN is a missing value."""
    return _numbers(values, name, dimensions=1)


def matrix(values: ArrayLike, name: str) -> Floats:
    """A table of numbers, shape (rows, columns), each >= 1; NaN is a missing value."""
    return _numbers(values, name, dimensions=2)


def complete_vector(values: ArrayLike, name: str) -> Floats:
    """As `vector`, without missing values."""
    return _complete(vector(values, name), name)


def complete_matrix(values: ArrayLike, name: str) -> Floats:
    """As `matrix`, without missing values."""
    return _complete(matrix(values, name), name)


def complete_rows(table: Floats, name: str) -> Floats:
    """The rows of a table in which nothing is missing; StatsError when no row is complete."""
    kept: Floats = table[~np.isnan(table).any(axis=1)]
    if len(kept) == 0:
        raise StatsError(f"No row of {name} is complete: leave out the columns that are mostly empty.")
    return kept


def same_length(first: Sized, second: Sized, first_name: str, second_name: str) -> None:
    """Two things that belong together, row by row."""
    if len(first) != len(second):
        raise StatsError(
            f"{first_name} has {len(first)} rows and {second_name} has {len(second)}: they must belong together "
            "row by row."
        )


def group_codes(groups: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.generic]]:
    """For each row the number of its group, 0 .. G-1, and the labels in their sorted order, shape (G,).

    StatsError when a label is missing (None, NaN): somebody without a group belongs to no group of their own.
    """
    labels = np.asarray(groups)
    if labels.ndim != 1 or len(labels) == 0:
        raise StatsError("groups must be one label for each row, and there must be at least one row.")
    if labels.dtype == object:
        labels = _plain(labels)
    if labels.dtype.kind == "f" and np.isnan(labels).any():
        raise StatsError("groups has missing labels: leave those rows out, or give them a group.")
    if labels.dtype.kind in "iu" and (coded := _already_codes(labels)) is not None:
        return coded
    found, codes = np.unique(labels, return_inverse=True)
    return codes.astype(np.intp, copy=False), found


def level(wanted: float) -> None:
    """The level of an interval: .95, .8."""
    if not 0 < wanted < 1:
        raise StatsError(f"The level of an interval lies between 0 and 1 (.95 for 95 %), not {wanted}.")


def one_of(chosen: str, choices: tuple[str, ...], name: str) -> None:
    """The name of a method: a slip of the pen must not choose another method in silence."""
    if chosen not in choices:
        raise StatsError(f"{name} must be one of {', '.join(choices)}, not {chosen!r}.")


def positive(value: float, name: str) -> None:
    """A variance, a range, a size."""
    if not (value > 0 and np.isfinite(value)):
        raise StatsError(f"{name} must be a number above zero, not {value}.")


def count(value: object, name: str) -> None:
    """A number of people: whole (3.0 is), and neither a fraction nor text."""
    if not (isinstance(value, Real) and float(value).is_integer()):
        raise StatsError(f"{name} must be a whole number, not {value!r}.")


def _numbers(values: ArrayLike, name: str, dimensions: int) -> Floats:
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise StatsError(
            f"{name} must hold numbers only, in rows of equal length; a missing value is NaN."
        ) from None
    if numbers.ndim != dimensions:
        shape = "one row of numbers" if dimensions == 1 else "a table of rows and columns"
        raise StatsError(f"{name} must be {shape}; it has {numbers.ndim} dimensions.")
    if numbers.size == 0:
        raise StatsError(f"{name} is empty.")
    if np.isinf(numbers).any():
        raise StatsError(f"{name} holds infinity; mark a missing value with NaN.")
    return numbers


def _complete(numbers: Floats, name: str) -> Floats:
    if missing := int(np.isnan(numbers).sum()):
        raise StatsError(f"{name} has {missing} missing values: leave those rows out first.")
    return numbers


def _plain(labels: NDArray[np.object_]) -> NDArray[np.generic]:
    """Labels of Python objects as one kind that sorts; a table read in often holds texts and None together."""
    if any(label is None or label != label for label in labels):
        raise StatsError("groups has missing labels: leave those rows out, or give them a group.")
    kinds = {type(label) for label in labels}
    if len(kinds) > 1:
        raise StatsError("groups mixes texts and numbers: make all labels texts.")
    return np.asarray(labels.tolist())


def _already_codes(labels: NDArray[np.generic]) -> tuple[NDArray[np.intp], NDArray[np.generic]] | None:
    """Whole numbers in a narrow range are counted instead of sorted: a million rows in 5 ms instead of 90."""
    low, high = int(labels.min()), int(labels.max())
    if high - low > 4 * len(labels) + 1000:
        return None
    shifted = labels.astype(np.intp) - low
    present = np.bincount(shifted) > 0
    found = (np.flatnonzero(present) + low).astype(labels.dtype)
    if present.all():
        return shifted, found
    codes: NDArray[np.intp] = (np.cumsum(present) - 1)[shifted]
    return codes, found
