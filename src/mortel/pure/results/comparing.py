"""What changed since an earlier round: one of four words of every group that is whole in both (release.md, rule 6)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.shapes import Protected, RoundForm
from mortel.pure.results.believed import rounded
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import Change, Direction
from mortel.pure.results.spoken import Spoken, spoken
from mortel.pure.scoring.change import Changes, ChangeWord, changes, pair_of

# Where some teams were not there in one of the rounds, the others speak for the organisation if they hold so much.
_MOST: Final = 2 / 3

# Blocks of the earlier round and of this one that hold the same teams.
Cell = tuple[tuple[int, ...], tuple[int, ...]]

_WORDS: Final[Mapping[int, Direction]] = {
    ChangeWord.TOO_EARLY: "too_early",
    ChangeWord.BETTER: "better",
    ChangeWord.WORSE: "worse",
    ChangeWord.NO_DIFFERENCE: "no_difference",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """By dimension. `pooled` is what the office may read of what is said about leads; empty where it may not.

    How surely something changed is judged by how much other groups did. So `pooled` is judged by other pooled groups
    alone: the changes of leads who are hidden do not even touch its last digit.
    """

    changes: Mapping[str, Change]
    pooled: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Blocks by their index, units by their id, each with what was found since one or more earlier rounds."""

    blocks: dict[int, list[Compared]] = field(default_factory=dict)
    units: dict[str, list[Compared]] = field(default_factory=dict)


def comparison(now: Spoken, earlier: Sequence[Record]) -> Comparison:
    """Every dimension beside the newest earlier round that asked the same questions about it; else nothing of it."""
    found, left = Comparison(), set(now.protected.form.scored)
    for record in sorted(earlier, key=lambda each: each.day)[::-1]:
        alike = left & _asked_alike(now.protected.form, RoundForm(record.items, record.dimensions))
        if alike:
            _add(found, spoken(record), now, alike)
            left -= alike
    return found


def _asked_alike(now: RoundForm, then: RoundForm) -> set[str]:
    return {name for name in now.scored if _questions(now, name) == _questions(then, name)}


def _questions(form: RoundForm, dimension: str) -> set[str]:
    return {form.items[at] for at in form.columns(dimension)}


def _add(found: Comparison, then: Spoken, now: Spoken, dimensions: Collection[str]) -> None:
    """A unit is compared as the sum of its unions, when they fill it; beside the units of its own floor."""
    unions = common_unions(then.protected.blocks, now.protected.blocks)
    union_of = {at: number for number, (_, after) in enumerate(unions) for at in after}
    waves = _only(then.protected, now, dimensions), _only(now.protected, now, dimensions)
    of_unions = _compared(then, now, waves, unions)
    for compared, (_, after) in zip(of_unions, unions, strict=True):
        if len(after) == 1:
            found.blocks.setdefault(after[0], []).append(compared)
    for floor in now.floors:
        whole = {unit: _inside(now.within[unit], unions, union_of) for unit in floor}
        several = {unit: _joined(unions, inside) for unit, inside in whole.items() if len(inside) > 1}
        of_floor = _compared(then, now, waves, list(several.values()))
        for unit, compared in zip(several, of_floor, strict=True):
            found.units.setdefault(unit, []).append(compared)
        for unit, inside in whole.items():
            if len(inside) == 1:
                found.units.setdefault(unit, []).append(of_unions[inside[0]])
    everywhere = _joined(unions, range(len(unions)))
    if unions and not _inside(now.within[now.top], unions, union_of) and _most(then, now, everywhere):
        (compared,) = _compared(then, now, waves, [everywhere])
        found.units.setdefault(now.top, []).append(_of_same_teams(compared))


def _most(then: Spoken, now: Spoken, cell: Cell) -> bool:
    """Whether the teams that were there in both rounds hold most ballots of each."""
    return all(
        sum(wave.protected.blocks[at].n for at in part)
        >= _MOST * sum(block.n for block in wave.protected.blocks)
        for wave, part in zip((then, now), cell, strict=True)
    )


def _of_same_teams(compared: Compared) -> Compared:
    changed, pooled = (
        {name: replace(change, same_teams=True) for name, change in part.items()}
        for part in (compared.changes, compared.pooled)
    )
    return Compared(changed, pooled)


def _inside(cell: tuple[int, ...], unions: Sequence[Cell], union_of: Mapping[int, int]) -> list[int]:
    """The unions that are together exactly this cell; none when one of its blocks or unions reaches out."""
    if any(at not in union_of for at in cell):
        return []
    inside = sorted({union_of[at] for at in cell})
    return inside if sum(len(unions[each][1]) for each in inside) == len(cell) else []


def _joined(unions: Sequence[Cell], which: Iterable[int]) -> Cell:
    chosen = [unions[each] for each in which]
    before, after = (tuple(at for union in chosen for at in union[side]) for side in (0, 1))
    return before, after


def _only(wave: Protected, now: Spoken, dimensions: Collection[str]) -> Protected:
    """The same sums of nothing but these dimensions, in the order of this round's form."""
    form = now.protected.form
    kept = [code for code, name in zip(form.items, form.dimensions, strict=True) if name in dimensions]
    names = tuple(name for name in form.dimensions if name in dimensions)
    columns = [wave.form.items.index(code) for code in kept]
    return replace(
        wave,
        form=RoundForm(tuple(kept), names),
        counts=wave.counts[:, columns],
        sums=wave.sums[:, columns],
    )


def _compared(
    then: Spoken, now: Spoken, waves: tuple[Protected, Protected], cells: Sequence[Cell]
) -> list[Compared]:
    """Of disjoint cells."""
    some = [
        at
        for at, (before, after) in enumerate(cells)
        if then.leadership.give(before) and now.leadership.give(after)
    ]
    pooled = dict(zip(some, _changes(then, now, waves, [cells[at] for at in some]), strict=True))
    every = _changes(then, now, waves, cells)
    return [Compared(changed, pooled.get(at, {})) for at, changed in enumerate(every)]


def _changes(
    then: Spoken, now: Spoken, waves: tuple[Protected, Protected], cells: Sequence[Cell]
) -> list[dict[str, Change]]:
    """Nothing of cells under seven. A number only where the levels of both rounds are told, or follow from those."""
    if not cells:
        return []
    levels = [then.levels.give(before) and now.levels.give(after) for before, after in cells]
    response = [[_response(then, before), _response(now, after)] for before, after in cells]
    pair = pair_of(*waves, cells, np.array(response), np.array(levels))
    found, large = changes(pair), pair.smaller >= limits.BLOCK
    return [
        _of_cell(found, at, pair.after.dimensions, then.record.name) if large[at] else {}
        for at in range(len(cells))
    ]


def _response(wave: Spoken, cell: Sequence[int]) -> float:
    answered = sum(wave.protected.blocks[at].n for at in cell)
    return answered / sum(wave.invited[at] for at in cell)


def _of_cell(found: Changes, at: int, dimensions: Sequence[str], since: str) -> dict[str, Change]:
    changed = {}
    for column, name in enumerate(dimensions):
        number, low, high = (rounded(part[at, column]) for part in (found.numbers, found.low, found.high))
        word = _WORDS[int(found.words[at, column])]
        changed[name] = Change(since, word, number, low, high, found.gap(at, column))
    return changed
