"""Which units may show what not every block in them may: items from 15 answers, levels within the budget.

A unit is the sum of its blocks, so the figures of a unit and of all but one of the blocks in it give that one away. A
unit therefore shows a figure only when what it adds to the cells shown inside it is nothing, or enough to be shown by
itself. The pieces that anybody can work out are then disjoint and large enough, by the argument that holds for blocks.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.shapes import Block, Counts, Unit
from mortel.pure.disclosure.tree import bottom_up


def units_that_show(
    tree: Sequence[Unit], blocks: Sequence[Block], counts: Counts, shown: npt.NDArray[np.bool_], least: int
) -> npt.NDArray[np.bool_]:
    """(units, measures) which units may show each measure.

    `counts` (blocks, measures) are the answers in it and `shown` (blocks, measures) whether the block itself shows it.
    What the cells inside a unit do not cover has to be nothing, or at least `least` answers from two blocks or more.
    """
    place = {unit.id: at for at, unit in enumerate(tree)}
    inside, hidden, pieces = np.zeros((3, len(tree), counts.shape[1]), dtype=np.int64)
    at = np.array([place[block.unit] for block in blocks], dtype=np.int64)
    np.add.at(inside, at, counts)
    np.add.at(hidden, at, np.where(shown, 0, counts))
    np.add.at(pieces, at, ~shown & (counts > 0))
    units = np.zeros(inside.shape, dtype=np.bool_)
    for unit in bottom_up(tree):
        here = place[unit.id]
        units[here] = (inside[here] > 0) & (
            (hidden[here] == 0) | ((hidden[here] >= least) & (pieces[here] > 1))
        )
        hidden[here][units[here]] = pieces[here][units[here]] = 0
        if unit.parent is not None:
            for sums in (inside, hidden, pieces):
                sums[place[unit.parent]] += sums[here]
    return units
