"""How answers are spread over low, middle and high, from 30 answers on (release.md, rule 4; trust.md, step 5)."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from mortel.pure.disclosure import limits, noise
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import membership, seeds_of
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Block, Counts

# The highest answer of low, of middle and of high.
CLASSES: Final = (2, 3, 5)
STEP: Final = 10


def protect_classes(ballots: Ballots, blocks: Sequence[Block], secret: bytes, promise: Promise) -> Counts:
    """(blocks, items, 3) how many answered 1-2, 3 and 4-5, each with a noise of its own and never below nought.

    Items that fewer than thirty (or k, when that is more) answered in a block have three noughts there: beside the
    protected sum the counts of a smaller group would tell too much of one person.
    """
    member = membership(ballots, blocks, promise)
    inside = member >= 0
    which = np.searchsorted(CLASSES, ballots.answers[inside])
    counts = np.zeros((len(blocks), len(ballots.form.items), len(CLASSES)), dtype=np.int64)
    for at, (column, answers) in enumerate(zip(which.T, ballots.answers[inside].T, strict=True)):
        there = answers > 0
        np.add.at(counts, (member[inside][there], at, column[there]), 1)
    seeds = seeds_of(ballots, member, len(blocks), secret)
    decays = [noise.DECAY] * (len(ballots.form.items) * len(CLASSES))
    drawn = noise.two_sided_geometric(seeds, decays, purpose=b"classes").reshape(counts.shape)
    enough = counts.sum(axis=2, keepdims=True) >= max(limits.CLASSES, promise.k)
    return np.where(enough, np.maximum(counts + drawn, 0), 0)


def shares(counts: Sequence[int]) -> tuple[int, ...] | Gap:
    """Per cent of each class in steps of ten that add up to a hundred; the largest remainders are rounded up.

    `counts` are those of `protect_classes`; where it withheld them, the reason.
    """
    total = sum(counts)
    if total == 0:
        return Gap(Reason.CLASSES_NEED_MORE, limits.CLASSES)
    steps = 100 // STEP
    exact = [count * steps / total for count in counts]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda at: (whole[at] - exact[at], at))
    for at in by_remainder[: steps - sum(whole)]:
        whole[at] += 1
    return tuple(share * STEP for share in whole)
