"""The four words of change."""

import os
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.change import (
    Changes,
    ChangeWord,
    Pair,
    changes,
    response_is_comparable,
    spread_of_others,
    variances,
)
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import errors, noise, noise_variance, scores, sizes

WORLDS = 20_000 if os.environ.get("MORTEL_TEST_LONG") else 2_000


def pair(n: list[int], before: list[float], after: list[float], response: float = 0.6) -> Pair:
    return Pair(scores(n, before), scores(n, after), np.full((len(n), 2), response))


def words(found: Changes) -> list[ChangeWord]:
    return [ChangeWord(one) for one in found.words[:, 0]]


# --- the spread ---------------------------------------------------------------------------------------------------


def spread(moved: list[float], n: list[int]) -> list[float]:
    people = np.array(n)
    column = np.array(moved)[:, None]
    noisy = 2 * noise_variance(people)[:, None]
    per_person = np.where(np.isnan(column), np.nan, 1 / people[:, None])
    return spread_of_others(column, per_person, noisy, np.array([0.63]))[:, 0].tolist()


def test_without_two_others_the_expected_spread_holds() -> None:
    assert spread([0.1], [10]) == [0.63]
    assert spread([0.1, 2.0], [10, 12]) == [0.63, 0.63]


def test_the_spread_of_two_others_counts_for_one_in_nine() -> None:
    found = spread([9.0, 0.0, 1.0], [10, 20, 20])[0]
    noisy = 2 * noise_variance(20)
    by_hand = 20 * 0.5 - 20 * noisy * 2 * (1 - 0.5)
    assert found == pytest.approx((8 * 0.63 + by_hand) / 9)


def test_the_spread_equals_a_plain_loop_over_the_others() -> None:
    generator = np.random.default_rng(4)
    n = sizes(generator, 7)
    moved = generator.normal(0, 1, 7)
    found = spread(moved.tolist(), n.tolist())
    for at in range(7):
        d, w, v = (np.delete(part, at) for part in (moved, n.astype(float), 2 * noise_variance(n)))
        mean = (w * d).sum() / w.sum()
        seen = max((w * (d - mean) ** 2).sum() - (w * v * (1 - w / w.sum())).sum(), 0)
        assert found[at] == pytest.approx((8 * 0.63 + seen) / (8 + 5))


def test_changes_that_differ_less_than_the_noise_give_no_negative_spread() -> None:
    assert spread([0.0, 0.0, 0.0], [7, 7, 7]) == pytest.approx([8 * 0.63 / 9] * 3)


def test_a_block_without_a_score_is_nobodys_other() -> None:
    assert spread([0.3, 0.1, np.nan], [10, 12, 9])[:2] == [0.63, 0.63]
    whole, gone = spread([0.3, 0.1, -0.4], [10, 12, 9]), spread([0.3, 0.1, -0.4, np.nan], [10, 12, 9, 8])
    assert gone[:3] == pytest.approx(whole)


def test_the_variance_of_a_change_is_that_of_people_and_of_both_noises() -> None:
    made = Pair(scores([10], [3.0]), scores([20], [3.0]), np.full((1, 2), 0.6))
    expected = 0.63 * (1 / 10 + 1 / 20) / 2 + noise_variance(10) + noise_variance(20)
    assert variances(made)[0, 0] == pytest.approx(expected)


def test_the_variance_takes_its_spread_from_the_changes_of_the_others() -> None:
    n, before, after = [10, 12, 20, 9], [3.0, 2.0, 3.5, 4.0], [3.3, 2.9, 3.1, 3.5]
    moved = np.array(after) - np.array(before)
    by_hand = np.array(spread(moved.tolist(), n)) / n + 2 * noise_variance(n)
    assert variances(pair(n, before, after))[:, 0].tolist() == pytest.approx(by_hand.tolist())


def test_dimensions_together_are_what_each_is_alone() -> None:
    n = [10, 12, 20]
    before, after = (np.random.default_rng(seed).normal(3, 0.4, (3, 2)) for seed in (1, 2))
    whole = variances(Pair(scores(n, before), scores(n, after), np.full((3, 2), 0.6)))
    for at in range(2):
        alone = variances(pair(n, before[:, at].tolist(), after[:, at].tolist()))
        assert whole[:, at].tolist() == alone[:, 0].tolist()


