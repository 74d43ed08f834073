"""Adjusted p-values against R's p.adjust, and what each of them promises."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import multiplicity
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.reference import largest_gap, own_figures

Method = Callable[[ArrayLike], NDArray[np.float64]]
METHODS: dict[str, Method] = {
    "BH": multiplicity.benjamini_hochberg,
    "BY": multiplicity.benjamini_yekutieli,
    "holm": multiplicity.holm,
    "hommel": multiplicity.hommel,
}
families = st.lists(st.floats(0, 1), min_size=1, max_size=7)


@pytest.mark.parametrize("name", METHODS)
def test_adjusted_p_values_equal_p_adjust(name: str) -> None:
    told = own_figures("effects")
    assert largest_gap(METHODS[name](told["multiplicity_p"]), told["multiplicity"][name]) < 1e-12


@given(families, st.sampled_from(sorted(METHODS)))
@settings(max_examples=50)
def test_adjusting_only_raises_keeps_the_order_and_knows_no_order_of_entry(
    p_values: list[float], name: str
) -> None:
    adjusted = METHODS[name](p_values)
    assert (adjusted >= np.array(p_values) - 1e-15).all()
    assert (adjusted <= 1).all()
    order = np.argsort(p_values, kind="stable")
    assert (np.diff(adjusted[order]) >= -1e-15).all()
    assert METHODS[name](np.array(p_values)[::-1]) == pytest.approx(adjusted[::-1], abs=1e-15)


@given(st.lists(st.sampled_from([0.001, 0.01, 0.02, 0.03, 0.04, 0.2, 0.5, 1.0]), min_size=1, max_size=6))
@settings(max_examples=40)
def test_hommel_is_the_closed_test_of_simes(p_values: list[float]) -> None:
    """Adjusted p of a test: the largest Simes p of any set of tests it belongs to."""
    found = multiplicity.hommel(p_values)
    for at in range(len(p_values)):
        others = [i for i in range(len(p_values)) if i != at]
        sets = [{at, *rest} for size in range(len(p_values)) for rest in combinations(others, size)]
        simes = [
            min(len(chosen) * p / rank for rank, p in enumerate(sorted(p_values[i] for i in chosen), 1))
            for chosen in sets
        ]
        assert found[at] == pytest.approx(max(simes), abs=1e-12)


@given(families)
@settings(max_examples=30)
def test_the_four_stand_in_their_known_order(p_values: list[float]) -> None:
    bh, by, holm, hommel = (METHODS[name](p_values) for name in ("BH", "BY", "holm", "hommel"))
    assert (bh <= by + 1e-12).all()
    assert (bh <= hommel + 1e-12).all()
    assert (hommel <= holm + 1e-12).all()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("p_values", [[0.1, 1.2], [-0.1], [np.nan, 0.2], []])
def test_what_is_no_p_value_is_refused(method: Method, p_values: list[float]) -> None:
    with pytest.raises(StatsError):
        method(p_values)


def test_holm_and_hommel_rarely_find_anything_where_nothing_is() -> None:
    draw = np.random.default_rng(61)
    null = draw.uniform(size=(400, 6))
    for method in (multiplicity.holm, multiplicity.hommel):
        assert np.mean([method(row).min() < 0.05 for row in null]) < 0.085
