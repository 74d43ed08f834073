"""What a real release is put through before it is stored: every figure, and the history it joins.

An installation links nobody between rounds. So the gate has this round with its ballots, and of earlier rounds the
blocks alone; of who came and went it assumes the worst that fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.worst_case import ROLES, STAYER, Layout, modelled_advantage
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Form, Protected

LEAST: Final = 7
LEAST_FOR_WORDS: Final = 6
LEVELS: Final = 3
LEVEL_MONTHS: Final = 24
MOST_OF_ONE: Final = 7.0
MOST_ON_AVERAGE: Final = 5.0
# What the closed form misses at most of exact enumeration and simulation: with one or two items, and with more.
_SHORT_OF: Final = {True: 1.10, False: 1.05}
_FEW_ITEMS: Final = 2
_CLAMP: Final = 2
_BARE: Final = 0.8
_ENOUGH_SUMS: Final = 12


class Code(StrEnum):
    """What a release may not do."""

    SMALL_BLOCK = "small_block"
    TWO_BLOCKS = "two_blocks"
    OTHER_BALLOTS = "other_ballots"
    PART_OF_BLOCK = "part_of_block"
    FEW_ON_ITEM = "few_on_item"
    BEYOND_ENDS = "beyond_ends"
    BARE_SUMS = "bare_sums"
    FOURTH_LEVEL = "fourth_level"
    ONE_PERSON = "one_person"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Finding:
    """Why this release is refused: the leaves it is about (empty for the whole release), the figure, and its limit."""

    code: Code
    leaves: tuple[str, ...]
    figure: float
    limit: float


@dataclass(frozen=True, slots=True)
class Earlier:
    """The blocks of one earlier round whose levels were shown, so many months ago, with the items it asked."""

    months_ago: int
    blocks: tuple[Block, ...]
    items: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """A release about to be stored.

    levels   per block, whether its levels are shown; else only words.
    cells    the leaves of every group of which any figure is shown, blocks and units alike.
    """

    ballots: Ballots
    released: Protected
    levels: tuple[bool, ...]
    cells: tuple[frozenset[str], ...] = ()
    earlier: tuple[Earlier, ...] = ()
    words_only: bool = False


def findings(history: History, noise: NoiseLaw) -> tuple[Finding, ...]:
    """Everything that stops this release; nothing when it may be stored.

    `noise` is what `learn_noise` measured of the release that is in use. The price of one person is modelled from
    block sizes: as a stayer for the mean over people (at most 5 points), in the worst role for each block (at most 7),
    over the rounds of the last 24 months that showed levels.
    """
    return (
        *_blocks(history),
        *_cells(history),
        *_sums(history),
        *_budget(history),
        *_prices(history, noise),
    )


def _blocks(history: History) -> Iterator[Finding]:
    """Disjoint, large enough, and made of the ballots they name."""
    seen = set[str]()
    names = np.array([unit.id for unit in history.ballots.tree])[history.ballots.leaves]
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        least = LEAST_FOR_WORDS if history.words_only and not levels else LEAST
        if block.n < least:
            yield Finding(Code.SMALL_BLOCK, block.leaves, block.n, least)
        if twice := seen.intersection(block.leaves):
            yield Finding(Code.TWO_BLOCKS, tuple(sorted(twice)), 2, 1)
        seen.update(block.leaves)
        if (inside := int(np.isin(names, block.leaves).sum())) != block.n:
            yield Finding(Code.OTHER_BALLOTS, block.leaves, inside, block.n)


def _cells(history: History) -> Iterator[Finding]:
    """Every group is made of whole blocks."""
    for cell in history.cells:
        for block in history.released.blocks:
            inside = len(cell.intersection(block.leaves))
            if 0 < inside < len(block.leaves):
                yield Finding(Code.PART_OF_BLOCK, tuple(sorted(cell)), inside, len(block.leaves))


def _sums(history: History) -> Iterator[Finding]:
    """Enough answers behind each, between the ends, and not the truth."""
    released = history.released
    least = LEAST_FOR_WORDS if history.words_only else LEAST
    names = np.array([unit.id for unit in history.ballots.tree])[history.ballots.leaves]
    bare, shown = 0, 0
    for block, counts, sums in zip(released.blocks, released.counts, released.sums, strict=True):
        some = counts > 0
        if some.any() and counts[some].min() < least:
            yield Finding(Code.FEW_ON_ITEM, block.leaves, float(counts[some].min()), least)
        if beyond := int(np.sum((sums < counts + _CLAMP * some) | (sums > (5 * counts - _CLAMP) * some))):
            yield Finding(Code.BEYOND_ENDS, block.leaves, beyond, 0)
        truth = _true_sums(history.ballots, np.isin(names, block.leaves))
        inner = some & (truth > counts + _CLAMP) & (truth < 5 * counts - _CLAMP)
        bare, shown = bare + int(np.sum(inner & (sums == truth))), shown + int(inner.sum())
    if shown >= _ENOUGH_SUMS and bare / shown > _BARE:
        yield Finding(Code.BARE_SUMS, (), bare / shown, _BARE)


def _true_sums(ballots: Ballots, inside: Flags) -> Counts:
    return np.asarray(ballots.answers[inside].sum(axis=0, dtype=np.int64))


def _budget(history: History) -> Iterator[Finding]:
    """Three times levels of one team and one item in 24 months, this time included."""
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        if not levels:
            continue
        most = max(
            1 + sum(item in one.items for one in _recent(history, {leaf}))
            for leaf in block.leaves
            for item in history.released.form.items
        )
        if most > LEVELS:
            yield Finding(Code.FOURTH_LEVEL, block.leaves, most, LEVELS)


def _recent(history: History, leaves: set[str]) -> list[Earlier]:
    return [
        one
        for one in history.earlier
        if one.months_ago < LEVEL_MONTHS and any(leaves.intersection(block.leaves) for block in one.blocks)
    ]


def _prices(history: History, noise: NoiseLaw) -> Iterator[Finding]:
    """What each block costs its worst-placed person, and what the release costs its people on average."""
    people = cost = 0.0
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        if not levels or block.n < LEAST:
            continue
        layout = _layout(history, block, noise)
        factor = _SHORT_OF[layout.items <= _FEW_ITEMS]
        worst = factor * max(modelled_advantage(layout, role).worse for role in ROLES)
        if worst > MOST_OF_ONE:
            yield Finding(Code.ONE_PERSON, block.leaves, worst, MOST_OF_ONE)
        people += block.n
        cost += block.n * factor * modelled_advantage(layout, STAYER).worse
    if people and cost / people > MOST_ON_AVERAGE:
        yield Finding(Code.EVERYBODY, (), cost / people, MOST_ON_AVERAGE)


def _layout(history: History, block: Block, noise: NoiseLaw) -> Layout:
    """The rounds of this block: of each earlier one the block that held most of its leaves."""
    own = set(block.leaves)
    recent = sorted(_recent(history, own), key=lambda one: -one.months_ago)
    sizes = [max(one.blocks, key=lambda b: (len(own.intersection(b.leaves)), -b.n)).n for one in recent]
    dimensions, items = _of_form(history.released.form)
    shared = max(0.0, noise.shared) if items > 1 else 0.0
    return Layout((*sizes, block.n), dimensions, items, noise.item, shared)


def _of_form(form: Form) -> tuple[int, int]:
    """Dimensions, and the most items any of them has: the more, the better a score is known."""
    scored: Sequence[str] = form.scored
    return max(1, len(scored)), max((len(form.columns(name)) for name in scored), default=1)
