"""Writing a planned personnel list, many rows a statement: while one writes, everybody else waits (SQLite)."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from uuid import UUID

from mortel.apps.ledger.actions import record_each
from mortel.apps.people.actions.absence import replace_listed
from mortel.apps.people.actions.accounts import end_sessions_of, tell_each
from mortel.apps.people.choices import NoticeKind
from mortel.apps.people.models import Function, Membership, Person, Team, Unit
from mortel.apps.people.queries import unit_paths
from mortel.pure.personnel.plan import ImportPlan, PersonChanged
from mortel.pure.personnel.state import Employment, MembershipState, TeamPlace, UnitPath

STAY_FIELDS = ("function", "starts", "ends", "hours", "is_main", "is_lead", "contract")


@dataclass(frozen=True)
class _Rows:
    """The rows a plan speaks of, read once: teams and functions, those it names as known and their stays."""

    teams: dict[TeamPlace, Team]
    functions: dict[str, Function]
    people: dict[str, Person]
    stays: dict[tuple[UUID, UUID, date], Membership]

    def stay(self, number: str, before: MembershipState) -> Membership:
        return self.stays[self.people[number].pk, self.teams[before.place].pk, before.starts]


def newcomers_of(plan: ImportPlan) -> list[Person]:
    """Those whom the plan adds, not stored and without a card number yet; drawing all their secrets takes a while."""
    people = [
        Person(name=one.name, email=one.email, personnel_number=one.personnel_number) for one in plan.added
    ]
    for person in people:
        person.set_unusable_password()
    return people


def write(plan: ImportPlan, newcomers: Sequence[Person], *, by: Person | None) -> None:
    """Write the plan as it is, inside the caller's transaction. It must fit the tables as they are now."""
    rows = _rows(plan)
    _free_addresses(plan)
    _add(newcomers, plan.added, rows)
    _change_people(plan.changed, rows, by)
    for together in _rounds(plan.changed, rows):
        _overwrite_stays(together)
    added = [(rows.people[one.before.personnel_number], one.memberships_added) for one in plan.changed]
    Membership.objects.bulk_create(_memberships(added, rows))
    ending = [rows.stay(ended.personnel_number, ended.before) for ended in plan.ended]
    for stay, ended in zip(ending, plan.ended, strict=True):
        stay.ends = ended.ends
    _overwrite_stays(ending)
    replace_listed(plan.away)


def _rows(plan: ImportPlan) -> _Rows:
    numbers = {change.before.personnel_number for change in plan.changed}
    numbers |= {ended.personnel_number for ended in plan.ended}
    # Locked where the database can: nobody is erased between this and the overwriting below.
    known = Person.objects.select_for_update().filter(personnel_number__in=numbers)
    people = {person.personnel_number or "": person for person in known}
    stays = Membership.objects.filter(person__in=[person.pk for person in people.values()])
    by_place = {(stay.person_id, stay.team_id, stay.starts): stay for stay in stays}
    return _Rows(_places(plan), _functions(plan), people, by_place)


def _places(plan: ImportPlan) -> dict[TeamPlace, Team]:
    """All teams by place, after the new units and teams were made."""
    units: dict[UnitPath, Unit] = {path: unit for unit, path in unit_paths()}
    for path in sorted(plan.new_units, key=len):
        units[path] = Unit.objects.create(name=path[-1], parent=units.get(path[:-1]))
    Team.objects.bulk_create(Team(name=place.team, unit=units[place.unit]) for place in plan.new_teams)
    paths = {unit.pk: path for path, unit in units.items()}
    return {TeamPlace(paths[team.unit_id], team.name): team for team in Team.objects.all()}


def _functions(plan: ImportPlan) -> dict[str, Function]:
    stays: Iterable[MembershipState] = (
        *(stay for newcomer in plan.added for stay in newcomer.memberships),
        *(stay for change in plan.changed for stay in change.memberships_added),
        *(pair.after for change in plan.changed for pair in change.memberships_changed),
    )
    known = {function.name: function for function in Function.objects.all()}
    for name in sorted({stay.function for stay in stays} - set(known) - {""}):
        known[name] = Function.objects.create(name=name)
    return known


