"""Difference in differences on our own simulated teams, against R (clubSandwich, t.test, lme4)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import did
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import assert_covers
from tests.pure.stats.reference import columns, largest_gap, own_figures

Floats = NDArray[np.float64]


def answers() -> tuple[Floats, Floats, Floats, Floats]:
    data = columns("sim_did")
    return data["score"], data["treated"], data["wave"], data["team"]


def drawn(
    seed: int | np.random.Generator, effect: float = 0.0
) -> tuple[Floats, Floats, Floats, NDArray[np.intp]]:
    """24 teams, 8 treated, other people at each wave, a team effect and a change of its own in each team."""
    draw = np.random.default_rng(seed)
    teams = np.repeat(np.arange(24), 16)
    after = np.tile(np.repeat([0.0, 1.0], 8), 24)
    treated = (teams < 8).astype(np.float64)
    level, change = draw.normal(size=24) * 0.4, draw.normal(size=24) * 0.2
    score = 3 + level[teams] + after * (0.1 + change[teams]) + effect * treated * after
    return score + draw.normal(size=teams.size), treated, after, teams


def test_errors_by_cluster_equal_r() -> None:
    told = own_figures("did")["ols"]
    found = did.clustered(*answers())
    assert found.effect == pytest.approx(told["coef"]["treated:wave"], abs=1e-8)
    simple = list(told["cluster_CR1S_stata"]["se"].values())
    assert largest_gap(found.cr1s.standard_errors, simple) < 1e-8
    terms = told["cluster_CR2_satterthwaite"]
    assert largest_gap(found.cr2.standard_errors, [term["SE"] for term in terms]) < 1e-8
    assert largest_gap(found.cr2.df, [term["df"] for term in terms]) < 1e-3


def test_the_change_of_teams_equals_r() -> None:
    told = own_figures("did")["team_change_welch"]
    found = did.team_change(*answers())
    # R gives untreated minus treated.
    assert found.test.difference == pytest.approx(-told["diff"], abs=1e-8)
    assert (found.test.t, found.test.df) == pytest.approx((-told["t"], told["df"]), abs=1e-8)
    assert found.test.p == pytest.approx(told["p"], abs=1e-8)
    assert (found.test.interval.low, found.test.interval.high) == pytest.approx(
        (-told["ci"][1], -told["ci"][0]), abs=1e-8
    )
    assert (found.treated_teams, found.other_teams, found.left_out) == (24, 36, 0)


def test_the_mixed_model_equals_lme4() -> None:
    told = own_figures("did")["mixed"]
    found = did.mixed(*answers(), columns("sim_did")["person"])
    assert found.coefficients == pytest.approx(list(told["fixed"].values()), rel=1e-5)
    assert found.standard_errors == pytest.approx(list(told["se"].values()), rel=1e-5)
    person, team, residual = (part["vcov"] for part in told["var"])
    variances = (found.person_variance, found.team_variance, found.residual_variance)
    assert variances == pytest.approx((person, team, residual), rel=1e-4)
    assert found.log_likelihood == pytest.approx(told["loglik"], abs=1e-5)


@given(st.integers(0, 1000), st.floats(-3, 3))
@settings(max_examples=20)
def test_an_effect_added_to_the_treated_comes_back_whole(seed: int, effect: float) -> None:
    without, with_effect = drawn(seed), drawn(seed, effect)
    added = did.clustered(*with_effect).effect - did.clustered(*without).effect
    assert added == pytest.approx(effect, abs=1e-9)
    by_team = did.team_change(*with_effect).test.difference - did.team_change(*without).test.difference
    assert by_team == pytest.approx(effect, abs=1e-9)


def test_without_spread_between_people_and_teams_their_variances_are_nought() -> None:
    """Everybody scatters as much as the whole: the best variance lies at the edge, and nought is the answer."""
    score, treated, after, teams = drawn(3)
    people = np.arange(score.size) // 2
    alternating = np.where(np.arange(score.size) % 2, 1.0, -1.0) + 0.01 * score
    found = did.mixed(alternating, treated, after, teams, people)
    assert (found.person_variance, found.team_variance) == (0, 0)


def test_a_team_that_answered_once_is_left_out_and_counted() -> None:
    score, treated, after, teams = drawn(4)
    kept = ~((teams == 23) & (after == 1))
    found = did.team_change(score[kept], treated[kept], after[kept], teams[kept])
    assert (found.treated_teams, found.other_teams, found.left_out) == (8, 15, 1)


def test_what_cannot_be_compared_is_refused() -> None:
    score, treated, after, teams = drawn(5)
    with pytest.raises(StatsError, match="no answers with the action after it"):
        did.clustered(score, treated, after * (1 - treated), teams)
    with pytest.raises(StatsError, match="treated holds only 0"):
        did.clustered(score, treated * 2, after, teams)
    with pytest.raises(StatsError, match="one cluster"):
        did.clustered(score, treated, after, np.zeros(score.size))
    half = treated.copy()
    half[teams == 3] = after[teams == 3]
    with pytest.raises(StatsError, match="Team 3 is both treated and untreated"):
        did.team_change(score, half, after, teams)
    with pytest.raises(StatsError, match="two teams with the action"):
        did.team_change(score, (teams == 1).astype(float), after, teams)


def test_people_who_move_or_answer_once_are_refused_by_the_mixed_model() -> None:
    score, treated, after, teams = drawn(6)
    with pytest.raises(StatsError, match="more than one team"):
        did.mixed(score, treated, after, teams, np.zeros(score.size))
    with pytest.raises(StatsError, match="Nobody answered twice"):
        did.mixed(score, treated, after, teams, np.arange(score.size))
    with pytest.raises(StatsError, match="one team"):
        did.mixed(score, treated, after, np.zeros(score.size), np.arange(score.size) // 2)


def test_people_who_always_answer_alike_leave_no_residue_to_compare_with() -> None:
    score, treated, after, teams = drawn(7)
    people = np.arange(score.size) // 2
    with pytest.raises(StatsError, match="no spread within people"):
        did.mixed(score[people * 2], treated, after, teams, people)
    with pytest.raises(StatsError, match="explain every answer"):
        did.mixed(3.1 + treated * after, treated, after, teams, people)


def test_cr2_and_the_change_of_teams_cover_the_effect() -> None:
    def by_cluster(draw: np.random.Generator) -> bool:
        low, high = did.clustered(*drawn(draw, 0.4)).cr2.interval()[3]
        return bool(low <= 0.4 <= high)

    assert_covers(by_cluster, seed=41)
    assert_covers(lambda draw: did.team_change(*drawn(draw, 0.4)).test.interval.holds(0.4), seed=42)
