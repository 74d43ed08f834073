"""Attacks on groups that overlap: linear programming, the row space, and the search for small differences.

Nothing here knows of noise: whatever these attacks cannot do to the true sums they cannot do to protected ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from scipy.optimize import linprog

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.tables import Range, Table, nothing_known
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Counts, DisclosureError

_SLACK: Final = 1e-6
_MOST_CATEGORIES: Final = 16


def linear_bounds(table: Table) -> Range:
    """The range of every answer, by two linear programs a person (HiGHS): whole numbers between 1 and 5 that fit.

    DisclosureError when no answers at all fit the groups: then they were not released of the same people.
    """
    people = table.members.shape[1]
    everybody = nothing_known(people)
    low, high = everybody.low.copy(), everybody.high.copy()
    limits = np.vstack([table.members, -1.0 * table.members])
    at_most = np.concatenate([table.greatest, -table.least])
    for person in np.flatnonzero(table.members.any(axis=0)):
        for sign, side in ((1, low), (-1, high)):
            goal = np.zeros(people)
            goal[person] = sign
            found = linprog(goal, A_ub=limits, b_ub=at_most, bounds=(LOWEST, HIGHEST), method="highs")
            if found.status:
                raise DisclosureError(
                    "No answers fit these groups: look whether all speak of the same people."
                )
            side[person] = sign * int(np.ceil(found.fun - _SLACK))
    return Range(low, high)


def singled_out(members: Flags) -> Flags:
    """(people,) whom some weighted sum of the groups speaks of alone: the row space holds his unit vector.

    By singular values: the length of the unit vector's projection on the row space is then one.
    """
    if not len(members):
        return np.zeros(members.shape[1], dtype=bool)
    _, strength, directions = np.linalg.svd(members.astype(float), full_matrices=False)
    space = directions[strength > _SLACK * max(1.0, strength[0])]
    return np.asarray((space**2).sum(axis=0) > 1 - _SLACK)


def least_support(blocks: Counts, categories: Counts) -> int:
    """The fewest people that any sum of block figures less any sum of category figures can speak of; 0 when none.

    Both are partitions of the same people. For a set C of categories the best choice of blocks leaves
    sum over blocks of min(|b and C|, |b less C|) people; the least of these over all C is exact, because the support of
    a weighted sum over two partitions is a cut in the graph of blocks and categories, and a least cut has two levels.
    """
    names = np.unique(categories)
    if len(names) > _MOST_CATEGORIES:
        raise DisclosureError(f"More than {_MOST_CATEGORIES} categories: take some of them together.")
    within = np.array([[np.sum((blocks == b) & (categories == c)) for c in names] for b in np.unique(blocks)])
    least = 0
    for some in range(1, len(names) // 2 + 1):
        for chosen in combinations(range(len(names)), some):
            inside = within[:, chosen].sum(axis=1)
            support = int(np.minimum(inside, within.sum(axis=1) - inside).sum())
            if support and (not least or support < least):
                least = support
    return least


@dataclass(frozen=True, slots=True)
class Difference:
    """Two released groups, as (round, row), of which the one less the other speaks of `people` only."""

    larger: tuple[int, int]
    smaller: tuple[int, int]
    people: tuple[int, ...]


def small_differences(rounds: Sequence[Flags], k: int) -> Iterator[Difference]:
    """Pairs of groups, within a round and between two, of which one holds the other but for 1 to k - 1 people.

    Within a round that must not exist. Between rounds it is somebody who left or came: unavoidable, and the reason why
    the noise of every round is its own. `rounds` holds (groups, people) over everybody who was ever there.
    """
    groups = [(at, row, members) for at, table in enumerate(rounds) for row, members in enumerate(table)]
    for (at, row, one), (other_at, other_row, other) in combinations(groups, 2):
        more, fewer = np.flatnonzero(one & ~other), np.flatnonzero(other & ~one)
        if not len(fewer) and 0 < len(more) < k:
            yield Difference((at, row), (other_at, other_row), tuple(more.tolist()))
        elif not len(more) and 0 < len(fewer) < k:
            yield Difference((other_at, other_row), (at, row), tuple(fewer.tolist()))
