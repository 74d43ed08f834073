"""Effect sizes and their exact intervals, against R (t.test, effectsize, noncentral t by uniroot).

R's data (a GPL package) are not at hand. Everything here but ranks depends on sizes, means, variances and the
correlation alone, so data made to have exactly those must give exactly R's figures.
"""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special

from mortel.pure.stats import effect_sizes
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import own_figures

Floats = NDArray[np.float64]


def standard(n: int, seed: int) -> Floats:
    """n numbers with mean 0 and variance 1."""
    values = np.random.default_rng(seed).normal(size=n)
    return (values - values.mean()) / values.std(ddof=1)


def paired_like_r() -> tuple[Floats, Floats]:
    told = own_figures("effects")["paired_jobsat_t1_t3"]
    n, r = told["n"], told["r"]
    variances = 2 * (told["mean_diff"] / told["dav"]) ** 2
    product = (variances - told["sd_diff"] ** 2) / (2 * r)
    # The two spreads from their sum of squares and their product.
    root = sqrt(variances**2 / 4 - product**2)
    first, second = sqrt(variances / 2 - root), sqrt(variances / 2 + root)
    one = standard(n, 1)
    other = standard(n, 2)
    other -= one * (one @ other) / (one @ one)
    other /= other.std(ddof=1)
    before = 3 + first * one
    return before, 3 + told["mean_diff"] + second * (r * one + sqrt(1 - r**2) * other)


def groups_like_r() -> tuple[Floats, Floats]:
    told = own_figures("effects")["independent_gender"]
    n, m = told["n1"], told["n2"]
    of_means = ((told["m1"] - told["m2"]) / told["welch"]["t"]) ** 2
    within = (n + m - 2) * told["sd_pooled"] ** 2
    first, second = np.linalg.solve([[1 / n, 1 / m], [n - 1, m - 1]], [of_means, within])
    return told["m1"] + sqrt(first) * standard(n, 3), told["m2"] + sqrt(second) * standard(m, 4)


def test_the_change_of_the_same_people_equals_r() -> None:
    told = own_figures("effects")["paired_jobsat_t1_t3"]
    found = effect_sizes.paired(*paired_like_r())
    assert (found.n, found.test.df) == (told["n"], told["df"])
    assert found.test.difference == pytest.approx(told["mean_diff"], abs=1e-8)
    assert found.test.t == pytest.approx(told["t"], abs=1e-8)
    assert found.test.p == pytest.approx(told["p"], abs=1e-8)
    assert (found.test.interval.low, found.test.interval.high) == pytest.approx(told["ci_diff"], abs=1e-8)
    assert found.correlation == pytest.approx(told["r"], abs=1e-8)
    assert found.d_z == pytest.approx(told["dz"], abs=1e-8)
    assert found.d_rm == pytest.approx(told["drm"], abs=1e-8)
    assert found.d_av == pytest.approx(told["dav"], abs=1e-8)
    assert found.g_av == pytest.approx(told["gav"], abs=1e-8)
    assert (found.d_z_interval.low, found.d_z_interval.high) == pytest.approx(
        told["dz_ci_noncentral_t"], abs=1e-8
    )
    assert effect_sizes.small_sample_factor(told["n"] - 1) == pytest.approx(told["J_exact"], abs=1e-12)


def test_the_difference_between_two_groups_equals_r() -> None:
    told = own_figures("effects")["independent_gender"]
    found = effect_sizes.independent(*groups_like_r())
    assert found.sizes == (told["n1"], told["n2"])
    assert found.d == pytest.approx(told["d"], abs=1e-8)
    assert found.g == pytest.approx(told["g"], abs=1e-8)
    assert found.student.t == pytest.approx(told["t_student"], abs=1e-8)
    assert (found.d_interval.low, found.d_interval.high) == pytest.approx(told["ci_noncentral_t"], abs=1e-8)
    # effectsize finds its limits by a search that stops at 1e-6 or so.
    by_package = (told["effectsize_g"]["CI_low"], told["effectsize_g"]["CI_high"])
    assert (found.g_interval.low, found.g_interval.high) == pytest.approx(by_package, abs=1e-6)


def test_welch_equals_r() -> None:
    told = own_figures("effects")["independent_gender"]["welch"]
    found = effect_sizes.welch(*groups_like_r())
    assert (found.t, found.df, found.p) == pytest.approx((told["t"], told["df"], told["p"]), abs=1e-8)
    assert (found.interval.low, found.interval.high) == pytest.approx(told["ci"], abs=1e-8)


def test_reliable_change_equals_r() -> None:
    found = effect_sizes.reliable_change(0.7, 0.9)
    assert found.threshold == pytest.approx(own_figures("ranks")["reliable_change"], abs=1e-12)
    assert found.difference_error == pytest.approx(sqrt(2) * found.measurement_error)
    assert effect_sizes.reliable_change(0.7, 1).threshold == 0


