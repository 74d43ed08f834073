"""What a personnel list changes, field by field in the words of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mortel.apps.people.choices import ContractKind
from mortel.pure.personnel.columns import Column
from mortel.pure.personnel.plan import FieldChange, FieldValue, ImportPlan, PersonChanged

FIELDS: dict[Column, str | Promise] = {
    Column.NAME: gettext_lazy("name"),
    Column.EMAIL: gettext_lazy("e-mail address"),
    Column.FUNCTION: gettext_lazy("function"),
    Column.START: gettext_lazy("first day"),
    Column.END: gettext_lazy("last day"),
    Column.IS_MAIN: gettext_lazy("main job"),
    Column.IS_LEAD: gettext_lazy("leads the team"),
    Column.HOURS: gettext_lazy("hours a week"),
    Column.CONTRACT: gettext_lazy("kind of contract"),
}


@dataclass(frozen=True)
class Changed:
    """Somebody known here, and a line for each thing that becomes different."""

    name: str
    number: str
    lines: tuple[str, ...]


def changed(plan: ImportPlan) -> list[Changed]:
    return [Changed(one.name, one.before.personnel_number, tuple(_lines(one))) for one in plan.changed]


def _lines(one: PersonChanged) -> Iterator[str]:
    for item in one.changes:
        yield _line(item)
    for pair in one.memberships_changed:
        for item in pair.changes:
            yield f"{pair.after.place.team}, {_line(item)}"
    for stay in one.memberships_added:
        yield _("also in %(team)s") % {"team": stay.place.team}


def _line(change: FieldChange) -> str:
    words = _contract if change.field is Column.CONTRACT else in_words
    return f"{FIELDS[change.field]}: {words(change.old)} → {words(change.new)}"


def _contract(value: FieldValue) -> str:
    return str(ContractKind(str(value)).label)


def in_words(value: FieldValue) -> str:
    """A value as somebody would write it; a dash where there is none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return number_format(value.normalize() if value % 1 else int(value))
    return value or "–"
