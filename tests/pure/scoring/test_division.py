"""The parts of a division differ in words alone."""

import numpy as np
import pytest

from mortel.pure.scoring.division import division_words
from mortel.pure.scoring.estimates import LevelWord
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.errors import StatsError

HIGHER, SAME, LOWER = (
    int(word)
    for word in (LevelWord.PRESUMABLY_HIGHER, LevelWord.NOT_DISTINGUISHABLE, LevelWord.PRESUMABLY_LOWER)
)


def parts(n: list[int], means: list[float]) -> Scores:
    """One dimension of four items, everybody answered everything; noise of one draw per item."""
    sizes = np.array(n, dtype=np.int64)
    y = np.array(means)[:, np.newaxis]
    per_person = 1 / sizes[:, np.newaxis]
    return Scores(
        ("a",),
        (("i1", "i2", "i3", "i4"),),
        sizes,
        y,
        3.307 / 4 * per_person**2,
        per_person,
        np.isnan(y),
        np.ones(len(n), dtype=np.bool_),
    )


def words(n: list[int], means: list[float]) -> list[int]:
    return division_words(parts(n, means))[:, 0].tolist()


def test_a_part_that_stands_out_is_named_and_one_that_does_not_is_not() -> None:
    assert words([60, 60], [3.8, 3.2]) == [HIGHER, LOWER]
    assert words([60, 60], [3.5, 3.5]) == [SAME, SAME]
    assert words([60, 60, 60], [3.6, 3.4, 3.4]) == [HIGHER, SAME, SAME]


def test_the_word_needs_more_than_nine_in_ten() -> None:
    """Difference d of variance S: believed d w with w = .0625 / (.0625 + S), spread .25 sqrt(1 - w)."""
    s = 2 * (0.63 / 60 + 3.307 / 4 / 60**2)
    needed = 1.2815515655446 * 0.25 * np.sqrt(1 - 0.0625 / (0.0625 + s)) / (0.0625 / (0.0625 + s))
    assert words([60, 60], [3.5 + needed * 1.001, 3.5]) == [HIGHER, LOWER]
    assert words([60, 60], [3.5 + needed * 0.999, 3.5]) == [SAME, SAME]


def test_others_count_by_their_people() -> None:
    """600 at 3.2 and 30 at 4.4 are together at 3.26: that is beside what the first part stands."""
    assert words([100, 600, 30], [3.25, 3.2, 4.4])[0] == SAME
    assert words([100, 600, 600], [3.25, 3.2, 4.4])[0] == LOWER


def test_a_withheld_dimension_says_nothing() -> None:
    assert words([60, 60], [float("nan"), 3.5]) == [SAME, SAME]


def test_one_part_is_no_division() -> None:
    with pytest.raises(StatsError, match="two parts"):
        words([60], [3.5])


def test_parts_that_do_not_differ_are_called_different_in_fewer_than_one_in_five() -> None:
    random = np.random.default_rng(1)
    n = np.array([40, 90, 150])
    wrong = 0
    for _ in range(400):
        y = 3.5 + random.normal(0, np.sqrt(0.63 / n + 3.307 / 4 / n**2))
        wrong += words(n.tolist(), y.tolist())[0] != SAME
    assert 0.02 < wrong / 400 < 0.2
