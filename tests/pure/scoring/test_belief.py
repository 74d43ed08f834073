"""What is believed after measuring, with the frozen expectation from before."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.scoring.belief import Belief, after
from mortel.pure.scoring.frozen import change_spread, person_variance
from mortel.pure.stats.errors import StatsError


def test_a_measurement_as_sure_as_the_expectation_is_believed_by_half() -> None:
    found = after([0.4], [0.0625])
    assert found.mean[0] == pytest.approx(0.2)
    assert found.sd[0] == pytest.approx(np.sqrt(0.03125))
    assert found.low[0] == pytest.approx(0.2 - 1.2815515655446 * np.sqrt(0.03125))
    assert found.high[0] == pytest.approx(0.2 + 1.2815515655446 * np.sqrt(0.03125))


def test_a_word_needs_more_than_nine_in_ten() -> None:
    edge = 1.2815515655446004
    found = Belief(np.array([edge - 1e-6, edge + 1e-6, -edge + 1e-6, -edge - 1e-6]), np.ones(4))
    assert found.is_above.tolist() == [False, True, False, False]
    assert found.is_below.tolist() == [False, False, False, True]


def test_no_difference_needs_both_ends_within_three_tenths() -> None:
    reach = 1.2815515655446004
    sd = 0.2 / reach
    found = Belief(np.array([0.0999, 0.1001, -0.0999, -0.1001]), np.full(4, sd))
    assert found.is_nought.tolist() == [True, False, True, False]
    assert Belief(np.zeros(2), np.array([0.299, 0.301]) / reach).is_nought.tolist() == [True, False]


def test_what_was_not_measured_gets_no_word() -> None:
    found = after([np.nan], [np.nan])
    assert not (found.is_above | found.is_below | found.is_nought).any()


@pytest.mark.parametrize("variance", [0.0, -0.1])
def test_a_measurement_without_error_is_refused(variance: float) -> None:
    with pytest.raises(StatsError, match="believed blindly"):
        after([0.1], [variance])


@given(st.floats(-4, 4), st.floats(0.001, 4))
@settings(max_examples=50)
def test_belief_lies_between_expectation_and_measurement(measured: float, variance: float) -> None:
    found = after(measured, variance)
    assert abs(found.mean) <= abs(measured)
    assert found.mean * measured >= 0
    assert found.sd <= min(0.25, np.sqrt(variance))


def test_a_short_form_says_less_per_person() -> None:
    assert person_variance(4) == pytest.approx(0.63)
    assert person_variance(1) == pytest.approx(0.63 / ((1 + 3 * 0.37) / 4))
    assert person_variance(2) == pytest.approx(person_variance(1) * 1.37 / 2)
    assert change_spread(4) == pytest.approx(0.63)
    assert change_spread(1) == pytest.approx(2 * (person_variance(1) - 0.315))
