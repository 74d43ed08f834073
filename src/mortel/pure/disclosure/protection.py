"""Ballots in, protected sums out, once per round. All that is shown is made of these (release.md, rule 2)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import limits, noise
from mortel.pure.disclosure.blocks import plan_blocks
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import HIGHEST, Ballots, Block, Counts, DisclosureError, Protected

LEAST_SECRET: Final = 32
# The least and the most that are shown: "everybody chose the lowest" is never told.
TOP_CODE: Final = 2


def blocks_of(ballots: Ballots, promise: Promise) -> tuple[Block, ...]:
    """The blocks of a closed round; see `plan_blocks`."""
    return plan_blocks(
        ballots.tree, np.bincount(ballots.leaves, minlength=len(ballots.tree)).tolist(), promise.k
    )


def protect(ballots: Ballots, blocks: Sequence[Block], secret: bytes, promise: Promise) -> Protected:
    """Sum every item in every block and add the noise that this block always has in this round.

    `secret` is at least 32 bytes that never leave the server and belong to this round. An item with fewer than k
    answers in a block is withheld there. Ballots outside all blocks count nowhere. DisclosureError when a block is
    smaller than k or stands in another's way.
    """
    if len(secret) < LEAST_SECRET:
        raise DisclosureError(
            f"The secret of a round has at least {LEAST_SECRET} bytes: make one with a random source."
        )
    member = membership(ballots, blocks, promise)
    counts, sums = _summed(ballots.answers, member, len(blocks))
    drawn = _noise(ballots, blocks, member, secret)
    shown = counts >= promise.k
    clamped = np.clip(sums + drawn, counts + TOP_CODE, HIGHEST * counts - TOP_CODE)
    return Protected(
        ballots.round, ballots.form, tuple(blocks), np.where(shown, counts, 0), np.where(shown, clamped, 0)
    )


def membership(ballots: Ballots, blocks: Sequence[Block], promise: Promise) -> Counts:
    """(N,) index of the block of every ballot, -1 for none; checks that the blocks are what they say."""
    block_of_leaf = np.full(len(ballots.tree), -1, dtype=np.int64)
    place = {unit.id: at for at, unit in enumerate(ballots.tree)}
    for at, block in enumerate(blocks):
        for leaf in block.leaves:
            if leaf not in place:
                raise DisclosureError(f"Unit {leaf!r} is not in the tree: make the blocks again.")
            if block_of_leaf[place[leaf]] >= 0:
                raise DisclosureError(f"Unit {leaf!r} stands in two blocks: make the blocks again.")
            block_of_leaf[place[leaf]] = at
    member = block_of_leaf[ballots.leaves]
    sizes = np.bincount(member[member >= 0], minlength=len(blocks))
    if sizes.tolist() != [block.n for block in blocks]:
        raise DisclosureError("The blocks were made for other ballots: make them again.")
    if len(blocks) and sizes.min() < promise.k:
        raise DisclosureError(f"A block has fewer than {promise.k} ballots: make the blocks again.")
    return member


def _summed(answers: npt.NDArray[np.int8], member: Counts, blocks: int) -> tuple[Counts, Counts]:
    inside = member >= 0
    member, answers = member[inside], answers[inside]
    counts, sums = np.empty((2, blocks, answers.shape[1]), dtype=np.int64)
    for at, column in enumerate(answers.T):
        counts[:, at] = np.bincount(member, weights=column != 0, minlength=blocks)
        sums[:, at] = np.bincount(member, weights=column, minlength=blocks)
    return counts, sums


def _noise(ballots: Ballots, blocks: Sequence[Block], member: Counts, secret: bytes) -> Counts:
    form = ballots.form
    seeds = seeds_of(ballots, member, len(blocks), secret)
    drawn = noise.two_sided_geometric(seeds, [noise.DECAY] * len(form.items), purpose=b"items")
    few = np.array([block.n < limits.ITEMS for block in blocks], dtype=bool)
    decays = [noise.decay_of(noise.shared_variance(len(form.columns(name)))) for name in form.scored]
    shared = noise.two_sided_geometric(
        [start for start, small in zip(seeds, few, strict=True) if small], decays, purpose=b"dimensions"
    )
    for at, name in enumerate(form.scored):
        drawn[np.ix_(few, form.columns(name))] += shared[:, at, np.newaxis]
    return drawn


def seeds_of(ballots: Ballots, member: Counts, blocks: int, secret: bytes) -> list[bytes]:
    """Of every block, what its noise grows from: the same for the same ballots in the same round."""
    order = np.lexsort((ballots.ids[:, 1], ballots.ids[:, 0], member))
    order = order[np.searchsorted(member[order], 0) :]
    row = ballots.ids.itemsize * ballots.ids.shape[1]
    ids = ballots.ids[order].astype(">u8").tobytes()
    ends = np.cumsum(np.bincount(member[order], minlength=blocks)) * row
    starts = ends - np.bincount(member[order], minlength=blocks) * row
    return [
        noise.seed(secret, ballots.round, ids[a:b])
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
