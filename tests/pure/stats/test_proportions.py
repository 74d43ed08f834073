"""Shares, means of a known group and McNemar's test, against R and against counting."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from mortel.pure.stats import proportions
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import own_figures


@pytest.mark.parametrize(("successes", "trials"), [(7, 9), (0, 6)])
def test_wilson_equals_prop_test(successes: int, trials: int) -> None:
    found = proportions.wilson(successes, trials)
    told = own_figures("effects")["proportions"][f"wilson_{successes}_of_{trials}"]
    assert (found.interval.low, found.interval.high) == pytest.approx(told, abs=1e-10)
    assert found.share == successes / trials


def test_clopper_pearson_equals_binom_test() -> None:
    found = proportions.clopper_pearson(7, 9).interval
    told = own_figures("effects")["proportions"]["clopper_7_of_9"]
    assert (found.low, found.high) == pytest.approx(told, abs=1e-10)


def test_the_mean_of_a_known_group_equals_r() -> None:
    told = own_figures("effects")["fpc_mean"]
    found = proportions.finite_mean(told["x"], told["N"])
    assert (found.mean, found.standard_error) == pytest.approx(
        (told["mean"], told["se_fpc_unbiased"]), abs=1e-10
    )
    assert (found.interval.low, found.interval.high) == pytest.approx(told["ci"], abs=1e-10)
    assert (found.answered, found.size) == (7, 9)


def test_mcnemar_equals_r() -> None:
    told = own_figures("effects")["proportions"]["mcnemar_10_3"]
    found = proportions.mcnemar(10, 3)
    assert (found.chi_squared, found.p) == pytest.approx((told["chi2"], told["p"]), abs=1e-10)
    assert proportions.mcnemar(4, 4) == proportions.McNemar(0, 1)
    assert proportions.mcnemar(3, 10) == found


@given(st.integers(1, 60), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
@settings(max_examples=50)
def test_clopper_pearson_is_where_the_binomial_tail_is_half_of_what_is_left(
    trials: int, data: st.DataObject, level: float
) -> None:
    successes = data.draw(st.integers(0, trials))
    found = proportions.clopper_pearson(successes, trials, level).interval
    tail = (1 - level) / 2
    if successes > 0:
        assert special.bdtrc(successes - 1, trials, found.low) == pytest.approx(tail, rel=1e-6)
    if successes < trials:
        assert special.bdtr(successes, trials, found.high) == pytest.approx(tail, rel=1e-6)


@given(st.integers(1, 60), st.data())
@settings(max_examples=50)
def test_intervals_hold_the_share_stay_in_bounds_and_mirror(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    for method in (proportions.wilson, proportions.clopper_pearson):
        found, mirrored = method(successes, trials), method(trials - successes, trials)
        assert 0 <= found.interval.low <= found.share <= found.interval.high <= 1
        assert mirrored.interval.low == pytest.approx(1 - found.interval.high, abs=1e-12)
        assert method(successes, trials, 0.8).interval.high <= found.interval.high


def test_when_everybody_answered_there_is_no_doubt_about_the_mean() -> None:
    found = proportions.finite_mean([2, 3, 4, 4], 4)
    assert (found.standard_error, found.interval.low, found.interval.high) == (0, 3.25, 3.25)


@pytest.mark.parametrize(
    ("successes", "trials", "sentence"),
    [(1, 0, "A share of nobody"), (5, 4, "5 of 4 is not a share"), (-1, 4, "-1 of 4 is not a share")],
)
def test_a_share_that_cannot_be_is_refused(successes: int, trials: int, sentence: str) -> None:
    for method in (proportions.wilson, proportions.clopper_pearson):
        with pytest.raises(StatsError, match=sentence):
            method(successes, trials)


def test_other_impossible_numbers_are_refused() -> None:
    with pytest.raises(StatsError, match="at least two answers"):
        proportions.finite_mean([3], 5)
    with pytest.raises(StatsError, match="3 answers cannot come from a group of 2"):
        proportions.finite_mean([3, 4, 5], 2)
    with pytest.raises(StatsError, match="Nobody gave another answer"):
        proportions.mcnemar(0, 0)
    with pytest.raises(StatsError, match="below nought"):
        proportions.mcnemar(-1, 2)
    with pytest.raises(StatsError, match="level of an interval"):
        proportions.wilson(1, 2, level=95)


def test_wilson_covers_on_average_and_clopper_pearson_never_less() -> None:
    """Wilson over shares drawn evenly; Clopper-Pearson is known to be wide: 20 trials at .5 give 95.9 % exactly."""

    def on_average(draw: np.random.Generator) -> bool:
        share = draw.uniform(0.02, 0.98)
        return proportions.wilson(int(draw.binomial(20, share)), 20).interval.holds(share)

    def at_a_half(draw: np.random.Generator) -> bool:
        return proportions.clopper_pearson(int(draw.binomial(20, 0.5)), 20).interval.holds(0.5)

    assert_covers(on_average, seed=51)
    assert_covers(at_a_half, seed=52, long_bounds=(0.945, 0.973))


def test_the_interval_of_a_known_group_covers_its_mean() -> None:
    def holds(draw: np.random.Generator) -> bool:
        group = draw.normal(3, 1, 20)
        return proportions.finite_mean(draw.permutation(group)[:12], 20).interval.holds(float(group.mean()))

    assert_covers(holds, seed=53)


@pytest.mark.parametrize("wrong", [2.5, "2", np.nan, np.inf, None])
def test_a_number_of_people_is_a_whole_number(wrong: Any) -> None:
    for asked in (proportions.wilson, proportions.clopper_pearson, proportions.mcnemar):
        for pair in ((wrong, 5), (1, wrong)):
            with pytest.raises(StatsError, match="must be a whole number, not"):
                asked(*pair)


def test_whole_numbers_out_of_an_array_are_taken() -> None:
    successes: Any
    for successes in (np.int64(3), np.float64(3)):
        assert proportions.wilson(successes, 10) == proportions.wilson(3, 10)
