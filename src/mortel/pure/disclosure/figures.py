"""The figures of a unit, each with its value or with the reason why it is not there (release.md, rules 3, 4 and 7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import budget, limits
from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.cells import units_that_show
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


def figures_of_units(
    tree: Sequence[Unit], protected: Protected, promise: Promise, spent: Collection[int] = ()
) -> dict[str, Figures]:
    """Of every unit that has a block in it, what its page may hold; see `reason_without_block` for the others.

    `spent` are the blocks whose levels were shown often enough (`budget.levels_left`).
    """
    within = blocks_of_units(tree, protected.blocks)
    open_ = np.array([at not in spent for at in range(len(protected.blocks))], dtype=np.bool_)[:, np.newaxis]
    n = np.array([[block.n] for block in protected.blocks], dtype=np.int64)
    levels = units_that_show(tree, protected.blocks, n, open_, limits.ITEMS)[:, 0]
    large = open_ & (protected.counts >= limits.ITEMS)
    items = units_that_show(tree, protected.blocks, protected.counts, large, limits.ITEMS)
    means = dimension_means(protected)
    return {
        unit.id: _figures(
            protected, means, list(within[unit.id]), unit.id, bool(levels[at]), items[at], promise
        )
        for at, unit in enumerate(tree)
        if within[unit.id]
    }


def _figures(
    protected: Protected,
    means: Means,
    rows: list[int],
    unit: str,
    levels: bool,
    items: npt.NDArray[np.bool_],
    promise: Promise,
) -> Figures:
    form = protected.form
    n = [protected.blocks[at].n for at in rows]
    if promise.words_only or not levels:
        reason, least = (
            (Reason.WORDS_ONLY, promise.k) if promise.words_only else (Reason.LEVELS_SPENT, budget.LEVELS)
        )
        hidden = tuple(Figure(name, None, reason, least) for name in (*form.scored, *form.items))
        return Figures(unit, sum(n), hidden[: len(form.scored)], hidden[len(form.scored) :])
    counts, sums = protected.counts[rows].sum(axis=0), protected.sums[rows].sum(axis=0)
    return Figures(
        unit,
        sum(n),
        tuple(_dimension(name, means[rows, at], n, promise) for at, name in enumerate(form.scored)),
        tuple(
            _item(name, int(counts[at]), int(sums[at]), bool(items[at]), promise)
            for at, name in enumerate(form.items)
        ),
    )


def _dimension(name: str, means: Means, n: Sequence[int], promise: Promise) -> Figure:
    there = ~np.isnan(means)
    if not there.any():
        return Figure(name, None, Reason.TOO_FEW_ITEMS, promise.k)
    return Figure(name, float(np.average(means[there], weights=np.asarray(n)[there])))


def _item(name: str, count: int, total: int, may_show: bool, promise: Promise) -> Figure:
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
