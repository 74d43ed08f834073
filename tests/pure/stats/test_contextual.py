"""Within, between, contextual: R's figures, what must hold for any data, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats.contextual import contextual_effects, ordinary_effects, waba
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.coverage import coverage, holds
from tests.pure.stats.reference import columns, figures

CASES = {"bh_hrs_wbeing": "HRS", "bh_lead_wbeing": "LEAD", "bh_cohes_wbeing": "COHES"}
Data = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]


def _army(case: str) -> Data:
    army = columns("bh1996")
    return army[CASES[case]], army["WBEING"], army["GRP"]


@pytest.mark.parametrize("case", CASES)
def test_ordinary_slopes_equal_lm(case: str) -> None:
    said, found = figures("within_between")[case], ordinary_effects(*_army(case))
    apart, together = (np.array(said[key]["values"]) for key in ("ols_within_between", "ols_contextual"))
    assert found.intercept == pytest.approx(apart[0, 0], abs=1e-8)
    for effect, row in ((found.within, apart[1]), (found.between, apart[2]), (found.contextual, together[2])):
        assert (effect.estimate, effect.standard_error) == pytest.approx(row[:2], abs=1e-8)
        assert effect.p_value == pytest.approx(row[3], rel=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_slopes_with_a_random_intercept_equal_lme4(case: str) -> None:
    """lme4 ran here with its default optimiser, which stops at about 1e-6."""
    said, found = figures("within_between")[case], contextual_effects(*_army(case))
    rows = np.array(said["mixed_within_between"]["values"])
    assert found.intercept == pytest.approx(rows[0, 0], rel=1e-5)
    for effect, row in ((found.within, rows[1]), (found.between, rows[2])):
        assert (effect.estimate, effect.standard_error) == pytest.approx(row[:2], rel=1e-5)


@pytest.mark.parametrize("case", CASES)
def test_waba_equals_multilevel(case: str) -> None:
    said, found = figures("within_between")[case]["waba"], waba(*_army(case))
    pairs = {
        "RawCorr": found.total_correlation,
        "EtaBx": found.eta_between_x,
        "EtaBy": found.eta_between_y,
        "CorrB": found.between_correlation,
        "EtaWx": found.eta_within_x,
        "EtaWy": found.eta_within_y,
        "CorrW": found.within_correlation,
    }
    assert list(pairs.values()) == pytest.approx([said[key] for key in pairs], abs=1e-8)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (1, 3), (2, 3), (1, 4)])
def test_both_correlations_equal_psych_on_its_toy(one: int, other: int) -> None:
    said, toy = figures("within_between")["psych_withinBetween_toy"], columns("withinBetween")
    found = waba(toy[f"V{one}"], toy[f"V{other}"], toy["Group"])
    assert found.within_correlation == pytest.approx(
        said["within_r"]["values"][one - 1][other - 1], abs=1e-10
    )
    assert found.between_correlation == pytest.approx(
        said["between_r"]["values"][one - 1][other - 1], abs=1e-10
    )


people = st.integers(0, 10**6).map(lambda seed: _drawn(np.random.default_rng(seed)))


def _drawn(rng: np.random.Generator, within: float = 0.2, between: float = 0.6, groups: int = 10) -> Data:
    labels = np.repeat(np.arange(groups), rng.integers(3, 8, groups))
    middle, own = rng.normal(size=groups)[labels], rng.normal(size=len(labels))
    # The mean of x is made exact, so that the truth between groups is `between` and nothing is measured with error.
    own -= (np.bincount(labels, own) / np.bincount(labels))[labels]
    noise = 0.5 * rng.normal(size=groups)[labels] + rng.normal(size=len(labels))
    return middle + own, 1 + within * own + between * middle + noise, labels


@given(people)
@settings(max_examples=40, deadline=None)
def test_the_correlation_over_all_people_is_made_of_two(data: Data) -> None:
    found = waba(*data)
    made = found.eta_between_x * found.eta_between_y * found.between_correlation
    made += found.eta_within_x * found.eta_within_y * found.within_correlation
    assert made == pytest.approx(found.total_correlation)
    assert found.eta_between_x**2 + found.eta_within_x**2 == pytest.approx(1)
    assert found.total_correlation == pytest.approx(np.corrcoef(data[0], data[1])[0, 1])


@given(people)
@settings(max_examples=40, deadline=None)
def test_within_groups_both_ways_find_the_same_slope(data: Data) -> None:
    one, other = contextual_effects(*data), ordinary_effects(*data)
    assert one.within.estimate == pytest.approx(other.within.estimate, abs=1e-8)
    assert one.contextual.estimate == pytest.approx(one.between.estimate - one.within.estimate)
    assert one.contextual.df == min(one.within.df, one.between.df)


@pytest.mark.parametrize("ask", [contextual_effects, ordinary_effects, waba])
def test_what_cannot_be_taken_apart_is_one_sentence(ask: object) -> None:
    y, groups = [1.0, 2, 4, 3], [1, 1, 2, 2]
    for x in ([1.0, 1, 2, 2], [1.0, 2, 1, 2], [3.0, 3, 3, 3]):
        with pytest.raises(StatsError, match="nothing to take apart"):
            ask(x, y, groups)  # type: ignore[operator]
    with pytest.raises(StatsError, match="missing"):
        ask([1.0, np.nan, 2, 3], y, groups)  # type: ignore[operator]


def test_the_intervals_of_the_three_slopes_hold_the_truth_as_often_as_they_say() -> None:
    """Stated model: normal, 20 groups, a random intercept."""

    def covers(rng: np.random.Generator) -> float:
        found = contextual_effects(*_drawn(rng, groups=20))
        truths = {found.within: 0.2, found.between: 0.6, found.contextual: 0.4}
        return float(np.mean([effect.interval().holds(truth) for effect, truth in truths.items()]))

    assert holds(coverage(covers), 0.95)
