"""Alpha and omega: what R says of bfi and of our own data, what must hold for any data, what is refused."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval
from mortel.pure.stats.omega import one_factor
from mortel.pure.stats.reliability import alpha, bonett_interval, feldt_interval
from mortel.pure.stats.sufficient import ItemMoments, item_moments
from tests.pure.stats.coverage import coverage, holds
from tests.pure.stats.reference import columns, figures, own_figures, table

BFI = ("agree", "conscientious", "extraversion", "neuroticism", "openness")
OURS = ("sim_lead", "sim_opp", "sim_sup", "sim_space", "sim_know", "sim_aut")
REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
Rows = NDArray[np.float64]


def _said(scale: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = (own_figures if scale in OURS else figures)("reliability")[scale]
    return found


def _rows(scale: str) -> Rows:
    names = list(_said(scale)["item_mean"])
    if scale in OURS:
        return table("sim_climate", *names)[columns("sim_climate")["wave"] == 1]
    return np.column_stack(
        [
            7 - column if name in REVERSED else column
            for name, column in zip(names, table("bfi", *names).T, strict=True)
        ]
    )


@pytest.mark.parametrize("scale", BFI + OURS)
def test_alpha_equals_psych(scale: str) -> None:
    said, found = _said(scale), alpha(item_moments(_rows(scale)))
    assert found.n == said["n_complete"]
    assert _row(
        found.alpha, found.standardised, found.average_correlation, found.mean, found.sd
    ) == pytest.approx(
        [said[key] for key in ("raw_alpha", "std_alpha", "average_r", "mean", "sd")], abs=1e-10
    )
    assert _row(found.feldt.low, found.feldt.high) == pytest.approx(said["ci_feldt"], abs=1e-10)
    assert _row(found.bonett.low, found.bonett.high) == pytest.approx(said["ci_bonett2002"], abs=1e-10)


@pytest.mark.parametrize("scale", BFI + OURS)
def test_the_items_equal_those_of_psych(scale: str) -> None:
    said, found = _said(scale), alpha(item_moments(_rows(scale))).items
    pairs = {
        "item_mean": [item.mean for item in found],
        "item_sd": [item.sd for item in found],
        "item_total_raw": [item.total_correlation for item in found],
        "item_total_corrected": [item.rest_correlation for item in found],
        "alpha_if_deleted": [item.alpha_without for item in found],
    }
    for key, values in pairs.items():
        assert values == pytest.approx(list(said[key].values()), abs=1e-10), key


@pytest.mark.parametrize("scale", BFI + OURS)
def test_omega_equals_lavaan(scale: str) -> None:
    said, moments = _said(scale), item_moments(_rows(scale))
    found, cfa = one_factor(moments), said["cfa_1f"]
    assert found.omega_total == pytest.approx(cfa["omega_u"], abs=1e-6)
    assert found.loadings == pytest.approx(cfa["loadings"], abs=1e-5)
    assert found.error_variances == pytest.approx(cfa["theta"], abs=1e-5)
    assert found.composite_reliability == pytest.approx(said["omega_std_1f_ml"], abs=1e-6)
    # The reference divides loadings of the covariance with n by standard deviations with n - 1.
    mixed_divisors = (moments.n - 1) / moments.n
    assert found.average_variance_extracted * mixed_divisors == pytest.approx(cfa["ave"], abs=1e-6)


def test_whole_numbers_with_a_code_for_missing_give_the_same_as_floats() -> None:
    rows = _rows("sim_lead")
    whole = np.nan_to_num(rows).astype(np.int8)
    assert (whole == 0).any()
    as_floats, as_whole = item_moments(rows), item_moments(whole, missing=0)
    assert as_whole.n == as_floats.n
    assert as_whole.covariance == pytest.approx(as_floats.covariance, abs=1e-13)


def test_a_covariance_is_gathered_over_blocks_without_losing_digits() -> None:
    rows = np.random.default_rng(1).normal(1e6, 1, (70_000, 3))
    assert item_moments(rows).covariance == pytest.approx(np.cov(rows.T), abs=1e-9)


tables = st.integers(0, 10**6).map(
    lambda seed: (
        np.random.default_rng(seed).integers(1, 6, (25, 4))
        + np.random.default_rng(seed).integers(0, 3, (25, 1))
    )
)


@given(tables, st.permutations(range(4)), st.floats(0.1, 10), st.floats(-5, 5))
@settings(max_examples=50, deadline=None)
def test_alpha_does_not_depend_on_order_or_unit(
    rows: Rows, order: Sequence[int], unit: float, shift: float
) -> None:
    first, second = alpha(item_moments(rows)), alpha(item_moments(rows[:, list(order)] * unit + shift))
    assert second.alpha == pytest.approx(first.alpha, abs=1e-9)
    assert second.standardised == pytest.approx(first.standardised, abs=1e-9)
    assert first.alpha <= 1
    assert first.feldt.holds(first.alpha)
    assert first.bonett.holds(first.alpha)


@given(tables)
@settings(max_examples=25, deadline=None)
def test_an_item_is_set_beside_the_sum_of_the_others(rows: Rows) -> None:
    found = alpha(item_moments(rows)).items[0]
    rest, total = rows[:, 1:].sum(axis=1), rows.sum(axis=1)
    assert found.rest_correlation == pytest.approx(np.corrcoef(rows[:, 0], rest)[0, 1], abs=1e-12)
    assert found.total_correlation == pytest.approx(np.corrcoef(rows[:, 0], total)[0, 1], abs=1e-12)
    assert found.alpha_without == pytest.approx(alpha(item_moments(rows[:, 1:])).alpha, abs=1e-12)


@given(st.lists(st.floats(0.3, 1.5), min_size=3, max_size=8), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_omega_finds_the_factor_that_made_the_covariance(loadings: list[float], seed: int) -> None:
    truth = np.array(loadings)
    errors = np.random.default_rng(seed).uniform(0.3, 1.5, len(truth))
    moments = ItemMoments(10**9, np.zeros(len(truth)), np.outer(truth, truth) + np.diag(errors))
    found = one_factor(moments)
    assert found.loadings == pytest.approx(truth, abs=1e-5)
    assert found.error_variances == pytest.approx(errors, abs=1e-5)


def test_equal_loadings_make_omega_and_alpha_equal() -> None:
    moments = ItemMoments(500, np.zeros(4), np.full((4, 4), 0.4) + 0.6 * np.eye(4))
    assert one_factor(moments).omega_total == pytest.approx(alpha(moments).alpha, abs=1e-9)


def test_two_items_have_no_alpha_without_one() -> None:
    found = alpha(item_moments([[1, 2], [2, 2], [3, 4], [4, 3]]))
    assert [item.alpha_without for item in found.items] == [None, None]


def test_an_item_that_nobody_differs_on_has_no_correlation_and_no_standardised_alpha() -> None:
    found = alpha(item_moments([[4.1, 1.0, 2.0], [4.1, 2.0, 2.5], [4.1, 4.0, 3.0], [4.1, 3.0, 3.0]]))
    assert found.standardised is None
    assert found.average_correlation is None
    assert found.items[0].rest_correlation is None
    assert found.items[1].rest_correlation is not None


def test_items_that_say_the_same_have_alpha_one_and_an_interval_of_one_point() -> None:
    found = alpha(item_moments([[1, 1], [2, 2], [4, 4], [5, 5]]))
    assert (found.alpha, found.feldt.low, found.bonett.high) == pytest.approx((1, 1, 1))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[1], [2], [3]], "at least two items"),
        ([[1, 2], [2, 3]], "at least three complete rows"),
        ([[1, 2], [np.nan, 3]], "at least two complete rows; there are 1 among 2"),
        ([[1, 5], [2, 4], [3, 3]], "reverse the reversed items"),
        ([[3, 3], [3, 3], [3, 3]], "does not vary"),
    ],
)
def test_what_alpha_cannot_say_is_one_sentence(rows: list[list[float]], words: str) -> None:
    with pytest.raises(StatsError, match=words):
        alpha(item_moments(rows))


def test_omega_refuses_two_items_constants_twins_and_a_heywood_case() -> None:
    def of(covariance: list[list[float]]) -> None:
        one_factor(ItemMoments(100, np.zeros(len(covariance)), np.array(covariance, dtype=float)))

    with pytest.raises(StatsError, match="at least three items"):
        of([[1, 0.5], [0.5, 1]])
    with pytest.raises(StatsError, match="All answers to item 2 are the same"):
        of([[1, 0, 0.5], [0, 0, 0], [0.5, 0, 1]])
    with pytest.raises(StatsError, match="follows exactly from the others"):
        of([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
    with pytest.raises(StatsError, match="too little in common"):
        of([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    with pytest.raises(StatsError, match="item 1 would have no error left"):
        of([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]])


@pytest.mark.parametrize("interval", [feldt_interval, bonett_interval])
def test_an_interval_by_itself_refuses_what_alpha_refuses(interval: Callable[..., Interval]) -> None:
    with pytest.raises(StatsError, match="at least two items"):
        interval(0.8, 50, 1)
    with pytest.raises(StatsError, match="at least three complete rows"):
        interval(0.8, 2, 4)
    with pytest.raises(StatsError, match="between 0 and 1"):
        interval(0.8, 50, 4, level=95)


def test_missing_is_not_for_floats() -> None:
    with pytest.raises(StatsError, match="`missing` is for whole numbers"):
        item_moments([[1.5, 2.0], [2.0, 3.0]], missing=0)


@pytest.mark.parametrize("interval", [feldt_interval, bonett_interval])
def test_the_interval_of_alpha_holds_the_truth_as_often_as_it_says(interval: object) -> None:
    """Stated model: parallel items with a normal distribution."""
    k, n, common = 4, 60, 0.5
    truth = k * common / (1 + (k - 1) * common)

    def covers(rng: np.random.Generator) -> bool:
        rows = rng.normal(size=(n, 1)) * common**0.5 + rng.normal(size=(n, k)) * (1 - common) ** 0.5
        found = alpha(item_moments(rows))
        return (found.feldt if interval is feldt_interval else found.bonett).holds(truth)

    assert holds(coverage(covers), 0.95)


def _row(*values: float | None) -> list[float]:
    assert None not in values
    return [float(value or 0) for value in values]
