"""The whole history of an organisation against one person at a time: every round, every dimension, who came and went.

The attacker has all released figures, knows the model and its parameters, who answered when and in which block, and the
answers of two colleagues of the target in every round. His baseline is himself with the same release, noise and all,
computed without the target. What he wants is a single answer, or the rounded score of a whole dimension.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.attack.enumeration import RISE, SURE
from mortel.pure.disclosure.attack.gaussian import (
    DIMENSION,
    GENERAL,
    ITEM,
    Aim,
    Flags,
    Knowledge,
    Spectrum,
    guess,
    probabilities,
    score_cuts,
    spectrum,
)
from mortel.pure.disclosure.attack.model import CUTS, Floats, answer_scale
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.population import Organisation
from mortel.pure.disclosure.shapes import Counts, Protected

ITEMS_SHOWN: Final = 15
_CHUNK: Final = 200
_INSIDERS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Attacked:
    """One row per person and round in which he answered.

    n           size of his block; `joined` and `left`: not in a block of the round before, or after.
    hits        (rows, 2) share of right guesses at his single answers, and at his dimension scores.
    baseline    (rows, 2) the same without him.
    expected    (rows, 2) the rise in the probability the attacker himself gives to his guesses.
    surer       whether any posterior passed .9 with a rise of .3.
    """

    people: Counts
    n: Counts
    joined: Flags
    left: Flags
    hits: Floats
    baseline: Floats
    expected: Floats
    surer: Flags


def attack_history(
    found: Organisation, released: Sequence[Protected], noise: NoiseLaw, levels: Sequence[bool] | None = None
) -> Attacked:
    """Everybody in a block, in every round. `levels` says of which rounds levels are shown (all by default)."""
    record = _Record.of(found, released, noise, levels or [True] * len(released))
    rows = [_attack(record, aim) for aim in record.aims()]
    return Attacked(*(np.concatenate(column) for column in zip(*rows, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """The observations of the attacker, and the truth he is marked against.

    sums     (sums, dimensions, items) protected; answers (people, rounds, dimensions, items), 0 where there is none.
    block    (people, rounds) row of `sums` each person is counted in, -1 for none.
    steady   people who are taken as insiders before others: the dissenters of unanimous teams.
    """

    known: Knowledge
    law: Spectrum
    mean: float
    felt: float
    sums: Floats
    answers: Floats
    block: Counts
    steady: Flags

    @classmethod
    def of(
        cls, found: Organisation, released: Sequence[Protected], noise: NoiseLaw, levels: Sequence[bool]
    ) -> "_Record":
        setting = found.setting
        shape = (setting.dimensions, setting.items)
        rounds = len(released)
        teams = np.full((found.people, rounds), -1, dtype=np.int64)
        block = np.full((found.people, rounds), -1, dtype=np.int64)
        answers = np.zeros((found.people, rounds, *shape))
        sums, waves, sizes = list[Floats](), list[int](), list[int]()
        for at, (wave, shown) in enumerate(zip(found.waves, released, strict=True)):
            teams[wave.people, at] = wave.ballots.leaves
            answers[wave.people, at] = wave.ballots.answers.reshape(-1, *shape)
            place = {leaf: len(sums) + row for row, one in enumerate(shown.blocks) for leaf in one.leaves}
            names = [unit.id for unit in wave.ballots.tree]
            block[wave.people, at] = [place.get(names[leaf], -1) for leaf in wave.ballots.leaves]
            sums += [row.reshape(shape).astype(float) for row in shown.sums]
            waves += [at] * len(shown.blocks)
            sizes += [one.n for one in shown.blocks]
        people = np.stack([(block == row).any(axis=1) for row in range(len(sums))])
        hidden = ~np.array(levels)[waves]
        known = Knowledge(
            np.array(waves), people, teams, _noise(np.array(sizes), hidden, setting.items, noise)
        )
        steady = np.isin(np.arange(found.people), found.dissenters)
        law = spectrum(setting.model, *shape)
        mean = answer_scale(setting.model).mean
        return cls(known, law, mean, setting.model.mean, np.stack(sums), answers, block, steady)

    def aims(self) -> list[Aim]:
        """Everybody in a block that has two insiders for him, some at a time."""
        people, waves = np.nonzero(self.block >= 0)
        insiders = np.array(
            [self._insiders(p, w) for p, w in zip(people.tolist(), waves.tolist(), strict=True)]
        )
        return [
            Aim(people[at : at + _CHUNK], waves[at : at + _CHUNK], insiders[at : at + _CHUNK])
            for at in range(0, len(people), _CHUNK)
        ]

    def _insiders(self, person: int, wave: int) -> Counts:
        """The two of his block who stood beside him in most rounds; known dissenters first."""
        beside = (self.block == self.block[person]) & (self.block[person] >= 0)
        score = beside.sum(axis=1) + 10.0 * self.steady
        score[(self.block[:, wave] != self.block[person, wave]) | (np.arange(len(score)) == person)] = -1
        return np.argsort(-score, kind="stable")[:_INSIDERS]

    def observed(self, aim: Aim, *, with_target: bool) -> tuple[Floats, Floats]:
        """(targets, sums + 2 x rounds, dimensions, items) less what they are expected to be, and which are sums."""
        removed = aim.insiders if with_target else np.column_stack([aim.insiders, aim.people])
        own = self.answers[:, self.known.waves].transpose(1, 0, 2, 3) * self.known.people[:, :, None, None]
        sums = self.sums[None] - own[:, removed].sum(axis=2).transpose(1, 0, 2, 3)
        left = self.known.people.sum(axis=1) - self.known.people[:, removed].sum(axis=2).T
        sums = sums - self.mean * left[:, :, None, None]
        theirs = self.answers[aim.insiders].reshape(len(aim.people), -1, *self.answers.shape[2:])
        return sums, np.where(theirs > 0, theirs - self.mean, 0.0)


def _noise(sizes: Counts, hidden: Flags, items: int, noise: NoiseLaw) -> Floats:
    """(3, sums) variances: small blocks share a draw within a dimension and show no items."""
    shared = np.where(sizes < ITEMS_SHOWN, noise.shared, 0.0)
    table = np.stack([noise.item + items * shared] * 2 + [np.where(sizes < ITEMS_SHOWN, np.inf, noise.item)])
    table[:, hidden] = np.inf
    return table if items > 1 else np.vstack([table[:2], np.full((1, len(sizes)), np.inf)])


def _attack(record: _Record, aim: Aim) -> tuple[npt.NDArray[Any], ...]:
    truth = record.answers[aim.people, aim.waves]
    score = np.floor(truth.mean(axis=2) + 0.5)
    items, dimensions = _posteriors(record, aim, with_target=True)
    items_before, dimensions_before = _posteriors(record, aim, with_target=False)
    pairs = ((items, items_before, truth), (dimensions, dimensions_before, score))
    marks = np.array([[_right(p, t), _right(b, t), _rise(p, b)] for p, b, t in pairs])
    surer = _surer(items, items_before) | _surer(dimensions, dimensions_before)
    own, wave = record.block[aim.people], aim.waves
    padded = np.column_stack([np.full(len(own), -2), own, np.full(len(own), -2)])
    rows = np.arange(len(own))
    sizes = record.known.people.sum(axis=1)[own[rows, wave]]
    gone = padded[rows, wave] == -1, padded[rows, wave + 2] == -1
    return (aim.people, sizes, *gone, *(marks[:, kind].T for kind in range(3)), surer)


def _posteriors(record: _Record, aim: Aim, *, with_target: bool) -> tuple[Floats, Floats]:
    """(targets, dimensions, items, 5) and (targets, dimensions, 5) probabilities of answers and of rounded scores."""
    count, items = record.answers.shape[2:]
    sums, theirs = record.observed(aim, with_target=with_target)
    every = np.concatenate([sums, theirs], axis=1)
    overall, each = (
        guess(record.known, record.law, part, aim, with_target=with_target) for part in (GENERAL, DIMENSION)
    )
    shown = np.isfinite(record.known.noise[GENERAL])
    seen = every[:, np.concatenate([shown, np.ones(theirs.shape[1], dtype=bool)])].mean(axis=3)
    middle = seen.mean(axis=2, keepdims=True)
    level = np.einsum("tok,tod->ktd", each.weights, seen - middle)
    level += np.einsum("tok,tod->ktd", overall.weights, middle)
    spread = ((overall.variance / count + each.variance * (1 - 1 / count)) / items).T
    dimensions = probabilities(record.mean + level[0], spread[0], score_cuts(items))
    own, more = np.zeros((*level.shape[1:], items)), np.zeros(len(spread[1]))
    if items > 1:
        shown = np.isfinite(record.known.noise[ITEM])
        apart = guess(record.known, record.law, ITEM, aim, with_target=with_target)
        detail = every[:, np.concatenate([shown, np.ones(theirs.shape[1], dtype=bool)])]
        detail = detail - detail.mean(axis=3, keepdims=True)
        own = np.einsum("to,todi->tdi", apart.weights[..., 1], detail)
        more = apart.variance[:, 1] * (1 - 1 / items)
    return probabilities(record.felt + level[1][..., None] + own, spread[1] + more, CUTS), dimensions


def _right(posterior: Floats, truth: Floats) -> Floats:
    return np.asarray(_per_target(posterior.argmax(axis=-1) + 1 == truth).mean(axis=1))


def _rise(posterior: Floats, before: Floats) -> Floats:
    return np.asarray(_per_target(posterior.max(axis=-1) - before.max(axis=-1)).mean(axis=1))


def _surer(posterior: Floats, before: Floats) -> Flags:
    return np.asarray(_per_target((posterior >= SURE) & (posterior - before >= RISE)).any(axis=1))


def _per_target(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return table.reshape(len(table), -1)
