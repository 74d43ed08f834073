"""The table of counts that is for everybody: as fetched, its noise, and what it tells who knows all the others."""

import csv
import io
import math
import zipfile
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.shapes import HIGHEST, Counts
from tests.web.attack.world import Truth

_FILE: Final = "open-data.csv"
_CELLS: Final = ("answer_1", "answer_2", "answer_3", "answer_4", "answer_5", "no_answer")


def table_in(archive: bytes) -> dict[str, Counts]:
    """By question: how many gave 1 to 5, and no answer."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        rows = list(csv.DictReader(io.StringIO(files.read(_FILE).decode("utf-8-sig"))))
    return {row["code"]: np.array([int(row[name]) for name in _CELLS], dtype=np.int64) for row in rows}


def cells_of_answers(truth: Truth, question: str) -> Counts:
    """(people,) in which of the six cells each who counts somewhere stands; answers as they were given."""
    given = np.array([truth.answers[person].get(question, 0) for person in truth.counted], dtype=np.int64)
    return np.where((given >= 1) & (given <= HIGHEST), given - 1, HIGHEST)


def true_counts(truth: Truth, question: str) -> Counts:
    return np.bincount(cells_of_answers(truth, question), minlength=len(_CELLS))


def beyond(far: int, epsilon: float) -> float:
    """How often noise with P(z) proportional to e^(-epsilon |z|) is further from nought than `far`, either way."""
    alpha = math.exp(-epsilon)
    return 2 * alpha ** (far + 1) / (1 + alpha)


def log_odds(told: Counts, others: Counts, epsilon: float) -> Floats:
    """(6,) of each cell: that the last person stands in it against that she stands in none, when the others do so.

    Below nought became nought: the chance of nought in a cell of c is that of all noise of -c and less.
    """
    with_her, without = (_log_chance(told, others + one, epsilon) for one in (1, 0))
    return np.asarray(with_her - without)


def _log_chance(told: Counts, count: Counts, epsilon: float) -> Floats:
    law = math.log((1 - math.exp(-epsilon)) / (1 + math.exp(-epsilon)))
    inside = law - epsilon * np.abs(told - count)
    at_nought = np.where(
        count > 0, -epsilon * count - math.log1p(math.exp(-epsilon)), -math.log1p(math.exp(-epsilon))
    )
    return np.asarray(np.where(told > 0, inside, at_nought))