def test_nobody_and_everybody_are_responses_too() -> None:
    assert response_is_comparable(np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]])).tolist() == [
        True,
        True,
        False,
    ]


# --- the words ----------------------------------------------------------------------------------------------------


def test_each_word_can_be_said() -> None:
    assert words(changes(pair([40], [3.0], [3.5]))) == [ChangeWord.BETTER]
    assert words(changes(pair([40], [3.5], [3.0]))) == [ChangeWord.WORSE]
    assert words(changes(pair([40], [3.0], [3.0]))) == [ChangeWord.NO_DIFFERENCE]
    assert words(changes(pair([8], [3.0], [3.3]))) == [ChangeWord.TOO_EARLY]


def test_better_begins_where_nine_in_ten_is_passed() -> None:
    variance = 0.63 / 30 + 2 * noise_variance(30)
    edge = 1.2815515655446004 * np.sqrt(variance * (1 + variance / 0.0625))
    assert words(changes(pair([30], [3.0], [3.0 + edge + 1e-6]))) == [ChangeWord.BETTER]
    assert words(changes(pair([30], [3.0], [3.0 + edge - 1e-6]))) != [ChangeWord.BETTER]
    assert words(changes(pair([30], [3.0], [3.0 - edge - 1e-6]))) == [ChangeWord.WORSE]
    assert words(changes(pair([30], [3.0], [3.0 - edge + 1e-6]))) != [ChangeWord.WORSE]


def test_a_withheld_score_leaves_it_too_early() -> None:
    assert words(changes(pair([40, 40], [3.0, np.nan], [4.0, 4.0]))) == [
        ChangeWord.BETTER,
        ChangeWord.TOO_EARLY,
    ]


@pytest.mark.parametrize(
    ("before", "after", "comparable"),
    [(0.6, 0.75, True), (0.6, 0.751, False), (0.75, 0.6, True), (0.751, 0.6, False), (0.7, 0.85, True)],
)
def test_fifteen_points_of_response_may_go_and_more_may_not(
    before: float, after: float, comparable: bool
) -> None:
    response = np.array([[before, after]])
    assert response_is_comparable(response).tolist() == [comparable]
    found = changes(replace(pair([40], [3.0], [4.0]), response=response))
    assert words(found) == [ChangeWord.BETTER if comparable else ChangeWord.TOO_EARLY]
    assert np.isnan(found.numbers[0, 0]) == (not comparable)


def test_too_early_tells_why() -> None:
    found = changes(pair([9, 9, 9, 60], [3.0, 3.0, float("nan"), 3.0], [3.3, 3.3, 3.0, 3.0]))
    assert [found.gap(group, 0) for group in range(4)] == [
        Gap(Reason.UNCLEAR, 7),
        Gap(Reason.UNCLEAR, 7),
        Gap(Reason.TOO_FEW_ITEMS, 7),
        None,
    ]
    other_people = replace(pair([9], [3.0], [3.3]), response=np.array([[0.6, 0.8]]))
    assert changes(other_people).gap(0, 0) == Gap(Reason.RESPONSE_CHANGED, 15)


@pytest.mark.parametrize(("first", "second", "shown"), [(15, 15, True), (14, 40, False), (40, 14, False)])
def test_a_number_of_change_needs_fifteen_in_both_waves(first: int, second: int, shown: bool) -> None:
    found = changes(Pair(scores([first], [3.0]), scores([second], [4.0]), np.full((1, 2), 0.6)))
    assert words(found) == [ChangeWord.BETTER]
    parts = (found.numbers, found.low, found.high)
    assert [bool(np.isnan(part[0, 0])) for part in parts] == [not shown] * 3
    if shown:
        assert found.low[0, 0] < found.numbers[0, 0] < found.high[0, 0]
        assert 0 < found.numbers[0, 0] < 1


