"""Releases to attack: the honest one, and ones that somebody broke."""

from dataclasses import replace

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Protected

SECRET = bytes(range(32))
PROMISE = Promise(7)


def honest(ballots: Ballots) -> Protected:
    return protect(ballots, blocks_of(ballots, PROMISE), SECRET, PROMISE)


def true_sums(ballots: Ballots) -> Protected:
    """The right blocks without any noise."""
    released = honest(ballots)
    names = np.array([unit.id for unit in ballots.tree])[ballots.leaves]
    rows = [
        ballots.answers[np.isin(names, block.leaves)].sum(axis=0, dtype=np.int64) for block in released.blocks
    ]
    sums = np.array(rows, dtype=np.int64).reshape(released.sums.shape)
    return replace(released, sums=np.where(released.counts > 0, sums, 0))


def at_most_two(ballots: Ballots) -> Protected:
    """The first version of trust.md: noise of -2 to 2, cut off at the ends."""
    released = true_sums(ballots)
    rng = np.random.default_rng(int(ballots.ids.sum() % 2**32))
    noisy = released.sums + rng.integers(-2, 3, released.sums.shape)
    clamped = np.clip(noisy, released.counts + 2, 5 * released.counts - 2)
    return replace(released, sums=np.where(released.counts > 0, clamped, 0))


def geometric(decay: float = 0.468, reach: int = 60) -> Floats:
    noise = np.arange(-reach, reach + 1)
    chances = decay ** np.abs(noise)
    return np.asarray(chances / chances.sum())
