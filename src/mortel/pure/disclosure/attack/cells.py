"""Where the attack does best: by size of the block and by who came and went."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.history import Attacked
from mortel.pure.disclosure.attack.model import Floats

_LEAST_ROWS: Final = 150
_CLASSES: Final = ((0, 7, "to 7"), (8, 9, "8-9"), (10, 14, "10-14"), (15, 29, "15-29"), (30, 10**6, "30+"))
_ROLES: Final = ("stayer", "joiner", "leaver", "visitor")


@dataclass(frozen=True, slots=True)
class Cell:
    """One size class and role: how many answers were attacked, and the advantage in points with its standard error."""

    size: str
    role: str
    rows: int
    answer: float
    score: float
    error: float

    @property
    def worse(self) -> float:
        return max(self.answer, self.score)


def cells_of(every: Attacked, advantage: Floats, advantage_error: float) -> Iterator[Cell]:
    """The rise the attacker himself expects in each cell, put to scale by how often he really was right overall.

    Counting hits in a cell of some hundreds would find a worst cell by luck; what he expects varies far less. The
    standard error holds both that of the cell and that of the scale (`advantage_error`, of the worse target).
    """
    of_scale = advantage_error / max(float(advantage.max()), 1e-9)
    scale = advantage / np.maximum(100 * every.expected.mean(axis=0), 1e-9)
    role = every.joined * 1 + every.left * 2
    for low, high, size in _CLASSES:
        for at, name in enumerate(_ROLES):
            rows = (every.n >= low) & (every.n <= high) & (role == at)
            if (count := int(rows.sum())) < _LEAST_ROWS:
                continue
            answer, score = 100 * scale * every.expected[rows].mean(axis=0)
            of_cell = 100 * scale.max() * float(every.expected[rows].std(axis=0).max()) / np.sqrt(count)
            error = float(np.hypot(of_cell, max(answer, score) * of_scale))
            yield Cell(size, name, count, float(answer), float(score), error)
