"""One extra division of the organisation, such as length of service: at the top, or not at all (release.md, rule 5).

Blocks and categories are two partitions of the same ballots. A category is shown only when no sum of blocks and
categories can single out fewer than k people, even if there were no noise; and its noise is its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

import numpy as np

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import membership, protect
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Protected, Unit

MOST_CATEGORIES: Final = 10


def protect_categories(
    ballots: Ballots,
    blocks: Sequence[Block],
    categories: Counts,
    names: Sequence[str],
    secret: bytes,
    promise: Promise,
) -> Protected | Gap:
    """Protected sums with a category where a block would stand, or why there are none.

    `categories` (N,) index into `names`, of every ballot. Only ballots that stand in a block count. The levels are for
    scoring to compare; a page shows differences between categories as words.
    """
    member = membership(ballots, blocks, promise)
    inside = member >= 0
    refused = _refused(_cross(member[inside], categories[inside], len(blocks), len(names)), promise)
    if refused is not None:
        return refused
    top = Unit("", None)
    divided = Ballots(
        f"{ballots.round}/categories",
        ballots.form,
        (top, *(Unit(name, "") for name in names)),
        ballots.ids[inside],
        categories[inside] + 1,
        ballots.answers[inside],
    )
    sizes = np.bincount(categories[inside], minlength=len(names)).tolist()
    groups = [Block(name, (name,), n) for name, n in zip(names, sizes, strict=True)]
    return protect(divided, groups, secret, replace(promise, k=limits.CATEGORY))


def _cross(member: Counts, categories: Counts, blocks: int, names: int) -> Counts:
    """(blocks, categories) how many ballots stand in both."""
    return np.bincount(member * names + categories, minlength=blocks * names).reshape(blocks, names)


def _refused(cross: Counts, promise: Promise) -> Gap | None:
    if cross.shape[1] > MOST_CATEGORIES:
        return Gap(Reason.CATEGORIES_MANY, MOST_CATEGORIES)
    if (cross.sum(axis=0) < limits.CATEGORY).any():
        return Gap(Reason.CATEGORY_SMALL, limits.CATEGORY)
    if not all(support == 0 or support >= promise.k for support in _supports(cross)):
        return Gap(Reason.CATEGORY_OVERLAP, promise.k)
    return None


def _supports(cross: Counts) -> list[int]:
    """For every set of categories, how few people the difference with the nearest sum of blocks can speak of.

    Per block the nearer of its two parts is what remains: sum over blocks of min(inside, outside); trust.md, step 6.
    """
    whole = cross.sum(axis=1)
    every = range(cross.shape[1])
    some = [list(which) for size in every[1:] for which in combinations(every, size)]
    return [int(np.minimum(part := cross[:, which].sum(axis=1), whole - part).sum()) for which in some]
