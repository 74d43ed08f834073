"""One more division of the organisation, at the top or not at all (release.md, rule 5 and the inverted U).

Blocks and categories are two partitions of the same ballots. Categories are shown only when no sum of blocks and
categories can single out fewer than k people, even if there were no noise; and their noise is their own.
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
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, DisclosureError, Protected, Unit

MOST_CATEGORIES: Final = 10


def protect_categories(
    ballots: Ballots,
    blocks: Sequence[Block],
    categories: Counts,
    names: Sequence[str],
    secret: bytes,
    promise: Promise,
) -> Protected | Gap:
    """Protected sums with a category, such as a length of service, where a block would stand, or why there are none.

    `categories` (N,) index into `names`, of every ballot, negative for none. Each needs 30 ballots. Only ballots that
    stand in a block count. The levels are for scoring to compare; a page shows differences between categories as words.
    DisclosureError for a category without a name.
    """
    return _protect(
        ballots, blocks, categories, names, secret, replace(promise, k=limits.CATEGORY), promise.k
    )


def protect_amounts(
    ballots: Ballots, blocks: Sequence[Block], amounts: Counts, secret: bytes, promise: Promise
) -> Protected | Gap:
    """Protected sums for growing amounts, such as hours a week, to draw a curve through; for 250 ballots or more.

    `amounts` (N,) whole numbers of every ballot, negative for none. Neighbours are taken together until each has a
    tenth of the ballots: ten bins at most, so each of 25 or more. A bin is named by its amounts, the first and the last
    without the end that one person may have to himself: "<= 2", "3-5", ">= 6".
    """
    there = (membership(ballots, blocks, promise) >= 0) & (amounts >= 0)
    if there.sum() < limits.ORGANISATION:
        return Gap(Reason.ORGANISATION_SMALL, limits.ORGANISATION)
    least = max(limits.BIN, -(-int(there.sum()) // MOST_CATEGORIES))
    bins = _bins(amounts[there], least)
    names = _names(amounts[there], bins)
    every = np.full(len(amounts), -1, dtype=np.int64)
    every[there] = bins
    return _protect(ballots, blocks, every, names, secret, replace(promise, k=limits.BIN), promise.k)


def _bins(amounts: Counts, least: int) -> Counts:
    """Of every amount its bin: values in order, a bin closes as soon as it has `least`, a short last one joins back."""
    values, which, counts = np.unique(amounts, return_inverse=True, return_counts=True)
    bin_of_value, filled, at = np.zeros(len(values), dtype=np.int64), 0, 0
    for value, count in enumerate(counts):
        bin_of_value[value] = at
        filled += count
        if filled >= least:
            at, filled = at + 1, 0
    if filled and at:
        bin_of_value[bin_of_value == at] = at - 1
    return bin_of_value[which]


def _names(amounts: Counts, bins: Counts) -> list[str]:
    edges = [
        (amounts[bins == each].min(), amounts[bins == each].max()) for each in range(int(bins.max()) + 1)
    ]
    inner = [f"{low}-{high}" if low < high else f"{low}" for low, high in edges[1:-1]]
    last = [f">= {low}" for low, _ in edges[1:][-1:]]
    return [f"<= {edges[0][1]}" if last else "all", *inner, *last]


def _protect(
    ballots: Ballots,
    blocks: Sequence[Block],
    categories: Counts,
    names: Sequence[str],
    secret: bytes,
    promise: Promise,
    k: int,
) -> Protected | Gap:
    if categories.shape != ballots.leaves.shape or categories.max(initial=-1) >= len(names):
        raise DisclosureError(
            "Give one category of those that have a name per ballot, or a negative number for none."
        )
    member = membership(ballots, blocks, replace(promise, k=k))
    inside = (member >= 0) & (categories >= 0)
    gap = _gap(_cross(member, categories, len(blocks), len(names)), promise.k, k)
    if gap is not None:
        return gap
    top = Unit("", None)
    divided = Ballots(
        f"{ballots.round}/division",
        ballots.form,
        (top, *(Unit(name, "") for name in names)),
        ballots.ids[inside],
        categories[inside] + 1,
        ballots.answers[inside],
    )
    sizes = np.bincount(categories[inside], minlength=len(names)).tolist()
    groups = [Block(name, (name,), n) for name, n in zip(names, sizes, strict=True)]
    return protect(divided, groups, secret, promise)


def _cross(member: Counts, categories: Counts, blocks: int, names: int) -> Counts:
    """(blocks, categories + 1) how many ballots stand in both; in the last column those without a category."""
    inside = member >= 0
    column = np.where(categories[inside] < 0, names, categories[inside])
    counted = np.bincount(member[inside] * (names + 1) + column, minlength=blocks * (names + 1))
    return counted.reshape(blocks, names + 1)


def _gap(cross: Counts, least: int, k: int) -> Gap | None:
    if cross.shape[1] - 1 > MOST_CATEGORIES:
        return Gap(Reason.CATEGORIES_MANY, MOST_CATEGORIES)
    if (cross[:, :-1].sum(axis=0) < least).any():
        return Gap(Reason.CATEGORY_SMALL, least)
    if not all(support == 0 or support >= k for support in _supports(cross)):
        return Gap(Reason.CATEGORY_OVERLAP, k)
    return None


def _supports(cross: Counts) -> list[int]:
    """For every set of categories, how few people the difference with the nearest sum of blocks can speak of.

    Blocks less all categories speak of those without one, so these make a set as well. Per block the nearer of its two
    parts is what remains: sum over blocks of min(inside, outside); trust.md, step 6.
    """
    whole = cross.sum(axis=1)
    every = range(cross.shape[1])
    some = [list(which) for size in every[1:] for which in combinations(every, size)]
    return [int(np.minimum(part := cross[:, which].sum(axis=1), whole - part).sum()) for which in some]
