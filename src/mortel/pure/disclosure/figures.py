"""The figures of a block or a unit, each with its value or with the reason why it is not there (release.md, rules 3-5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.cells import cells
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Reason
from mortel.pure.disclosure.shapes import Protected, Unit

Means = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a page: the mean on a dimension or an item, 1 to 5, or why it is not shown.

    `least` is the number of answers that the reason speaks of; 0 when there is a value.
    """

    measure: str
    value: float | None
    reason: Reason | None = None
    least: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page of one unit may hold: `n` answers, the dimensions and the items."""

    unit: str
    n: int
    dimensions: tuple[Figure, ...]
    items: tuple[Figure, ...]


def dimension_means(protected: Protected) -> Means:
    """(blocks, dimensions) mean of the protected item means; NaN where a third of the items or more is withheld."""
    with np.errstate(invalid="ignore"):
        items = protected.sums / protected.counts
    means = np.full((len(protected.blocks), len(protected.form.scored)), np.nan)
    for at, name in enumerate(protected.form.scored):
        mine = items[:, protected.form.columns(name)]
        there = ~np.isnan(mine)
        enough = there.mean(axis=1) >= limits.DIMENSION_SHARE
        means[enough, at] = np.where(there, mine, 0)[enough].sum(axis=1) / there[enough].sum(axis=1)
    return means


def figures_of_units(tree: Sequence[Unit], protected: Protected, promise: Promise) -> dict[str, Figures]:
    """Of every unit that has a block in it, what its page may hold; see `reason_without_block` for the others."""
    within = blocks_of_units(tree, protected.blocks)
    may_show = cells(tree, protected.blocks, protected.counts, limits.ITEMS).units
    means = dimension_means(protected)
    return {
        unit.id: _figures(protected, means, within[unit.id], may_show[at], unit.id, promise)
        for at, unit in enumerate(tree)
        if within[unit.id]
    }


def _figures(
    protected: Protected,
    means: Means,
    blocks: tuple[int, ...],
    may_show: npt.NDArray[np.bool_],
    unit: str,
    promise: Promise,
) -> Figures:
    rows = list(blocks)
    n = np.array([protected.blocks[at].n for at in rows])
    dimensions = tuple(
        _dimension(name, means[rows, at], n, promise) for at, name in enumerate(protected.form.scored)
    )
    counts, sums = protected.counts[rows].sum(axis=0), protected.sums[rows].sum(axis=0)
    items = tuple(
        _item(name, int(counts[at]), int(sums[at]), bool(may_show[at]), promise)
        for at, name in enumerate(protected.form.items)
    )
    return Figures(unit, int(n.sum()), dimensions, items)


def _dimension(name: str, means: Means, n: npt.NDArray[np.int64], promise: Promise) -> Figure:
    if promise.words_only:
        return Figure(name, None, Reason.WORDS_ONLY, promise.k)
    there = ~np.isnan(means)
    if not there.any():
        return Figure(name, None, Reason.TOO_FEW_ITEMS, promise.k)
    return Figure(name, float(np.average(means[there], weights=n[there])))


def _item(name: str, count: int, total: int, may_show: bool, promise: Promise) -> Figure:
    if promise.words_only:
        return Figure(name, None, Reason.WORDS_ONLY, promise.k)
    if count == 0:
        return Figure(name, None, Reason.TOO_FEW_ON_ITEM, promise.k)
    if count < limits.ITEMS:
        return Figure(name, None, Reason.ITEMS_NEED_MORE, limits.ITEMS)
    if not may_show:
        return Figure(name, None, Reason.NEIGHBOUR, limits.ITEMS)
    return Figure(name, total / count)


def reason_without_block(tree: Sequence[Unit], protected: Protected, unit: str, promise: Promise) -> Figure:
    """Why a unit has no figures of its own: it stands together with others, or is counted a level up or nowhere."""
    leads = next(each.leads for each in tree if each.id == unit)
    together = any(unit in block.leaves for block in protected.blocks)
    if leads and not together:
        return Figure(unit, None, Reason.LEADS_NOWHERE, promise.k)
    return Figure(unit, None, Reason.TAKEN_TOGETHER if together else Reason.NO_BLOCK, promise.k)
