"""What happens to a round without anybody waiting: messages, its last day, its result, and what is forgotten."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django_tasks import task

from mortel.apps.climate.actions.closing import end_round, make_result
from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.models import Invitation, Round
from mortel.apps.climate.queries import refusal_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.apps.people.queries import is_away, language_in, organisation
from mortel.apps.people.tasks import send_text
from mortel.pure.disclosure.closing import NotReleased

# The invitation and two reminders, never two in a week (product.md, principle 1).
MOST_MESSAGES: Final = 3
WEEK: Final = timedelta(days=7)
STEP: Final = 5
# Below this one answer moves the share: nobody may watch answers come in.
LEAST_TO_TELL: Final = 100


class TooSoon(Exception):
    """The last message was less than a week ago, or all three were sent."""


@transaction.atomic
def send_messages(*, by: Person, round_: Round) -> None:
    """Mail everybody with a link who did not answer yet. Raises TooSoon.

    Not to who is away today or stopped the messages. A mail says that questions wait, and nothing else.
    """
    today = timezone.localdate()
    may = Round.objects.filter(
        Q(last_message_on=None) | Q(last_message_on__lte=today - WEEK),
        pk=round_.pk,
        ended_at=None,
        opened_at__isnull=False,
        messages_sent__lt=MOST_MESSAGES,
    )
    if not may.update(messages_sent=F("messages_sent") + 1, last_message_on=today):
        raise TooSoon
    waiting = Invitation.objects.filter(round=round_, channel=Channel.LINK, handed_in=None, no_messages=False)
    people = dict(waiting.values_list("pk", "person_id"))
    away = is_away(people.values(), today)
    chosen = [pk for pk, person in people.items() if person not in away]
    for start in range(0, len(chosen), settings.MAILS_AT_ONCE):
        send_round_mails.enqueue([str(pk) for pk in chosen[start : start + settings.MAILS_AT_ONCE]])
    record(
        "round_messages",
        actor=by.ledger_id,
        details={"round": str(round_.pk), "time": round_.messages_sent + 1},
    )


@task
def send_round_mails(invitations: list[str]) -> None:
    """Mail these people their link, unless they answered meanwhile or the round ended."""
    own = organisation()
    rows = Invitation.objects.filter(
        pk__in=[uuid.UUID(pk) for pk in invitations], handed_in=None, no_messages=False, round__ended_at=None
    ).select_related("person", "round")
    for row in rows.defer("round__places"):
        _mail(row, own.name, language_in(own, row.person.language or settings.LANGUAGE_CODE))


def _mail(invitation: Invitation, organisation_name: str, language: str) -> None:
    if not invitation.person.email or not invitation.person.is_active:
        return
    link = f"{settings.ORIGIN}/ronde/{code_of(invitation.round, invitation)}/"
    with translation.override(language):
        context = {
            "name": invitation.person.name,
            "organisation": organisation_name,
            "link": link,
            "stop": f"{link}stop",
            "ends_on": invitation.round.ends_on,
        }
        send_text("mail/round.txt", context, to=invitation.person.email)


def stop_messages(invitation: Invitation) -> None:
    """No message about this round any more; the link keeps working."""
    Invitation.objects.filter(pk=invitation.pk).update(no_messages=True)


def turn_of_rounds(now: datetime) -> bool:
    """Every few seconds: end what is over, make what was asked for; whether a result was made. Safe at any time.

    What the attacker finds is written in the ledger, and then the round is left alone until HR asks anew.
    """
    today = timezone.localdate(now)
    for round_ in Round.objects.filter(opened_at__isnull=False, ended_at=None, ends_on__lt=today):
        end_round(by=None, round_=round_)
    asked_for = Round.objects.filter(closing_at__isnull=False, released_at=None)
    made = [_make(round_) for round_ in asked_for if refusal_of(round_) is None]
    return any(made)


def _make(round_: Round) -> bool:
    try:
        make_result(round_)
    except NotReleased as found:
        why = [one.code.value for one in found.findings]
        record("round_not_released", details={"round": str(round_.pk), "why": why})
        return False
    return True


def tell_response(now: datetime) -> None:
    """Once a day: the share of the whole organisation that answered, in steps of 5 per cent."""
    today = timezone.localdate(now)
    for round_ in _open(today):
        asked = Invitation.objects.filter(round=round_)
        everybody = asked.count()
        if everybody >= LEAST_TO_TELL:
            share = 100 * asked.exclude(handed_in=None).count() / everybody
            Round.objects.filter(pk=round_.pk).update(response=STEP * round(share / STEP), response_on=today)


def _open(today: date) -> Iterable[Round]:
    return Round.objects.filter(opened_at__isnull=False, ended_at=None).exclude(response_on=today)
