"""The random intercept: lme4's and lmerTest's figures, what must hold for any data, what is refused."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats.clustered import clustered_moments, moments_of_one_way
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.likelihood import Method
from mortel.pure.stats.mixed import RandomIntercept, random_intercept
from mortel.pure.stats.sufficient import one_way
from tests.pure.stats.coverage import coverage, holds
from tests.pure.stats.reference import columns, figures

CASES: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "bh_null": ("bh1996", (), "WBEING", "GRP"),
    "bh_hrs_lead_ghrs": ("bh1996", ("HRS", "LEAD", "G.HRS"), "WBEING", "GRP"),
    "bh_mundlak": ("bh1996", ("W.HRS", "G.HRS", "W.LEAD", "G.LEAD", "W.COHES", "G.COHES"), "WBEING", "GRP"),
    "sleep_ri": ("sleepstudy", ("Days",), "Reaction", "Subject"),
    "dyestuff": ("Dyestuff", (), "Yield", "Batch"),
}
FITTED = [
    ("bh_null", "REML"),
    ("bh_null", "ML"),
    ("bh_hrs_lead_ghrs", "REML"),
    ("bh_hrs_lead_ghrs", "ML"),
    ("bh_mundlak", "REML"),
    ("sleep_ri", "REML"),
    ("dyestuff", "REML"),
    ("dyestuff", "ML"),
]


def _line(
    x: Sequence[ArrayLike], y: ArrayLike, groups: ArrayLike, method: Method = "REML"
) -> RandomIntercept:
    return random_intercept(
        clustered_moments(np.column_stack([np.ones(len(np.asarray(y))), *x]), y, groups), method
    )


def _case(name: str, method: Method = "REML") -> RandomIntercept:
    data, predictors, outcome, groups = CASES[name]
    read = columns(data)
    return _line([read[predictor] for predictor in predictors], read[outcome], read[groups], method)


@pytest.mark.parametrize(("name", "method"), FITTED)
def test_the_fit_equals_lme4(name: str, method: Method) -> None:
    said, found = figures("mixed")[f"{name}_{method.lower()}"], _case(name, method)
    between, within = (part["vcov"] for part in said["var"])
    assert found.n == said["nobs"]
    assert found.log_likelihood == pytest.approx(said["loglik"], abs=1e-5)
    assert found.coefficients == pytest.approx(list(said["fixed"].values()), rel=1e-5)
    assert found.standard_errors == pytest.approx(list(said["se"].values()), rel=1e-5)
    assert found.tau2 == pytest.approx(between, rel=1e-4)
    assert found.sigma2 == pytest.approx(within, rel=1e-4)


def test_degrees_of_freedom_equal_lmertest() -> None:
    said, found = np.array(figures("mixed")["satterthwaite_bh"]["values"]), _case("bh_hrs_lead_ghrs")
    assert found.df == pytest.approx(said[:, 2], abs=1e-2)
    assert found.p_values == pytest.approx(said[:, 4], rel=1e-4)


def test_the_effects_of_groups_equal_lme4() -> None:
    said, found = figures("mixed")["bh_null_blup"], _case("bh_null")
    assert [str(int(label)) for label in found.labels] == sorted(said["group"], key=int)
    order = np.argsort([int(label) for label in said["group"]])
    assert found.effects == pytest.approx(np.array(said["eb"])[order], abs=1e-7)
    assert found.effect_variances == pytest.approx(np.array(said["cond_var"])[order], abs=1e-7)


def test_the_line_without_predictors_needs_counts_means_and_squares_only() -> None:
    rng = np.random.default_rng(4)
    groups = rng.integers(0, 12, 90)
    scores = rng.normal(3, 1, 90) + rng.normal(size=12)[groups]
    short, whole = random_intercept(moments_of_one_way(one_way(scores, groups))), _line([], scores, groups)
    assert short.coefficients == pytest.approx(whole.coefficients)
    assert (short.tau2, short.log_likelihood) == pytest.approx((whole.tau2, whole.log_likelihood))


def _dense(
    x: NDArray[Any], y: NDArray[Any], groups: NDArray[Any], fit: RandomIntercept
) -> tuple[float, NDArray[Any]]:
    """The REML log likelihood and coefficients with the n x n covariance written out."""
    v = fit.sigma2 * np.eye(len(y)) + fit.tau2 * (groups[:, np.newaxis] == groups)
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    b = np.linalg.solve(information, x.T @ inverse @ y)
    left = y - x @ b
    deviance = (len(y) - len(b)) * np.log(2 * np.pi) + np.linalg.slogdet(v)[1]
    return -(deviance + np.linalg.slogdet(information)[1] + left @ inverse @ left) / 2, b


seeds = st.integers(0, 10**6)


@given(seeds, st.floats(0, 1.5), st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_the_likelihood_is_that_of_the_whole_covariance_and_nowhere_higher(
    seed: int, spread: float, groups: int
) -> None:
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(groups), rng.integers(2, 6, groups))
    x = np.column_stack([np.ones(len(labels)), rng.normal(size=len(labels))])
    y = x @ [2.0, 0.5] + spread * rng.normal(size=groups)[labels] + rng.normal(size=len(labels))
    fit = random_intercept(clustered_moments(x, y, labels))
    likelihood, b = _dense(x, y, labels, fit)
    assert fit.log_likelihood == pytest.approx(likelihood, abs=1e-8)
    assert fit.coefficients == pytest.approx(b, abs=1e-8)
    for tau2, sigma2 in (
        (fit.tau2 + 0.05, fit.sigma2),
        (fit.tau2 * 0.9, fit.sigma2),
        (fit.tau2, fit.sigma2 * 1.1),
    ):
        other, _ = _dense(x, y, labels, _with(fit, tau2, sigma2))
        assert other <= likelihood + 1e-9


def _with(fit: RandomIntercept, tau2: float, sigma2: float) -> RandomIntercept:
    rest = {name: getattr(fit, name) for name in fit.__slots__ if name not in ("tau2", "sigma2")}
    return RandomIntercept(**rest, tau2=tau2, sigma2=sigma2)


@given(seeds, st.floats(0.1, 50), st.floats(-100, 100))
@settings(max_examples=30, deadline=None)
def test_another_unit_of_the_outcome_moves_everything_along(seed: int, unit: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    groups, x = np.repeat(np.arange(6), 5), rng.normal(size=30)
    y = rng.normal(size=30) + rng.normal(size=6)[groups]
    one, other = _line([x], y, groups), _line([x], unit * y + shift, groups)
    assert other.coefficients == pytest.approx(unit * one.coefficients + [shift, 0], rel=1e-6, abs=1e-6)
    assert (other.tau2, other.sigma2) == pytest.approx((unit**2 * one.tau2, unit**2 * one.sigma2), rel=1e-6)
    assert other.df == pytest.approx(one.df, rel=1e-5)


def test_with_groups_of_one_size_the_mean_has_the_freedom_of_the_groups() -> None:
    """Known exactly: the mean of G equal groups has G - 1 degrees of freedom."""
    groups = np.repeat(np.arange(7), 4)
    scores = np.random.default_rng(1).normal(size=28) + 2 * np.random.default_rng(2).normal(size=7)[groups]
    assert _line([], scores, groups).df == pytest.approx([6], abs=1e-6)


def test_no_difference_between_groups_leaves_an_ordinary_line() -> None:
    groups = np.repeat(np.arange(5), 2)
    y = np.tile([1.0, 3.0], 5)
    found = _line([], y, groups)
    assert found.tau2 == 0
    assert found.effects.tolist() == [0] * 5
    assert found.effect_variances.tolist() == [0] * 5
    assert found.df == pytest.approx([9])
    assert found.standard_errors == pytest.approx([np.std(y, ddof=1) / 10**0.5])


@pytest.mark.parametrize(
    ("x", "y", "groups", "words"),
    [
        ([], [1.0, 2, 3, 5], [1, 1, 1, 1], "one group only"),
        ([], [1.0, 2, 3, 5], [1, 2, 3, 4], "Every group has one person"),
        ([], [1.0, np.nan, 3, 5], [1, 1, 2, 2], "outcome has 1 missing values"),
        ([[1.0, 1, 1, 1]], [1.0, 2, 3, 5], [1, 1, 2, 2], "follows from the others"),
        ([[0.0, 0, 0, 0]], [1.0, 2, 3, 5], [1, 1, 2, 2], "follows from the others"),
        (
            [[1.0, 2, 4, 3], [5.0, 1, 1, 2]],
            [1.0, 2, 3, 5],
            [1, 1, 2, 2],
            "needs more than 4 rows; there are 4",
        ),
        ([[1.0, 1, 2, 2]], [1.0, 2, 3, 5], [1, 1, 2, 2], "2 groups and as many coefficients between groups"),
        ([], [2.0, 2, 3, 3], [1, 1, 2, 2], "Nobody differs within a group"),
        (
            [[0.1, 0.2, 0.3, 0.4, 0.5, 0.7]],
            [0.3, 0.6, 0.9, 1.2, 1.5, 2.1],
            [1, 1, 2, 2, 3, 3],
            "fits without any error",
        ),
        ([[1.0, 2, 3, 4, 5, 6]], [2.0, 4, 6, 8, 10, 12], [1, 1, 2, 2, 3, 3], "fits without any error"),
    ],
)
def test_what_cannot_be_fitted_is_one_sentence(
    x: list[list[float]], y: list[float], groups: list[int], words: str
) -> None:
    with pytest.raises(StatsError, match=words):
        _line(x, y, groups)


def test_a_slip_in_the_name_of_the_method_is_no_other_method() -> None:
    with pytest.raises(StatsError, match="method must be one of ML, REML, not 'reml'"):
        _line([], [1.0, 2, 3, 5], [1, 1, 2, 2], "reml")  # type: ignore[arg-type]


def test_the_interval_of_a_coefficient_holds_the_truth_as_often_as_it_says() -> None:
    """Stated model: normal; twelve unequal teams, a predictor of teams and one of people."""
    groups = np.repeat(np.arange(12), [4, 5, 6, 7, 8, 9, 10, 11, 12, 5, 7, 9])
    truth = np.array([3.0, 0.4, 0.2])

    def covers(rng: np.random.Generator) -> float:
        team, person = rng.normal(size=12)[groups], rng.normal(size=len(groups))
        y = np.column_stack([np.ones(len(groups)), team, person]) @ truth
        y += 0.4 * rng.normal(size=12)[groups] + 0.8 * rng.normal(size=len(groups))
        limits = _line([team, person], y, groups).interval(0.95)
        return float(np.mean((limits[:, 0] <= truth) & (truth <= limits[:, 1])))

    assert holds(coverage(covers), 0.95)
