"""What a real release is put through before it is stored: every figure, and the history it joins.

An installation links nobody between rounds. So the gate has this round with its ballots, and of earlier rounds the
blocks alone; of who came and went it assumes the worst that fits.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.tables import CLAMP, true_sums
from mortel.pure.disclosure.attack.worst_case import ROLES, STAYER, Layout, modelled_advantage
from mortel.pure.disclosure.shapes import Ballots, Block, Protected, RoundForm

LEAST: Final = 7
LEAST_FOR_WORDS: Final = 6
LEVELS: Final = 3
LEVEL_MONTHS: Final = 24
MOST_OF_ONE: Final = 7.0
MOST_ON_AVERAGE: Final = 5.0
# What the closed form misses at most of exact enumeration and simulation: with one or two items, and with more.
_SHORT_OF: Final = {True: 1.10, False: 1.05}
_FEW_ITEMS: Final = 2
_LARGE: Final = 9
_LARGEST: Final = 40
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
    least    the answers that people were promised for every group; under 7 (6 with words alone) it counts as that.
    """

    ballots: Ballots
    released: Protected
    levels: tuple[bool, ...]
    cells: tuple[frozenset[str], ...] = ()
    earlier: tuple[Earlier, ...] = ()
    words_only: bool = False
    least: int = LEAST_FOR_WORDS


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
    ballots = history.ballots
    at_leaf = np.bincount(ballots.leaves, minlength=len(ballots.tree)).tolist()
    number = {unit.id: n for unit, n in zip(ballots.tree, at_leaf, strict=True)}
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        least = max(LEAST_FOR_WORDS if history.words_only and not levels else LEAST, history.least)
        if block.n < least:
            yield Finding(Code.SMALL_BLOCK, block.leaves, block.n, least)
        if twice := seen.intersection(block.leaves):
            yield Finding(Code.TWO_BLOCKS, tuple(sorted(twice)), 2, 1)
        seen.update(block.leaves)
        if (inside := sum(number.get(leaf, 0) for leaf in block.leaves)) != block.n:
            yield Finding(Code.OTHER_BALLOTS, block.leaves, inside, block.n)


def _cells(history: History) -> Iterator[Finding]:
    """Every group is made of whole blocks."""
    block_of = _by_leaf(history.released.blocks)
    for cell in history.cells:
        for block in {block_of[leaf] for leaf in cell if leaf in block_of}:
            inside = len(cell.intersection(block.leaves))
            if inside < len(block.leaves):
                yield Finding(Code.PART_OF_BLOCK, tuple(sorted(cell)), inside, len(block.leaves))


def _sums(history: History) -> Iterator[Finding]:
    """Enough answers behind each, between the ends, and not the truth."""
    released = history.released
    least = max(LEAST_FOR_WORDS if history.words_only else LEAST, history.least)
    shown = released.counts > 0
    low, high = released.counts + CLAMP * shown, (5 * released.counts - CLAMP) * shown
    beyond = (released.sums < low) | (released.sums > high)
    for block, counts, some, outside in zip(released.blocks, released.counts, shown, beyond, strict=True):
        if some.any() and counts[some].min() < least:
            yield Finding(Code.FEW_ON_ITEM, block.leaves, float(counts[some].min()), least)
        if outside.any():
            yield Finding(Code.BEYOND_ENDS, block.leaves, int(outside.sum()), 0)
    truth = true_sums(history.ballots, released.blocks)
    inner = shown & (truth > low) & (truth < high)
    if inner.sum() >= _ENOUGH_SUMS and (bare := float(np.mean((released.sums == truth)[inner]))) > _BARE:
        yield Finding(Code.BARE_SUMS, (), bare, _BARE)


def _by_leaf(blocks: Sequence[Block]) -> dict[str, Block]:
    return {leaf: block for block in blocks for leaf in block.leaves}


def _recent(history: History) -> list[tuple[Earlier, dict[str, Block]]]:
    """The rounds of the last 24 months, oldest first, with the block of every leaf."""
    recent = [one for one in history.earlier if one.months_ago < LEVEL_MONTHS]
    return [(one, _by_leaf(one.blocks)) for one in sorted(recent, key=lambda one: -one.months_ago)]


def _budget(history: History) -> Iterator[Finding]:
    """Three times levels of one team and one item in 24 months, this time included."""
    recent = [(block_of, Counter(one.items)) for one, block_of in _recent(history)]
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        if not levels:
            continue
        most = max(_most(leaf, recent, history.released.form) for leaf in block.leaves)
        if most > LEVELS:
            yield Finding(Code.FOURTH_LEVEL, block.leaves, most, LEVELS)


def _most(leaf: str, recent: Sequence[tuple[dict[str, Block], Counter[str]]], form: RoundForm) -> int:
    """How often levels of this leaf were shown, this time included, of the item it happened to most."""
    told = Counter[str]()
    for block_of, items in recent:
        if leaf in block_of:
            told.update(items)
    return 1 + max((told[item] for item in form.items), default=0)


def _prices(history: History, noise: NoiseLaw) -> Iterator[Finding]:
    """What each block costs its worst-placed person, and what the release costs its people on average."""
    people = cost = 0.0
    past = [block_of for _, block_of in _recent(history)]
    for block, levels in zip(history.released.blocks, history.levels, strict=True):
        if not levels or block.n < LEAST:
            continue
        layout = _layout(history, block, past, noise)
        factor = _SHORT_OF[layout.items <= _FEW_ITEMS]
        worst = factor * max(modelled_advantage(_capped(layout), role).worse for role in ROLES)
        if worst > MOST_OF_ONE:
            yield Finding(Code.ONE_PERSON, block.leaves, worst, MOST_OF_ONE)
        steady = replace(layout, sizes=(min(block.n, _LARGEST),) * len(layout.sizes))
        people += block.n
        cost += block.n * factor * modelled_advantage(steady, STAYER).worse
    if people and cost / people > MOST_ON_AVERAGE:
        yield Finding(Code.EVERYBODY, (), cost / people, MOST_ON_AVERAGE)


def _capped(layout: Layout) -> Layout:
    """The same with large blocks taken for smaller ones, which never cost less: few layouts are left to work out."""
    return replace(layout, sizes=tuple(min(size, _LARGE) for size in layout.sizes))


def _layout(history: History, block: Block, past: Sequence[dict[str, Block]], noise: NoiseLaw) -> Layout:
    """The rounds of this block: of each earlier one the block that held most of its leaves, the smallest of equals."""
    sizes = list[int]()
    for block_of in past:
        held = Counter(block_of[leaf] for leaf in block.leaves if leaf in block_of)
        if held:
            sizes.append(max(held, key=lambda one: (held[one], -one.n)).n)
    dimensions, items = _of_form(history.released.form)
    return Layout((*sizes, block.n), dimensions, items, noise.item, noise.shared if items > 1 else 0.0)


def _of_form(form: RoundForm) -> tuple[int, int]:
    """Dimensions, and the most items any of them has: the more, the better a score is known."""
    scored: Sequence[str] = form.scored
    return max(1, len(scored)), max((len(form.columns(name)) for name in scored), default=1)
