"""Exact Bayes on one block, against the figures the rules were made with and against a count of everything."""

from itertools import product

import numpy as np
import pytest

from mortel.pure.disclosure.attack.enumeration import enumerate_block
from mortel.pure.disclosure.attack.model import Model, category_probabilities, normal_grid
from tests.pure.disclosure.attack.releases import geometric

NONE = np.ones(1)


@pytest.mark.parametrize(
    ("noise", "clamp", "advantage"),
    [
        (NONE, 0, 7.07),
        (np.full(5, 1 / 5), 2, 5.39),
        (np.full(7, 1 / 7), 2, 4.38),
        (geometric(), 2, 4.91),
    ],
    ids=["none", "two", "three", "geometric"],
)
def test_a_block_of_seven_gives_the_advantages_the_rules_were_made_with(
    noise: np.ndarray, clamp: int, advantage: float
) -> None:
    assert enumerate_block(7, noise, clamp=clamp).advantage == pytest.approx(advantage, abs=0.005)


def test_the_enumeration_equals_a_count_of_every_answer_of_everybody() -> None:
    model, noise = Model(), np.array([0.25, 0.5, 0.25])
    nodes, weights = normal_grid(41)
    laws = category_probabilities(model.mean + model.team_sd * nodes, model.person_sd)
    with_him: dict[tuple[int, ...], np.ndarray] = {}
    without: dict[tuple[int, ...], np.ndarray] = {}
    for answers in product(range(5), repeat=4):
        chance = float(weights @ np.prod(laws[:, answers], axis=1))
        target, insider, *others = answers
        for z, p in zip((-1, 0, 1), noise, strict=True):
            for table, n, total in (
                (with_him, 4, sum(answers) + 4),
                (without, 3, insider + sum(others) + 3),
            ):
                key = (insider, min(max(total + z, n + 2), 5 * n - 2))
                table.setdefault(key, np.zeros(5))[target] += chance * p
    right, right_without = (sum(cell.max() for cell in table.values()) for table in (with_him, without))
    found = enumerate_block(4, noise, insiders=1)
    assert found.accuracy == pytest.approx(100 * right, abs=1e-9)
    assert found.advantage == pytest.approx(100 * (right - right_without), abs=1e-9)


def test_blocks_from_seven_to_thirty_stay_under_five_points_and_never_make_sure() -> None:
    found = [enumerate_block(n, geometric()) for n in range(5, 31)]
    advantages = [one.advantage for one in found]
    assert advantages == sorted(advantages, reverse=True)
    assert all(one.advantage < 5 for one in found if one.n >= 7)
    assert [one.n for one in found if one.advantage >= 5] == [5, 6]
    assert all(one.over_posterior == 0 for one in found)


def test_two_dissenters_in_unanimous_blocks_learn_the_group_and_not_the_person() -> None:
    found = [enumerate_block(n, geometric(), unanimous=0.2) for n in range(7, 31)]
    assert max(one.advantage for one in found) == pytest.approx(5.76, abs=0.01)
    assert all(one.over_posterior < 0.001 for one in found)
    assert all(one.truth_when_unanimous is not None and one.truth_when_unanimous > 0.6 for one in found)


def test_a_second_draw_of_noise_without_the_person_makes_the_posterior_rule_a_matter_of_luck() -> None:
    found = enumerate_block(7, geometric(), unanimous=0.2)
    more_noise = enumerate_block(15, geometric(0.7), unanimous=0.2)
    assert found.over_posterior_fresh_noise == pytest.approx(0.0086, abs=1e-4)
    assert more_noise.over_posterior_fresh_noise > found.over_posterior_fresh_noise
    assert more_noise.over_posterior < 1e-4


def test_the_mean_over_fresh_noise_lies_between_the_same_noise_and_one_fresh_draw() -> None:
    found = enumerate_block(7, geometric(), unanimous=0.2)
    assert found.over_posterior == pytest.approx(0.00006, abs=1e-5)
    assert found.over_posterior_mean_noise == pytest.approx(0.0030, abs=1e-4)
    assert found.over_posterior < found.over_posterior_mean_noise < found.over_posterior_fresh_noise


def test_a_bounded_noise_breaks_the_posterior_rule_in_unanimous_blocks() -> None:
    assert enumerate_block(7, np.full(5, 1 / 5), unanimous=0.2).over_posterior > 0.01


def test_without_unanimous_blocks_nothing_is_said_of_them() -> None:
    assert enumerate_block(7, geometric()).truth_when_unanimous is None


def test_the_chance_of_right_guesses_lies_between_the_best_blind_guess_and_certainty() -> None:
    blind = category_probabilities(np.array(3.5), np.sqrt(1.16)).max()
    for n in (7, 20):
        found = enumerate_block(n, geometric())
        assert 100 * blind < found.accuracy - found.advantage < found.accuracy < 100
