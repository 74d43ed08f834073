"""What is believed of groups: words of all blocks, numbers that know nothing of blocks without numbers."""

from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.results.believed import WORDS, Believed, of_blocks, of_units, rounded
from mortel.pure.scoring.estimates import LevelWord, estimates
from mortel.pure.scoring.response import whole_group
from mortel.pure.scoring.scores import Scores
from tests.pure.scoring.worlds import scores

N = [9, 12, 8, 20, 15, 25, 11]
Y = [3.31, 3.45, 2.75, 3.6, 3.2, 3.9, 3.4]
SIGMA2 = np.array([0.63])
INVITED = [2 * n for n in N]
PARENTS = np.zeros(7, dtype=np.int64)


def some(hidden: tuple[int, ...] = (), y: list[float] = Y) -> Scores:
    return replace(scores(N, y), levels=np.array([at not in hidden for at in range(7)]))


def found(hidden: tuple[int, ...] = (), y: list[float] = Y) -> Believed:
    return of_blocks(some(hidden, y), PARENTS, INVITED, SIGMA2)


def test_blocks_are_drawn_to_the_middle_and_units_stand_alone() -> None:
    expected = estimates(some(), PARENTS, SIGMA2)
    assert np.array_equal(found().means, expected.means)
    assert np.array_equal(found().words, expected.words)
    alone, everybody = of_units(some(), INVITED, SIGMA2), whole_group(some(), np.array(INVITED), SIGMA2)
    assert alone.means[:, 0].tolist() == Y
    assert np.array_equal(alone.low, everybody.low)
    assert (alone.words == LevelWord.NONE).all()


def test_too_few_blocks_are_shown_as_they_are() -> None:
    few = scores(N[:5], Y[:5])
    believed = of_blocks(few, PARENTS[:5], INVITED[:5], SIGMA2)
    assert believed.means[:, 0].tolist() == Y[:5]
    assert np.isnan(believed.missed).all()


def test_a_block_without_levels_has_a_word_and_no_number() -> None:
    believed = found(hidden=(2,))
    assert np.isnan([believed.means[2, 0], believed.low[2, 0], believed.high[2, 0]]).all()
    assert believed.words[2, 0] == estimates(some(), PARENTS, SIGMA2).words[2, 0] != LevelWord.NONE


def test_no_number_moves_with_a_block_whose_number_may_not_be_told() -> None:
    other = [1.5 if at == 2 else value for at, value in enumerate(Y)]
    for part in ("means", "low", "high"):
        usual, moved = (getattr(found((2,), y), part) for y in (Y, other))
        assert np.array_equal(usual, moved, equal_nan=True)
    assert not np.array_equal(found((), Y).means[[0, 1]], found((), other).means[[0, 1]])


def test_nothing_leaves_the_scale() -> None:
    high = of_units(scores([9], [4.95]), [90], SIGMA2)
    assert high.high[0, 0] == 5


@pytest.mark.parametrize(("value", "told"), [(float("nan"), None), (-0.001, 0.0), (3.456, 3.46)])
def test_results_hold_hundredths(value: float, told: float | None) -> None:
    assert rounded(value) == told
    assert str(rounded(value)) == str(told)


def test_every_word_can_be_written() -> None:
    assert set(WORDS) == set(LevelWord)
