"""Taking one's own data along, and going for good."""

import uuid
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from mortel.apps.keys.actions import destroy_key, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Membership, Person


def export_person(person: Person) -> dict[str, Any]:
    """Everything the house holds about one person, a part from each app that declares `exports_person`."""
    parts = ((c.label, getattr(c, "exports_person", None)) for c in apps.get_app_configs())
    return {label: import_string(path)(person) for label, path in parts if path}


def erase_person(*, person: Person, by: Person | None = None) -> None:
    """Remove a person and all that is hers. Her key goes first: from then on no backup can be read.

    The steps are safe to repeat after a crash: the id is remembered, the key destroyed, then the rows go.
    """
    remember_erased(ErasureKind.PERSON, [person.pk])
    destroy_key(person.pk)
    with transaction.atomic():
        record("person_erased", actor=by.ledger_id if by and by.pk != person.pk else None)
        _forget_traces(person)
        person.delete()


def _forget_traces(person: Person) -> None:
    """Remove the rows that name her without a relation: open sessions, and mail jobs that are not yet pruned."""
    names = (str(person.pk), person.email_key, person.card_number, person.personnel_number)
    hers = {name.lower() for name in names if name}
    sessions = (
        row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") in hers
    )
    Session.objects.filter(pk__in=list(sessions)).delete()
    named = (
        row.pk
        for row in DBTaskResult.objects.iterator()
        if hers & {str(value).strip().lower() for value in row.args_kwargs.get("args", [])}
    )
    DBTaskResult.objects.filter(pk__in=list(named)).delete()


def erase_again(person_ids: list[uuid.UUID]) -> int:
    """After a restore: remove the persons who were erased since that backup."""
    rows = list(Person.objects.filter(pk__in=person_ids))
    for person in rows:
        erase_person(person=person)
    return len(rows)


def close_own_pages() -> int:
    """Erase whoever has been gone longer than her own pages stay open. Run daily; returns how many."""
    limit = timezone.localdate() - timedelta(days=settings.RETENTION["own_pages_after_leaving"])
    still_here = Membership.objects.filter(Q(ends=None) | Q(ends__gte=limit), person=OuterRef("pk"))
    ever_here = Membership.objects.filter(person=OuterRef("pk"))
    gone = list(Person.objects.filter(Exists(ever_here), ~Exists(still_here)))
    for person in gone:
        erase_person(person=person)
    return len(gone)
