"""How many answered, and what that says about those who did not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.scoring.response import block_responses, organisation_response, whole_group
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import noise_variance, scores


def test_the_organisation_is_told_to_the_head() -> None:
    found = organisation_response(447, 701)
    assert (found.answered, found.invited) == (447, 701)
    assert found.share == 447 / 701


def test_a_block_is_told_in_steps_of_five_percent() -> None:
    found = block_responses([7, 8, 9, 10, 23, 9, 0], [12, 12, 12, 12, 40, 9, 4])
    assert found.tolist() == [0.6, 0.65, 0.75, 0.85, 0.6, 1.0, 0.0]


def test_where_everybody_answered_only_the_noise_is_left() -> None:
    found = whole_group(scores([20], [3.0]), np.array([20]))
    reach = 1.2815515655446004 * np.sqrt(noise_variance(20))
    assert (found.low[0, 0], found.high[0, 0]) == pytest.approx((3 - reach, 3 + reach))


def test_the_interval_is_that_of_a_sample_from_a_finite_group() -> None:
    found = whole_group(scores([10], [3.0]), np.array([40]))
    reach = 1.2815515655446004 * np.sqrt(0.063 * 0.75 + noise_variance(10))
    assert (found.low[0, 0], found.high[0, 0]) == pytest.approx((3 - reach, 3 + reach))
    assert whole_group(scores([10], [3.0]), np.array([40]), 0.3).high[0, 0] < found.high[0, 0]


@pytest.mark.simulated
def test_eighty_of_a_hundred_intervals_hold_the_whole_group() -> None:
    generator = np.random.default_rng(8)
    people = generator.normal(0, np.sqrt(0.63), (4000, 20))
    answered = people[:, :12].mean(axis=1) + generator.normal(0, np.sqrt(noise_variance(12)), 4000)
    found = whole_group(scores([12], answered[None]), np.array([20]))
    truth = people.mean(axis=1)
    assert 0.77 < float(((found.low[0] <= truth) & (truth <= found.high[0])).mean()) < 0.83


def test_a_withheld_score_has_no_interval() -> None:
    found = whole_group(scores([10, 10], [np.nan, 3.0]), np.array([20, 20]))
    assert np.isnan(found.low[:, 0]).tolist() == [True, False]


def test_impossible_numbers_are_one_clear_sentence() -> None:
    for answered, invited in ((3, 2), (-1, 2)):
        with pytest.raises(StatsError, match="correct who was invited"):
            organisation_response(answered, invited)
    with pytest.raises(StatsError, match="Nobody was invited"):
        organisation_response(0, 0)
    with pytest.raises(StatsError, match="correct who was invited"):
        block_responses([3, 5], [4, 4])


@given(st.integers(1, 200), st.data())
@settings(max_examples=50)
def test_a_step_lies_at_most_two_and_a_half_points_off(invited: int, data: st.DataObject) -> None:
    answered = data.draw(st.integers(0, invited))
    (found,) = block_responses([answered], [invited])
    assert abs(found - answered / invited) <= 0.025 + 1e-12
    assert (found * 20) == round(found * 20)


def test_withholding_keeps_the_other_blocks_as_they_are() -> None:
    both = scores([10, 12], [3.0, 4.0])
    found = whole_group(replace(both, means=np.array([[np.nan], [4.0]])), np.array([20, 20]))
    assert found.low[1, 0] == whole_group(both, np.array([20, 20])).low[1, 0]
