"""What happens after the answer was given: mail, and the daily upkeep."""

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from mortel.apps.keys.actions import forget_old_erasures
from mortel.apps.ledger.actions import record
from mortel.apps.people.access import find_by_login
from mortel.apps.people.actions.absence import forget_past
from mortel.apps.people.actions.leaving import close_own_pages
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.actions.uploads import remove_old
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import AccountNotice, Pass, Person
from mortel.apps.people.queries import language_in, organisation

logger = logging.getLogger(__name__)


def _mail(person: Person, address: str, template: str, link: str) -> None:
    own = organisation()
    with translation.override(language_in(own, person.language or settings.LANGUAGE_CODE)):
        context = {"name": person.name, "link": link, "organisation": own.name}
        send_text(f"mail/{template}.txt", context, to=address)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as whoever gets it reads it."""

    sender: str
    subject: str
    body: str


def letter(template: str, context: Mapping[str, object]) -> Letter:
    """A template of plain text, its first line as the subject.

    A mail is no page: what the template engine escaped (the apostrophe of a name) is read as it is written.
    """
    subject, _blank, body = unescape(render_to_string(template, context)).partition("\n")
    return Letter(settings.DEFAULT_FROM_EMAIL, subject.strip(), body.strip() + "\n")


def send_text(
    template: str, context: Mapping[str, object], *, to: str, headers: Mapping[str, str] | None = None
) -> None:
    """Mail a letter; `headers` beside those that every mail has."""
    made = letter(template, context)
    EmailMessage(made.subject, made.body, made.sender, to=[to], headers=dict(headers or {})).send()


@transaction.atomic
def mail_start_link(*, by: Person, person: Person) -> None:
    """An administrator has a start link mailed; who asked for it stands in the ledger."""
    record("start_link_mailed", actor=by.ledger_id, subject=person.ledger_id)
    send_start_link.enqueue(str(person.pk), str(by.pk))


@task
def send_start_link(person_id: str, by_id: str) -> None:
    person = Person.objects.get(pk=uuid.UUID(person_id))
    if person.email and person.is_active:
        secret = hand_out(PassKind.START_LINK, person=person, by=Person.objects.filter(pk=by_id).first())
        _mail(person, person.email, "start", f"{settings.ORIGIN}/begin/{secret}/")


@task
def send_reset_link(login: str) -> None:
    """Mail a reset link if this login is somebody's with an address; else do nothing, silently."""
    person = find_by_login(login)
    if person and person.email and person.is_active:
        secret = hand_out(PassKind.RESET_LINK, person=person)
        _mail(person, person.email, "reset", f"{settings.ORIGIN}/wachtwoord/{secret}/")


@task
def send_new_address_link(person_id: str, address: str) -> None:
    """Mail a confirmation to the new address, unless it is another person's."""
    person = Person.objects.get(pk=uuid.UUID(person_id))
    if not Person.objects.filter(email_key=address.lower()).exclude(pk=person.pk).exists():
        secret = hand_out(PassKind.NEW_ADDRESS, person=person, new_address=address)
        _mail(person, address, "new_address", f"{settings.ORIGIN}/adres/{secret}/")


def upkeep() -> dict[str, int]:
    """The daily round: what /privacy promises to be gone goes. Safe to run at any time; returns counts."""
    now = timezone.now()
    kept = {name: now - timedelta(days=days) for name, days in settings.RETENTION.items()}
    # Expired ones go at once, used or not: 30 days is the longest that any of them is good for.
    old_passes = Pass.objects.filter(Q(expires_at__lt=now) | Q(used_at__lt=kept["start_card"]))
    old_notices = AccountNotice.objects.filter(at__lt=kept["account_notices"]).exclude(seen_at=None)
    return {
        "uploads": remove_old(now),
        "passes": old_passes.delete()[0],
        "notices": old_notices.delete()[0],
        "away_dates": forget_past(timezone.localdate()),
        "own_pages_closed": close_own_pages(),
        "erasures_forgotten": forget_old_erasures(kept["erasure_list"]),
    }
