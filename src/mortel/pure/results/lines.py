"""What each team reads, and the lines that the office sees, in the order of the tree."""

from collections.abc import Iterator, Mapping, Sequence

from mortel.pure.disclosure.figures import gap_without_block
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.disclosure.tree import children_of
from mortel.pure.results.groups import Sheet, for_office, for_team
from mortel.pure.results.shapes import GroupKind, OfficeLine, TeamResult
from mortel.pure.results.spoken import Spoken
from mortel.pure.results.subjects import Subjects
from mortel.pure.rounds.places import Place


def team_results(now: Spoken, sheets: Sequence[Sheet], about: Subjects) -> tuple[TeamResult, ...]:
    """Every team of the round: its figures when it is a block by itself, else why it gets a conversation."""
    sheet_of, beside = _by_leaf(now, sheets)
    every = now.leads_in(tuple(range(len(sheets))))
    found = []
    for place in now.record.places:
        if place.kind != "team":
            continue
        sheet, k = sheet_of.get(place.id), now.record.k
        group = for_team(sheet, about, every - sheet.leads, k) if sheet else None
        gap = None if sheet else gap_of(now, place)
        names = tuple(now.places[leaf].name for leaf in beside.get(place.id, ()))
        found.append(TeamResult(place.id, place.name, group, gap, names, k))
    return tuple(found)


def office_lines(
    now: Spoken, sheets: Sequence[Sheet], units: Mapping[str, Sheet], about: Subjects
) -> tuple[OfficeLine, ...]:
    """A unit, the teams that were taken together under it, and then each place under it."""
    sheet_of, _ = _by_leaf(now, sheets)
    together: dict[str, list[Sheet]] = {}
    for sheet, block in zip(sheets, now.protected.blocks, strict=True):
        if not block.is_one_team:
            together.setdefault(block.unit, []).append(sheet)
    lines = []
    for place in _walk(now):
        own = units.get(place.id) if _is_unit(place) else sheet_of.get(place.id)
        lines.append(_line(now, place, own, about))
        for sheet in together.get(place.id, ()):
            group = for_office(sheet, about, now.record.k)
            lines.append(OfficeLine(sheet.id, place.id, sheet.kind, sheet.name, group, None))
    return tuple(lines)


def _line(now: Spoken, place: Place, sheet: Sheet | None, about: Subjects) -> OfficeLine:
    kind: GroupKind = place.kind
    if sheet is None:
        return OfficeLine(place.id, place.parent, kind, place.name, None, gap_of(now, place))
    return OfficeLine(place.id, place.parent, kind, place.name, for_office(sheet, about, now.record.k), None)


def gap_of(now: Spoken, place: Place) -> Gap:
    """Why there are no figures of a place: nothing may be told of its block, or it is none."""
    if place.id in now.silent:
        return now.silent[place.id]
    return gap_without_block(now.tree, now.protected, place.id, now.record.promise)


def _by_leaf(now: Spoken, sheets: Sequence[Sheet]) -> tuple[dict[str, Sheet], dict[str, tuple[str, ...]]]:
    """The sheet of each team that is a block by itself, and beside which others each other team stands."""
    alone, beside = {}, {}
    for sheet, block in zip(sheets, now.protected.blocks, strict=True):
        if block.is_one_team:
            alone[block.unit] = sheet
            continue
        for leaf in block.leaves:
            others = (other for other in block.leaves if other != leaf)
            beside[leaf] = tuple(sorted(others, key=now.order.__getitem__))
    return alone, beside


def _walk(now: Spoken) -> Iterator[Place]:
    """Every place before those under it, in the order in which they were frozen."""
    children = children_of(now.tree)
    waiting = [now.top]
    while waiting:
        at = waiting.pop()
        yield now.places[at]
        waiting += [unit.id for unit in reversed(children[at])]


def _is_unit(place: Place) -> bool:
    return place.kind in ("organisation", "unit")
