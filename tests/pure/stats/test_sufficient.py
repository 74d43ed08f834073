"""What is gathered in one pass equals what a loop over people finds."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import agreement, icc, omega, reliability
from mortel.pure.stats.clustered import clustered_moments
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.sufficient import ItemMoments, complete_answers, group_moments, item_moments, one_way

# Typed loosely, because who hands it over has no type checker.
RAW: Any = np.array([[1, 2, 3], [2, 3, 3], [4, 4, 5], [5, 5, 4]])
GROUPED: Any = group_moments(RAW, list("aabb"))
Answers = tuple[NDArray[np.int8], NDArray[np.intp]]
answers = st.tuples(st.integers(0, 10**6), st.integers(4, 40), st.integers(1, 4)).map(
    lambda drawn: _drawn(np.random.default_rng(drawn[0]), drawn[1], drawn[2])
)


def _drawn(rng: np.random.Generator, people: int, items: int) -> Answers:
    """Answers 1 to 5, one in eight left open (0), the first two rows complete."""
    table = rng.integers(1, 6, (people, items)) * (rng.random((people, items)) > 0.125)
    table[:2] = rng.integers(1, 6, (2, items))
    return table.astype(np.int8), rng.integers(0, 6, people)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_each_group_has_the_count_mean_and_squares_of_its_own_people(drawn: Answers) -> None:
    table, groups = drawn
    found = group_moments(table, groups, missing=0)
    for row, label in enumerate(found.labels):
        for column in range(table.shape[1]):
            own = table[groups == label, column].astype(float)
            own = own[own > 0]
            assert found.counts[row, column] == len(own)
            assert np.isnan(found.means[row, column]) == (len(own) == 0)
            if len(own):
                assert found.means[row, column] == pytest.approx(own.mean())
            assert found.squares[row, column] == pytest.approx(
                ((own - own.mean()) ** 2).sum() if len(own) else 0
            )


@given(answers)
@settings(max_examples=50, deadline=None)
def test_whole_numbers_with_a_code_and_floats_with_nan_are_the_same(drawn: Answers) -> None:
    table, groups = drawn
    floats = np.where(table == 0, np.nan, table)
    for complete in (False, True):
        one = group_moments(table, groups, missing=0, complete=complete)
        other = group_moments(floats, groups, complete=complete)
        assert (one.counts == other.counts).all()
        assert one.squares == pytest.approx(other.squares)
    one_rows, one_codes, _ = complete_answers(table, groups, missing=0)
    other_rows, other_codes, _ = complete_answers(floats, groups)
    assert (one_rows == other_rows).all()
    assert (one_codes == other_codes).all()
    assert item_moments(table, missing=0).covariance == pytest.approx(item_moments(floats).covariance)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_the_covariance_is_that_of_the_complete_rows(drawn: Answers) -> None:
    table, _ = drawn
    whole = table[(table > 0).all(axis=1)].astype(float)
    found = item_moments(table, missing=0)
    assert found.n == len(whole)
    assert found.means == pytest.approx(whole.mean(axis=0))
    assert found.covariance == pytest.approx(np.cov(whole.T).reshape(found.covariance.shape), abs=1e-12)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_within_and_between_add_up_to_all(drawn: Answers) -> None:
    table, groups = drawn
    scores = table[:, 0].astype(float)
    found = one_way(scores, groups)
    assert found.within + found.between == pytest.approx(((scores - scores.mean()) ** 2).sum())
    moments = clustered_moments(np.ones((len(scores), 1)), scores, groups)
    assert moments.within[1, 1] == pytest.approx(found.within, abs=1e-9)
    assert moments.total[1, 1] == pytest.approx((scores**2).sum())


def test_a_group_whose_people_all_left_an_item_open_is_no_group_for_that_item() -> None:
    found = group_moments([[1, 0], [2, 0], [3, 4]], ["a", "a", "b"], missing=0)
    assert found.item(0).labels.tolist() == ["a", "b"]
    assert found.item(1).labels.tolist() == ["b"]
    with pytest.raises(StatsError, match="Column 2 has no value at all"):
        group_moments([[1, 0], [2, 0]], ["a", "b"], missing=0).item(1)


def test_a_fraction_that_nobody_differs_on_has_no_spread() -> None:
    assert one_way([0.1] * 7 + [0.3] * 7, [1] * 7 + [2] * 7).within == 0
    assert item_moments([[0.1, 1.0]] * 7 + [[0.1, 2.0]]).covariance[0].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: item_moments([[np.nan, 1.0], [2.0, np.nan]]), "there are 0 among 2"),
        (lambda: item_moments([1.0, 2.0]), "items must be a table"),
        (lambda: item_moments([["a", "b"]]), "items must hold numbers only"),
        (lambda: one_way([[1.0], [2.0]], [1, 2]), "scores must be one row"),
        (lambda: one_way(["x", "y"], [1, 2]), "scores must hold numbers only"),
        (lambda: group_moments([[1.0]], [1, 2]), "items has 1 rows and groups has 2"),
        (lambda: group_moments([[np.nan]], [1], complete=True), "No row of items is complete"),
        (lambda: complete_answers([[0]], [1], missing=0), "No row of items is complete"),
        (lambda: ItemMoments(1, np.zeros(1), np.ones((1, 1))), "at least two complete rows"),
        (lambda: ItemMoments(9, np.zeros(2), np.ones((1, 1))), "one row and one column for each mean"),
        (lambda: ItemMoments(9, np.zeros(2), np.array([[1.0, 2.0], [0.0, 1.0]])), "symmetric and complete"),
    ],
)
def test_what_cannot_be_gathered_is_one_sentence(ask: object, words: str) -> None:
    with pytest.raises(StatsError, match=words):
        ask()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("of_raw", "call"),
    [
        (lambda: reliability.alpha(RAW), "item_moments(items)"),
        (lambda: omega.one_factor(RAW), "item_moments(items)"),
        (lambda: icc.anova(RAW), "one_way(scores, groups)"),
        (lambda: icc.reml(RAW), "one_way(scores, groups)"),
        (lambda: icc.reml(GROUPED), "one_way(scores, groups)"),
        (lambda: agreement.rwg(RAW, 2), "group_moments(items, groups, complete=True)"),
        (lambda: agreement.rwg_j(RAW, 2), "group_moments(items, groups, complete=True)"),
        (lambda: agreement.r_star_wg_j(RAW, 2), "group_moments(items, groups, complete=True)"),
        (lambda: agreement.awg(RAW, 1, 5), "group_moments(items, groups, complete=True)"),
    ],
)
def test_raw_answers_are_refused_with_the_call_that_gathers_them(
    of_raw: Callable[[], object], call: str
) -> None:
    with pytest.raises(StatsError, match=re.escape(f"gather first with sufficient.{call}.")):
        of_raw()
