"""Where everybody of a round stands: one leaf each, fixed at opening, and never in a block that one reads oneself."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mortel.pure.disclosure.shapes import DisclosureError, Unit
from mortel.pure.disclosure.tree import children_of
from mortel.pure.personnel.contracts import Contract

Kind = Literal["organisation", "unit", "team", "leads"]
# The name of an installation whose tree has several tops: they stand together under the organisation.
TOP: Final = "organisation"
EVERYBODY: Final = "everybody"
_LEADS: Final = "/leads"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or team as it was called at opening; `leads` are the people who lead it, by a number, asked or not.

    `invited` is how many were asked, of a unit all that stand under it.
    """

    id: str
    name: str
    parent: str | None
    kind: Kind
    invited: int = 0
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """One current membership of somebody; ids are text."""

    person: str
    team: str
    is_main: bool
    is_lead: bool
    contract: Contract = "permanent"


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is asked: the leaf she counts in unless she chooses another of `leaves` on the first page."""

    person: str
    leaf: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """Who is asked, and the frozen tree with how many in each place. `tree` is what protection knows of it."""

    places: tuple[Place, ...]
    invited: tuple[Invited, ...]

    @property
    def tree(self) -> tuple[Unit, ...]:
        return units(self.places)


def as_a_whole(places: Sequence[Place]) -> tuple[Place, ...]:
    """The organisation with everybody in one leaf: of a round that is told of the whole organisation only."""
    top = next(place for place in places if place.parent is None)
    leads = sorted({lead for place in places for lead in place.leads})
    return top, Place(EVERYBODY, top.name, top.id, "team", top.invited, tuple(leads))


def units(places: Sequence[Place]) -> tuple[Unit, ...]:
    """The places as protection and scoring know them."""
    return tuple(Unit(place.id, place.parent, leads=place.kind == "leads") for place in places)


def population(
    places: Sequence[Place],
    seats: Sequence[Seat],
    *,
    contracts: Collection[Contract] = ("permanent", "flex"),
    absent: Collection[str] = (),
) -> Population:
    """Who is in a round. `places` are the organisation, its units and teams; `absent` who is left out while away.

    Everybody counts once, in her main team. Who leads a team counts among the leads of the nearest unit above all
    teams that she leads, so never in a block that she reads (release.md, rule 1); when her main place is a team that
    she does not lead she may choose that instead. Teams and units without anybody are left out, the organisation never.
    DisclosureError for places that make no tree.
    """
    by_person: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.contract in contracts and seat.person not in absent:
            by_person[seat.person].append(seat)
    parent = {place.id: place.parent for place in places}
    if unknown := {seat.team for seat in seats} - parent.keys():
        raise DisclosureError(f"Team {min(unknown)!r} is not in the tree: add it.")
    invited = tuple(_invited(person, own, parent) for person, own in sorted(by_person.items()))
    return Population(_frozen(places, invited, _leads(seats)), invited)


def leads_leaf(unit: str) -> str:
    """The id of the leaf in which the leads under a unit stand."""
    return unit + _LEADS


def _invited(person: str, seats: Sequence[Seat], parent: Mapping[str, str | None]) -> Invited:
    if len(seats) == 1 and not seats[0].is_lead:
        return Invited(person, seats[0].team, (seats[0].team,))
    led = [seat.team for seat in seats if seat.is_lead]
    followed = [
        seat.team for seat in sorted(seats, key=lambda s: (not s.is_main, s.team)) if not seat.is_lead
    ]
    own_leaf = [leads_leaf(_nearest_above(led, parent))] if led else []
    leads_first = any(seat.is_lead and seat.is_main for seat in seats) or not followed
    leaves = own_leaf + followed if leads_first else followed + own_leaf
    return Invited(person, leaves[0], tuple(dict.fromkeys(leaves)))


def _nearest_above(teams: Sequence[str], parent: Mapping[str, str | None]) -> str:
    """The lowest place above all these teams."""
    paths = [_above(team, parent) for team in teams]
    return next(place for place in paths[0] if all(place in path for path in paths))


def _with_all_above(leaf: str, parent: Mapping[str, str | None]) -> list[str]:
    """A leaf, the unit whose leads stand in it if it is one of leads, and everything above."""
    if leaf in parent:
        return [leaf, *_above(leaf, parent)]
    unit = leaf.removesuffix(_LEADS)
    return [leaf, unit, *_above(unit, parent)]


def _above(place: str, parent: Mapping[str, str | None]) -> list[str]:
    found, above = [], parent[place]
    while above is not None:
        found.append(above)
        above = parent[above]
    return found


def _leads(seats: Sequence[Seat]) -> dict[str, tuple[int, ...]]:
    """Who leads each team, also who is not asked herself: answers about her are about her all the same."""
    numbers = {person: at for at, person in enumerate(sorted({seat.person for seat in seats}))}
    found: dict[str, set[int]] = defaultdict(set)
    for seat in seats:
        if seat.is_lead:
            found[seat.team].add(numbers[seat.person])
    return {team: tuple(sorted(leads)) for team, leads in found.items()}


def _frozen(
    places: Sequence[Place], invited: Sequence[Invited], leads: Mapping[str, tuple[int, ...]]
) -> tuple[Place, ...]:
    """Only what holds somebody, each with its number, its leads, and beside them the leaves of leads."""
    parent = {place.id: place.parent for place in places}
    counts = Counter[str]()
    for leaf, number in Counter(one.leaf for one in invited).items():
        counts.update(dict.fromkeys(_with_all_above(leaf, parent), number))
    chosen = {leaf for one in invited for leaf in one.leaves}
    needed = {place for leaf in chosen for place in _with_all_above(leaf, parent)}
    kept = [
        Place(one.id, one.name, one.parent, one.kind, counts[one.id], leads.get(one.id, ()))
        for one in places
        if one.id in needed or one.parent is None
    ]
    names = {place.id: place.name for place in places}
    for leaf in sorted(chosen - parent.keys()):
        unit = leaf.removesuffix(_LEADS)
        kept.append(Place(leaf, names[unit], unit, "leads", counts[leaf]))
    children_of(units(kept))
    return tuple(kept)
