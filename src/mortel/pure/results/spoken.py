"""A round as pages may speak of it: made of its record alone, so that a round of long ago is known just as well."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.figures import ItemMean, Page, pages_of_blocks, pages_of_units
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Protected, Unit
from mortel.pure.results.pieces import Pieces, pieces, pieces_with_leads
from mortel.pure.results.record import Record, protected_of, words_of
from mortel.pure.rounds.places import Place, units


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """Blocks by their index in `protected`, units by their id.

    order       of every place its number in the tree as it was frozen.
    within      of every unit the blocks in it.
    floors      per depth of the tree the units there that hold units or teams, with a block in them.
    levels      where numbers may be shown; `leadership` where the office sees what is said about leads.
    silent      of every place in, or above, a block of which nothing may be told, why.
    leads       (blocks,) who leads the teams in it; `invited` (blocks,) how many were asked, never under its ballots.
    """

    record: Record
    protected: Protected
    words_only: Mapping[int, Gap]
    tree: tuple[Unit, ...]
    places: Mapping[str, Place]
    order: Mapping[str, int]
    within: Mapping[str, tuple[int, ...]]
    floors: tuple[tuple[str, ...], ...]
    block_pages: tuple[Page, ...]
    unit_pages: Mapping[str, Page]
    levels: Pieces
    leadership: Pieces
    silent: Mapping[str, Gap]
    leads: tuple[frozenset[int], ...]
    invited: tuple[int, ...]

    @property
    def top(self) -> str:
        return next(unit.id for unit in self.tree if unit.parent is None)

    def leads_in(self, blocks: tuple[int, ...]) -> frozenset[int]:
        return frozenset[int]().union(*(self.leads[at] for at in blocks))


def spoken(record: Record) -> Spoken:
    protected, words_only, tree = protected_of(record), words_of(record), units(record.places)
    places = {place.id: place for place in record.places}
    blocks, promise = protected.blocks, record.promise
    block_pages = pages_of_blocks(protected, promise, words_only)
    unit_pages = pages_of_units(tree, protected, promise, words_only)
    if record.check_in:
        unit_pages = {unit: _words_alone(page, promise.k) for unit, page in unit_pages.items()}
    leads = tuple(frozenset(lead for leaf in block.leaves for lead in places[leaf].leads) for block in blocks)
    shown = [page.gap is None for page in block_pages]
    by_unit = {unit.id: unit.id in unit_pages and unit_pages[unit.id].gap is None for unit in tree}
    return Spoken(
        record=record,
        protected=protected,
        words_only=words_only,
        tree=tree,
        places=places,
        order={place.id: at for at, place in enumerate(record.places)},
        within=blocks_of_units(tree, blocks),
        floors=_floors(record, unit_pages),
        block_pages=block_pages,
        unit_pages=unit_pages,
        levels=pieces(tree, blocks, shown, by_unit),
        leadership=pieces_with_leads(tree, blocks, leads),
        silent=_silent(record),
        leads=leads,
        # Who is in two teams may have chosen the other one on the first page: then more answer than were asked.
        invited=tuple(max(block.n, sum(places[leaf].invited for leaf in block.leaves)) for block in blocks),
    )


def _words_alone(page: Page, k: int) -> Page:
    """A check-in tells words alone; in a round a unit of two blocks without levels may still show its own."""
    gap = Gap(Reason.CHECK_IN, k)
    return replace(page, gap=gap, items=tuple(ItemMean(item.code, None, gap) for item in page.items))


def _silent(record: Record) -> dict[str, Gap]:
    parent = {place.id: place.parent for place in record.places}
    found = {}
    for each in record.silent:
        above: str | None = each.block.unit
        while above is not None:
            found[above] = each.gap
            above = parent[above]
        found |= dict.fromkeys(each.block.leaves, each.gap)
    return found


def _floors(record: Record, pages: Mapping[str, Page]) -> tuple[tuple[str, ...], ...]:
    parent = {place.id: place.parent for place in record.places}
    floors: dict[int, list[str]] = {}
    for place in record.places:
        if place.kind in ("organisation", "unit") and place.id in pages:
            depth, above = 0, place.parent
            while above is not None:
                depth, above = depth + 1, parent[above]
            floors.setdefault(depth, []).append(place.id)
    return tuple(tuple(floors[depth]) for depth in sorted(floors))
