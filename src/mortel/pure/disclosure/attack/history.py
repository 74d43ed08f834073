"""The whole history of an organisation against one person at a time: every round, every dimension, who came and went.

The attacker has all released figures, knows the model and its parameters, who answered when and in which block, and the
answers of two colleagues of the target in every round. His baseline is himself with the same release, noise and all,
computed without the target. What he wants is a single answer, or the rounded score of a whole dimension.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.attack.enumeration import RISE, SURE
from mortel.pure.disclosure.attack.gaussian import (
    DIMENSION,
    GENERAL,
    ITEM,
    Aim,
    Flags,
    guess,
    probabilities,
    score_cuts,
)
from mortel.pure.disclosure.attack.model import CUTS, Floats
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.population import Organisation
from mortel.pure.disclosure.attack.record import Record
from mortel.pure.disclosure.attack.unanimity import weigh
from mortel.pure.disclosure.shapes import Counts, Protected


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
    record = Record.of(found, released, noise, levels or [True] * len(released))
    rows = [_attack(record, aim) for aim in record.aims()]
    return Attacked(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def _attack(record: Record, aim: Aim) -> tuple[npt.NDArray[Any], ...]:
    truth = record.answers[aim.people, aim.waves]
    score = np.floor(truth.mean(axis=2) + 0.5)
    near = record.near(aim)
    items, dimensions = _believed(near, aim, with_target=True)
    items_before, dimensions_before = _believed(near, aim, with_target=False)
    pairs = ((items, items_before, truth), (dimensions, dimensions_before, score))
    marks = np.array([[_right(p, t), _right(b, t), _rise(p, b)] for p, b, t in pairs])
    surer = _surer(items, items_before) | _surer(dimensions, dimensions_before)
    own, wave = record.block[aim.people], aim.waves
    padded = np.column_stack([np.full(len(own), -2), own, np.full(len(own), -2)])
    rows = np.arange(len(own))
    sizes = record.known.people.sum(axis=1)[own[rows, wave]]
    gone = padded[rows, wave] == -1, padded[rows, wave + 2] == -1
    return (aim.people, sizes, *gone, *(marks[:, kind].T for kind in range(3)), surer)


def _believed(record: Record, aim: Aim, *, with_target: bool) -> tuple[Floats, Floats]:
    """The posteriors, over both kinds of team where a team may be unanimous."""
    if not record.agreement.share:
        return _posteriors(record, aim, with_target=with_target)
    team = int(record.known.teams[aim.people[0], aim.waves[0]])
    knowing = record.knowing_others(team)
    answers, scores = _posteriors(knowing, aim, with_target=with_target)
    return weigh(knowing, aim, team, with_target=with_target).mixed_with(answers, scores)


def _posteriors(record: Record, aim: Aim, *, with_target: bool) -> tuple[Floats, Floats]:
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
