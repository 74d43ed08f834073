"""What may come in, how groups are counted, and the quantiles and roots that everything else leans on."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.stats import arguments, distributions, optimise
from mortel.pure.stats.errors import StatsError


def test_a_text_among_numbers_is_refused_with_a_sentence() -> None:
    with pytest.raises(StatsError, match="scores must hold numbers only"):
        arguments.vector(["3", "vier"], "scores")


def test_infinity_is_no_value() -> None:
    with pytest.raises(StatsError, match="infinity"):
        arguments.vector([1.0, math.inf], "scores")


def test_a_table_is_no_row_and_an_empty_row_is_none() -> None:
    with pytest.raises(StatsError, match="one row of numbers; it has 2 dimensions"):
        arguments.vector([[1.0, 2.0]], "scores")
    with pytest.raises(StatsError, match="scores is empty"):
        arguments.vector([], "scores")


def test_missing_is_refused_where_everything_must_be_there() -> None:
    with pytest.raises(StatsError, match="scores has 1 missing values"):
        arguments.complete_vector([1.0, np.nan], "scores")


def test_complete_rows_keeps_only_rows_without_a_hole() -> None:
    table = np.array([[1.0, 2.0], [np.nan, 3.0]])
    assert arguments.complete_rows(table, "items").tolist() == [[1.0, 2.0]]
    with pytest.raises(StatsError, match="No row of items is complete"):
        arguments.complete_rows(table[1:], "items")


@given(st.lists(st.integers(-5, 5) | st.sampled_from([10**9, -(10**9)]), min_size=1, max_size=30))
@settings(max_examples=50)
def test_codes_and_labels_give_the_groups_back(groups: list[int]) -> None:
    codes, labels = arguments.group_codes(groups)
    assert labels[codes].tolist() == groups
    assert labels.tolist() == sorted(set(groups))


def test_groups_may_be_texts_in_a_column_of_objects() -> None:
    codes, labels = arguments.group_codes(np.array(["b", "a", "b"], dtype=object))
    assert (codes.tolist(), labels.tolist()) == ([1, 0, 1], ["a", "b"])


@pytest.mark.parametrize("groups", [["a", None], [1.0, math.nan], np.array(["a", math.nan], dtype=object)])
def test_somebody_without_a_group_is_refused(groups: list[object]) -> None:
    with pytest.raises(StatsError, match="missing labels"):
        arguments.group_codes(np.asarray(groups))


def test_texts_and_numbers_together_are_no_labels() -> None:
    with pytest.raises(StatsError, match="mixes texts and numbers"):
        arguments.group_codes(np.array(["a", 1], dtype=object))


def test_quantiles_and_tails_equal_those_of_r() -> None:
    """R: qt(.975, 4.5), qf(.975, 98, 7283), qf(.025, 3, 5.5), qchisq(.9, 7), qbeta(.1, 2, 3), pnorm(-10)."""
    assert distributions.t_quantile(0.975, 4.5) == pytest.approx(2.6589123472044, rel=1e-13)
    assert distributions.f_quantile(0.975, 98, 7283) == pytest.approx(1.30158119508426, rel=1e-13)
    assert distributions.f_quantile(0.025, 3, 5.5) == pytest.approx(0.0675513006724097, rel=1e-13)
    assert distributions.chi2_quantile(0.9, 7) == pytest.approx(12.0170366237805, rel=1e-13)
    assert distributions.beta_quantile(0.1, 2.0, 3.0) == pytest.approx(0.142559316710031, rel=1e-13)
    assert distributions.t_upper(40.0, 12) == pytest.approx(1.92561479038602e-14, rel=1e-12)
    assert distributions.normal_upper(10.0) == pytest.approx(7.61985302416053e-24, rel=1e-13)


@given(st.floats(-50, 50), st.floats(0.01, 30), st.floats(0.01, 30))
@settings(max_examples=50)
def test_the_root_is_where_the_function_crosses_zero(middle: float, below: float, above: float) -> None:
    found = optimise.root(lambda x: math.atan(3 * (x - middle)) ** 3, middle - below, middle + above)
    assert found == pytest.approx(middle, abs=1e-4)
    linear = optimise.root(lambda x: 2 * (x - middle), middle - below, middle + above)
    assert linear == pytest.approx(middle, rel=1e-12, abs=1e-12)


def test_no_crossing_is_no_root() -> None:
    with pytest.raises(StatsError, match="widen the range"):
        optimise.root(lambda x: x**2 + 1, -1, 1)


def test_the_lowest_point_is_the_lower_of_two_valleys() -> None:
    """x^4 - 2x^2 + x / 2: valleys near -1.06 (low) and .93."""

    def valley(x: float) -> tuple[float, float]:
        return x**4 - 2 * x**2 + x / 2, 4 * x**3 - 4 * x + 0.5

    grid = [-2.0, -1.2, -0.4, 0.4, 1.2, 2.0]
    found = optimise.lowest_by_slope(valley, grid)
    assert found == pytest.approx(-1.0574538, abs=1e-6)
    assert optimise.lowest_by_slope(lambda x: (x, 1.0), grid) == -2
    assert optimise.lowest_by_slope(lambda x: (-x, -1.0), grid) is None


def test_on_a_flat_floor_the_slopes_say_where_the_lowest_point_lies() -> None:
    heights = {0.0: 1.0, 1.0: 1.0 - 1e-16, 2.0: 1.0 - 2e-16, 3.0: 2.0}
    assert optimise.lowest_by_slope(lambda x: (heights[x], 1e-20), list(heights)) == 0
    found = optimise.lowest_by_slope(lambda x: (heights.get(x, 1.0), x - 2.5), [0.0, 1.0, 2.0, 3.0])
    assert found == pytest.approx(2.5)
