"""Where everybody of a round stands: one leaf each, fixed at opening, and never in a block that one reads oneself."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mortel.pure.disclosure.shapes import DisclosureError, Unit
from mortel.pure.disclosure.tree import children_of
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.snapshot import Crew

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


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are asked, and the tree as it would be frozen. `without_mail`: of each leaf how many have no address."""

    places: tuple[Place, ...]
    invited: int
    without_mail: Mapping[str, int]


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
    parent = _parents(places, seats)
    invited = tuple(_everybody([seat for seat in seats if seat.person not in absent], contracts, parent))
    leaves = Counter(one.leaf for one in invited)
    chosen = {leaf for one in invited for leaf in one.leaves}
    return Population(_frozen(places, leaves, chosen, _leads(seats)), invited)


def counted(
    places: Sequence[Place],
    crews: Sequence[Crew],
    seats: Sequence[Seat],
    *,
    contracts: Collection[Contract] = ("permanent", "flex"),
    without_mail: Collection[str] = (),
) -> Counted:
    """What `population` would give of the same people, nobody absent, without making an entry for each of them.

    Whoever has one seat comes in `crews`, whoever has more in `seats`, of whom `without_mail` have no address. The
    numbers of leads are others than those of `population`: who leads which teams together is the same.
    """
    parent = _parents(places, (*seats, *crews))
    asked = _everybody(seats, contracts, parent)
    leaves = Counter(one.leaf for one in asked)
    bare = Counter(one.leaf for one in asked if one.person in without_mail)
    chosen = {leaf for one in asked for leaf in one.leaves}
    for crew in crews:
        if crew.contract in contracts:
            leaf = _only_leaf(crew, parent)
            leaves[leaf] += crew.people
            bare[leaf] += crew.without_mail
    frozen = _frozen(places, leaves, chosen | leaves.keys(), _leads(seats, crews))
    return Counted(frozen, leaves.total(), +bare)


def _parents(places: Sequence[Place], seats: Iterable[Seat | Crew]) -> dict[str, str | None]:
    """What stands above each place; DisclosureError when a seat is in a team that is none of them."""
    parent = {place.id: place.parent for place in places}
    if unknown := {seat.team for seat in seats} - parent.keys():
        raise DisclosureError(f"Team {min(unknown)!r} is not in the tree: add it.")
    return parent


def _everybody(
    seats: Sequence[Seat], contracts: Collection[Contract], parent: Mapping[str, str | None]
) -> list[Invited]:
    """Who is asked of the people in these seats, in the order of their ids."""
    by_person: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.contract in contracts:
            by_person[seat.person].append(seat)
    return [_invited(person, own, parent) for person, own in sorted(by_person.items())]


def leads_leaf(unit: str) -> str:
    """The id of the leaf in which the leads under a unit stand."""
    return unit + _LEADS


def _invited(person: str, seats: Sequence[Seat], parent: Mapping[str, str | None]) -> Invited:
    if len(seats) == 1:
        leaf = _only_leaf(seats[0], parent)
        return Invited(person, leaf, (leaf,))
    led = [seat.team for seat in seats if seat.is_lead]
    followed = [
        seat.team for seat in sorted(seats, key=lambda s: (not s.is_main, s.team)) if not seat.is_lead
    ]
    own_leaf = [leads_leaf(_nearest_above(led, parent))] if led else []
    leads_first = any(seat.is_lead and seat.is_main for seat in seats) or not followed
    leaves = own_leaf + followed if leads_first else followed + own_leaf
    return Invited(person, leaves[0], tuple(dict.fromkeys(leaves)))


def _only_leaf(seat: Seat | Crew, parent: Mapping[str, str | None]) -> str:
    """Where somebody counts who has this seat alone: a lead right above her team."""
    unit = parent[seat.team] if seat.is_lead else None
    return seat.team if unit is None else leads_leaf(unit)


def _nearest_above(teams: Sequence[str], parent: Mapping[str, str | None]) -> str:
    """The lowest place above all these teams."""
    paths = [_above(team, parent) for team in teams]
    return next(place for place in paths[0] if all(place in path for path in paths))


def _with_all_above(leaves: Mapping[str, int], parent: Mapping[str, str | None]) -> dict[str, int]:
    """How many count in each of these leaves and in everything above one of them.

    The units are walked up from and not the teams, of which a large house has twenty times as many.
    """
    counts, under = Counter(leaves), Counter[str]()
    for leaf, number in leaves.items():
        # Of a leaf of leads that is the unit whose leads stand in it.
        unit = parent[leaf] if leaf in parent else leaf.removesuffix(_LEADS)
        if unit is not None:
            under[unit] += number
    for unit, number in under.items():
        for place in (unit, *_above(unit, parent)):
            counts[place] += number
    return counts


def _above(place: str, parent: Mapping[str, str | None]) -> list[str]:
    found, above = [], parent[place]
    while above is not None:
        found.append(above)
        above = parent[above]
    return found


def _leads(seats: Sequence[Seat], crews: Sequence[Crew] = ()) -> dict[str, tuple[int, ...]]:
    """Who leads each team, also who is not asked herself: answers about her are about her all the same."""
    numbers = {person: at for at, person in enumerate(sorted({seat.person for seat in seats}))}
    found: dict[str, set[int]] = defaultdict(set)
    for seat in seats:
        if seat.is_lead:
            found[seat.team].add(numbers[seat.person])
    given = len(numbers)
    for crew in crews:
        if crew.is_lead:
            found[crew.team].update(range(given, given + crew.people))
            given += crew.people
    return {team: tuple(sorted(leads)) for team, leads in found.items()}


def _frozen(
    places: Sequence[Place],
    leaves: Mapping[str, int],
    chosen: Collection[str],
    leads: Mapping[str, tuple[int, ...]],
) -> tuple[Place, ...]:
    """Only what holds somebody or may be chosen, each with its number, its leads, and beside them the leaves of leads.

    `leaves` is how many count in each leaf, `chosen` every leaf in which somebody may count.
    """
    parent = {place.id: place.parent for place in places}
    counts = _with_all_above({leaf: leaves.get(leaf, 0) for leaf in chosen}, parent)
    kept = [
        Place(one.id, one.name, one.parent, one.kind, counts.get(one.id, 0), leads.get(one.id, ()))
        for one in places
        if one.id in counts or one.parent is None
    ]
    names = {place.id: place.name for place in places}
    for leaf in sorted(counts.keys() - parent.keys()):
        unit = leaf.removesuffix(_LEADS)
        kept.append(Place(leaf, names[unit], unit, "leads", counts[leaf]))
    children_of(units(kept))
    return tuple(kept)
