"""What is strongest and weakest in a block, when that can be told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.scoring.contrast import NONE, contrasts
from mortel.pure.scoring.frozen import SIGMA2, person_variance
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import noise_variance, scores

N = 12
BOUND = 2.1280452341849845  # qnorm(1 - .1 / 6)


def error_by_matrix(n: list[float], dimension: int, correlation: float = 0.4, sigma2: float = 0.63) -> float:
    """sqrt(a' Sigma a) for blocks in which every dimension has its own number of answers."""
    own = np.sqrt(sigma2 / np.array(n))
    sigma = correlation * np.outer(own, own)
    np.fill_diagonal(sigma, own**2 + noise_variance(n))
    a = np.full(len(n), -1 / (len(n) - 1))
    a[dimension] = 1
    return float(np.sqrt(a @ sigma @ a))


def test_a_contrast_is_the_score_minus_the_mean_of_the_others() -> None:
    found = contrasts(scores([N], [[4.0, 3.0, 2.0, 3.0]]))
    assert found.values[0].tolist() == pytest.approx([4 - 8 / 3, 0.0, 2 - 10 / 3, 0.0])
    assert found.errors[0].tolist() == pytest.approx([error_by_matrix([N] * 4, 0)] * 4)


def test_the_error_counts_that_people_are_kind_about_everything() -> None:
    made = scores([N], [[3.0] * 6])
    for correlation in (0.0, 0.4, 0.7):
        found = contrasts(made, correlation=correlation).errors[0, 0]
        assert found == pytest.approx(error_by_matrix([N] * 6, 0, correlation))
    assert contrasts(made, sigma2=0.5).errors[0, 2] == pytest.approx(error_by_matrix([N] * 6, 2, 0.4, 0.5))


@pytest.mark.parametrize("items", [1, 2, 4])
def test_one_team_in_ten_without_a_strongest_dimension_hears_of_one_in_a_short_form_too(items: int) -> None:
    random, shared = np.random.default_rng(items), 0.4 * SIGMA2
    everything = random.normal(0, np.sqrt(shared / N), (6000, 1))
    each = random.normal(0, np.sqrt((person_variance(items) - shared) / N), (6000, 6))
    noise = random.normal(0, np.sqrt(noise_variance(N, items)), (6000, 6))
    found = contrasts(scores(np.full(6000, N), 3 + everything + each + noise, items))
    assert 0.08 < np.mean(found.strongest != NONE) < 0.115
    assert np.mean(found.second != NONE) < 0.01


def test_dimensions_with_other_numbers_of_answers_have_their_own_error() -> None:
    one = scores([N], [[3.0, 3.0, 3.0]])
    people = np.array([12.0, 10.0, 8.0])
    one.per_person[0] = 1 / people
    one.noise[0] = noise_variance(people)
    found = contrasts(one).errors[0]
    assert found.tolist() == pytest.approx([error_by_matrix(people.tolist(), at) for at in range(3)])


@pytest.mark.parametrize(("beyond", "told"), [(1e-6, True), (-1e-6, False)])
def test_strongest_and_weakest_need_nine_in_ten_after_looking_at_six(beyond: float, told: bool) -> None:
    step = (BOUND + beyond) * error_by_matrix([N] * 6, 0)
    assert contrasts(scores([N], [[3, 3, 3 + step, 3, 3, 3]])).strongest.tolist() == [2 if told else NONE]
    assert contrasts(scores([N], [[3, 3, 3 - step, 3, 3, 3]])).weakest.tolist() == [2 if told else NONE]


@pytest.mark.parametrize(("beyond", "told"), [(1e-6, True), (-1e-6, False)])
def test_a_second_strongest_passes_the_same_bound(beyond: float, told: bool) -> None:
    second = 3 + (BOUND + beyond) * error_by_matrix([N] * 6, 0) + 0.4
    # The first lies 2 above: the mean of the others of the second lies .4 above 3.
    found = contrasts(scores([N], [[3, second, 3, 5, 3, 3]]))
    assert (found.strongest.tolist(), found.second.tolist()) == ([3], [1 if told else NONE])


def test_where_none_stands_out_there_is_no_second() -> None:
    found = contrasts(scores([N, N], [[3.0, 3.1, 3.0], [4.5, np.nan, np.nan]]))
    assert found.second.tolist() == [NONE, NONE]


def test_two_dimensions_are_looked_at_as_two() -> None:
    edge = 1.6448536269514722 * error_by_matrix([N] * 2, 0)  # qnorm(1 - .1 / 2)
    assert contrasts(scores([N], [[3 + edge + 1e-6, 3]])).strongest.tolist() == [0]
    assert contrasts(scores([N], [[3 + edge - 1e-6, 3]])).strongest.tolist() == [NONE]
    assert contrasts(scores([N], [[3 + edge + 1e-6, 3]])).weakest.tolist() == [1]


def test_a_withheld_dimension_is_nobodys_other() -> None:
    found = contrasts(scores([N], [[4.5, np.nan, 3.0, 3.0]]))
    assert found.values[0, 0] == 1.5
    assert np.isnan(found.values[0, 1])
    assert found.errors[0, 0] == pytest.approx(error_by_matrix([N] * 3, 0))
    assert found.strongest.tolist() == [0]


def test_blocks_together_are_what_each_is_alone() -> None:
    n, rows = [12, 30, 8], [[4.5, 3.0, 2.9], [3.0, 3.9, 3.1], [3.0, 3.2, np.nan]]
    whole = contrasts(scores(n, rows))
    for at in range(3):
        alone = contrasts(scores([n[at]], [rows[at]]))
        assert np.array_equal(whole.values[at], alone.values[0], equal_nan=True)
        assert np.array_equal(whole.errors[at], alone.errors[0], equal_nan=True)
        assert (whole.strongest[at], whole.weakest[at]) == (alone.strongest[0], alone.weakest[0])
    assert whole.strongest.tolist() == [0, 1, NONE]


def test_one_dimension_left_has_nothing_to_be_compared_with() -> None:
    found = contrasts(scores([N, N], [[4.5, np.nan], [np.nan, np.nan]]))
    assert found.strongest.tolist() == found.weakest.tolist() == [NONE, NONE]
    assert np.isnan(found.values).all()


def test_no_blocks_no_contrasts() -> None:
    assert contrasts(scores([], np.zeros((0, 2)))).strongest.shape == (0,)


def test_wrong_input_is_one_clear_sentence() -> None:
    with pytest.raises(StatsError, match="score at least two"):
        contrasts(scores([N], [[3.0]]))
    for bad in (-0.1, 1.0):
        with pytest.raises(StatsError, match="lies between 0 and 1"):
            contrasts(scores([N], [[3.0, 3.0]]), correlation=bad)


def drawn(
    generator: np.random.Generator, n: int, worlds: int
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Six dimensions that are equally strong, as a block of n shows them."""
    shared = generator.normal(0, np.sqrt(0.4 * 0.63 / n), (worlds, 1))
    own = generator.normal(0, np.sqrt(0.6 * 0.63 / n + noise_variance(n)), (worlds, 6))
    return 3 + shared + own


@pytest.mark.simulated
@pytest.mark.parametrize("n", [7, 14, 25])
def test_where_all_six_are_equal_one_in_ten_blocks_hears_of_a_strongest(n: int) -> None:
    found = contrasts(scores(np.full(4000, n), drawn(np.random.default_rng(n), n, 4000)))
    assert 0.07 < float((found.strongest != NONE).mean()) < 0.115
    assert 0.07 < float((found.weakest != NONE).mean()) < 0.115


@given(st.lists(st.floats(1, 5), min_size=3, max_size=6), st.floats(-2, 2), st.permutations([0, 1, 2]))
@settings(max_examples=50)
def test_the_level_of_a_block_and_the_order_of_dimensions_do_not_matter(
    row: list[float], shift: float, order: list[int]
) -> None:
    plain, moved = contrasts(scores([N], [row])), contrasts(scores([N], [[one + shift for one in row]]))
    assert np.allclose(plain.values, moved.values)
    three = [row[at] for at in order]
    assert np.allclose(
        contrasts(scores([N], [three])).values, contrasts(scores([N], [row[:3]])).values[:, order]
    )
