"""Who knows what everybody but one answered: what the figures of the whole organisation tell of that one.

The attacker of release.md knows two colleagues. This one is far stronger than anybody can be; he is here to say how far
that is, and because only of the open table is promised what he can gain (docs/algorithms/attack-figures.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.organisation import Scale
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Ballots, Counts
from mortel.pure.results.shapes import Correlation

_VALUES: Final = range(LOWEST, HIGHEST + 1)
# Two decimals, and as much again as two machines may differ by.
HALF: Final = 0.005 + 1e-9


@dataclass(frozen=True)
class Left:
    """Of one person, by dimension: the rows of answers that fit."""

    rows: Mapping[str, Counts]

    def answers(self) -> Iterable[tuple[str, int, int]]:
        """Dimension, place in it, and how many answers to that question are left."""
        for name, rows in self.rows.items():
            for at, column in enumerate(rows.T):
                yield name, at, len(np.unique(column))


def told_of_the_last(
    scales: Sequence[Scale], correlations: Sequence[Correlation], ballots: Ballots, person: int, half: float
) -> Left:
    """What fits alphas, item-rest correlations and correlations that are known to `half`, of ballot `person`."""
    others = np.delete(ballots.answers, person, axis=0).astype(np.int64)
    rows = {}
    for scale in scales:
        given = others[:, ballots.form.columns(scale.dimension)]
        every = np.array(list(product(_VALUES, repeat=given.shape[1])))
        rows[scale.dimension] = every[_fits(scale, given, every, half)]
    sums = {name: np.unique(fitting.sum(axis=1)) for name, fitting in rows.items()}
    of_others = {name: others[:, ballots.form.columns(name)].sum(axis=1) for name in rows}
    pairs = {}
    for one in correlations:
        if one.value.number is not None:
            found = _correlation(of_others[one.one], of_others[one.other], sums[one.one], sums[one.other])
            pairs[one.one, one.other] = np.abs(found - one.value.number) <= half
    for name, possible in _together(sums, pairs).items():
        rows[name] = rows[name][np.isin(rows[name].sum(axis=1), possible)]
    return Left(rows)


def _fits(scale: Scale, given: Counts, every: Counts, half: float) -> np.ndarray:
    """(rows,) whether alpha and every item-rest correlation come out as they were printed."""
    n, items = len(given) + 1, given.shape[1]
    first = given.sum(axis=0) + every
    second = given.T @ given + every[:, :, np.newaxis] * every[:, np.newaxis, :]
    covariance = (second - first[:, :, np.newaxis] * first[:, np.newaxis, :] / n) / (n - 1)
    own, with_all = np.diagonal(covariance, axis1=1, axis2=2), covariance.sum(axis=2)
    total = with_all.sum(axis=1)
    alpha = items / (items - 1) * (1 - own.sum(axis=1) / total)
    rest = (with_all - own) / np.sqrt(own * (total[:, np.newaxis] - 2 * with_all + own))
    found = np.column_stack([alpha, rest])
    shown = [each.number for each in (scale.alpha, *scale.rest_correlations)]
    off = np.abs(found - np.array([np.nan if each is None else each for each in shown]))
    return np.asarray((~(off > half)).all(axis=1))


def _correlation(one: Counts, other: Counts, first: Counts, second: Counts) -> Floats:
    """(first, second) the correlation of two sums when the last person has these."""
    n, a, b = len(one) + 1, first[:, np.newaxis], second[np.newaxis]
    sum_a, sum_b = one.sum() + a, other.sum() + b
    across = one @ other + a * b - sum_a * sum_b / n
    square_a, square_b = (one**2).sum() + a**2 - sum_a**2 / n, (other**2).sum() + b**2 - sum_b**2 / n
    return np.asarray(across / np.sqrt(square_a * square_b))


def _together(sums: Mapping[str, Counts], pairs: Mapping[tuple[str, str], np.ndarray]) -> dict[str, Counts]:
    """The sums of each dimension that fit every pair at once: all of them are gone through."""
    names = sorted(sums, key=lambda name: len(sums[name]))
    found = np.zeros((1, 0), dtype=np.int64)
    for at, name in enumerate(names):
        longer = np.column_stack(
            [np.repeat(found, len(sums[name]), axis=0), np.tile(np.arange(len(sums[name])), len(found))]
        )
        fits = np.ones(len(longer), dtype=bool)
        for before, earlier in enumerate(names[:at]):
            if (earlier, name) in pairs:
                fits &= pairs[earlier, name][longer[:, before], longer[:, at]]
            elif (name, earlier) in pairs:
                fits &= pairs[name, earlier][longer[:, at], longer[:, before]]
        found = longer[fits]
    return {name: sums[name][np.unique(found[:, at])] for at, name in enumerate(names)}


def amounts_left(
    counted: Sequence[int], others: Counts, ends: Sequence[tuple[int, int]], step: int
) -> list[int]:
    """Which points the last person can stand at, when `counted` are taken for what stands there, to the nearest `step`.

    `others` (amounts,) how many of them gave each amount, from the lowest on; `ends` of each point.
    """
    at_point = np.array([others[first - LOWEST : last].sum() for first, last in ends])
    every = at_point + np.eye(len(ends), dtype=np.int64)
    fits = (np.rint(every / step) * step == np.array(counted)).all(axis=1)
    return np.flatnonzero(fits).tolist()
