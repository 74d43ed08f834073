"""One group as its own team reads it, and as the office does, where leadership needs three leads (instrument.md)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.figures import ItemMean, Page
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Counts
from mortel.pure.results.believed import WORDS, Believed, of_blocks, of_units, rounded, scored
from mortel.pure.results.comparing import Compared, Comparison
from mortel.pure.results.pieces import LEADS
from mortel.pure.results.shapes import Change, Dimension, Group, GroupKind, Question
from mortel.pure.results.spoken import Spoken
from mortel.pure.results.standing_out import StandingOut, standing_out
from mortel.pure.results.subjects import Subjects
from mortel.pure.scoring.response import block_responses
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.arguments import Floats

ONE_LEAD = Gap(Reason.ONE_LEAD, LEADS)
_BESIDE_LEAD = Gap(Reason.BESIDE_LEAD, LEADS)
_WHOLE_ONLY = Gap(Reason.WHOLE_ONLY, limits.CLASSES)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Disjoint groups, row by row: all blocks, or the units of one floor.

    `alone` is what each says without any other in mind; of units `believed` is the same.
    """

    scores: Scores
    believed: Believed
    alone: Believed
    standing: list[StandingOut]
    standing_without: list[StandingOut]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One group before it is known who reads it. `pooled`: three leads or more, whatever else is subtracted."""

    id: str
    kind: GroupKind
    name: str
    page: Page
    invited: int
    leads: frozenset[int]
    pooled: bool
    table: Table
    row: int
    compared: Sequence[Compared]


def table_of_blocks(now: Spoken, parents: Counts, sigma2: Floats, about: Subjects) -> Table:
    every = np.arange(len(now.protected.blocks), dtype=np.int64)
    scores = scored(now.protected, every, now.levels.blocks)
    believed = of_blocks(scores, parents, now.invited, sigma2)
    return _table(scores, believed, of_units(scores, now.invited, sigma2), sigma2, about)


def table_of_floor(now: Spoken, floor: Sequence[str], sigma2: Floats, about: Subjects) -> Table:
    units = np.full(len(now.protected.blocks), -1, dtype=np.int64)
    for number, unit in enumerate(floor):
        units[list(now.within[unit])] = number
    scores = scored(now.protected, units, [now.levels.units[unit] for unit in floor])
    believed = of_units(scores, [invited_in(now, now.within[unit]) for unit in floor], sigma2)
    return _table(scores, believed, believed, sigma2, about)


def _table(scores: Scores, believed: Believed, alone: Believed, sigma2: Floats, about: Subjects) -> Table:
    without = standing_out(scores, sigma2, about.leadership)
    return Table(scores, believed, alone, standing_out(scores, sigma2), without)


def invited_in(now: Spoken, cell: Sequence[int]) -> int:
    return sum(now.invited[at] for at in cell)


def sheets_of_units(now: Spoken, sigma2: Floats, about: Subjects, compared: Comparison) -> dict[str, Sheet]:
    found = {}
    for floor in now.floors:
        table = table_of_floor(now, floor, sigma2, about)
        for row, unit in enumerate(floor):
            place, cell = now.places[unit], now.within[unit]
            found[unit] = Sheet(
                unit,
                "organisation" if place.parent is None else "unit",
                place.name,
                now.unit_pages[unit],
                invited_in(now, cell),
                now.leads_in(cell),
                now.leadership.units[unit],
                table,
                row,
                compared.units.get(unit, []),
            )
    return found


def sheets_of_blocks(now: Spoken, table: Table, compared: Comparison) -> list[Sheet]:
    found = []
    for at, block in enumerate(now.protected.blocks):
        kind: GroupKind = "leads" if block.leads else "team" if block.is_one_team else "together"
        found.append(
            Sheet(
                line_of_block(now, at),
                kind,
                names_of(now, block.leaves),
                now.block_pages[at],
                now.invited[at],
                now.leads[at],
                now.leadership.blocks[at],
                table,
                at,
                compared.blocks.get(at, []),
            )
        )
    return found


def names_of(now: Spoken, leaves: Collection[str]) -> str:
    """As they stand in the tree: the small ones come first among the leaves of a block, which is nobody's business."""
    return ", ".join(now.places[leaf].name for leaf in sorted(leaves, key=now.order.__getitem__))