def _free_addresses(plan: ImportPlan) -> None:
    # Two people may swap addresses in one list, and a newcomer may get one that somebody leaves: such an address is
    # taken away before it is given.
    moving = [change for change in plan.changed if change.email != change.before.email]
    given = {(one.email or "").lower() for one in plan.added} | {(one.email or "").lower() for one in moving}
    leaving = [one.before for one in moving if one.before.email and one.before.email.lower() in given]
    numbers = [one.personnel_number for one in leaving]
    Person.objects.filter(personnel_number__in=numbers).update(email=None, email_key=None)


def new_card_number(taken: set[str]) -> str:
    """A free card number of eight digits that does not begin with 0."""
    while True:
        number = str(10_000_000 + secrets.randbelow(90_000_000))
        if number not in taken:
            taken.add(number)
            return number


def _add(newcomers: Sequence[Person], planned: Sequence[Employment], rows: _Rows) -> None:
    taken = set(Person.objects.values_list("card_number", flat=True))
    for person in newcomers:
        person.card_number = new_card_number(taken)
    Person.objects.bulk_create(newcomers)
    stays = [(person, one.memberships) for person, one in zip(newcomers, planned, strict=True)]
    Membership.objects.bulk_create(_memberships(stays, rows))


def _memberships(
    stays: Iterable[tuple[Person, Sequence[MembershipState]]], rows: _Rows
) -> Iterator[Membership]:
    for person, theirs in stays:
        for stay in theirs:
            yield _set(Membership(person=person, team=rows.teams[stay.place]), stay, rows)


def _set(membership: Membership, stay: MembershipState, rows: _Rows) -> Membership:
    """Give the row all that STAY_FIELDS names."""
    membership.function = rows.functions.get(stay.function)
    membership.starts, membership.ends, membership.hours = stay.starts, stay.ends, stay.hours
    membership.is_main, membership.is_lead = stay.is_main, stay.is_lead
    membership.contract = stay.contract
    return membership


def _change_people(changed: Sequence[PersonChanged], rows: _Rows, by: Person | None) -> None:
    """Names and addresses; whose address becomes another one is told, signed out, and in the ledger."""
    people, moved = [], []
    for change in changed:
        person = rows.people[change.before.personnel_number]
        person.name, person.email = change.name, change.email
        people.append(person)
        if (change.email or "").lower() != (change.before.email or "").lower():
            moved.append(person)
    # An upsert of rows that are there and locked. `bulk_update` writes a CASE with every value: ten times as long.
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=["name", "email", "email_key"]
    )
    end_sessions_of(moved)
    tell_each(moved, NoticeKind.ADDRESS_BY_IMPORT, by=by)
    subjects = [person.ledger_id for person in moved]
    record_each("address_changed_by_list", subjects=subjects, actor=by.ledger_id if by else None)


def _rounds(changed: Sequence[PersonChanged], rows: _Rows) -> Iterator[list[Membership]]:
    """The changed stays, in each round at most one of a person.

    The tables' rules on stays hold among those of one person. So there, and only there, the order of the plan counts.
    """
    each: dict[str, list[Membership]] = defaultdict(list)
    for change in changed:
        number = change.before.personnel_number
        for pair in change.memberships_changed:
            each[number].append(_set(rows.stay(number, pair.before), pair.after, rows))
    for together in zip_longest(*each.values()):
        yield [stay for stay in together if stay is not None]


def _overwrite_stays(stays: Sequence[Membership]) -> None:
    """An upsert as in `_change_people`."""
    Membership.objects.bulk_create(
        stays, update_conflicts=True, unique_fields=["id"], update_fields=STAY_FIELDS
    )
