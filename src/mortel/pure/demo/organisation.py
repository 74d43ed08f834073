"""Drawing who works where: people, memberships, grants and who can sign in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from mortel.pure.demo.names import Names
from mortel.pure.demo.plan import (
    OrganisationPlan,
    PlannedGrant,
    PlannedMembership,
    PlannedPerson,
    PlannedTeam,
    PlannedUnit,
    SignIn,
)
from mortel.pure.demo.seeds import stream
from mortel.pure.demo.source import FunctionSource, Source, TeamSource

_YEARS_MEAN, _YEARS_MOST = 7, 34
_SECOND_TEAM_HOURS = 8
_FIRST_TEAM_HOURS_OF_GUEST = 16


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in a team, before somebody sits on it."""

    key: str
    team: str
    function: str
    offline: bool
    left: bool = False


def draw_organisation(source: Source, *, seed: int, today: date) -> OrganisationPlan:
    """Draw the organisation as it stands on `today`. Who leaves and joins does not change with the day."""
    seats = tuple(_seats(source))
    drawn = _Memberships(source, seats, stream(seed, "memberships"), today)
    return OrganisationPlan(
        name=source.name,
        country=source.country,
        sector=source.sector,
        vocabulary=source.words,
        units=(
            PlannedUnit(source.name, None),
            *(PlannedUnit(unit.name, unit.parent or source.name) for unit in source.units),
        ),
        teams=tuple(PlannedTeam(team.name, team.unit) for team in source.teams),
        functions=tuple(function.name for function in source.functions),
        people=tuple(_people(source, seats, stream(seed, "people"))),
        memberships=drawn.all(),
        grants=tuple(_grants(source, seats)),
        sign_ins=tuple(_sign_ins(source, seats)),
    )


def _seats(source: Source) -> Iterator[Seat]:
    """Everybody who works here, team by team, then who left. In a team those without e-mail come last."""
    rows = [
        (team.name, function, number >= count - dict(team.offline).get(function, 0), False)
        for team in source.teams
        for function, count in team.people
        for number in range(count)
    ]
    rows += [(row.team, row.function, False, True) for row in source.left]
    for number, row in enumerate(rows, start=1):
        yield Seat(f"p{number:03}", *row)


def _people(source: Source, seats: tuple[Seat, ...], rng: Random) -> Iterator[PlannedPerson]:
    names = Names(source.names, rng)
    cards = rng.sample(range(200_000, 1_000_000), len(seats))
    personnel = rng.sample(range(10_000, 100_000), len(seats))
    for seat, card, number in zip(seats, cards, personnel, strict=True):
        name, local = names.draw(women=source.function(seat.function).women)
        email = None if seat.offline else f"{local}@{source.mail_domain}"
        yield PlannedPerson(seat.key, name, email, str(number).zfill(source.personnel_digits), str(card))


def _those(seats: tuple[Seat, ...], team: str | None, function: str) -> list[Seat]:
    """Those with a function who still work here, in one team or in all."""
    return [s for s in seats if s.function == function and s.team == (team or s.team) and not s.left]


def _grants(source: Source, seats: tuple[Seat, ...]) -> Iterator[PlannedGrant]:
    for row in source.grants:
        for seat in _those(seats, row.team, row.function)[: row.count]:
            yield PlannedGrant(seat.key, row.kind)


def _sign_ins(source: Source, seats: tuple[Seat, ...]) -> Iterator[SignIn]:
    for row in source.sign_ins:
        seat = next(s for s in _those(seats, row.team, row.function) if s.offline == row.card)
        yield SignIn(row.role, seat.key, row.moments, row.card)


class _Memberships:
    """Draws the dates: first everybody's own team, then what deviates."""

    def __init__(self, source: Source, seats: tuple[Seat, ...], rng: Random, today: date) -> None:
        self._source, self._seats, self._rng, self._today = source, seats, rng, today
        self._steady = {sign_in.person for sign_in in _sign_ins(source, seats)}
        self._own = {seat.key: self._own_team(seat) for seat in seats}
        self._others: dict[str, list[PlannedMembership]] = defaultdict(list)
        self._add_leads()
        self._add_guests()
        self._add_moved()

    def all(self) -> tuple[PlannedMembership, ...]:
        """Everybody's own team, followed by what else she has or had."""
        return tuple(row for key, own in self._own.items() for row in (own, *self._others[key]))

    def _ago(self, fewest: int, most: int) -> date:
        return self._today - timedelta(days=self._rng.randint(fewest, most))

    def _own_team(self, seat: Seat) -> PlannedMembership:
        function = self._source.function(seat.function)
        return PlannedMembership(
            person=seat.key,
            team=seat.team,
            function=function.name,
            starts=self._started(seat),
            hours=self._rng.choice(function.hours),
            ends=self._ago(5, 75) if seat.left else None,
        )

    def _started(self, seat: Seat) -> date:
        """Mostly a first day of a month; who can sign in has been here for years, who begins not for long."""
        if seat.key in self._steady:
            years = self._rng.uniform(3, 15)
        elif self._source.function(seat.function).beginners:
            years = self._rng.uniform(0.1, 2.6)
        else:
            years = min(self._rng.expovariate(1 / _YEARS_MEAN), _YEARS_MOST) + seat.left
        return (self._today - timedelta(days=round(40 + years * 365))).replace(day=1)

    def _add_leads(self) -> None:
        for team in self._source.teams:
            if team.lead:
                key = self._lead_of(team)
                self._own[key] = replace(self._own[key], is_lead=True)
        for team in self._source.teams:
            if team.lead_from:
                origin = next(other for other in self._source.teams if other.name == team.lead_from)
                self._second(
                    self._lead_of(origin), team.name, self._source.function(origin.lead or ""), lead=True
                )

    def _lead_of(self, team: TeamSource) -> str:
        return _those(self._seats, team.name, team.lead or "")[0].key

    def _add_guests(self) -> None:
        for guest in self._source.guests:
            key = _those(self._seats, guest.origin, guest.function)[-1].key
            self._own[key] = replace(self._own[key], hours=_FIRST_TEAM_HOURS_OF_GUEST)
            self._second(key, guest.team, self._source.function(guest.works_as), lead=False)

    def _second(self, key: str, team: str, function: FunctionSource, *, lead: bool) -> None:
        row = PlannedMembership(
            person=key,
            team=team,
            function=function.name,
            starts=max(self._own[key].starts, self._ago(60, 900).replace(day=1)),
            hours=_SECOND_TEAM_HOURS,
            is_main=False,
            is_lead=lead,
        )
        self._others[key].append(row)

    def _add_moved(self) -> None:
        """Her years in the other team end the day before she came to this one."""
        for moved in self._source.moved:
            key = _those(self._seats, moved.team, moved.function)[-1].key
            came = self._ago(90, 700).replace(day=1)
            earlier = came - timedelta(days=self._rng.randint(400, 3000))
            self._own[key] = replace(self._own[key], starts=came)
            before = replace(self._own[key], team=moved.origin, starts=earlier.replace(day=1))
            self._others[key].append(replace(before, ends=came - timedelta(days=1)))
