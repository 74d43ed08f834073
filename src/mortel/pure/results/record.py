"""What later rounds need of a release, stored beside it: the protected sums, of whom, and what was told of them.

A block of which nothing may be told (`Closing.silent`) leaves no sums here. So whatever is made of a record is silent
about it, in this round and in every later one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from mortel.pure.disclosure.budget import Told
from mortel.pure.disclosure.closing import Closing
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.disclosure.shapes import Block, Protected, RoundForm
from mortel.pure.rounds.places import Place


@dataclass(frozen=True, slots=True)
class Recorded:
    """One block: its answers and protected sums by item, and why it has words only (None where it has levels)."""

    block: Block
    counts: tuple[int, ...]
    sums: tuple[int, ...]
    words_only: Gap | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A block of which nothing is told, and why."""

    block: Block
    gap: Gap


@dataclass(frozen=True, slots=True)
class Record:
    """A release as later rounds know it; goes to JSON and back.

    `round` its id, `k` and `words_only` what was promised, `items` and `dimensions` those of the form, `places` the
    tree with who leads what and how many were invited.
    """

    round: str
    name: str
    day: date
    k: int
    words_only: bool
    check_in: bool
    items: tuple[str, ...]
    dimensions: tuple[str, ...]
    blocks: tuple[Recorded, ...]
    silent: tuple[Silent, ...]
    places: tuple[Place, ...]

    @property
    def promise(self) -> Promise:
        return Promise(self.k, words_only=self.words_only)


def record_of(closing: Closing, promise: Promise, places: Sequence[Place], *, name: str, day: date) -> Record:
    """The record of a closed round called `name`, released on `day`."""
    protected = closing.protected
    rows = enumerate(zip(protected.blocks, protected.counts.tolist(), protected.sums.tolist(), strict=True))
    return Record(
        round=protected.round,
        name=name,
        day=day,
        k=promise.k,
        words_only=promise.words_only,
        check_in=closing.check_in,
        items=protected.form.items,
        dimensions=protected.form.dimensions,
        blocks=tuple(
            Recorded(block, tuple(counts), tuple(sums), closing.words_only.get(at))
            for at, (block, counts, sums) in rows
            if at not in closing.silent
        ),
        silent=tuple(Silent(protected.blocks[at], gap) for at, gap in sorted(closing.silent.items())),
        places=tuple(places),
    )


def protected_of(record: Record) -> Protected:
    """The protected sums of the blocks that something is told of."""
    shape = (len(record.blocks), len(record.items))
    counts, sums = (
        np.array([getattr(each, part) for each in record.blocks], dtype=np.int64).reshape(shape)
        for part in ("counts", "sums")
    )
    form = RoundForm(record.items, record.dimensions)
    return Protected(record.round, form, tuple(each.block for each in record.blocks), counts, sums)


def words_of(record: Record) -> Mapping[int, Gap]:
    """Which blocks of `protected_of` tell words only, and why."""
    return {at: each.words_only for at, each in enumerate(record.blocks) if each.words_only}


def told_of(record: Record) -> tuple[Told, ...]:
    """What the budget of later rounds has to remember of it."""
    return Closing(protected_of(record), words_of(record), {}, record.check_in).told(record.day)
