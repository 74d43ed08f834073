"""Exact Bayes: every answer of one block, every noise, weighed. Nothing is approximated but the grid of team levels.

Guess advantage = how often the attacker names one person's answer right from the release, minus how often the same
attacker does from the same release computed without that person. He knows the model, its parameters, who answered, and
the answers of his insiders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import factorial, prod
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.attack.model import Floats, Model, category_probabilities, normal_grid

SURE: Final = 0.9
RISE: Final = 0.3
_TEAM_POINTS: Final = 41
_TINY: Final = 1e-300

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Enumerated:
    """One block of `n`: advantage and accuracy in percentage points, the others as shares of people.

    over_posterior        how often the attacker is 90 % sure of an answer and 30 points surer than without the person,
                          all else equal, the noise too.
    over_posterior_fresh_noise  the same when the release without the person is given noise of its own; it also counts
                          how unlucky that second draw was, and is reported, not gated.
    over_posterior_mean_noise   the same, against what he would believe without the person on average over such noise.
    truth_when_unanimous  mean posterior on the true answer in a unanimous block with dissenting insiders; None when
                          there are no such blocks.
    """

    n: int
    advantage: float
    accuracy: float
    over_posterior: float
    over_posterior_fresh_noise: float
    over_posterior_mean_noise: float
    truth_when_unanimous: float | None


def enumerate_block(
    n: int,
    noise: Floats,
    *,
    model: Model | None = None,
    clamp: int = 2,
    insiders: int = 2,
    unanimous: float = 0.0,
) -> Enumerated:
    """The attack on one item of one block of `n` people, of whom `insiders` are the attacker.

    `noise` holds the chances of z = -K..K (one figure means no noise); sums are cut off `clamp` from their ends.
    `unanimous` is the share of blocks in which everybody but the insiders gives one answer, and the insiders others.
    """
    kinds = _Kinds.of(model or Model(), unanimous)
    others = _sums(kinds.answers, n - 1 - insiders)
    counted = np.zeros(7)
    for combo in combinations_with_replacement(range(5), insiders):
        weight = kinds.weights * _orders(combo) * np.prod([kinds.insiders[:, c] for c in combo], axis=0)
        start = n - 1 + sum(combo)
        counted += _weighed(weight, kinds, others, start, n, noise, clamp)
    right, right_without, over, over_fresh, over_mean, truth, truth_weight = (float(one) for one in counted)
    return Enumerated(
        n=n,
        advantage=100 * (right - right_without),
        accuracy=100 * right,
        over_posterior=over,
        over_posterior_fresh_noise=over_fresh,
        over_posterior_mean_noise=over_mean,
        truth_when_unanimous=truth / truth_weight if unanimous else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Kinds:
    """Kinds of blocks: weight, law of an ordinary answer, law of an insider's answer, and whether unanimous."""

    weights: Floats
    answers: Floats
    insiders: Floats
    is_unanimous: Floats

    @classmethod
    def of(cls, model: Model, unanimous: float) -> "_Kinds":
        nodes, weights = normal_grid(_TEAM_POINTS)
        laws = category_probabilities(model.mean + model.team_sd * nodes, model.person_sd)
        if not unanimous:
            return cls(weights, laws, laws, np.zeros(len(weights)))
        one_answer = np.eye(5)
        return cls(
            np.concatenate([(1 - unanimous) * weights, unanimous * (weights @ laws)]),
            np.vstack([laws, one_answer]),
            np.vstack([laws, (1 - one_answer) / 4]),
            np.concatenate([np.zeros(len(weights)), np.ones(5)]),
        )


def _orders(combo: Sequence[int]) -> int:
    """In how many orders the insiders can have given these answers."""
    return factorial(len(combo)) // prod(factorial(combo.count(value)) for value in set(combo))


def _sums(laws: Floats, people: int) -> Floats:
    """(kinds, 4 people + 1) law of the sum of their answers, counted from the lowest possible."""
    out = np.ones((len(laws), 1))
    for _ in range(people):
        wider = np.zeros((len(laws), out.shape[1] + 4))
        for value in range(5):
            wider[:, value : value + out.shape[1]] += out * laws[:, value : value + 1]
        out = wider
    return out


def _shown(sums: Whole, n: int, reach: int, clamp: int) -> Whole:
    """(sums, 2 reach + 1) the released figure, counted from n, for each true sum and each noise."""
    noise = np.arange(-reach, reach + 1, dtype=np.int64)
    return np.asarray(np.clip(sums[:, None] + noise, n + clamp, 5 * n - clamp) - n, dtype=np.int64)


def _chances(shown: Whole, n: int, noise: Floats) -> Floats:
    """(sums, 4n + 1) chance of each released figure given each true sum."""
    out = np.zeros((len(shown), 4 * n + 1))
    np.add.at(out, (np.arange(len(shown))[:, None], shown), noise[None])
    return out


def _weighed(
    weight: Floats, kinds: _Kinds, others: Floats, start: int, n: int, noise: Floats, clamp: int
) -> Floats:
    """Right, right without the person, surer than allowed (three ways), truth in unanimous blocks, their weight."""
    rest = start + np.arange(others.shape[1])
    reach = len(noise) // 2
    figures = np.stack([_shown(rest + 1 + value, n, reach, clamp) for value in range(5)])
    figures_without = _shown(rest, n - 1, reach, clamp)
    chances = np.stack([_chances(one, n, noise) for one in figures])
    chances_without = _chances(figures_without, n - 1, noise)
    people = weight[:, None] * kinds.answers
    cells = np.einsum("kv,ko,voy->vy", people, others, chances, optimize=True)
    without = people.T @ others @ chances_without
    posterior = cells / np.maximum(cells.sum(axis=0), _TINY)
    before = without / np.maximum(without.sum(axis=0), _TINY)
    paths = others.T @ people
    surer = (posterior[:, figures] >= SURE) & (
        posterior[:, figures] - before[:, figures_without][:, None] >= RISE
    )
    usually = np.einsum("aoz,z->ao", before[:, figures_without], noise)
    on_average = (posterior[:, figures] >= SURE) & (posterior[:, figures] - usually[:, None, :, None] >= RISE)
    fresh = (posterior[:, :, None] >= SURE) & (posterior[:, :, None] - before[:, None, :] >= RISE)
    joint = np.einsum("ov,voy,oz->yz", paths, chances, chances_without, optimize=True)
    alike = others.T @ (people * kinds.is_unanimous[:, None])
    return np.array(
        [
            cells.max(axis=0).sum(),
            without.max(axis=0).sum(),
            np.einsum("ov,voz,z->", paths, surer.any(axis=0), noise, optimize=True),
            joint[fresh.any(axis=0)].sum(),
            np.einsum("ov,voz,z->", paths, on_average.any(axis=0), noise, optimize=True),
            np.einsum("ov,voy,vy->", alike, chances, posterior, optimize=True),
            weight @ kinds.is_unanimous,
        ]
    )
