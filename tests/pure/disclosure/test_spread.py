"""Low, middle and high in steps of ten per cent (release.md, rule 4)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.noise import ITEM_VARIANCE
from mortel.pure.disclosure.protection import blocks_of
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Counts, Unit
from mortel.pure.disclosure.spread import protect_classes, shares
from tests.pure.disclosure.rounds import SECRET, SEVEN, ballots


def classes(closed: Ballots) -> Counts:
    return protect_classes(closed, blocks_of(closed, SEVEN), SECRET, SEVEN)


def test_each_class_counts_its_answers_with_a_noise_of_its_own() -> None:
    tree = (Unit("top", None), *(Unit(f"t{at}", "top") for at in range(600)))
    closed = ballots({f"t{at}": 60 for at in range(600)}, tree=tree)
    answers = np.tile(np.array([1, 2, 3, 4, 5, 0], dtype=np.int8), 6000)
    closed = replace(closed, answers=np.repeat(answers[:, np.newaxis], 9, axis=1))
    counted = classes(closed)
    assert counted.mean(axis=(0, 1)) == pytest.approx([20, 10, 20], abs=0.1)
    errors = counted[:, 0] - np.array([20, 10, 20])
    assert errors.var(axis=0) == pytest.approx([ITEM_VARIANCE] * 3, rel=0.2)
    assert abs(np.corrcoef(errors.T)[0, 1]) < 0.15


def test_a_class_is_never_below_nought_and_is_the_same_each_time() -> None:
    closed = ballots({"north": 30})
    closed = replace(closed, answers=np.full_like(closed.answers, 5))
    counted = classes(closed)
    assert counted.min() == 0
    assert (counted[..., 2] > 15).all()
    assert np.array_equal(counted, classes(closed))


def test_an_item_with_fewer_than_thirty_answers_has_no_distribution() -> None:
    closed = ballots({"north": 31, "south": 29})
    answers = closed.answers.copy()
    answers[:2, 0] = 0
    answers[:1, 1] = 0
    north, south = classes(replace(closed, answers=answers))
    assert north[0].tolist() == [0, 0, 0]
    assert north[1].sum() > 15
    assert not south.any()


def test_a_promise_of_more_than_thirty_holds_for_distributions_too() -> None:
    closed, forty = ballots({"north": 44}), Promise(40)
    answers = closed.answers.copy()
    answers[:5, 0] = 0
    (north,) = protect_classes(replace(closed, answers=answers), blocks_of(closed, forty), SECRET, forty)
    assert not north[0].any()
    assert north[1].any()


def test_shares_are_steps_of_ten_that_add_up() -> None:
    assert shares([10, 10, 10]) == (40, 30, 30)
    assert shares([14, 1, 15]) == (50, 0, 50)
    assert shares([30, 0, 0]) == (100, 0, 0)


def test_where_the_counts_are_withheld_the_shares_say_why() -> None:
    assert shares([0, 0, 0]) == Gap(Reason.CLASSES_NEED_MORE, 30)


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any))
def test_shares_are_never_more_than_ten_from_the_truth(counts: list[int]) -> None:
    told = shares(counts)
    assert not isinstance(told, Gap)
    assert sum(told) == 100
    assert all(share % 10 == 0 for share in told)
    assert all(abs(share - 100 * n / sum(counts)) < 10 for share, n in zip(told, counts, strict=True))
