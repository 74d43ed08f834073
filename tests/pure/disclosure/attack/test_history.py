"""The attacker over all rounds, held against attackers that enumerate and against plain regression."""

from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure.attack.enumeration import enumerate_block
from mortel.pure.disclosure.attack.gaussian import GENERAL, Aim, Knowledge, guess, spectrum
from mortel.pure.disclosure.attack.history import Attacked, attack_history
from mortel.pure.disclosure.attack.model import Model
from mortel.pure.disclosure.attack.noise_law import learn_noise
from mortel.pure.disclosure.attack.population import Organisation, Setting, organisation
from mortel.pure.disclosure.attack.worst_case import LEAVER, ROLES, STAYER, Layout, modelled_advantage
from mortel.pure.disclosure.shapes import DisclosureError
from tests.pure.disclosure.attack.releases import geometric, honest, true_sums
from tests.pure.disclosure.attack.two_rounds import leaver_advantage

ITEM_NOISE = 2 * 0.468 / (1 - 0.468) ** 2


@pytest.fixture(scope="module")
def organisations() -> list[Organisation]:
    rng = np.random.default_rng(7)
    return [organisation(Setting(), rng) for _ in range(12)]


def attacked(organisations: list[Organisation], release, levels=None) -> list[Attacked]:
    law = learn_noise(release, organisations[0].setting.form, np.random.default_rng(1))
    return [
        attack_history(found, [release(wave.ballots) for wave in found.waves], law, levels)
        for found in organisations
    ]


def advantage(found: list[Attacked]) -> np.ndarray:
    return 100 * np.concatenate([one.hits - one.baseline for one in found]).mean(axis=0)


def expected(found: list[Attacked]) -> np.ndarray:
    return 100 * np.concatenate([one.expected for one in found]).mean(axis=0)


@pytest.mark.parametrize("n", [7, 8, 10, 15, 30])
def test_one_block_and_one_item_come_within_a_tenth_of_exact_enumeration(n: int) -> None:
    exact = enumerate_block(n, geometric()).advantage
    modelled = modelled_advantage(Layout((n,), 1, 1, ITEM_NOISE, 0.0), STAYER).answer
    assert 0.93 * exact < modelled < exact


@pytest.mark.parametrize(("noise", "variance"), [(geometric(reach=14), ITEM_NOISE), (np.ones(1), 1e-9)])
def test_someone_who_left_costs_what_an_attacker_finds_who_enumerates_two_rounds(noise, variance) -> None:
    exact = leaver_advantage(8, noise, Model())
    modelled = modelled_advantage(Layout((8, 7), 1, 1, variance, 0.0), LEAVER).answer
    assert 0.9 * exact < modelled < 1.02 * exact


def test_guesses_are_those_of_a_regression_on_simulated_answers() -> None:
    """Three items of one dimension, one round, two teams in one block: weights and rest against least squares."""
    model, rng = Model(), np.random.default_rng(3)
    people, items, worlds = 9, 3, 60_000
    team = np.repeat([0, 1], [5, 4])
    known = Knowledge(np.array([0]), np.ones((1, people), dtype=bool), team[:, None], np.full((3, 1), 3.0))
    aim = Aim(np.array([0]), np.array([0]), np.array([[1, 8]]))
    law = spectrum(model, 1, items)
    found = guess(known, law, GENERAL, aim, with_target=True)
    level = model.team_sd * rng.standard_normal((worlds, 2, 1))[:, team]
    shared = np.sqrt(model.within) * rng.standard_normal((worlds, people, 1))
    own = np.sqrt(1 - model.within) * rng.standard_normal((worlds, people, items))
    answers = np.clip(np.rint(model.mean + level + shared + own), 1, 5)
    total = answers.sum(axis=2) / np.sqrt(items)
    others = [0, 2, 3, 4, 5, 6, 7]
    seen = np.column_stack(
        [
            total[:, others].sum(axis=1) + np.sqrt(3.0) * rng.standard_normal(worlds),
            total[:, 1],
            total[:, 8],
        ]
    )
    seen -= seen.mean(axis=0)
    target = total[:, 0] - total[:, 0].mean()
    weights, *_ = np.linalg.lstsq(seen, target, rcond=None)
    assert found.weights[0, :, 0] == pytest.approx(weights, abs=0.015)
    assert found.variance[0, 0] == pytest.approx(np.mean((target - seen @ weights) ** 2), rel=0.02)


def test_without_noise_the_attacker_gains_more_and_learns_that_there_is_none(organisations) -> None:
    honest_ones, bare = attacked(organisations, honest), attacked(organisations, true_sums)
    assert (expected(bare) > 1.15 * expected(honest_ones)).all()
    law = learn_noise(true_sums, organisations[0].setting.form, np.random.default_rng(1))
    assert (law.item, law.shared, law.bound) == (0, 0, 0)


def test_the_honest_release_keeps_the_mean_and_the_posterior_rule(organisations) -> None:
    found = attacked(organisations, honest)
    assert (advantage(found) < 5).all()
    assert (advantage(found) > 1.5).all()
    assert not np.concatenate([one.surer for one in found]).any()


def test_what_the_attacker_expects_is_what_he_gets(organisations) -> None:
    found = attacked(organisations, honest)
    assert expected(found) == pytest.approx(advantage(found), abs=1.0)


def test_fewer_rounds_with_levels_tell_less(organisations) -> None:
    all_rounds = expected(attacked(organisations, honest))
    first = expected(attacked(organisations, honest, [True, False, False, False]))
    assert (first < 0.6 * all_rounds).all()


def test_a_person_in_no_released_block_is_not_attacked(organisations) -> None:
    found = organisations[0]
    rows = attack_history(
        found,
        [honest(wave.ballots) for wave in found.waves],
        learn_noise(honest, found.setting.form, np.random.default_rng(1)),
    )
    covered = sum(block.n for wave in found.waves for block in honest(wave.ballots).blocks)
    assert len(rows.people) == covered
    assert rows.n.min() >= 7


def test_a_history_without_blocks_is_refused_in_one_sentence(organisations) -> None:
    found = organisations[0]
    nothing = [replace(honest(wave.ballots), blocks=(), sums=np.zeros((0, 24))) for wave in found.waves]
    law = learn_noise(honest, found.setting.form, np.random.default_rng(1))
    with pytest.raises(DisclosureError, match="nothing to attack"):
        attack_history(found, nothing, law)


def test_noise_is_learnt_as_it_is() -> None:
    law = learn_noise(honest, Setting().form, np.random.default_rng(4))
    assert law.item == pytest.approx(ITEM_NOISE, rel=0.06)
    assert law.bound is None
    long = learn_noise(honest, Setting(items=10).form, np.random.default_rng(4))
    assert long.shared > law.shared > 0
    assert learn_noise(honest, Setting(items=1).form, np.random.default_rng(4)).shared == 0


@pytest.mark.parametrize("role", ROLES)
def test_a_larger_block_never_costs_more(role: str) -> None:
    costs = [
        modelled_advantage(Layout((n + 1, n, n), 6, 4, ITEM_NOISE, 0.37), role).worse for n in range(7, 14)
    ]
    assert costs == sorted(costs, reverse=True)


def test_the_worst_case_has_the_figures_that_are_written_down() -> None:
    layout = Layout((8, 7, 7), 6, 4, ITEM_NOISE, 1.1 - ITEM_NOISE / 4)
    assert modelled_advantage(layout, LEAVER).worse == pytest.approx(6.37, abs=0.01)
    assert modelled_advantage(replace(layout, sizes=(7,)), LEAVER).worse == pytest.approx(5.23, abs=0.01)