def line_of_block(now: Spoken, at: int) -> str:
    """The id of a block among the lines: that of its team, or one of its own for teams that were taken together."""
    block = now.protected.blocks[at]
    if block.is_one_team:
        return block.unit
    return f"{block.unit}/leads/together" if block.leads else f"{block.unit}/together"


def for_team(sheet: Sheet, about: Subjects, others: frozenset[int], k: int) -> Group:
    """With all that is said about its lead, of whom the team may read; `others` lead the other blocks.

    What is said about fewer than three others stays out of the middle to which it is drawn.
    """
    alone = about.leadership if len(others) < LEADS else frozenset[str]()
    dimensions = [
        _dimension(sheet, sheet.table.alone if name in alone else sheet.table.believed, at, k)
        for at, name in enumerate(sheet.table.scores.dimensions)
    ]
    questions = [_question(item, about, pooled=True, whole=False) for item in sheet.page.items]
    group = _group(sheet, dimensions, questions, sheet.table.standing[sheet.row])
    without = sheet.table.standing_without[sheet.row]
    return replace(
        group,
        leadership_questions=tuple(item.code for item in sheet.page.items if item.code in about.near_lead),
        strengths_without=without.strengths,
        step_without=without.step,
    )


def for_office(sheet: Sheet, about: Subjects, k: int) -> Group:
    """Leadership only by the group's own sums: drawn to a middle it would tell of leads who are hidden."""
    dimensions = []
    for at, name in enumerate(sheet.table.scores.dimensions):
        if name not in about.leadership:
            dimensions.append(_dimension(sheet, sheet.table.believed, at, k))
        elif sheet.pooled:
            dimensions.append(_dimension(sheet, sheet.table.alone, at, k, leadership=True))
        else:
            dimensions.append(Dimension(name, None, None, None, gap=ONE_LEAD))
    questions = [
        _question(item, about, pooled=sheet.pooled, whole=sheet.kind == "organisation")
        for item in sheet.page.items
    ]
    standing = sheet.table.standing if sheet.pooled else sheet.table.standing_without
    return _group(sheet, dimensions, questions, standing[sheet.row])


def _group(
    sheet: Sheet, dimensions: Sequence[Dimension], questions: Sequence[Question], standing: StandingOut
) -> Group:
    return Group(
        id=sheet.id,
        kind=sheet.kind,
        name=sheet.name,
        n=sheet.page.n,
        response=round(float(block_responses([sheet.page.n], [sheet.invited])[0]), 2),
        leads=len(sheet.leads),
        dimensions=tuple(dimensions),
        questions=tuple(questions),
        gap=sheet.page.gap,
        strengths=standing.strengths,
        step=standing.step,
    )


def _dimension(sheet: Sheet, believed: Believed, at: int, k: int, *, leadership: bool = False) -> Dimension:
    mean, low, high = (rounded(part[sheet.row, at]) for part in (believed.means, believed.low, believed.high))
    withheld = Gap(Reason.TOO_FEW_ITEMS, k) if believed.withheld[sheet.row, at] else None
    return Dimension(
        believed.dimensions[at],
        mean,
        low,
        high,
        WORDS[int(believed.words[sheet.row, at])],
        sheet.page.gap or withheld,
        _change(sheet.compared, believed.dimensions[at], leadership=leadership),
    )


def _change(compared: Sequence[Compared], dimension: str, *, leadership: bool) -> Change | None:
    for one in compared:
        changes = one.pooled if leadership else one.changes
        if dimension in changes:
            return changes[dimension]
    return None


def _question(item: ItemMean, about: Subjects, *, pooled: bool, whole: bool) -> Question:
    if not pooled and item.code in about.near_lead:
        return Question(item.code, None, ONE_LEAD if item.code in about.of_lead else _BESIDE_LEAD)
    if item.code in about.never_mean or (item.code in about.whole_only and not whole):
        return Question(item.code, None, _WHOLE_ONLY)
    return Question(item.code, None if item.mean is None else round(item.mean, 2), item.gap)
