"""What an attacker writes down of any release: groups of people, and between which two figures their sum lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Ballots, Block, Counts

# How far from the least and the greatest sum a release stays.
CLAMP: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Released groups for one item: `members` (groups, people), and the (groups,) least and greatest possible sum."""

    members: Flags
    least: Counts
    greatest: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """(people,) the lowest and the highest answer each can have given."""

    low: Counts
    high: Counts

    @property
    def exact(self) -> int:
        """For how many people one answer is left."""
        return int(np.sum(self.low == self.high))

    @property
    def narrowed(self) -> int:
        """For how many people at most two answers are left."""
        return int(np.sum(self.high - self.low <= 1))


def joined(first: Table, second: Table) -> Table:
    """All groups of both, which speak of the same people."""
    return Table(
        np.vstack([first.members, second.members]),
        np.concatenate([first.least, second.least]),
        np.concatenate([first.greatest, second.greatest]),
    )


def without_insiders(table: Table, insiders: Flags, answers: Counts) -> Table:
    """The same groups less the people whose answers the attacker knows (`insiders` flags, `answers` of everybody)."""
    known = table.members[:, insiders] @ answers[insiders]
    return Table(table.members[:, ~insiders], table.least - known, table.greatest - known)


def nothing_known(people: int) -> Range:
    return Range(np.full(people, LOWEST), np.full(people, HIGHEST))


def true_sums(ballots: Ballots, blocks: Sequence[Block]) -> Counts:
    """(blocks, items) what the sums of blocks that share no leaf were before the noise."""
    row = {leaf: at for at, block in enumerate(blocks) for leaf in block.leaves}
    of_leaf = np.array([row.get(unit.id, len(blocks)) for unit in ballots.tree], dtype=np.int64)
    sums = np.zeros((len(blocks) + 1, ballots.answers.shape[1]), dtype=np.int64)
    np.add.at(sums, of_leaf[ballots.leaves], ballots.answers)
    return sums[:-1]