def test_wrong_input_is_one_clear_sentence() -> None:
    one = pair([8], [3.0], [3.0])
    with pytest.raises(StatsError, match="the same questions in both waves"):
        Pair(one.before, scores([8], [3.0], items=1), one.response)
    with pytest.raises(StatsError, match="the same questions in both waves"):
        Pair(one.before, scores([8], [[3.0, 3.0]]), one.response)
    others = replace(one.after, questions=(("d0-0", "d0-1", "d0-2", "another"),))
    with pytest.raises(StatsError, match="the same questions in both waves"):
        Pair(one.before, others, one.response)
    with pytest.raises(StatsError, match="the same groups, in the same order"):
        Pair(one.before, scores([8, 9], [3.0, 3.0]), one.response)
    with pytest.raises(StatsError, match="Give the response of each group"):
        replace(one, response=np.full((2, 2), 0.5))
    for bad in (1.01, -0.01, np.nan):
        with pytest.raises(StatsError, match="between 0 and 1"):
            changes(replace(one, response=np.array([[0.5, bad]])))


@given(
    st.lists(st.tuples(st.integers(7, 40), st.floats(1.5, 4.5), st.floats(1.5, 4.5)), min_size=1, max_size=8),
    st.randoms(),
)
@settings(max_examples=40)
def test_words_stay_with_their_block_in_any_order(
    rows: list[tuple[int, float, float]], shuffled: Random
) -> None:
    order = list(range(len(rows)))
    shuffled.shuffle(order)

    def spoken(picked: list[tuple[int, float, float]]) -> NDArray[np.float64]:
        n, before, after = zip(*picked, strict=True)
        made = pair(list(n), list(before), list(after))
        return variances(made)[:, 0]

    assert np.allclose(spoken([rows[at] for at in order]), spoken(rows)[order])


@given(st.integers(7, 40), st.lists(st.floats(-2, 2), min_size=2, max_size=2))
@settings(max_examples=40)
def test_a_larger_rise_is_never_called_a_worse_word(n: int, moved: list[float]) -> None:
    low, high = sorted(moved)
    rank = {ChangeWord.WORSE: 0, ChangeWord.TOO_EARLY: 1, ChangeWord.NO_DIFFERENCE: 1, ChangeWord.BETTER: 2}
    (first,), (second,) = (words(changes(pair([n], [3.0], [3.0 + one]))) for one in (low, high))
    assert rank[first] <= rank[second]


# --- what the words find ------------------------------------------------------------------------------------------


@cache
def shares(true: float, n: int) -> dict[ChangeWord, float]:
    """How often each word falls for a block of n with this true change, among 39 others without one.

    Each column is a world of its own.
    """
    generator = np.random.default_rng(n)
    size = sizes(generator, 40)
    size[0] = n
    first = errors(generator, size, WORLDS)
    second = 0.5 * first + np.sqrt(0.75) * errors(generator, size, WORLDS)
    second[0] += true
    before, after = (3 + part + noise(generator, size, WORLDS) for part in (first, second))
    found = changes(Pair(scores(size, before), scores(size, after), np.full((40, 2), 0.6))).words[0]
    return {word: float((found == word).mean()) for word in ChangeWord}


@pytest.mark.simulated
@pytest.mark.parametrize(
    ("n", "some", "much"), [(8, 0.17, 0.60), (10, 0.27, 0.77), (12, 0.36, 0.87), (14, 0.43, 0.93)]
)
def test_a_true_change_is_found_as_often_as_people_are_told(n: int, some: float, much: float) -> None:
    assert shares(0.4, n)[ChangeWord.BETTER] == pytest.approx(some, abs=0.045)
    assert shares(0.8, n)[ChangeWord.BETTER] == pytest.approx(much, abs=0.045)
    assert shares(-0.8, n)[ChangeWord.WORSE] == pytest.approx(much, abs=0.045)


@pytest.mark.parametrize("n", [7, 8, 10, 14, 25])
def test_without_a_change_a_word_of_change_falls_seldom(n: int) -> None:
    found = shares(0.0, n)
    assert 0.002 < found[ChangeWord.BETTER] < 0.08
    assert 0.002 < found[ChangeWord.WORSE] < 0.08


def test_no_difference_is_heard_more_often_in_larger_blocks() -> None:
    assert 0.15 < shares(0.0, 7)[ChangeWord.NO_DIFFERENCE] < 0.3 < shares(0.0, 14)[ChangeWord.NO_DIFFERENCE]
    assert shares(0.8, 14)[ChangeWord.NO_DIFFERENCE] < 0.01
