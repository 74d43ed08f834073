"""What an import would do, as data: shown first, compared again, and then carried out by an action."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mortel.pure.personnel.absence import Period
from mortel.pure.personnel.columns import Column
from mortel.pure.personnel.problems import Finding
from mortel.pure.personnel.state import Employment, MembershipState, TeamPlace, UnitPath

CONFIRM_ABOVE_PERCENT = 10

FieldValue = str | date | Decimal | bool | None


@dataclass(frozen=True)
class FieldChange:
    field: Column
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True)
class MembershipChanged:
    """The same stay before and after; find it by person, `before.place` and `before.starts`."""

    before: MembershipState
    after: MembershipState

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        pairs: tuple[tuple[Column, FieldValue, FieldValue], ...] = (
            (Column.FUNCTION, self.before.function, self.after.function),
            (Column.START, self.before.starts, self.after.starts),
            (Column.END, self.before.ends, self.after.ends),
            (Column.IS_MAIN, self.before.is_main, self.after.is_main),
            (Column.IS_LEAD, self.before.is_lead, self.after.is_lead),
            (Column.HOURS, self.before.hours, self.after.hours),
            (Column.CONTRACT, self.before.contract, self.after.contract),
        )
        return tuple(FieldChange(field, old, new) for field, old, new in pairs if old != new)


@dataclass(frozen=True)
class MembershipEnded:
    """A stay that the list no longer holds, or ends itself; its last day becomes `ends`."""

    personnel_number: str
    name: str
    before: MembershipState
    ends: date


@dataclass(frozen=True)
class PersonChanged:
    """A known person: name and address as they become (`before` has the old), stays that come or change."""

    before: Employment
    name: str
    email: str | None
    memberships_added: tuple[MembershipState, ...]
    memberships_changed: tuple[MembershipChanged, ...]

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        pairs = (
            (Column.NAME, self.before.name, self.name),
            (Column.EMAIL, self.before.email, self.email),
        )
        return tuple(FieldChange(field, old, new) for field, old, new in pairs if old != new)

    @property
    def endings(self) -> tuple[MembershipEnded, ...]:
        number = self.before.personnel_number
        return tuple(
            MembershipEnded(number, self.name, pair.before, pair.after.ends)
            for pair in self.memberships_changed
            if pair.after.ends is not None and pair.after.ends < (pair.before.ends or date.max)
        )

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.memberships_added or self.memberships_changed)


@dataclass(frozen=True)
class AwayDates:
    """Somebody in the list, and when the list says that she is away; in place of what earlier lists said."""

    personnel_number: str
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class ImportPlan:
    """With any problem the plan holds only problems and notices: there is nothing to apply by accident.

    `leaving` are the numbers of persons whose time in the named units becomes shorter, out of
    `persons_in_named_units` who are there today. `away` is what the list says, never how that differs from what is
    known: only she herself may see that.
    """

    added: tuple[Employment, ...] = ()
    changed: tuple[PersonChanged, ...] = ()
    ended: tuple[MembershipEnded, ...] = ()
    untouched: tuple[str, ...] = ()
    new_units: tuple[UnitPath, ...] = ()
    new_teams: tuple[TeamPlace, ...] = ()
    named_units: tuple[UnitPath, ...] = ()
    leaving: tuple[str, ...] = ()
    persons_in_named_units: int = 0
    away: tuple[AwayDates, ...] = ()
    problems: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()

    @property
    def may_apply(self) -> bool:
        return not self.problems

    @property
    def is_empty(self) -> bool:
        """Nothing would change; a list with problems is never empty in this sense, nor one with away dates."""
        return self.may_apply and not (
            self.added or self.changed or self.ended or self.new_units or self.new_teams or self.away
        )

    @property
    def endings(self) -> tuple[MembershipEnded, ...]:
        """Every stay that gets a last day, or an earlier one: no longer in the list, or in it with an end."""
        return (*self.ended, *(ending for change in self.changed for ending in change.endings))

    @property
    def needs_confirmation(self) -> bool:
        return len(self.leaving) * 100 > self.persons_in_named_units * CONFIRM_ABOVE_PERCENT

    @property
    def fingerprint(self) -> str:
        """The same for the same plan: what is applied must be what was shown."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
