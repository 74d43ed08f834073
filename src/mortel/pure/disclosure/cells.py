"""Which blocks and units may show what needs more answers than a block has: items from 15, distributions from 30.

A unit is the sum of its blocks, so the figures of a unit and of all but one of the blocks in it give that one away. A cell
is therefore shown only when what it adds to the cells shown inside it is nothing, or enough to be shown by itself. The
pieces that anybody can work out are then disjoint and large enough, by the argument that holds for blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.shapes import Block, Counts, Unit
from mortel.pure.disclosure.tree import bottom_up


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What may be shown, per item: blocks (blocks, items) and units of the tree (units, items)."""

    blocks: npt.NDArray[np.bool_]
    units: npt.NDArray[np.bool_]


def cells(tree: Sequence[Unit], blocks: Sequence[Block], counts: Counts, least: int) -> Cells:
    """The cells that show what needs `least` answers; `counts` (blocks, items) as in Protected."""
    place = {unit.id: at for at, unit in enumerate(tree)}
    shown = counts >= least
    inside, uncovered = np.zeros((2, len(tree), counts.shape[1]), dtype=np.int64)
    at = [place[block.unit] for block in blocks]
    np.add.at(inside, at, counts)
    np.add.at(uncovered, at, np.where(shown, 0, counts))
    units = np.zeros(inside.shape, dtype=np.bool_)
    for unit in bottom_up(tree):
        here = place[unit.id]
        units[here] = (inside[here] > 0) & ((uncovered[here] == 0) | (uncovered[here] >= least))
        uncovered[here][units[here]] = 0
        if unit.parent is not None:
            inside[place[unit.parent]] += inside[here]
            uncovered[place[unit.parent]] += uncovered[here]
    return Cells(shown, units)
