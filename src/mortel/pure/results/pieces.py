"""Which groups show what not every block may show, and what anybody can work out from them.

Units lie within one another, so their figures can be subtracted. What can be worked out are the pieces: a block that
shows the figure itself, or a unit less all that is shown inside it. All other sums that follow are of whole pieces.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mortel.pure.disclosure.shapes import Block, Unit
from mortel.pure.disclosure.tree import bottom_up

# What is said about leads is told to others than their own team from so many leads together (instrument.md).
LEADS: Final = 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """`blocks` and `units` whether each shows the figure; `of_block` the piece that each block is in, "" for none.

    `sizes` how many blocks each piece has.
    """

    blocks: tuple[bool, ...]
    units: Mapping[str, bool]
    of_block: tuple[str, ...]
    sizes: Mapping[str, int]

    def give(self, cell: Collection[int]) -> bool:
        """Whether the figure of these blocks together follows from what is shown: they are whole pieces."""
        wanted = {self.of_block[at] for at in cell}
        return bool(cell) and "" not in wanted and sum(self.sizes[piece] for piece in wanted) == len(cell)


def pieces(
    tree: Sequence[Unit], blocks: Sequence[Block], shown: Sequence[bool], units: Mapping[str, bool]
) -> Pieces:
    """The pieces when these blocks and these units show the figure."""
    parent = {unit.id: unit.parent for unit in tree}
    of_block = tuple(
        f"block {at}" if own else _lowest(block.unit, parent, units)
        for at, (block, own) in enumerate(zip(blocks, shown, strict=True))
    )
    return Pieces(tuple(shown), units, of_block, Counter(of_block))


def _lowest(unit: str | None, parent: Mapping[str, str | None], shown: Mapping[str, bool]) -> str:
    """The lowest unit here or above that shows the figure, as the name of a piece; "" for none."""
    while unit is not None and not shown[unit]:
        unit = parent[unit]
    return "" if unit is None else f"unit {unit}"


def pieces_with_leads(
    tree: Sequence[Unit], blocks: Sequence[Block], leads: Sequence[frozenset[int]], least: int = LEADS
) -> Pieces:
    """Where a figure about leads may be shown: in every piece stand at least `least` of them.

    `leads` (blocks,) who leads the teams in it. A unit shows the figure when what it adds to all that is shown inside
    it is nothing, or has so many leads again. A block that nobody leads is something and has none, so it has to stand
    in a piece with others: what its people say is about whoever guides them.
    """
    shown = [len(each) >= least for each in leads]
    rest: dict[str, list[int]] = {unit.id: [] for unit in tree}
    anybody = dict.fromkeys(rest, False)
    for at, block in enumerate(blocks):
        anybody[block.unit] = True
        rest[block.unit] += [] if shown[at] else [at]
    units: dict[str, bool] = {}
    for unit in bottom_up(tree):
        hidden = rest[unit.id]
        led = frozenset[int]().union(*(leads[at] for at in hidden))
        units[unit.id] = anybody[unit.id] and (not hidden or len(led) >= least)
        if unit.parent is not None:
            rest[unit.parent] += [] if units[unit.id] else hidden
            anybody[unit.parent] |= anybody[unit.id]
    return pieces(tree, blocks, shown, units)
