"""A closing without protection, for the control alone: teams of any size, no noise, and nobody who looks first."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from mortel.apps.climate.actions import closing as action
from mortel.pure.disclosure import limits
from mortel.pure.disclosure.attack.tables import true_sums
from mortel.pure.disclosure.blocks import plan_blocks
from mortel.pure.disclosure.budget import Told
from mortel.pure.disclosure.closing import Closing
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Protected


def unprotect(patch: pytest.MonkeyPatch) -> None:
    """Take the protection out from under the action that closes a round. No setting of the product does this."""
    patch.setattr(limits, "BLOCK", 1)
    patch.setattr(limits, "ITEMS", 1)
    patch.setattr(action, "Promise", lambda k, words_only: Promise(1))
    patch.setattr(action, "close", _close)


def bare(ballots: Ballots) -> Protected:
    """The true sums of every team with an answer in it."""
    at_leaf = np.bincount(ballots.leaves, minlength=len(ballots.tree)).tolist()
    blocks = plan_blocks(ballots.tree, at_leaf, 1)
    counts: Counts = np.stack([_counted(ballots, block) for block in blocks])
    return Protected(ballots.round, ballots.form, blocks, counts, true_sums(ballots, blocks))


def _counted(ballots: Ballots, block: Block) -> Counts:
    names = np.array([unit.id for unit in ballots.tree])[ballots.leaves]
    return np.asarray((ballots.answers[np.isin(names, block.leaves)] > 0).sum(axis=0), dtype=np.int64)


def _close(
    ballots: Ballots,
    promise: Promise,
    secret: bytes,
    told: Sequence[Told],
    today: date,
    random: np.random.Generator,
) -> Closing:
    return Closing(bare(ballots), {}, {}, check_in=False)
