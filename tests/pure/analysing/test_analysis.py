"""The figures of a questionnaire: each part from the answers alone, and a reason where there is none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.analysing.analysis import analyse, steps
from mortel.pure.analysing.answers import Answers, Scale
from mortel.pure.analysing.groups import agreement_figures, group_figures
from mortel.pure.analysing.quality import careless_figures, missing_figures
from mortel.pure.analysing.scales import scale_figures
from tests.pure.stats.reference import columns, own_figures, table

Floats = NDArray[np.float64]
DIMENSIONS = ("lead", "opp", "sup", "space", "know", "aut")
SCALES = tuple(Scale(name, tuple(f"{name}{at}" for at in range(1, 5)), frozenset()) for name in DIMENSIONS)


def first_wave() -> Answers:
    data = columns("sim_climate")
    items = tuple(item for scale in SCALES for item in scale.items)
    first = data["wave"] == 1
    teams = data["team"][first].astype(int).astype(np.str_)
    return Answers(items, table("sim_climate", *items)[first], teams, 1, 5, left_out=0)


def drawn(seed: int, people: int = 40, share: float = 0.1) -> Answers:
    draw = np.random.default_rng(seed)
    values = draw.integers(1, 6, (people, 6)).astype(float)
    values[draw.uniform(size=values.shape) < share] = np.nan
    items = ("a1", "a2", "a3", "b1", "b2", "b3")
    return Answers(items, values, draw.integers(0, 6, people).astype(np.str_), 1, 5, left_out=0)


A = Scale("A", ("a1", "a2", "a3"), frozenset({"a2"}))
B = Scale("B", ("b1", "b2", "b3"), frozenset())


@pytest.mark.parametrize("scale", SCALES, ids=DIMENSIONS)
def test_reliability_of_our_simulated_climate_equals_psych_and_lavaan(scale: Scale) -> None:
    told = own_figures("reliability")[f"sim_{scale.name}"]
    found = scale_figures(first_wave(), scale)
    assert found.n == told["n_complete"]
    assert found.alpha == pytest.approx(told["raw_alpha"], abs=1e-10)
    assert found.alpha_ci == pytest.approx(told["ci_feldt"], abs=1e-10)
    assert found.omega_total == pytest.approx(told["cfa_1f"]["omega_u"], abs=1e-6)
    without = {item.column: item.alpha_without for item in found.items}
    assert without == pytest.approx(told["alpha_if_deleted"], abs=1e-10)
    assert found.reasons == {}


def test_a_bar_is_told_of_each_step() -> None:
    calls: list[int] = []
    analyse(drawn(1), (A, B), lambda: calls.append(1))
    assert len(calls) == steps((A, B)) == 8


@given(st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_turning_an_item_round_twice_changes_nothing(seed: int) -> None:
    answers = drawn(seed)
    turned = answers.values.copy()
    turned[:, 1] = 6 - turned[:, 1]
    by_hand = Answers(answers.items, turned, answers.groups, 1, 5, 0)
    plain = Scale("A", A.items, frozenset())
    assert group_figures(answers, A).icc1_anova == group_figures(by_hand, plain).icc1_anova
    assert agreement_figures(answers, A).ad_mean == pytest.approx(agreement_figures(by_hand, plain).ad_mean)


def test_where_nobody_answered_anything_every_figure_has_a_reason() -> None:
    found = analyse(drawn(57, people=15, share=1.0), (A, B), lambda: None).careless
    assert found.longstring_mean is None
    assert found.reasons["longstring_mean"] == "Nobody answered anything."


@given(st.integers(0, 1000), st.floats(0, 0.95))
@settings(max_examples=25, deadline=None)
def test_whatever_is_missing_each_figure_is_a_number_or_has_a_reason(seed: int, share: float) -> None:
    analysis = analyse(drawn(seed, people=15, share=share), (A, B), lambda: None)
    for name in ("A", "B"):
        scale, level, shared = analysis.scales[name], analysis.multilevel[name], analysis.agreement[name]
        for figures, keys in (
            (scale, ("alpha", "omega_total")),
            (level, ("icc1_anova", "icc1_reml")),
            (shared, ("rwgj_mean", "ad_mean")),
        ):
            for key in keys:
                value = getattr(figures, key)
                assert (value is None) == (key in figures.reasons)
                assert value is None or np.isfinite(value)


def test_who_answers_without_reading_is_counted_and_left_out_of_the_second_alpha() -> None:
    draw = np.random.default_rng(4)
    climate = draw.normal(size=(200, 1))
    values = np.clip(np.round(3 + climate + draw.normal(0, 0.5, (200, 20))), 1, 5)
    values[:, 1] = 6 - values[:, 1]
    values[:20] = draw.integers(1, 6, (20, 1))
    more = tuple(f"c{at}" for at in range(14))
    answers = Answers(
        ("a1", "a2", "a3", "b1", "b2", "b3", *more), values, np.array(["x", "y"] * 100), 1, 5, 0
    )
    found = careless_figures(answers, (A, B))
    before = scale_figures(answers, A).alpha
    after = found.alpha_without_flagged["A"]
    assert found.longstring_limit == 10
    assert found.longstring_flagged is not None
    assert found.flagged is not None
    assert 20 <= found.longstring_flagged <= found.flagged
    assert found.irv_zero >= 20
    assert before is not None
    assert after is not None
    assert after > before + 0.05
    assert found.even_odd_mean is None
    assert "three scales" in found.reasons["even_odd_mean"]


@pytest.mark.parametrize(("items", "told"), [(19, False), (20, True)])
def test_nobody_is_flagged_by_a_run_over_fewer_than_twenty_items(items: int, told: bool) -> None:
    values = np.random.default_rng(1).integers(1, 6, (60, items)).astype(float)
    names = tuple(f"q{at}" for at in range(items))
    scale = Scale("Q", names, frozenset())
    found = careless_figures(Answers(names, values, np.array(["x", "y"] * 30), 1, 5, 0), (scale,))
    assert (found.longstring_flagged is not None) == (found.flagged is not None) == told
    assert (found.alpha_without_flagged["Q"] is not None) == told
    unsaid = {"longstring_flagged", "flagged", "alpha_without_flagged.Q"}
    assert set(found.reasons) & unsaid == (set() if told else unsaid)
    assert found.mahalanobis_flagged is not None


def test_even_and_odd_are_compared_from_three_scales_on() -> None:
    found = careless_figures(first_wave(), SCALES)
    assert found.even_odd_mean is not None
    assert -1 <= found.even_odd_mean < 0


def test_missing_answers_are_counted_per_item_person_and_scale() -> None:
    nan = np.nan
    values = np.array([[1, 2, nan, 4, 5, 1], [nan, nan, 3, 4, nan, nan], [1, 2, 3, 4, 5, 5]])
    answers = Answers(("a1", "a2", "a3", "b1", "b2", "b3"), values, np.array(["x", "x", "y"]), 1, 5, 0)
    found = missing_figures(answers, (A, B))
    assert (found.answers, found.missing, found.share) == (13, 5, pytest.approx(5 / 18))
    assert (found.complete_rows, found.patterns) == (1, 3)
    assert found.by_item == {"a1": 1, "a2": 1, "a3": 1, "b1": 0, "b2": 1, "b3": 1}
    assert found.without_person_mean == {"A": 1, "B": 1}
