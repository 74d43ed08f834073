"""The shape of a closed round. The release and the attacker share this page and nothing else."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]

LOWEST: Final = 1
HIGHEST: Final = 5


class DisclosureError(ValueError):
    """What was asked cannot be released safely; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A place in the reporting tree; a unit without children is a leaf, in which people stand.

    `parent` is None for the organisation alone. A leaf with `leads` holds the leads of the units beside it, who are
    never counted in a block that they read.
    """

    id: str
    parent: str | None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class RoundForm:
    """The items of a round in the order that was frozen at opening, and of each the dimension it is scored under.

    `dimensions` has one name per item, "" for an item that is asked and not scored.
    """

    items: tuple[str, ...]
    dimensions: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.items) != len(self.dimensions):
            raise DisclosureError(
                "Give each item its dimension, or an empty name for an item that is not scored."
            )
        if len(set(self.items)) != len(self.items):
            raise DisclosureError("An item stands twice in the form: give each item a code of its own.")

    @property
    def scored(self) -> tuple[str, ...]:
        """The dimensions, each once, in the order of the form."""
        return tuple(dict.fromkeys(name for name in self.dimensions if name))

    def columns(self, dimension: str) -> Counts:
        """Where the items of a dimension stand."""
        return np.array([at for at, name in enumerate(self.dimensions) if name == dimension], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """The snapshot of a closed round: every ballot once, in no order that means anything.

    ids      (N, 2) uint64: 128 random bits per ballot, unique; they seed the noise and lead to nobody.
    leaves   (N,) index into `tree` of the leaf each ballot belongs to.
    answers  (N, items) int8, 1 to 5, and 0 where there is no answer.
    """

    round: str
    form: RoundForm
    tree: tuple[Unit, ...]
    ids: npt.NDArray[np.uint64]
    leaves: Counts
    answers: npt.NDArray[np.int8]

    def __post_init__(self) -> None:
        people = len(self.ids)
        shapes = (self.ids.shape, self.leaves.shape, self.answers.shape)
        if shapes != ((people, 2), (people,), (people, len(self.form.items))):
            raise DisclosureError("Give one id of two numbers, one leaf and one row of answers per ballot.")
        if _any_twice(self.ids):
            raise DisclosureError("Two ballots carry the same id: a ballot counts once.")
        if people and (self.answers.min() < 0 or self.answers.max() > HIGHEST):
            raise DisclosureError(
                "An answer lies outside 1 to 5: released figures are made of five-point items only."
            )
        if people and not 0 <= self.leaves.min() <= self.leaves.max() < len(self.tree):
            raise DisclosureError("A ballot belongs to a unit that is not in the tree.")
        if len({unit.id for unit in self.tree}) != len(self.tree):
            raise DisclosureError("A unit stands twice in the tree.")


def _any_twice(ids: npt.NDArray[np.uint64]) -> bool:
    first = np.sort(ids[:, 0])
    if not (
        first[1:] == first[:-1]
    ).any():  # as good as always, and forty times as fast as comparing whole ids
        return False
    return len(np.unique(ids, axis=0)) != len(ids)


@dataclass(frozen=True, slots=True)
class Block:
    """A set of ballots that is only ever spoken of as a whole.

    `unit` is the leaf, or the parent whose smaller leaves were taken together; `leaves` are the ids of all
    leaves in it; `n` the ballots.
    """

    unit: str
    leaves: tuple[str, ...]
    n: int
    leads: bool = False

    @property
    def is_one_team(self) -> bool:
        return self.leaves == (self.unit,)


@dataclass(frozen=True, slots=True, eq=False)
class Protected:
    """Everything that any figure about people may be computed from: block sums with their noise.

    counts  (blocks, items) answers; 0 where the item is withheld in that block.
    sums    (blocks, items) sum of the answers plus noise, between counts + 2 and 5 counts - 2; 0 where withheld.
    """

    round: str
    form: RoundForm
    blocks: tuple[Block, ...]
    counts: Counts
    sums: Counts
