"""What an attacker writes down of any release: groups of people, and between which two figures their sum lies."""

from dataclasses import dataclass

import numpy as np

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Counts


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
