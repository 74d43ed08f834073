"""Carrying out a personnel list: planned by `pure.personnel`, shown first, then written in one transaction."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from mortel.apps.ledger.actions import record
from mortel.apps.people.actions.accounts import end_sessions, tell
from mortel.apps.people.choices import NoticeKind
from mortel.apps.people.models import Function, Membership, Person, Team, Unit
from mortel.apps.people.queries import personnel_state, unit_paths
from mortel.pure.personnel.plan import ImportPlan, MembershipChanged, PersonChanged
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.rows import PersonnelList
from mortel.pure.personnel.state import Employment, MembershipState, TeamPlace, UnitPath


class PlanChanged(Exception):
    """Something changed between showing the plan and applying it: look again."""


class NotConfirmed(Exception):
    """More than a tenth would end, and that was not confirmed."""


class AlreadyOpen(Exception):
    """This person has another place in the team, and that one has no end."""


def plan_for(people: PersonnelList, *, ending_on: date | None = None) -> ImportPlan:
    """What reading in this list would do now. Changes nothing."""
    return plan_import(people, personnel_state(), timezone.localdate(), ending_on=ending_on)


@transaction.atomic
def import_people(
    people: PersonnelList,
    *,
    by: Person | None,
    fingerprint: str,
    confirmed: bool,
    ending_on: date | None = None,
) -> ImportPlan:
    """Apply the plan that was shown (`fingerprint`), whole or not at all.

    Raises PlanChanged, and NotConfirmed when many would end and `confirmed` is False. `by` is None at the console.
    """
    plan = plan_for(people, ending_on=ending_on)
    if plan.fingerprint != fingerprint or not plan.may_apply:
        raise PlanChanged
    if plan.needs_confirmation and not confirmed:
        raise NotConfirmed
    teams = _places(plan)
    functions = _functions(plan)
    writer = _Writer(teams, functions)
    for newcomer in plan.added:
        writer.add(newcomer)
    _free_addresses(plan)
    for change in plan.changed:
        writer.change(change, by)
    for ended in plan.ended:
        person = Person.objects.get(personnel_number=ended.personnel_number)
        writer.stays(person, ended.before).update(ends=ended.ends)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "ended": len(plan.ended)}
    record("personnel_list_read_in", actor=by.ledger_id if by else None, details=counts)
    return plan


def _free_addresses(plan: ImportPlan) -> None:
    # Two people may swap addresses in one list: both are taken away before either is given.
    moving = [
        change.before.personnel_number for change in plan.changed if change.email != change.before.email
    ]
    Person.objects.filter(personnel_number__in=moving).update(email=None, email_key=None)


def _places(plan: ImportPlan) -> dict[TeamPlace, Team]:
    """All teams by place, after the new units and teams were made."""
    units: dict[UnitPath, Unit] = {path: unit for unit, path in unit_paths()}
    for path in sorted(plan.new_units, key=len):
        units[path] = Unit.objects.create(name=path[-1], parent=units.get(path[:-1]))
    for place in plan.new_teams:
        Team.objects.create(name=place.team, unit=units[place.unit])
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


def new_card_number(taken: set[str]) -> str:
    """A free card number of eight digits that does not begin with 0."""
    while True:
        number = str(10_000_000 + secrets.randbelow(90_000_000))
        if number not in taken:
            taken.add(number)
            return number


class _Writer:
    """Writes one plan; knows the teams and functions it needs."""

    def __init__(self, teams: dict[TeamPlace, Team], functions: dict[str, Function]) -> None:
        self.teams, self.functions = teams, functions
        self.cards = set(Person.objects.values_list("card_number", flat=True))

    def add(self, newcomer: Employment) -> None:
        person = Person(
            name=newcomer.name,
            email=newcomer.email,
            personnel_number=newcomer.personnel_number,
            card_number=new_card_number(self.cards),
        )
        person.set_unusable_password()
        person.save()
        Membership.objects.bulk_create(self.membership(person, stay) for stay in newcomer.memberships)

    def membership(self, person: Person, stay: MembershipState) -> Membership:
        return Membership(
            person=person,
            team=self.teams[stay.place],
            function=self.functions.get(stay.function),
            starts=stay.starts,
            ends=stay.ends,
            hours=stay.hours,
            is_main=stay.is_main,
            is_lead=stay.is_lead,
        )

    def stays(self, person: Person, stay: MembershipState) -> QuerySet[Membership]:
        return Membership.objects.filter(person=person, team=self.teams[stay.place], starts=stay.starts)

    def change(self, change: PersonChanged, by: Person | None) -> None:
        person = Person.objects.get(personnel_number=change.before.personnel_number)
        new_address = (change.email or "").lower() != (change.before.email or "").lower()
        person.name, person.email = change.name, change.email
        person.save(update_fields=["name", "email", "email_key"])
        if new_address:
            end_sessions(person)
            tell(person, NoticeKind.ADDRESS_BY_IMPORT, by=by)
            record("address_changed_by_list", actor=by.ledger_id if by else None, subject=person.ledger_id)
        for pair in change.memberships_changed:
            self._change_stay(person, pair)
        Membership.objects.bulk_create(self.membership(person, stay) for stay in change.memberships_added)

    def _change_stay(self, person: Person, pair: MembershipChanged) -> None:
        after = pair.after
        self.stays(person, pair.before).update(
            function=self.functions.get(after.function),
            starts=after.starts,
            ends=after.ends,
            hours=after.hours,
            is_main=after.is_main,
            is_lead=after.is_lead,
        )


@transaction.atomic
def undo_ending(*, by: Person, person: Person, membership_id: uuid.UUID) -> bool:
    """Take back an ending of this person's whose day has not passed; False when there is nothing to take back.

    Raises AlreadyOpen when another place in that team has no end.
    """
    rows = Membership.objects.filter(pk=membership_id, person=person, ends__gte=timezone.localdate())
    try:
        with transaction.atomic():
            if not rows.update(ends=None):
                return False
    except IntegrityError as twice:
        raise AlreadyOpen from twice
    record("ending_undone", actor=by.ledger_id, subject=person.ledger_id)
    return True
