"""Carrying out a personnel list: planned by `pure.personnel`, shown first, then written in one transaction."""

import gc
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from mortel.apps.ledger.actions import record
from mortel.apps.people.actions.import_writing import newcomers_of, write
from mortel.apps.people.actions.organisation import one_at_a_time
from mortel.apps.people.models import Membership, Person
from mortel.apps.people.workforce import personnel_state
from mortel.pure.personnel.plan import ImportPlan
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.rows import PersonnelList


class PlanChanged(Exception):
    """Something changed between showing the plan and applying it: look again."""


class NotConfirmed(Exception):
    """More than a tenth would end, and the number of people who leave was not given."""


class AlreadyOpen(Exception):
    """This person has another place in the team, and that one has no end."""


def plan_for(people: PersonnelList, *, ending_on: date | None = None) -> ImportPlan:
    """What reading in this list would do now. Changes nothing."""
    return plan_import(people, personnel_state(), timezone.localdate(), ending_on=ending_on)


def import_people(
    people: PersonnelList,
    *,
    by: Person | None,
    fingerprint: str,
    confirmed: int | None,
    ending_on: date | None = None,
) -> ImportPlan:
    """Apply the plan that was shown (`fingerprint`), whole or not at all.

    Raises PlanChanged, and NotConfirmed when many would end and `confirmed` is not the number of people who leave.
    `by` is None at the console.
    """
    # Planning a long list takes seconds in which nobody else could write. So it is done before the transaction, and
    # once more inside it only when something was written in between.
    state, today = personnel_state(), timezone.localdate()
    plan = plan_import(people, state, today, ending_on=ending_on)
    planned, newcomers = plan.fingerprint, newcomers_of(plan)
    with one_at_a_time(), _without_collecting():
        if (found := personnel_state()) != state:
            plan = plan_import(people, found, today, ending_on=ending_on)
            planned, newcomers = plan.fingerprint, newcomers_of(plan)
        if planned != fingerprint or not plan.may_apply:
            raise PlanChanged
        if plan.needs_confirmation and confirmed != len(plan.leaving):
            raise NotConfirmed
        write(plan, newcomers, by=by)
        counts = {"added": len(plan.added), "changed": len(plan.changed), "ended": len(plan.endings)}
        record("personnel_list_read_in", actor=by.ledger_id if by else None, details=counts)
    return plan


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the garbage collector wait: walking a long plan again and again takes 40 % of the time of writing it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


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
