"""When somebody is not there: typed by herself, or said by a personnel list. Neither leaves a trace in the ledger."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from mortel.apps.people.models import Away, Person
from mortel.pure.personnel.absence import LONG_LEAVE
from mortel.pure.personnel.plan import AwayDates


class SameFirstDay(Exception):
    """She typed other dates that begin on this day."""


def add_away(*, by: Person, starts: date, ends: date | None) -> Away:
    """Keep new dates of her own; the same dates once more, as by a double tap, are one. Raises SameFirstDay."""
    away, is_new = Away.objects.get_or_create(
        person=by, starts=starts, from_list=False, defaults={"ends": ends}
    )
    if not is_new and away.ends != ends:
        raise SameFirstDay
    return away


def change_away(*, away: Away, starts: date, ends: date | None) -> None:
    """Change dates of her own (`access.own_away_for`). Raises SameFirstDay."""
    try:
        with transaction.atomic():
            Away.objects.filter(pk=away.pk, from_list=False).update(starts=starts, ends=ends)
    except IntegrityError as twice:
        raise SameFirstDay from twice


def remove_away(*, by: Person, pk: uuid.UUID) -> None:
    """Take dates of hers away, whoever gave them; what is not hers or is gone is left as it is."""
    hers = Away.objects.filter(pk=pk, person=by)
    hers.filter(from_list=False).delete()
    hers.filter(from_list=True).update(withdrawn=True)


def remove_all_typed(*, by: Person) -> None:
    Away.objects.filter(person=by, from_list=False).delete()


def replace_listed(away: Sequence[AwayDates]) -> None:
    """Put what a list says in place of what earlier lists said of these people, inside the caller's transaction.

    Dates that stay the same keep their row, and with it that she took them away. The same number of queries for a
    long list (four, and none without away dates).
    """
    if not away:
        return
    numbers = [one.personnel_number for one in away]
    # Locked where the database can: nobody is erased while her dates are written.
    people = Person.objects.select_for_update().filter(personnel_number__in=numbers)
    ids: dict[str | None, uuid.UUID] = dict(people.values_list("personnel_number", "pk"))
    here = [(ids[one.personnel_number], one) for one in away if one.personnel_number in ids]
    wanted = {(person, period.starts, period.ends) for person, one in here for period in one.periods}
    known = {
        (row.person_id, row.starts, row.ends): row.pk
        for row in Away.objects.filter(from_list=True, person__in=list(ids.values()))
    }
    Away.objects.filter(pk__in=[pk for dates, pk in known.items() if dates not in wanted]).delete()
    Away.objects.bulk_create(
        Away(person_id=person, starts=starts, ends=ends, from_list=True)
        for person, starts, ends in sorted(wanted - known.keys(), key=lambda dates: (dates[1], str(dates[0])))
    )


def forget_past(today: date) -> int:
    """Remove dates as soon as they can make no leave long any more (`may_still_count`); returns how many."""
    return Away.objects.filter(ends__lt=today - LONG_LEAVE).delete()[0]
