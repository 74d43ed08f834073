"""Agreement within groups: R's figures, worked figures, what must hold for any group, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats.agreement import (
    FIVE_POINT_NULLS,
    Agreement,
    average_deviation,
    awg,
    r_star_wg_j,
    rwg,
    rwg_j,
    uniform_null,
)
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.sufficient import GroupMoments, group_moments
from tests.pure.stats.reference import columns, figures, own_figures, table

LEAD = ("lead1", "lead2", "lead3", "lead4")


def _lead() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    climate = columns("sim_climate")
    first = climate["wave"] == 1
    return table("sim_climate", *LEAD)[first], climate["team"][first]


def _moments() -> GroupMoments:
    return group_moments(*_lead(), complete=True)


@pytest.mark.parametrize(
    ("part", "key", "found"),
    [
        ("rwg_j", "rwg.j", lambda: rwg_j(_moments(), 2)),
        ("awg", "a.wg", lambda: awg(_moments(), 1, 5)),
        ("ad", "AD.M", lambda: average_deviation(*_lead())),
    ],
)
def test_agreement_equals_multilevel_team_by_team(part: str, key: str, found: object) -> None:
    said = own_figures("agreement")["sim_lead_w1"][part]
    agreement = found()  # type: ignore[operator]
    assert len(said) == 119
    for row in said:
        assert agreement.of(float(row["grpid"])) == pytest.approx(row.get(key), abs=1e-10)


def test_rwg_j_equals_multilevel_on_platoons() -> None:
    said, cohesion = figures("agreement")["cohesion_rwgj"], columns("cohesion")
    platoons = [
        f"{unit} {platoon}" for unit, platoon in zip(cohesion["UNIT"], cohesion["PLATOON"], strict=True)
    ]
    items = table("cohesion", *(f"COH0{number}" for number in range(1, 6)))
    found = rwg_j(group_moments(items, platoons, complete=True), 2)
    assert [found.of(row["grpid"]) for row in said] == pytest.approx(
        [row["rwg.j"] for row in said], abs=1e-10
    )


def test_worked_figures_of_one_group() -> None:
    """Answers 3, 4, 4, 5 and 2, 2, 4, 4: variances 2/3 and 4/3, means 4 and 3."""
    moments = group_moments([[3, 2], [4, 2], [4, 4], [5, 4]], ["a"] * 4, complete=True)
    a = 1 - 1 / 2
    assert r_star_wg_j(moments, 2).of("a") == pytest.approx(a)
    assert rwg_j(moments, 2).of("a") == pytest.approx(2 * a / (2 * a + 1 - a))
    first = 1 - 2 * (2 / 3) / ((6 * 4 - 16 - 5) * 4 / 3)
    second = 1 - 2 * (4 / 3) / ((6 * 3 - 9 - 5) * 4 / 3)
    assert awg(moments, 1, 5).of("a") == pytest.approx((first + second) / 2)


def test_the_average_deviation_around_the_median_of_each_group() -> None:
    """Groups of three and two: medians 4 and 2.5."""
    found = average_deviation([[1], [4], [5], [2], [3]], [7, 7, 7, 8, 8], "median")
    assert (found.of(7), found.of(8)) == pytest.approx(((3 + 0 + 1) / 3, 0.5))


@pytest.mark.parametrize("around", ["mean", "median"])
def test_the_average_deviation_is_that_of_each_group_by_itself(around: str) -> None:
    rng = np.random.default_rng(3)
    rows, groups = rng.integers(1, 6, (60, 3)), rng.integers(0, 9, 60)
    found = average_deviation(rows, groups, around)  # type: ignore[arg-type]
    middle = np.mean if around == "mean" else np.median
    for label, value in zip(found.labels, found.values, strict=True):
        own = rows[groups == label]
        assert value == pytest.approx(np.abs(own - middle(own, axis=0)).mean())


def test_one_person_agrees_with_nobody() -> None:
    rows, groups = [[4, 4], [5, 4], [3, 3]], ["pair", "pair", "alone"]
    moments = group_moments(rows, groups, complete=True)
    for found in (
        rwg_j(moments, 2),
        r_star_wg_j(moments, 2),
        awg(moments, 1, 5),
        average_deviation(rows, groups),
    ):
        assert found.of("alone") is None
        assert found.of("pair") is not None or found.sizes[1] == 2
        assert len(found.defined) <= 1
    assert average_deviation([[4]], ["alone"]).mean is None


def test_one_voice_is_full_agreement_whatever_the_null() -> None:
    moments = group_moments([[5, 5], [5, 5], [5, 5]], [1, 1, 1], complete=True)
    for null in FIVE_POINT_NULLS.values():
        assert rwg_j(moments, null).mean == 1
    assert awg(moments, 1, 5).mean == 1
    assert average_deviation([[5, 5], [5, 5]], [1, 1]).mean == 0


def test_more_spread_than_chance_is_no_agreement_in_rwg_and_below_zero_in_r_star() -> None:
    moments = group_moments([[1], [5]], [1, 1], complete=True)
    assert rwg(moments, uniform_null(5)).mean == 0
    assert r_star_wg_j(moments, uniform_null(5)).mean == -3
    assert awg(moments, 1, 5).mean == -1


def test_the_uniform_null_is_that_of_the_table() -> None:
    said = own_figures("agreement") and {"uniform4": 1.25, "uniform5": 2, "uniform6": 35 / 12, "uniform7": 4}
    assert {f"uniform{options}": uniform_null(options) for options in (4, 5, 6, 7)} == pytest.approx(said)
    assert uniform_null(5) == FIVE_POINT_NULLS["uniform"]


groups_of_answers = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=12)


@given(groups_of_answers)
@settings(max_examples=50)
def test_a_stricter_null_never_says_more_agreement(rows: list[list[int]]) -> None:
    moments = group_moments(rows, np.zeros(len(rows)), complete=True)
    values = [_only(rwg_j(moments, null)) for null in sorted(FIVE_POINT_NULLS.values())]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


@given(groups_of_answers)
@settings(max_examples=50)
def test_turning_the_scale_around_changes_nothing(rows: list[list[int]]) -> None:
    turned, groups = 6 - np.array(rows), np.zeros(len(rows))
    assert _only(average_deviation(turned, groups)) == pytest.approx(_only(average_deviation(rows, groups)))
    one, other = (group_moments(table, groups, complete=True) for table in (rows, turned))
    assert awg(one, 1, 5).of(0) == pytest.approx(awg(other, 1, 5).of(0))
    assert _only(rwg_j(one, 2)) == pytest.approx(_only(rwg_j(other, 2)))


@given(groups_of_answers)
@settings(max_examples=50)
def test_awg_lies_between_minus_one_and_one_or_says_nothing(rows: list[list[int]]) -> None:
    value = awg(group_moments(rows, np.zeros(len(rows)), complete=True), 1, 5).of(0)
    assert value is None or -1 - 1e-9 <= value <= 1


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda moments: rwg(moments, 2), "for several items take rwg_j"),
        (lambda moments: rwg_j(moments, 0), "null_variance must be a number above zero"),
        (lambda moments: awg(moments, 5, 1), "from low to high"),
        (lambda moments: awg(moments, 1, 3), "outside 1 to 3"),
        (lambda moments: rwg_j(moments, 2).of("nobody"), "There is no group 'nobody'"),
    ],
)
def test_what_agreement_cannot_say_is_one_sentence(ask: object, words: str) -> None:
    with pytest.raises(StatsError, match=words):
        ask(group_moments([[4, 4], [5, 4]], ["a", "a"], complete=True))  # type: ignore[operator]


def test_half_answered_rows_must_be_left_out_first() -> None:
    rows = [[4, np.nan], [5, 4], [3, 3]]
    with pytest.raises(StatsError, match="complete=True"):
        rwg_j(group_moments(rows, [1, 1, 1]), 2)
    assert rwg_j(group_moments(rows, [1, 1, 1], complete=True), 2).sizes.tolist() == [2]


def test_a_slip_in_the_name_of_the_middle_is_no_other_middle() -> None:
    with pytest.raises(StatsError, match="around must be one of mean, median"):
        average_deviation([[1], [2]], [1, 1], "modus")  # type: ignore[arg-type]


def test_a_scale_has_two_answers_at_least() -> None:
    with pytest.raises(StatsError, match="at least two answers"):
        uniform_null(1)


def _only(agreement: Agreement) -> float:
    (value,) = agreement.values
    return float(value)
