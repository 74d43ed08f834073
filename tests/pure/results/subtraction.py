"""What adding and subtracting figures gives away: linear algebra that shares nothing with the rules it tries."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from mortel.pure.results.pieces import LEADS

Leads = Sequence[frozenset[int]]


def matrix_of(cells: Sequence[tuple[int, ...]], blocks: int) -> np.ndarray:
    """One row per figure that is shown, 1 for each block that is summed in it."""
    found = np.zeros((len(cells), blocks))
    for row, cell in enumerate(cells):
        found[row, list(cell)] = 1
    return found


def gives_few_away(cells: Sequence[tuple[int, ...]], leads: Leads) -> bool:
    """Whether some sum and difference of the cells speaks of fewer than three leads: linear algebra, nothing else.

    It does when the row space holds a vector that is nought outside the blocks of one pair of leads (and of nobody).
    """
    shown = matrix_of(cells, len(leads))
    rank = np.linalg.matrix_rank(shown) if len(cells) else 0
    everybody = sorted(frozenset().union(*leads))
    for pair in combinations([*everybody, -1, -2], LEADS - 1):
        outside = [at for at, who in enumerate(leads) if who - set(pair)]
        left = np.linalg.matrix_rank(shown[:, outside]) if len(cells) and outside else 0
        if left < rank:
            return True
    return False
