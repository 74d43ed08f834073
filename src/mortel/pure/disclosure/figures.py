"""What a page of a block or a unit may hold: levels or not, and items, each with the reason for a gap (rules 3-7).

The levels themselves are scores, which `mortel.pure.scoring` makes of the same protected sums.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.cells import units_that_show
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Protected, Unit

_EVERY_LEVEL: Final[Mapping[int, Gap]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ItemMean:
    """The protected mean of one item, 1 to 5, or why it is not shown."""

    code: str
    mean: float | None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What may be shown of a group: `n` ballots, and the blocks (indexes into Protected.blocks) that it is the sum of.

    `gap` says why neither levels nor items are shown; words about it may be.
    """

    unit: str
    n: int
    blocks: tuple[int, ...]
    items: tuple[ItemMean, ...]
    gap: Gap | None = None


def pages_of_units(
    tree: Sequence[Unit],
    protected: Protected,
    promise: Promise,
    words_only: Mapping[int, Gap] = _EVERY_LEVEL,
) -> dict[str, Page]:
    """The page of every unit that has a block in it; see `gap_without_block` for the others.

    `words_only` are the blocks without levels and why (`Closing.words_only`). A unit that would give one of them away
    shows none either.
    """
    within = blocks_of_units(tree, protected.blocks)
    left = _left(protected, words_only)
    n = np.array([block.n for block in protected.blocks], dtype=np.int64)[:, np.newaxis]
    levels = units_that_show(tree, protected.blocks, n, left, limits.ITEMS)[:, 0]
    large = left & (protected.counts >= limits.ITEMS)
    items = units_that_show(tree, protected.blocks, protected.counts, large, limits.ITEMS)
    return {
        unit.id: _page(
            unit.id,
            protected,
            within[unit.id],
            _gap(promise, None if levels[at] else _of_unit(within[unit.id], words_only)),
            items[at],
            promise,
        )
        for at, unit in enumerate(tree)
        if within[unit.id]
    }


def pages_of_blocks(
    protected: Protected, promise: Promise, words_only: Mapping[int, Gap] = _EVERY_LEVEL
) -> tuple[Page, ...]:
    """The page of every block, which the teams that were taken together share; of one team alone it is the team's."""
    large = protected.counts >= limits.ITEMS
    return tuple(
        _page(block.unit, protected, (at,), _gap(promise, words_only.get(at)), large[at], promise)
        for at, block in enumerate(protected.blocks)
    )


def _left(protected: Protected, words_only: Collection[int]) -> npt.NDArray[np.bool_]:
    return np.array([at not in words_only for at in range(len(protected.blocks))], dtype=np.bool_)[
        :, np.newaxis
    ]


def gap_without_block(tree: Sequence[Unit], protected: Protected, unit: str, promise: Promise) -> Gap:
    """Why a unit has no page of its own: it stands together with others, or is counted a level up or nowhere."""
    leads = next(each.leads for each in tree if each.id == unit)
    together = any(unit in block.leaves for block in protected.blocks)
    if leads and not together:
        return Gap(Reason.LEADS_NOWHERE, promise.k)
    if together:
        return Gap(Reason.TAKEN_TOGETHER, promise.k)
    # Without a block of teams there is no level up where these answers could count.
    above = any(not block.leads for block in protected.blocks)
    return Gap(Reason.NO_BLOCK if above else Reason.NOWHERE, promise.k)


def _gap(promise: Promise, otherwise: Gap | None) -> Gap | None:
    return Gap(Reason.WORDS_ONLY, promise.k) if promise.words_only else otherwise


def _of_unit(blocks: tuple[int, ...], words_only: Mapping[int, Gap]) -> Gap:
    """Why a unit has no levels: none of its blocks has any, or it would give away those that have none."""
    if all(at in words_only for at in blocks):
        return words_only[blocks[0]]
    return Gap(Reason.NEIGHBOUR, limits.ITEMS)


def _page(
    unit: str,
    protected: Protected,
    blocks: tuple[int, ...],
    gap: Gap | None,
    may_show: npt.NDArray[np.bool_],
    promise: Promise,
) -> Page:
    rows = list(blocks)
    counts, sums = (part[rows].sum(axis=0).tolist() for part in (protected.counts, protected.sums))
    items = tuple(
        ItemMean(code, None, gap)
        if gap
        else _item(code, counts[at], sums[at], promise, may_show=bool(may_show[at]))
        for at, code in enumerate(protected.form.items)
    )
    return Page(unit, sum(protected.blocks[at].n for at in rows), blocks, items, gap)


def _item(code: str, count: int, total: int, promise: Promise, *, may_show: bool) -> ItemMean:
    if count == 0:
        return ItemMean(code, None, Gap(Reason.TOO_FEW_ON_ITEM, promise.k))
    if count < limits.ITEMS:
        return ItemMean(code, None, Gap(Reason.ITEMS_NEED_MORE, limits.ITEMS))
    if not may_show:
        return ItemMean(code, None, Gap(Reason.NEIGHBOUR, limits.ITEMS))
    return ItemMean(code, total / count)
