"""Wilcoxon's tests and Cliff's delta against R (wilcox.test), on our own data and on a published example."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import rank_tests
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.reference import columns, own_figures

Floats = NDArray[np.float64]


def both_waves() -> tuple[Floats, Floats]:
    """Scores of the people of sim_did who answered twice, in the order of their numbers."""
    data = columns("sim_did")
    waves = [
        dict(zip(data["person"][at], data["score"][at], strict=True))
        for at in (data["wave"] == 0, data["wave"] == 1)
    ]
    people = sorted(waves[0].keys() & waves[1].keys())
    return np.array([waves[0][who] for who in people]), np.array([waves[1][who] for who in people])


def first_answers(*names: str) -> Floats:
    data = columns("sim_climate")
    answers = np.column_stack([data[name] for name in names])[data["wave"] == 1]
    return answers[~np.isnan(answers).any(axis=1)]


def of_language(language: str) -> Floats:
    data = columns("sim_climate")
    answers = data["lead1"][(data["wave"] == 1) & (data["lang"] == language)]
    return answers[~np.isnan(answers)]


def check(found: rank_tests.RankTest, key: str, *, exact: bool) -> None:
    told = own_figures("ranks")[key]
    assert found.statistic == told["statistic"]
    assert found.p == pytest.approx(told["p"], rel=1e-10)
    assert found.exact == exact


def test_signed_ranks_equal_r_exact_and_by_the_normal_distribution() -> None:
    before, after = both_waves()
    assert len(before) == own_figures("ranks")["n"]
    check(rank_tests.signed_rank(before[:30], after[:30]), "signed_small", exact=True)
    check(rank_tests.signed_rank(before, after), "signed_large", exact=False)
    answers = first_answers("lead1", "lead2")
    check(rank_tests.signed_rank(answers[:, 0], answers[:, 1]), "signed_ties", exact=False)


def test_signed_ranks_equal_the_example_of_hollander_and_wolfe() -> None:
    """Depression scores before and after a tranquilliser (1973, p. 29): V = 40, p = .0391."""
    before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    check(rank_tests.signed_rank(after, before), "signed_hollander_wolfe", exact=True)


def test_rank_sums_equal_r_exact_and_by_the_normal_distribution() -> None:
    scores, _ = both_waves()
    check(rank_tests.rank_sum(scores[:12], scores[12:40]), "sum_small", exact=True)
    check(rank_tests.rank_sum(scores[:3], scores[12:14]), "sum_uneven", exact=True)
    check(rank_tests.rank_sum(scores[:300], scores[300:500]), "sum_large", exact=False)
    check(rank_tests.rank_sum(of_language("nl"), of_language("en")), "sum_ties", exact=False)


def test_cliffs_delta_equals_r() -> None:
    found = rank_tests.cliffs_delta(of_language("nl"), of_language("en"))
    assert found == pytest.approx(own_figures("ranks")["cliff_ties"], abs=1e-12)


@given(st.lists(st.integers(-9, 9).filter(bool), min_size=1, max_size=8, unique_by=abs))
@settings(max_examples=30)
def test_the_exact_signed_p_is_the_share_of_all_signs(change: list[int]) -> None:
    found = rank_tests.signed_rank(np.zeros(len(change)), change)
    ranks = np.argsort(np.argsort(np.abs(change))) + 1
    sums = np.array([np.dot(signs, ranks) for signs in product((0, 1), repeat=len(change))])
    tail = min((sums <= found.statistic).mean(), (sums >= found.statistic).mean())
    assert found.p == pytest.approx(min(1, 2 * tail))


@given(st.permutations(range(8)), st.integers(1, 7))
@settings(max_examples=30)
def test_the_exact_rank_sum_p_is_the_share_of_all_divisions(values: list[int], n: int) -> None:
    found = rank_tests.rank_sum(values[:n], values[n:])
    counts = [
        sum(a > b for a in part for b in set(range(8)) - set(part)) for part in combinations(range(8), n)
    ]
    all_sums = np.array(counts)
    tail = min((all_sums <= found.statistic).mean(), (all_sums >= found.statistic).mean())
    assert found.p == pytest.approx(min(1, 2 * tail))


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=30), st.lists(st.integers(1, 5), min_size=1, max_size=30)
)
@settings(max_examples=50)
def test_delta_is_the_difference_of_two_shares_and_swapping_turns_it(a: list[int], b: list[int]) -> None:
    pairs = [(x > y) - (x < y) for x in a for y in b]
    assert rank_tests.cliffs_delta(a, b) == pytest.approx(np.mean(pairs), abs=1e-12)
    assert rank_tests.cliffs_delta(b, a) == pytest.approx(-np.mean(pairs), abs=1e-12)


def test_nothing_to_test_is_refused() -> None:
    with pytest.raises(StatsError, match="Nobody changed"):
        rank_tests.signed_rank([1, 2], [1, 2])
    with pytest.raises(StatsError, match="All values are equal"):
        rank_tests.rank_sum([3, 3], [3, 3, 3])
    with pytest.raises(StatsError, match="first group is empty"):
        rank_tests.cliffs_delta([], [1])


def test_no_difference_in_the_middle_gives_a_p_of_one() -> None:
    assert rank_tests.rank_sum([1, 4, 4], [2, 2, 5]).p <= 1
    assert rank_tests.signed_rank([0, 0, 0, 0], [1, -1, 2, -2]).p == 1
