"""Counts of what people did tell nothing of one of them."""

import math

import numpy as np
import pytest

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.disclosure.tallies import CAP, EPSILON, Tally, decay, tally
from tests.pure.disclosure.rounds import SECRET

KINDS = ("social", "individual")


def test_from_thirty_people_there_is_a_figure_per_person() -> None:
    done = np.tile(np.array([[4, 2]]), (200, 1))
    found = tally(done, KINDS, SECRET, purpose="activities")
    assert found.gap is None
    assert found.people == 200
    assert found.per_person[0] == pytest.approx(4, abs=0.4)
    assert found.per_person[1] == pytest.approx(2, abs=0.4)


def test_fewer_than_thirty_people_are_not_told() -> None:
    few = tally(np.ones((20, 2), dtype=np.int64), KINDS, SECRET, purpose="x")
    assert few == Tally(KINDS, gap=Gap(Reason.FEW_WRITERS, 30))


def test_somebody_who_writes_a_hundred_times_counts_as_the_cap() -> None:
    done = np.ones((40, 2), dtype=np.int64)
    done[0] = CAP
    most = done.copy()
    most[0] = 100
    assert tally(done, KINDS, SECRET, purpose="x") == tally(most, KINDS, SECRET, purpose="x")


def test_the_noise_is_made_for_all_that_one_person_can_move() -> None:
    assert decay() ** CAP == pytest.approx(math.exp(-EPSILON))


def test_the_same_counts_give_the_same_figures_and_another_secret_others() -> None:
    done = np.full((50, 2), 3, dtype=np.int64)
    assert tally(done, KINDS, SECRET, purpose="x") == tally(done, KINDS, SECRET, purpose="x")
    drawn = {tally(done, KINDS, bytes([at]) * 32, purpose="x") for at in range(20)}
    assert len(drawn) > 5


def test_a_table_of_another_shape_is_refused() -> None:
    with pytest.raises(DisclosureError):
        tally(np.ones((40, 3), dtype=np.int64), KINDS, SECRET, purpose="x")
