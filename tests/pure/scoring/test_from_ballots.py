"""From five-point answers through the real protection to words: what holds for smooth worlds holds for these."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, RoundForm, Unit
from mortel.pure.scoring.change import ChangeWord, Pair, changes
from mortel.pure.scoring.estimates import estimates
from mortel.pure.scoring.scores import Scores, score_blocks

TEAMS, DIMENSIONS, ITEMS = 10, 6, 4
WORLDS = 60

pytestmark = pytest.mark.simulated
FORM = RoundForm(
    tuple(f"item{at}" for at in range(DIMENSIONS * ITEMS)),
    tuple(f"dimension{at // ITEMS}" for at in range(DIMENSIONS * ITEMS)),
)
TREE = (Unit("top", None), *(Unit(f"team{at}", "top") for at in range(TEAMS)))
# Within people: .42 between items of a dimension, .25 between dimensions.
TRAITS = np.full((DIMENSIONS, DIMENSIONS), 0.25) + np.diag([0.17] * DIMENSIONS)


def released(random: np.random.Generator, leaves: NDArray[np.int64], latent: NDArray[np.float64]) -> Scores:
    answers = latent.repeat(ITEMS, axis=1) + random.normal(
        0, np.sqrt(0.58), (len(leaves), DIMENSIONS * ITEMS)
    )
    ids = random.integers(0, 2**64, (len(leaves), 2), dtype=np.uint64)
    closed = Ballots("round", FORM, TREE, ids, leaves, np.clip(np.round(answers), 1, 5).astype(np.int8))
    promise = Promise()
    return score_blocks(protect(closed, blocks_of(closed, promise), random.bytes(32), promise))


def world(random: np.random.Generator) -> tuple[NDArray[np.float64], Scores, Scores]:
    """The teams' true scores, and two rounds between which a third of the people are replaced and no team changes."""
    n = random.integers(7, 26, TEAMS)
    leaves = np.repeat(np.arange(1, TEAMS + 1), n)
    teams = 3.4 + random.normal(0, 0.4, (TEAMS, DIMENSIONS))
    first, fresh, new = random.multivariate_normal(np.zeros(DIMENSIONS), TRAITS, (3, len(leaves)))
    stays = random.random((len(leaves), 1)) < 2 / 3
    second = np.where(stays, 0.6 * first + 0.8 * fresh, new)
    scores = [released(random, leaves, teams[leaves - 1] + people) for people in (first, second)]
    true = 1 + (1 - ndtr(np.array([1.5, 2.5, 3.5, 4.5]) - teams[..., np.newaxis])).sum(axis=-1)
    return true, *scores


@cache
def worlds() -> tuple[tuple[NDArray[np.float64], Scores, Scores], ...]:
    random = np.random.default_rng(11)
    return tuple(world(random) for _ in range(WORLDS))


def test_intervals_hold_the_truth_behind_whole_number_answers() -> None:
    held, lowest = [], []
    for true, scores, _ in worlds():
        found = estimates(scores, np.zeros(TEAMS, dtype=np.int64))
        inside = (found.low <= true) & (true <= found.high)
        held.append(inside.mean())
        lowest.append(inside[scores.means.argmin(axis=0), np.arange(DIMENSIONS)].mean())
    assert 0.77 <= np.mean(held) <= 0.86
    assert 0.75 <= np.mean(lowest) <= 0.88


def test_teams_that_do_not_change_are_seldom_said_to() -> None:
    said = np.zeros(len(ChangeWord))
    for _, before, after in worlds():
        words = changes(Pair(before, after, np.full((TEAMS, 2), 0.6))).words
        said += np.bincount(words.ravel(), minlength=len(ChangeWord)) / words.size / WORLDS
    assert said[ChangeWord.BETTER] < 0.08
    assert said[ChangeWord.WORSE] < 0.08
    assert said[ChangeWord.NO_DIFFERENCE] > 0.3
