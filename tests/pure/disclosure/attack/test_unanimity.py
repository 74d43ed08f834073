"""The attacker who knows that teams may be unanimous, held against everything counted and against what he gets."""

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest

from mortel.pure.disclosure.attack.enumeration import enumerate_block
from mortel.pure.disclosure.attack.history import Attacked, attack_history
from mortel.pure.disclosure.attack.model import Agreement, Floats, Model, category_probabilities, normal_grid
from mortel.pure.disclosure.attack.noise_law import NoiseLaw, learn_noise
from mortel.pure.disclosure.attack.population import Organisation, Setting, Wave, organisation
from mortel.pure.disclosure.shapes import Ballots, Block, Protected, Unit
from tests.pure.disclosure.attack.releases import geometric, honest

SHARE = 0.2
MODEL = Model()
USUAL = category_probabilities(np.array(MODEL.mean), np.sqrt(MODEL.variance))
NOISE = NoiseLaw(2 * 0.468 / (1 - 0.468) ** 2, 0.0, None, geometric())


def teams_that_show_every_sum(n: int, insiders: tuple[int, int]) -> tuple[Organisation, Protected]:
    """One item; in each team the insiders, then people who answer 1 to 5, then 3s; the t-th team shows n + 2 + t."""
    shown = np.arange(n + 2, 5 * n - 1)
    tree = (Unit("all", None), *(Unit(f"team-{at}", "all") for at in range(len(shown))))
    leaves = np.repeat(np.arange(1, len(tree)), n)
    answers = np.tile([*insiders, 1, 2, 3, 4, 5, *[3] * (n - 7)], len(shown))[:, None].astype(np.int8)
    setting = Setting(dimensions=1, items=1, waves=1, unanimous=SHARE)
    ids = np.arange(2 * len(leaves), dtype=np.uint64).reshape(-1, 2)
    ballots = Ballots("now", setting.form, tree, ids, leaves, answers)
    people = np.arange(len(leaves))
    outspoken = np.vstack([[0, 0], n * np.arange(len(shown))[:, None] + [0, 1]])
    law = Agreement(SHARE, USUAL, (1 - np.eye(5)) / 4, USUAL)
    wave = Wave(ballots, people, np.bincount(leaves))
    found = Organisation(setting, (wave,), len(people), law, outspoken, np.zeros(0, dtype=np.int64))
    blocks = tuple(Block(unit.id, (unit.id,), n) for unit in tree[1:])
    counts = np.full((len(shown), 1), n)
    return found, Protected("now", setting.form, blocks, counts, shown[:, None])


def chances(n: int, insiders: tuple[int, int]) -> Floats:
    """(sums from n + 2, 5) joint chance of the released sum and the target's answer, with these answers of insiders."""
    nodes, weights = normal_grid(41)
    ordinary = category_probabilities(MODEL.mean + MODEL.team_sd * nodes, MODEL.person_sd)
    kinds = [
        ((1 - SHARE) * w * law[insiders[0] - 1] * law[insiders[1] - 1], law)
        for w, law in zip(weights, ordinary, strict=True)
    ]
    kinds += [(SHARE * USUAL[v] / 16, np.eye(5)[v]) for v in range(5) if v + 1 not in insiders]
    found = np.zeros((4 * n - 3, 5))
    reach = len(NOISE.chances) // 2
    for weight, law in kinds:
        rest = np.ones(1)
        for _ in range(n - 3):
            rest = np.convolve(rest, law)
        noisy = np.convolve(rest, NOISE.chances)
        for answer in range(5):
            sums = np.arange(len(noisy)) - reach + n - 3 + sum(insiders) + answer + 1
            at = np.clip(sums, n + 2, 5 * n - 2) - n - 2
            np.add.at(found[:, answer], at, weight * law[answer] * noisy)
    return found


@pytest.mark.parametrize("n", [7, 10])
def test_one_block_and_one_item_come_close_to_exact_enumeration_with_unanimous_blocks(n: int) -> None:
    right = right_without = 0.0
    for pair in combinations_with_replacement(range(1, 6), 2):
        found, shown = teams_that_show_every_sum(n, pair)
        rows = attack_history(found, [shown], NOISE)
        target = (rows.people % n >= 2) & (rows.people % n < 7)
        weight = chances(n, pair) * (1 if pair[0] == pair[1] else 2)
        right += float(np.sum(weight * rows.hits[target, 0].reshape(-1, 5)))
        right_without += float(np.sum(weight * rows.baseline[target, 0].reshape(-1, 5)))
    exact = enumerate_block(n, geometric(), unanimous=SHARE)
    assert 100 * right == pytest.approx(exact.accuracy, abs=0.4)
    assert 100 * (right - right_without) == pytest.approx(exact.advantage, rel=0.1)


@pytest.fixture(scope="module")
def organisations() -> list[Organisation]:
    rng = np.random.default_rng(7)
    return [organisation(Setting(unanimous=SHARE), rng) for _ in range(15)]


def attacked(found: list[Organisation]) -> list[Attacked]:
    law = learn_noise(honest, found[0].setting.form, np.random.default_rng(1))
    return [attack_history(one, [honest(wave.ballots) for wave in one.waves], law) for one in found]


def test_knowing_of_unanimity_is_worth_more_than_not_knowing_and_most_of_it_is_the_group(
    organisations,
) -> None:
    ignorant = [replace(one, agreement=replace(one.agreement, share=0.0)) for one in organisations]
    knows, does_not = attacked(organisations), attacked(ignorant)
    hits, hits_ignorant = (np.concatenate([one.hits for one in rows]).mean() for rows in (knows, does_not))
    gain, gain_ignorant = (
        np.concatenate([one.hits - one.baseline for one in rows]).mean() for rows in (knows, does_not)
    )
    assert hits > hits_ignorant + 0.05
    assert gain < gain_ignorant < 0.07


def test_what_he_expects_is_what_he_gets_with_unanimous_teams_too(organisations) -> None:
    rows = attacked(organisations)
    rise = np.concatenate([one.hits - one.baseline for one in rows]).mean(axis=0)
    expected = np.concatenate([one.expected for one in rows]).mean(axis=0)
    assert expected == pytest.approx(rise, abs=0.01)


def test_the_insiders_of_a_team_are_not_attacked_by_themselves(organisations) -> None:
    for found, rows in zip(organisations, attacked(organisations), strict=True):
        blocks = sum(block.n for wave in found.waves for block in honest(wave.ballots).blocks)
        assert 0.4 * blocks < len(rows.people) < blocks


def test_a_form_of_one_item_or_ten_is_attacked_alike() -> None:
    rng = np.random.default_rng(2)
    for items in (1, 10):
        found = [organisation(Setting(items=items, waves=2, unanimous=SHARE), rng) for _ in range(2)]
        hits = np.concatenate([rows.hits for rows in attacked(found)])
        assert np.isfinite(hits).all()
        assert 0.3 < hits[:, 0].mean() < 0.7
