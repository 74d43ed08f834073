"""Does a relation turn? Parabola, two lines and the break that Robin Hood chooses, against R (sandwich, mgcv)."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import shape, smoothing
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import columns, figures, largest_gap, own_figures, table

Floats = NDArray[np.float64]
OURS = ("sim_inverted_u", "sim_concave")
OUTSIDE = ("bh_hrs_wbeing", "bfi_age_consc")


def data_and_figures(name: str) -> tuple[Floats, Floats, Any]:
    if name in OURS:
        return columns(name)["x"], columns(name)["y"], own_figures("u_shape")[name]
    expected = figures("u_shape")[name]
    if name == "bh_hrs_wbeing":
        return columns("bh1996")["HRS"], columns("bh1996")["WBEING"], expected
    items = table("bfi", "C1", "C2", "C3", "C4", "C5")
    items[:, 3:] = 7 - items[:, 3:]
    both = np.column_stack((columns("bfi")["age"], items.mean(axis=1)))
    both = both[~np.isnan(both).any(axis=1)]
    return both[:, 0], both[:, 1], expected


@pytest.mark.parametrize("name", OURS + OUTSIDE)
def test_the_parabola_equals_lm_and_sandwich(name: str) -> None:
    x, y, expected = data_and_figures(name)
    found = shape.quadratic(x, y)
    assert largest_gap(found.classical.coefficients, list(expected["coef"].values())) < 1e-8
    assert largest_gap(found.classical.covariance, expected["vcov"]["values"]) < 1e-8
    assert largest_gap(found.robust.standard_errors, list(expected["se_hc3"].values())) < 1e-8
    assert found.r_squared == pytest.approx(expected["r2"], abs=1e-8)


@pytest.mark.parametrize("name", OURS + OUTSIDE)
def test_the_turning_point_and_its_tests_equal_r(name: str) -> None:
    x, y, expected = data_and_figures(name)
    found = shape.quadratic(x, y)
    assert found.turning_point == pytest.approx(expected["extreme_point"], abs=1e-8)
    assert found.turning_point_error == pytest.approx(expected["delta_se"], abs=1e-8)
    assert found.inside == expected["extreme_inside"]
    low, high = expected["fieller95"]
    if low is None:
        assert found.fieller is None
    else:
        assert found.fieller is not None
        assert (found.fieller.low, found.fieller.high) == pytest.approx((low, high), abs=1e-8)
    for slope, key in ((found.at_lowest, "slope_low"), (found.at_highest, "slope_high")):
        assert (slope.slope, slope.standard_error, slope.t) == pytest.approx(expected[key], abs=1e-8)
    assert found.lind_mehlum_t == pytest.approx(expected["lind_mehlum_t"], abs=1e-8)
    assert found.lind_mehlum_p == pytest.approx(expected["lind_mehlum_p"], rel=1e-8)


@pytest.mark.parametrize(
    ("name", "break_at"), [(OURS[0], 5), (OURS[1], 5), (OUTSIDE[0], 11), (OUTSIDE[1], 40)]
)
def test_two_lines_at_a_given_break_equal_lm_and_hc3(name: str, break_at: float) -> None:
    x, y, expected = data_and_figures(name)
    found, expected = shape.two_lines(x, y, break_at), expected[f"two_lines_at_{break_at}"]
    for line, at in ((found.left, 1), (found.right, 2)):
        figures_of_line = (expected[f"b{at}"], expected[f"z{at}"])
        assert (line.slope, line.z) == pytest.approx(figures_of_line, abs=1e-8)
        assert line.p == pytest.approx(expected[f"p{at}"], rel=1e-8)
    assert found.turns == expected["u_sign"]
    assert found.robust_kinds == ("HC3", "HC3")


@pytest.mark.parametrize("name", [*OURS, OUTSIDE[0]])
def test_robin_hood_chooses_the_break_of_mgcv_and_comes_to_the_same_verdict(name: str) -> None:
    x, y, expected = data_and_figures(name)
    expected = expected["robin_hood"]
    found = shape.robin_hood(x, y)
    assert found.break_at == pytest.approx(expected["final"]["xc"], abs=0.3)
    assert found.turns == expected["final"]["u_sign"]
    assert smoothing.smooth(x, y).effective_df == pytest.approx(expected["gam_edf"], abs=1e-3)


def test_a_true_inverted_u_is_found_and_a_curve_that_levels_off_is_not() -> None:
    """The two files were made so: a bend alone (sim_concave) is no turn, though its b2 is far below nought."""
    turned, levelled = (shape.quadratic(*data_and_figures(name)[:2]) for name in OURS)
    assert turned.lind_mehlum_p < 1e-10
    assert levelled.classical.p_values[2] < 1e-10
    assert levelled.lind_mehlum_p > 0.5


@given(st.floats(-50, 50), st.floats(0.05, 20), st.booleans(), st.integers(0, 1000))
@settings(max_examples=40)
def test_units_and_upside_down_change_nothing_but_the_units(
    shift: float, scale: float, flip: bool, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    x = draw.uniform(0, 10, 80)
    y = -((x - 5) ** 2) / 10 + draw.normal(size=80)
    plain = shape.quadratic(x, y)
    moved = shape.quadratic(shift + scale * x, -3 * y if flip else 3 * y)
    assert moved.turning_point == pytest.approx(shift + scale * plain.turning_point, rel=1e-6, abs=1e-6)
    assert moved.lind_mehlum_t == pytest.approx(plain.lind_mehlum_t, rel=1e-5, abs=1e-5)
    assert moved.inside == plain.inside


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_a_mirror_swaps_the_lines_and_keeps_the_verdict(seed: int) -> None:
    draw = np.random.default_rng(seed)
    x = draw.integers(0, 11, 120).astype(float)
    y = -np.abs(x - 5) + draw.normal(size=120)
    plain, mirrored = shape.two_lines(x, y, 5), shape.two_lines(-x, y, -5)
    assert mirrored.left.slope == pytest.approx(-plain.right.slope)
    assert mirrored.turns == plain.turns
    assert shape.robin_hood(x, y).turns


def test_one_point_alone_beyond_the_break_makes_hc3_fall_back_and_says_so() -> None:
    """A line through (1, 2, 3) and, beyond 3, one at 4 and one at 9: each fixes its line alone."""
    x = np.array([1, 1, 2, 2, 3, 3, 4, 9.0])
    found = shape.two_lines(x, np.array([1, 1.2, 2, 2.3, 3, 3.2, 2, 1.0]), 3)
    assert found.robust_kinds == ("HC1", "HC3")


@pytest.mark.parametrize(
    ("x", "y", "sentence"),
    [
        ([1, 2, 1, 2, 1], [1, 2, 1, 2, 3], "Column 3 of the design follows"),
        ([1, 2, 3], [1, 2, 2], "needs at least 4 rows"),
        ([1, 2, 3, 4, 5], [2, 2, 2, 2, 2], "All values of y are equal"),
        ([1, 2, 3, 4], [1, 2, 3], "x has 4 rows and y has 3"),
        ([1, 2, 3, np.nan], [1, 2, 3, 4], "x has 1 missing values"),
    ],
)
def test_what_has_no_shape_is_refused(x: list[float], y: list[float], sentence: str) -> None:
    with pytest.raises(StatsError, match=sentence):
        shape.quadratic(x, y)


@pytest.mark.parametrize("bend", [-1.0, 0.0])
def test_a_curve_without_any_error_is_refused(bend: float) -> None:
    x = np.repeat(np.arange(11.0), 2)
    y = 0.3 * x + bend * (x - 5) ** 2
    with pytest.raises(StatsError, match="without any error"):
        shape.quadratic(x, y)
    with pytest.raises(StatsError, match="without any error"):
        shape.robin_hood(x, y)


def test_a_side_that_is_exactly_flat_is_refused() -> None:
    """Its slope and its error are both 1e-17: their ratio would be anything."""
    draw = np.random.default_rng(6)
    x = np.arange(20.0)
    y = np.where(x <= 9, 3.1, draw.normal(size=20))
    with pytest.raises(StatsError, match="On one side of 9 the points lie exactly on a line"):
        shape.two_lines(x, y, 9)


def test_a_line_that_does_not_bend_has_no_turning_point() -> None:
    """Heights 0, 2, 1, 3 at 0, 1, 2, 3: the best parabola is straight."""
    x = np.tile([0.0, 1, 2, 3], 3)
    found = shape.quadratic(x, np.tile([0.0, 2, 1, 3], 3))
    assert (found.turning_point, found.turning_point_error, found.fieller) == (None, None, None)
    assert not found.inside
    assert found.lind_mehlum_p > 0.5


def test_a_break_without_room_is_refused_and_so_are_too_few_values() -> None:
    x, y = np.arange(12.0) % 6, np.arange(12.0) ** 2 % 7
    with pytest.raises(StatsError, match="two different values of x on each side of the break at 1"):
        shape.two_lines(x, y, 1)
    with pytest.raises(StatsError, match="at least 4 different values"):
        shape.robin_hood(x % 3, y)
    with pytest.raises(StatsError, match="five different values"):
        shape.robin_hood(x % 4, y)


def test_a_relation_that_only_rises_gets_a_break_inside_the_data_and_no_turn() -> None:
    draw = np.random.default_rng(5)
    x = draw.integers(1, 8, 200).astype(float)
    found = shape.robin_hood(x, x + draw.normal(size=200))
    assert 1 < found.break_at < 7
    assert not found.turns


def test_a_smooth_curve_follows_a_line_exactly_and_keeps_to_it() -> None:
    x = np.linspace(0, 1, 50)
    curve = smoothing.smooth(x, 2 + 3 * x + np.random.default_rng(1).normal(0, 0.2, 50))
    assert 2 - 1e-4 <= curve.effective_df < 5
    assert np.abs(curve.fitted - 2 - 3 * x).max() < 0.2
    assert (curve.standard_errors > 0).all()


def test_fieller_covers_the_turning_point() -> None:
    def holds(draw: np.random.Generator) -> bool:
        x = draw.uniform(0, 10, 150)
        found = shape.quadratic(x, x - x**2 / 10 + draw.normal(size=150)).fieller
        return found is not None and found.holds(5)

    assert_covers(holds, seed=21)


def test_without_any_turn_lind_and_mehlum_are_rarely_fooled() -> None:
    """At the edge of the null (slope nought at the upper end) the test keeps its 5 %."""
    draw = np.random.default_rng(22)
    fooled = 0
    for _ in range(300):
        x = np.append(draw.uniform(0, 10, 98), (0, 10))
        y = x - x**2 / 20 + draw.normal(size=100)
        fooled += shape.quadratic(x, y).lind_mehlum_p < 0.05
    assert fooled / 300 < 0.09
