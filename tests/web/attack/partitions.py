"""Blocks, parts and bins of amounts at once: what their sums say of single people, were there no noise at all.

People who stand in the same part of every partition cannot be told apart, so the linear programs are about such cells:
two of each give exactly what two of each person would (`programs.linear_bounds`), in a hundredth of the time.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.optimize import linprog

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.tables import Range
from mortel.pure.disclosure.shapes import Counts
from mortel.pure.results.shapes import Curve
from mortel.pure.results.subjects import subjects
from tests.web.attack.attack import ballots_of
from tests.web.attack.facts import Stored
from tests.web.attack.world import Truth

_SLACK: Final = 1e-6


def cell_bounds(partitions: Sequence[Counts], answers: Counts, lowest: int, highest: int) -> Range:
    """The range of everybody's answer when the true sum of every part of every partition is known.

    Each partition (people,) has the number of everybody's part, negative for none.
    """
    sums = [
        np.bincount(partition[partition >= 0], answers[partition >= 0]).astype(np.int64)
        for partition in partitions
    ]
    return bounds_of_sums(partitions, sums, lowest, highest)


def bounds_of_sums(partitions: Sequence[Counts], sums: Sequence[Counts], lowest: int, highest: int) -> Range:
    """The same of sums that were told, (parts,) of each partition."""
    cells, cell_of = np.unique(np.stack(partitions, axis=1), axis=0, return_inverse=True)
    cell_of = cell_of.reshape(-1)
    sizes = np.bincount(cell_of)
    told, parts = [], []
    for at, partition in enumerate(partitions):
        for part in np.unique(partition[partition >= 0]):
            parts.append(cells[:, at] == part)
            told.append(sums[at][part])
    limits = np.column_stack([lowest * sizes, highest * sizes])
    low, high = np.empty((2, len(sizes)), dtype=np.int64)
    for cell, size in enumerate(sizes.tolist()):
        least, most = (sign * _least(cell, sign, np.array(parts), np.array(told), limits) for sign in (1, -1))
        low[cell] = max(lowest, int(np.ceil(least - _SLACK)) - highest * (size - 1))
        high[cell] = min(highest, int(np.floor(most + _SLACK)) - lowest * (size - 1))
    return Range(low[cell_of], high[cell_of])


def _least(cell: int, sign: int, parts: Flags, sums: Counts, limits: Counts) -> float:
    goal = np.zeros(parts.shape[1])
    goal[cell] = sign
    found = linprog(goal, A_eq=parts.astype(float), b_eq=sums, bounds=limits, method="highs")
    assert found.status == 0, found.message
    return float(found.fun)


def partitions_of(truth: Truth, kept: Stored) -> tuple[Counts, Counts, Counts, Counts]:
    """(people,) each: block, part of the division, and point of the curves of time and of load; as `truth.counted`."""
    block_of = {leaf: at for at, each in enumerate(truth.record.blocks) for leaf in each.block.leaves}
    about, ballots = subjects(truth.asked), ballots_of(truth, truth.counted)
    assert about.hours is not None
    hours = ballots.answers[:, ballots.form.items.index(about.hours[0])].astype(np.int64)
    load = ballots.answers[:, [ballots.form.items.index(code) for code in about.load]].mean(axis=1)
    return (
        np.array([block_of[truth.leaf[person]] for person in truth.counted]),
        np.array([truth.part[person] for person in truth.counted]),
        _points(hours, kept.whole.time),
        _points(np.floor(load + 0.5).astype(np.int64), kept.whole.load),
    )


def _points(amounts: Counts, curve: Curve | None) -> Counts:
    assert curve is not None
    return np.searchsorted([point.first for point in curve.points], amounts, side="right") - 1
