"""Missing answers: Rubin's rules against mice, EM against lavaan, and the two-thirds rule."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import missing
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import figures, largest_gap, own_figures, table

Floats = NDArray[np.float64]


def test_pooling_equals_mice() -> None:
    told = own_figures("missing")["rubin"]
    found = missing.pool(told["q"], told["u"], complete_df=told["n"] - told["k"])
    keys = ("qbar", "ubar", "b", "t", "r", "lambda", "fmi", "df_barnard_rubin")
    pooled = (
        found.estimate,
        found.within,
        found.between,
        found.total,
        found.relative_increase,
        found.share_missing,
        found.information_missing,
        found.df,
    )
    assert pooled == pytest.approx([told[key] for key in keys], abs=1e-8)
    assert missing.pool(told["q"], told["u"]).df == pytest.approx(told["df_large_sample"], abs=1e-8)


def test_means_and_covariance_by_em_equal_lavaan() -> None:
    told = figures("missing")["hs_missing_em_cov"]
    found = missing.normal_moments(table("hs_missing", *told["cov"]["rows"]))
    assert largest_gap(found.covariance, told["cov"]["values"]) < 1e-4
    assert largest_gap(found.mean, list(told["mean"].values())) < 1e-4


def with_holes(draw: np.random.Generator, rows: int = 60, share: float = 0.2) -> Floats:
    answers = draw.normal(size=(rows, 1)) + draw.normal(size=(rows, 4))
    answers[draw.uniform(size=answers.shape) < share] = np.nan
    return answers


@given(st.integers(0, 1000))
@settings(max_examples=20)
def test_without_holes_em_gives_the_plain_moments(seed: int) -> None:
    answers = np.random.default_rng(seed).normal(size=(20, 3))
    found = missing.normal_moments(answers)
    assert found.mean == pytest.approx(answers.mean(axis=0), abs=1e-12)
    assert found.covariance == pytest.approx(np.cov(answers.T, ddof=0), abs=1e-12)


@given(st.integers(0, 1000), st.floats(-5, 5), st.floats(0.1, 10))
@settings(max_examples=15, deadline=None)
def test_em_moves_along_with_units_and_forgets_empty_rows(seed: int, shift: float, scale: float) -> None:
    answers = with_holes(np.random.default_rng(seed))
    plain = missing.normal_moments(answers)
    moved = missing.normal_moments(np.vstack((shift + scale * answers, np.full((3, 4), np.nan))))
    assert moved.mean == pytest.approx(shift + scale * plain.mean, rel=1e-5, abs=1e-5)
    assert moved.covariance == pytest.approx(scale**2 * plain.covariance, rel=1e-5, abs=1e-5)
    assert np.linalg.eigvalsh(plain.covariance).min() > 0


def test_em_takes_columns_of_very_different_units() -> None:
    answers = with_holes(np.random.default_rng(2))
    units = np.array([1e-6, 1, 1e3, 1e6])
    plain, mixed = missing.normal_moments(answers), missing.normal_moments(answers * units)
    assert mixed.covariance == pytest.approx(plain.covariance * np.outer(units, units), rel=1e-8)


def test_em_undoes_what_leaving_rows_out_does_to_a_mean() -> None:
    """Who scores low on the first skips the second: complete rows flatter, EM does not."""
    draw = np.random.default_rng(3)
    first = draw.normal(size=4000)
    second = 0.8 * first + 0.6 * draw.normal(size=4000)
    second[first < 0] = np.nan
    assert np.nanmean(second) > 0.5
    assert missing.normal_moments(np.column_stack((first, second))).mean[1] == pytest.approx(0, abs=0.08)


def test_pooling_imputations_that_agree_adds_nothing() -> None:
    found = missing.pool([2, 2, 2], [0.1, 0.2, 0.3])
    assert (found.total, found.df, found.share_missing) == (pytest.approx(0.2), inf, 0)
    assert found.interval().high == pytest.approx(2 + 1.959963984540054 * 0.2**0.5)
    assert missing.pool([2, 2, 2], [0.1, 0.2, 0.3], complete_df=20).df == pytest.approx(21 / 23 * 20)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=8), st.floats(3, 500))
@settings(max_examples=50)
def test_pooled_degrees_of_freedom_never_exceed_those_of_complete_data(
    estimates: list[float], complete_df: float
) -> None:
    found = missing.pool(estimates, [0.5] * len(estimates), complete_df)
    assert 0 < found.df <= complete_df
    assert found.df <= missing.pool(estimates, [0.5] * len(estimates)).df
    assert found.total >= found.within


def test_imputations_that_differ_enormously_leave_almost_no_degrees_of_freedom() -> None:
    """The share that is not missing comes to 0 in binary when it is taken as 1 minus the rest."""
    assert 0 < missing.pool([0, 1e9], [1e-9, 1e-9], complete_df=10).df < 1e-20


@pytest.mark.parametrize(
    ("estimates", "variances", "df", "sentence"),
    [
        ([1], [1], None, "at least two imputed"),
        ([1, 2], [1, 0], None, "above nought"),
        ([1, 2], [1], None, "estimates has 2 rows"),
        ([1, 2], [1, 1], 0, "degrees of freedom of the complete data"),
    ],
)
def test_what_cannot_be_pooled_is_refused(
    estimates: list[float], variances: list[float], df: float | None, sentence: str
) -> None:
    with pytest.raises(StatsError, match=sentence):
        missing.pool(estimates, variances, df)


def test_columns_that_hold_nothing_are_refused_by_em() -> None:
    answers = np.random.default_rng(1).normal(size=(10, 3))
    empty, flat, double = answers.copy(), answers.copy(), answers.copy()
    empty[:, 1] = np.nan
    flat[:, 2] = 4.1
    double[:, 2] = double[:, 0]
    with pytest.raises(StatsError, match="Column 2 has no answers"):
        missing.normal_moments(empty)
    with pytest.raises(StatsError, match="Column 3 holds one and the same"):
        missing.normal_moments(flat)
    with pytest.raises(StatsError, match="more than 3 rows"):
        missing.normal_moments(answers[:3])
    double[0, 1] = np.nan
    with pytest.raises(StatsError, match="follows from the others"):
        missing.normal_moments(double)


def test_two_of_three_answers_make_a_mean_and_one_does_not() -> None:
    found = missing.person_means([[1, 2, np.nan], [1, np.nan, np.nan], [1, 2, 6], [np.nan] * 3])
    assert found == pytest.approx([1.5, np.nan, 3, np.nan], nan_ok=True)
    three_of_four = missing.person_means([[1, 2, 3, np.nan], [1, 2, np.nan, np.nan]])
    assert three_of_four == pytest.approx([2, np.nan], nan_ok=True)
    assert missing.person_means([[1, np.nan, np.nan]], least_share=1 / 3).tolist() == [1]
    with pytest.raises(StatsError, match="share of items"):
        missing.person_means([[1, 2]], least_share=0)


def test_the_pooled_interval_covers_after_proper_imputation() -> None:
    """A mean of 40 of which a third is missing at random; each imputation draws mean and variance first."""

    def holds(draw: np.random.Generator) -> bool:
        seen = draw.normal(3, 1, 27)
        estimates, variances = [], []
        for _ in range(20):
            variance = seen.var(ddof=1) * 26 / draw.chisquare(26)
            mean = draw.normal(seen.mean(), (variance / 27) ** 0.5)
            whole = np.append(seen, draw.normal(mean, variance**0.5, 13))
            estimates.append(whole.mean())
            variances.append(whole.var(ddof=1) / 40)
        return missing.pool(estimates, variances, complete_df=39).interval().holds(3)

    assert_covers(holds, seed=71)
