"""Intraclass correlations: R's three estimators, Bliese's published figures, what must hold, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.icc import anova, group_reliability, reml
from mortel.pure.stats.sufficient import OneWay, group_moments, one_way
from tests.pure.stats.coverage import coverage, holds
from tests.pure.stats.reference import columns, figures, own_figures, table

ARMY = ("COHES", "LEAD", "HRS", "WBEING")
CLIMATE = ("lead", "opp", "sup", "space", "know", "aut")


def _army(variable: str) -> OneWay:
    army = columns("bh1996")
    return one_way(army[variable], army["GRP"])


def _climate(dimension: str) -> OneWay:
    """As R's rowMeans: who left one of the four items open has no score."""
    climate = columns("sim_climate")
    first = climate["wave"] == 1
    items = table("sim_climate", *(f"{dimension}{number}" for number in range(1, 5)))
    return one_way(items[first].mean(axis=1), climate["team"][first])


def _case(variable: str) -> tuple[OneWay, dict[str, float]]:
    if variable in CLIMATE:
        return _climate(variable), own_figures("icc")["sim_climate_w1"][variable]
    return _army(variable), figures("icc")["bh1996"][variable]


@pytest.mark.parametrize("variable", ARMY + CLIMATE)
def test_the_analysis_of_variance_equals_r(variable: str) -> None:
    scores, said = _case(variable)
    found = anova(scores)
    assert (found.n, found.groups) == (said["n"], said["groups"])
    pairs = {
        "mean_group_size": found.mean_size,
        "n0": found.n0,
        "msb": found.between_mean_square,
        "msw": found.within_mean_square,
        "F": found.f,
        "icc1_anova_mean_size": found.icc1,
        "icc1_anova_n0": found.icc1_n0,
        "icc2_anova": found.icc2,
    }
    assert list(pairs.values()) == pytest.approx([said[key] for key in pairs], abs=1e-10)
    assert found.p_value == pytest.approx(said["p"], rel=1e-8)
    assert [found.icc1_interval.low, found.icc1_interval.high] == pytest.approx(
        said["icc1_ci95_F_mean_size"], abs=1e-10
    )
    assert found.icc2_interval is not None
    assert [found.icc2_interval.low, found.icc2_interval.high] == pytest.approx(said["icc2_ci95"], abs=1e-10)


@pytest.mark.parametrize("variable", ARMY + CLIMATE)
def test_the_variances_equal_lme4(variable: str) -> None:
    scores, said = _case(variable)
    found = reml(scores)
    pairs = {
        "tau2_reml": found.tau2,
        "sigma2_reml": found.sigma2,
        "icc1_reml": found.icc1,
        "icc2_reml_mean_size": found.icc2,
        "mean_of_group_reliabilities": found.mean_reliability,
        "rlrt_loglik": found.log_likelihood,
    }
    assert list(pairs.values()) == pytest.approx([said[key] for key in pairs], abs=1e-6)


def test_what_bliese_published_about_well_being_in_the_army() -> None:
    said, scores = own_figures("published")["bliese_tutorial_wbeing"], _army("WBEING")
    by_anova, by_reml = anova(scores), reml(scores)
    assert by_reml.tau2 == pytest.approx(said["tau2"], abs=1e-7)
    assert by_reml.sigma2 == pytest.approx(said["sigma2"], abs=1e-7)
    assert by_reml.icc1 == pytest.approx(said["icc1_lme"], abs=1e-7)
    assert by_anova.icc1 == pytest.approx(said["icc1_aov"], abs=1e-7)
    assert by_reml.mean_reliability == pytest.approx(said["icc2_lme_unweighted"], abs=1e-7)


def test_all_items_at_once_equal_each_item_alone() -> None:
    rng = np.random.default_rng(2)
    items, groups = rng.integers(0, 6, (200, 4)).astype(np.int8), rng.integers(0, 20, 200)
    together = group_moments(items, groups, missing=0)
    for index in range(4):
        there = items[:, index] != 0
        alone = one_way(items[there, index].astype(float), groups[there])
        assert anova(together.item(index)) == anova(alone)


teams = st.tuples(st.integers(0, 10**6), st.integers(2, 12), st.floats(0, 2)).map(
    lambda drawn: _drawn(np.random.default_rng(drawn[0]), drawn[1], drawn[2])
)