@given(st.integers(0, 10_000), st.floats(-30, 30), st.floats(0.01, 50))
@settings(max_examples=40)
def test_effects_know_no_units_and_swapping_turns_the_sign(seed: int, shift: float, scale: float) -> None:
    draw = np.random.default_rng(seed)
    a, b = draw.normal(size=9), draw.normal(0.5, 2, size=14)
    plain = effect_sizes.independent(a, b)
    moved = effect_sizes.independent(shift + scale * a, shift + scale * b)
    swapped = effect_sizes.independent(b, a)
    assert moved.d == pytest.approx(plain.d, rel=1e-9, abs=1e-9)
    assert moved.welch.p == pytest.approx(plain.welch.p, rel=1e-7)
    assert swapped.d == pytest.approx(-plain.d)
    assert swapped.d_interval.low == pytest.approx(-plain.d_interval.high, rel=1e-9, abs=1e-9)
    assert plain.d_interval.low < plain.d < plain.d_interval.high
    assert abs(plain.g) <= abs(plain.d)


@given(st.integers(0, 10_000), st.integers(3, 30), st.floats(-20, 20))
@settings(max_examples=40)
def test_even_a_huge_change_has_an_interval_around_it(seed: int, n: int, size: float) -> None:
    draw = np.random.default_rng(seed)
    before = draw.normal(size=n)
    found = effect_sizes.paired(before, before + size + draw.normal(size=n))
    assert found.d_z_interval.low < found.d_z < found.d_z_interval.high
    assert found.test.interval.low < found.test.difference < found.test.interval.high
    assert 0 <= found.superiority <= 1


def test_groups_a_million_standard_deviations_apart_have_an_interval_at_once() -> None:
    """On both sides of where the sum takes over from scipy's series the interval is that of the chi distribution."""
    shape = standard(12, 5)
    for apart in (300.0, 500.0, 1e6):
        found = effect_sizes.independent(apart + shape, shape)
        # So far out d is nothing but the scale of s: limits d sqrt(chi2 quantile / df).
        limits = [apart * sqrt(special.chdtri(22, upper) / 22) for upper in (0.975, 0.025)]
        assert (found.d_interval.low, found.d_interval.high) == pytest.approx(limits, rel=1e-4)
        assert effect_sizes.independent(shape, apart + shape).d_interval.high == pytest.approx(
            -found.d_interval.low
        )


def test_a_moment_at_which_all_are_equal_has_no_correlation() -> None:
    found = effect_sizes.paired([2, 2, 2, 2], [1, 2, 3, 5])
    assert (found.correlation, found.d_rm) == (None, None)
    assert found.superiority == 0.625


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ([1.1, 2.1, 3.1], [1.2, 2.2, 3.2], "Everybody changed by the same amount"),
        ([1, 2], [2, 4], "at least 3 pairs, and there are 2"),
        ([1, 2, 3], [1, 2], "before has 3 rows"),
        ([1, 2, np.nan], [1, 3, 2], "before has 1 missing"),
    ],
)
def test_a_change_that_says_nothing_is_refused(
    before: list[float], after: list[float], sentence: str
) -> None:
    with pytest.raises(StatsError, match=sentence):
        effect_sizes.paired(before, after)


def test_groups_without_people_or_without_spread_are_refused() -> None:
    for comparison in (effect_sizes.independent, effect_sizes.welch):
        with pytest.raises(StatsError, match="at least 2 people in the first group, and there are 1"):
            comparison([1], [2, 3])
        with pytest.raises(StatsError, match="Nobody differs"):
            comparison([0.1, 0.1, 0.1], [0.3, 0.3])


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.9), (-1, 0.9), (1, 1.2), (1, -0.1), (np.nan, 0.5)])
def test_a_reliability_or_spread_that_cannot_be_is_refused(sd: float, reliability: float) -> None:
    with pytest.raises(StatsError):
        effect_sizes.reliable_change(sd, reliability)


def test_the_correction_needs_three_people() -> None:
    with pytest.raises(StatsError, match="at least three"):
        effect_sizes.small_sample_factor(1)


def test_the_interval_of_d_z_and_of_the_change_cover() -> None:
    def of_d(draw: np.random.Generator) -> bool:
        change = draw.normal(0.5, 1, 15)
        return effect_sizes.paired(np.zeros(15), change).d_z_interval.holds(0.5)

    def of_change(draw: np.random.Generator) -> bool:
        change = draw.normal(0.5, 1, 15)
        return effect_sizes.paired(np.zeros(15), change).test.interval.holds(0.5)

    assert_covers(of_d, seed=31)
    assert_covers(of_change, seed=32)


def test_the_interval_of_d_covers_with_uneven_groups() -> None:
    def holds(draw: np.random.Generator) -> bool:
        return effect_sizes.independent(draw.normal(0.8, 1, 8), draw.normal(size=25)).d_interval.holds(0.8)

    assert_covers(holds, seed=33)


def test_the_interval_of_welch_covers_with_uneven_spread() -> None:
    def holds(draw: np.random.Generator) -> bool:
        return effect_sizes.welch(draw.normal(1, 3, 8), draw.normal(0, 1, 25)).interval.holds(1)

    assert_covers(holds, seed=34)


def test_the_threshold_of_reliable_change_is_passed_by_one_in_twenty_who_did_not_change() -> None:
    def stays_within(draw: np.random.Generator) -> bool:
        true = draw.normal(0, sqrt(0.8))
        before, after = true + draw.normal(0, sqrt(0.2), 2)
        return bool(abs(after - before) <= effect_sizes.reliable_change(1, 0.8).threshold)

    assert_covers(stays_within, seed=35)
