"""What changes an account."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mortel.apps.ledger.actions import record
from mortel.apps.people.choices import GrantKind, NoticeKind
from mortel.apps.people.models import AccountNotice, Grant, Person


def tell(person: Person, kind: NoticeKind, *, by: Person | None = None) -> None:
    """Write a line in the person's own log; she sees it at her next visit and nobody can silence it."""
    tell_each([person], kind, by=by)


def tell_each(people: Sequence[Person], kind: NoticeKind, *, by: Person | None = None) -> None:
    """The same line in the own log of each of them."""
    at = timezone.now()
    AccountNotice.objects.bulk_create(
        AccountNotice(person=one, kind=kind, by_administrator=by is not None and by.pk != one.pk, at=at)
        for one in people
    )


def mark_seen(*, by: Person, until: datetime) -> None:
    AccountNotice.objects.filter(person=by, seen_at=None, at__lte=until).update(seen_at=timezone.now())


def mark_newest_seen(*, by: Person, kind: NoticeKind) -> None:
    """Only the newest unread line of this kind."""
    newest = AccountNotice.objects.filter(person=by, kind=kind, seen_at=None).order_by("-at").first()
    if newest:
        AccountNotice.objects.filter(pk=newest.pk).update(seen_at=timezone.now())


def end_sessions(person: Person) -> None:
    """End every session of this person. The caller signs the current one in again if it may stay."""
    end_sessions_of([person])


def end_sessions_of(people: Sequence[Person]) -> None:
    """End every session of each of them; two queries."""
    rows = Person.objects.filter(pk__in=[person.pk for person in people])
    rows.update(session_epoch=F("session_epoch") + 1)
    epochs = dict(rows.values_list("pk", "session_epoch"))
    for person in people:
        person.session_epoch = epochs[person.pk]


@transaction.atomic
def choose_password(*, by: Person, password: str, kind: NoticeKind) -> Person:
    """Set her own password. Ends all other sessions; nobody sets another's."""
    by.set_password(password)
    by.save(update_fields=["password"])
    end_sessions(by)
    tell(by, kind)
    return by


@transaction.atomic
def disable_person(*, by: Person, person: Person) -> None:
    """Close the account: every session ends, no pass opens it. Nothing of hers is deleted."""
    Person.objects.filter(pk=person.pk).update(is_active=False)
    end_sessions(person)
    tell(person, NoticeKind.DISABLED, by=by)
    record("person_disabled", actor=by.ledger_id, subject=person.ledger_id)


@transaction.atomic
def enable_person(*, by: Person, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=True)
    tell(person, NoticeKind.ENABLED, by=by)
    record("person_enabled", actor=by.ledger_id, subject=person.ledger_id)


@transaction.atomic
def set_grants(*, by: Person, person: Person, kinds: frozenset[GrantKind]) -> None:
    """Give and take roles, each written in the ledger. Ends her sessions, so the new ones hold at once."""
    had = {GrantKind(kind) for kind in Grant.objects.filter(person=person).values_list("kind", flat=True)}
    if had == kinds:
        return
    Grant.objects.filter(person=person).exclude(kind__in=kinds).delete()
    Grant.objects.bulk_create(
        [Grant(person=person, kind=kind) for kind in kinds - had], ignore_conflicts=True
    )
    end_sessions(person)
    tell(person, NoticeKind.GRANT, by=by)
    details = {"given": sorted(kinds - had), "taken": sorted(had - kinds)}
    record("grants_changed", actor=by.ledger_id, subject=person.ledger_id, details=details)


def set_language(*, by: Person, language: str) -> None:
    Person.objects.filter(pk=by.pk).update(language=language)


def set_theme(*, by: Person, theme: str) -> None:
    Person.objects.filter(pk=by.pk).update(theme=theme)
