"""A second attacker, for one item and two rounds between which one person left: every possible answer, enumerated.

It shares no line with the attacker it checks but the law of one answer. The people who stay are followed through a grid
over their lasting trait; the sums of both rounds are convolved together. The cutting off at the ends is left out.
"""

from itertools import product

import numpy as np

from mortel.pure.disclosure.attack.model import Floats, Model, category_probabilities, normal_grid

_PEOPLE = 21
_TEAMS = 5


def leaver_advantage(n: int, noise: Floats, model: Model) -> float:
    """Guess advantage in points on the first answer of someone who is in a block of n, and not in that of n - 1."""
    teams, weights = _team_levels(model)
    pairs = np.stack([_two_answers(model, *levels) for levels in teams])
    single = pairs.sum(axis=2)
    others = np.stack([_sum_of(pair, n - 3) for pair in pairs])
    spread = np.stack([_noisy(one, noise) for one in others])
    right = right_without = 0.0
    for first, second in product(product(range(5), repeat=2), repeat=2):
        known = weights * pairs[:, first[0], first[1]] * pairs[:, second[0], second[1]]
        cells = [np.tensordot(known * single[:, x], spread, axes=1) for x in range(5)]
        with_him = [np.pad(cell, ((x, 4 - x), (0, 0))) for x, cell in enumerate(cells)]
        right += float(np.max(with_him, axis=0).sum())
        right_without += float(np.max(cells, axis=0).sum())
    return 100 * (right - right_without)


def _team_levels(model: Model) -> tuple[list[tuple[float, float]], Floats]:
    nodes, weights = normal_grid(_TEAMS)
    stays = model.team_stability
    levels, chances = [], []
    for (trait, w), (one, w1), (two, w2) in product(zip(nodes, weights, strict=True), repeat=3):
        levels.append(
            tuple(model.team_sd * (np.sqrt(stays) * trait + np.sqrt(1 - stays) * own) for own in (one, two))
        )
        chances.append(w * w1 * w2)
    return levels, np.array(chances)


def _two_answers(model: Model, before: float, after: float) -> Floats:
    """(5, 5) law of one person's answers in both rounds, given the levels of his team."""
    nodes, weights = normal_grid(_PEOPLE)
    trait = model.person_sd * np.sqrt(model.stability) * nodes
    sd = model.person_sd * np.sqrt(1 - model.stability)
    first, second = (category_probabilities(model.mean + level + trait, sd) for level in (before, after))
    return np.einsum("t,ta,tb->ab", weights, first, second)


def _sum_of(pair: Floats, people: int) -> Floats:
    size = 4 * people + 1
    return np.fft.irfft2(np.fft.rfft2(pair, (size, size)) ** people, (size, size))


def _noisy(sums: Floats, noise: Floats) -> Floats:
    size = sums.shape[0] + len(noise) - 1
    spectrum = np.fft.rfft2(sums, (size, size)) * np.fft.rfft2(np.outer(noise, noise), (size, size))
    return np.fft.irfft2(spectrum, (size, size))
