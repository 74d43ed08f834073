"""Least squares and its five covariances, against R (lm, sandwich, clubSandwich) and against the plain formulas."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import linalg

from mortel.pure.stats import regression
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import columns, largest_gap, own_figures

Floats = NDArray[np.float64]


def did_fit() -> tuple[regression.Fit, Floats]:
    data = columns("sim_did")
    treated, wave = data["treated"], data["wave"]
    design = np.column_stack((np.ones(len(wave)), treated, wave, treated * wave))
    return regression.least_squares(design, data["score"]), data["team"]


def random_data(seed: int, rows: int = 40, columns: int = 3) -> tuple[Floats, Floats, NDArray[np.intp]]:
    draw = np.random.default_rng(seed)
    design = np.column_stack((np.ones(rows), draw.normal(size=(rows, columns - 1))))
    return design, draw.normal(size=rows), draw.integers(0, 8, rows).astype(np.intp)


def test_coefficients_and_classical_errors_equal_lm() -> None:
    fit, _ = did_fit()
    expected = own_figures("did")["ols"]
    assert largest_gap(fit.coefficients, list(expected["coef"].values())) < 1e-10
    found = regression.classical(fit)
    assert largest_gap(found.standard_errors, list(expected["se_iid"].values())) < 1e-10
    assert found.df.tolist() == [fit.residual_df] * 4


@pytest.mark.parametrize("key", ["HC1", "cluster_CR1S_stata"])
def test_robust_errors_equal_sandwich(key: str) -> None:
    fit, teams = did_fit()
    found = regression.hc1(fit) if key == "HC1" else regression.cr1s(fit, teams)
    expected = own_figures("did")["ols"][key]
    assert largest_gap(found.standard_errors, list(expected["se"].values())) < 1e-8
    assert largest_gap(found.t, list(expected["t"].values())) < 1e-8


def test_cr2_and_satterthwaite_equal_clubsandwich() -> None:
    fit, teams = did_fit()
    found = regression.cr2(fit, teams)
    expected = own_figures("did")["ols"]
    terms = expected["cluster_CR2_satterthwaite"]
    assert largest_gap(found.standard_errors, [term["SE"] for term in terms]) < 1e-8
    assert largest_gap(found.t, [term["t"] for term in terms]) < 1e-8
    assert largest_gap(found.df, [term["df"] for term in terms]) < 1e-8
    assert largest_gap(found.p_values, [term["p"] for term in terms]) < 1e-8
    limits = [(row["lower"], row["upper"]) for row in expected["cr2_ci"]]
    assert largest_gap(found.interval(), limits) < 1e-8


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_cr2_is_what_the_full_matrices_say(seed: int) -> None:
    """The definition with n x n matrices, which the short way must equal."""
    design, outcome, clusters = random_data(seed)
    fit = regression.least_squares(design, outcome)
    found = regression.cr2(fit, clusters)
    left = np.eye(len(design)) - design @ fit.bread @ design.T
    meat, directions = np.zeros((3, 3)), []
    for cluster in np.unique(clusters):
        rows = np.flatnonzero(clusters == cluster)
        adjust = np.real(linalg.fractional_matrix_power(left[np.ix_(rows, rows)], -0.5))
        score = design[rows].T @ adjust @ fit.residuals[rows]
        meat += np.outer(score, score)
        directions.append(left[:, rows] @ adjust @ design[rows] @ fit.bread)
    assert found.covariance == pytest.approx(fit.bread @ meat @ fit.bread, rel=1e-8, abs=1e-12)
    for at in range(3):
        products = np.array([[one[:, at] @ other[:, at] for other in directions] for one in directions])
        assert found.df[at] == pytest.approx(np.trace(products) ** 2 / (products**2).sum(), rel=1e-8)


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_with_a_cluster_for_each_row_cr1s_is_hc1_and_the_order_of_rows_means_nothing(seed: int) -> None:
    design, outcome, clusters = random_data(seed)
    fit = regression.least_squares(design, outcome)
    each = regression.cr1s(fit, np.arange(len(outcome)))
    assert each.covariance == pytest.approx(regression.hc1(fit).covariance, rel=1e-10)
    order = np.random.default_rng(seed).permutation(len(outcome))
    again = regression.cr2(regression.least_squares(design[order], outcome[order]), clusters[order])
    assert again.covariance == pytest.approx(regression.cr2(fit, clusters).covariance, rel=1e-8, abs=1e-12)


@given(st.integers(0, 10_000), st.floats(0.1, 100))
@settings(max_examples=30)
def test_what_is_left_stands_square_on_the_design_and_units_scale_along(seed: int, unit: float) -> None:
    design, outcome, _ = random_data(seed)
    fit = regression.least_squares(design, outcome)
    assert design.T @ fit.residuals == pytest.approx(np.zeros(3), abs=1e-10)
    assert fit.leverages.sum() == pytest.approx(3)
    scaled = regression.least_squares(design, outcome * unit)
    assert regression.hc3(scaled).t == pytest.approx(regression.hc3(fit).t, rel=1e-9)


def test_a_row_that_stands_alone_makes_hc3_fall_back_to_hc1_and_says_so() -> None:
    design, outcome, _ = random_data(1)
    alone = np.zeros(len(outcome))
    alone[7] = 1
    fit = regression.least_squares(np.column_stack((design, alone)), outcome)
    found = regression.hc3(fit)
    assert found.kind == "HC1"
    assert (found.covariance == regression.hc1(fit).covariance).all()
    assert regression.hc3(regression.least_squares(design, outcome)).kind == "HC3"


def test_a_cluster_that_fixes_a_coefficient_alone_is_no_trouble_for_cr2() -> None:
    """Its (I - H) is singular; the generalised inverse leaves that direction out."""
    design, outcome, clusters = random_data(2)
    design[:, 2] = clusters == clusters[0]
    found = regression.cr2(regression.least_squares(design, outcome), clusters)
    assert np.isfinite(found.covariance).all()
    assert (found.df > 0).all()


@pytest.mark.parametrize(
    ("design", "outcome", "sentence"),
    [
        ([[1, 2], [1, 3]], [1, 2], "needs at least 3 rows and there are 2"),
        ([[1, 2, 4], [1, 3, 6], [1, 4, 8], [1, 7, 14]], [1, 2, 3, 5], "Column 3 of the design follows"),
        ([[1, 0], [1, 0], [1, 0]], [1, 2, 4], "Column 2 of the design follows"),
        ([[1, 2], [1, np.nan], [1, 3]], [1, 2, 4], "design has 1 missing values"),
        ([[1, 2], [1, 5], [1, 3]], [1, 2], "design has 3 rows and outcome has 2"),
    ],
)
def test_a_design_that_allows_no_line_is_refused(
    design: list[list[float]], outcome: list[float], sentence: str
) -> None:
    with pytest.raises(StatsError, match=sentence):
        regression.least_squares(design, outcome)


def test_one_cluster_is_refused_and_so_is_a_test_of_a_perfect_fit() -> None:
    fit = regression.least_squares([[1, 1], [1, 2], [1, 3]], [1, 2, 4])
    with pytest.raises(StatsError, match="one cluster"):
        regression.cr1s(fit, [1, 1, 1])
    with pytest.raises(StatsError, match="one cluster"):
        regression.cr2(fit, [1, 1, 1])
    perfect = regression.classical(regression.least_squares([[1, 0], [1, 0], [1, 1], [1, 1]], [2, 2, 2, 2]))
    with pytest.raises(StatsError, match="without any error"):
        _ = perfect.t


@pytest.mark.parametrize("outcome", [[3.1] * 6, [1.1, 1.4, 1.7, 2.0, 2.3, 2.6]])
def test_what_rounding_leaves_of_a_perfect_fit_is_no_error(outcome: list[float]) -> None:
    """Residuals of 1e-16 would give a t of 1e15, or of anything."""
    fit = regression.least_squares(np.column_stack((np.ones(6), np.arange(6.0))), outcome)
    assert fit.residual_variance == 0
    with pytest.raises(StatsError, match="without any error"):
        _ = regression.hc3(fit).t


def test_a_coefficient_that_no_two_clusters_share_is_refused_by_cr2() -> None:
    """One treated team and one other: the difference between two teams has no error that can be seen."""
    design = np.column_stack((np.ones(20), np.repeat([0.0, 1.0], 10)))
    fit = regression.least_squares(design, np.random.default_rng(3).normal(size=20))
    with pytest.raises(StatsError, match="Coefficient [12] is fixed by the clusters themselves"):
        regression.cr2(fit, np.repeat([0, 1], 10))


@given(st.integers(0, 10_000), st.integers(2, 24), st.sampled_from([0.0, 1e3, 1e5]))
@settings(max_examples=50)
def test_where_a_row_fixes_a_coefficient_alone_cr2_does_not_depend_on_where_a_column_lies(
    seed: int, groups: int, far: float
) -> None:
    """A leverage of 1 that is missed by rounding once left df of -1e-14, and from there no p at all."""
    draw = np.random.default_rng(seed)
    x, outcome, clusters = draw.normal(size=23), draw.normal(size=23), draw.integers(0, groups, 23)
    alone = np.zeros(23)
    alone[-1] = 1
    found = []
    for place in (0.0, far):
        fit = regression.least_squares(np.column_stack((np.ones(23), place + x, alone)), outcome)
        try:
            found.append(regression.cr2(fit, clusters))
        except StatsError as error:
            assert "fixed by the clusters" in str(error) or "one cluster" in str(error)  # noqa: PT017
            found.append(None)
    plain, moved = found
    assert (plain is None) == (moved is None)
    if plain is not None and moved is not None:
        assert (plain.df >= 0.999).all()
        assert moved.df[1] == pytest.approx(plain.df[1], rel=1e-6)
        assert moved.covariance[1, 1] == pytest.approx(plain.covariance[1, 1], rel=1e-6)


def test_an_outcome_that_does_not_vary_has_no_explained_share() -> None:
    assert regression.least_squares([[1, 1], [1, 2], [1, 4]], [3, 3, 3]).r_squared is None


def uneven_spread(draw: np.random.Generator) -> regression.Fit:
    x = draw.normal(size=60)
    outcome = 1 + 0.5 * x + draw.normal(size=60) * np.sqrt(0.3 + x**2)
    return regression.least_squares(np.column_stack((np.ones(60), x)), outcome)


def by_cluster(draw: np.random.Generator) -> tuple[regression.Fit, NDArray[np.intp]]:
    """24 teams of uneven size, 6 of them treated, with a team effect."""
    teams = np.repeat(np.arange(24), draw.integers(3, 15, 24))
    treated = (teams < 6).astype(np.float64)
    outcome = 0.5 * treated + draw.normal(size=24)[teams] * 0.5 + draw.normal(size=teams.size)
    return regression.least_squares(np.column_stack((np.ones(teams.size), treated)), outcome), teams


def holds_half(found: regression.Inference) -> bool:
    low, high = found.interval()[1]
    return bool(low <= 0.5 <= high)


def test_the_classical_interval_covers_when_spread_is_equal() -> None:
    def holds(draw: np.random.Generator) -> bool:
        x = draw.normal(size=20)
        outcome = 0.5 * x + draw.normal(size=20)
        fit = regression.least_squares(np.column_stack((np.ones(20), x)), outcome)
        return holds_half(regression.classical(fit))

    assert_covers(holds, seed=11)


def test_hc3_covers_when_spread_is_uneven() -> None:
    assert_covers(lambda draw: holds_half(regression.hc3(uneven_spread(draw))), seed=12)


def test_cr2_covers_with_few_treated_clusters() -> None:
    def holds(draw: np.random.Generator) -> bool:
        return holds_half(regression.cr2(*by_cluster(draw)))

    assert_covers(holds, seed=13)


def test_hc1_is_too_narrow_in_a_small_sample_of_uneven_spread() -> None:
    """Known to deviate: why `hc3` exists."""
    assert_covers(
        lambda draw: holds_half(regression.hc1(uneven_spread(draw))), seed=14, long_bounds=(0.88, 0.94)
    )


def test_cr1s_is_too_narrow_with_few_treated_clusters() -> None:
    """Known to deviate: why `cr2` exists."""

    def holds(draw: np.random.Generator) -> bool:
        return holds_half(regression.cr1s(*by_cluster(draw)))

    assert_covers(holds, seed=15, long_bounds=(0.87, 0.94))
