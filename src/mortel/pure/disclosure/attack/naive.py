"""The control: a release as it is commonly made, which the attacker must break. If he cannot, he is no attacker.

A group is shown from five answers, in every unit and, inside each unit, for every category of three traits, as a mean
to one decimal. Nothing is taken together, nothing is noised.
"""

from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.tables import Table
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Protected

LEAST: Final = 5
_CATEGORIES: Final = (2, 3, 4)


def naive_table(ballots: Ballots, rng: np.random.Generator, k: int = LEAST) -> Table:
    """Everything the control shows of the first item, with traits that are dealt out at random."""
    people = len(ballots.ids)
    traits = [rng.integers(0, size, people) for size in _CATEGORIES]
    groups = list[Flags]()
    for unit in _units(ballots):
        groups.append(unit)
        groups += [
            unit & (trait == c) for trait, size in zip(traits, _CATEGORIES, strict=True) for c in range(size)
        ]
    members = np.array([group for group in groups if group.sum() >= k]).reshape(-1, people)
    sums, sizes = members @ ballots.answers[:, 0].astype(np.int64), members.sum(axis=1)
    shown = np.rint(10 * sums / sizes)
    least = np.ceil(sizes * (shown - 0.5) / 10 - 1e-9).astype(np.int64)
    greatest = np.floor(sizes * (shown + 0.5) / 10 + 1e-9).astype(np.int64)
    return Table(members, least, greatest)


def _units(ballots: Ballots) -> list[Flags]:
    """Of every unit, who works in it or under it."""
    place = {unit.id: at for at, unit in enumerate(ballots.tree)}
    inside = np.zeros((len(ballots.tree), len(ballots.tree)), dtype=bool)
    for leaf in range(len(ballots.tree)):
        at: int | None = leaf
        while at is not None:
            inside[at, leaf] = True
            parent = ballots.tree[at].parent
            at = None if parent is None else place[parent]
    return [row[ballots.leaves] for row in inside]


def naive_blocks(ballots: Ballots, k: int = LEAST) -> Protected:
    """Of the control only what a block release shows too: the true sums of every team that has k answers."""
    sizes = np.bincount(ballots.leaves, minlength=len(ballots.tree))
    shown = np.flatnonzero(sizes >= k)
    blocks = tuple(
        Block(ballots.tree[at].id, (ballots.tree[at].id,), int(sizes[at]), ballots.tree[at].leads)
        for at in shown
    )
    sums = np.array([ballots.answers[ballots.leaves == at].sum(axis=0) for at in shown], dtype=np.int64)
    counts: Counts = np.repeat(sizes[shown][:, None], len(ballots.form.items), axis=1)
    return Protected(ballots.round, ballots.form, blocks, counts, sums.reshape(counts.shape))