def _drawn(
    rng: np.random.Generator, groups: int, spread: float
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    sizes = rng.integers(2, 9, groups)
    labels = np.repeat(np.arange(groups), sizes)
    return rng.normal(size=groups)[labels] * spread + rng.normal(size=len(labels)), labels


@given(teams, st.floats(0.01, 100), st.floats(-1000, 1000))
@settings(max_examples=50, deadline=None)
def test_an_icc_does_not_depend_on_the_unit(
    team: tuple[NDArray[np.float64], NDArray[np.intp]], unit: float, shift: float
) -> None:
    scores, groups = team
    first, second = one_way(scores, groups), one_way(scores * unit + shift, groups)
    assert anova(second).icc1 == pytest.approx(anova(first).icc1, abs=1e-7)
    assert reml(second).icc1 == pytest.approx(reml(first).icc1, abs=1e-6)
    assert 0 <= reml(first).icc1 <= 1
    assert anova(first).icc1_interval.holds(anova(first).icc1)


@given(st.integers(0, 10**6), st.integers(2, 8), st.integers(2, 6))
@settings(max_examples=50, deadline=None)
def test_with_groups_of_one_size_the_three_estimators_are_one(seed: int, groups: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(groups), size)
    scores = one_way(rng.normal(size=len(labels)) + rng.normal(size=groups)[labels], labels)
    found = anova(scores)
    assert found.icc1_n0 == pytest.approx(found.icc1)
    assert reml(scores).icc1 == pytest.approx(max(found.icc1, 0), abs=1e-9)


def test_single_people_count_for_the_mean_and_not_for_the_spread() -> None:
    found = anova(one_way([1.0, 2.0, 4.0, 5.0, 3.0], ["a", "a", "b", "b", "alone"]))
    assert (found.n, found.groups) == (5, 3)
    assert found.within_mean_square == pytest.approx((0.5 + 0.5) / 2)


def test_equal_group_means_have_no_icc2() -> None:
    found = anova(one_way([1.0, 3.0, 0.0, 4.0], ["a", "a", "b", "b"]))
    assert (found.icc1, found.icc2, found.icc2_interval) == (pytest.approx(-1), None, None)
    assert reml(one_way([1.0, 3.0, 0.0, 4.0], ["a", "a", "b", "b"])).tau2 == 0


@pytest.mark.parametrize(
    ("scores", "groups", "words"),
    [
        ([1.0, 2.0, 3.0], [1, 1, 1], "one group only"),
        ([1.0, 2.0, 3.0], [1, 2, 3], "one person"),
        ([2.0, 2.0, 3.0, 3.0], [1, 1, 2, 2], "Nobody differs within a group"),
        ([0.1, 0.1, 0.3, 0.3, 0.3], [1, 1, 2, 2, 2], "Nobody differs within a group"),
        ([1.0, 2.0], [1], "scores has 2 rows and groups has 1"),
        ([np.nan, np.nan], [1, 2], "no value at all"),
    ],
)
@pytest.mark.parametrize("estimate", [anova, reml])
def test_what_has_no_icc_is_one_sentence(
    estimate: object, scores: list[float], groups: list[int], words: str
) -> None:
    with pytest.raises(StatsError, match=words):
        estimate(one_way(scores, groups))  # type: ignore[operator]


def test_the_reliability_of_a_group_grows_with_its_size() -> None:
    found = group_reliability(0.1, np.array([1.0, 5.0, 12.0]))
    assert found == pytest.approx([0.1, 0.5 / 1.4, 1.2 / 2.1])
    with pytest.raises(StatsError, match="below zero, take 0"):
        group_reliability(-0.1, np.array([5.0]))
    with pytest.raises(StatsError, match="at least one person"):
        group_reliability(0.1, np.array([0.0]))


def test_the_interval_of_icc1_holds_the_truth_as_often_as_it_says() -> None:
    """Stated model: normal, groups of one size."""
    groups, size, tau2, sigma2 = 25, 8, 0.1, 0.9
    labels = np.repeat(np.arange(groups), size)

    def covers(rng: np.random.Generator) -> bool:
        scores = rng.normal(size=groups)[labels] * tau2**0.5 + rng.normal(size=len(labels)) * sigma2**0.5
        return anova(one_way(scores, labels)).icc1_interval.holds(tau2 / (tau2 + sigma2))

    assert holds(coverage(covers), 0.95)
