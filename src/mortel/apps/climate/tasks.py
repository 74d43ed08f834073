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
from mortel.apps.climate.mails import TEMPLATE, mail_context
from mortel.apps.climate.models import Invitation, PaperSheet, Round
from mortel.apps.climate.queries import questions_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.apps.people.queries import language_in, organisation
from mortel.apps.people.tasks import send_text
from mortel.apps.people.workforce import is_away
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

    Not to who is away or stopped the messages. A mail says that questions wait, and nothing else.
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
    # Of everybody with a link, so that the queue does not tell who did not answer; each task looks at that itself.
    for pk in Invitation.objects.filter(round=round_, channel=Channel.LINK).values_list("pk", flat=True):
        send_round_mail.enqueue(str(pk))
    record(
        "round_messages",
        actor=by.ledger_id,
        details={"round": str(round_.pk), "time": round_.messages_sent + 1},
    )


@task
def send_round_mail(invitation: str) -> None:
    """Mail somebody her link, unless she answered meanwhile or the round ended: a bad address stops no other mail."""
    waiting = Invitation.objects.filter(handed_in=None, no_messages=False, round__ended_at=None)
    found = waiting.filter(pk=uuid.UUID(invitation)).select_related("person", "round__instrument")
    row = found.defer("round__places").first()
    if row is not None and not is_away([row.person_id], timezone.localdate()):
        own = organisation()
        _mail(row, own.name, language_in(own, row.person.language or settings.LANGUAGE_CODE))


def _mail(invitation: Invitation, organisation_name: str, language: str) -> None:
    if not invitation.person.email or not invitation.person.is_active:
        return
    round_ = invitation.round
    code = code_of(round_, invitation)
    with translation.override(language):
        context = mail_context(
            round_,
            minutes=questions_of(round_).minutes,
            organisation=organisation_name,
            name=invitation.person.name,
            code=code,
            is_reminder=round_.messages_sent > 1,
        )
        send_text(TEMPLATE, context, to=invitation.person.email, headers=_one_click(context["stop"]))


def _one_click(stop: str) -> dict[str, str]:
    """With which a mail program shows a button of its own that stops these messages (RFC 8058, 3.1)."""
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stop_messages(invitation: Invitation) -> None:
    """No message about this round any more; the link keeps working."""
    Invitation.objects.filter(pk=invitation.pk).update(no_messages=True)


def turn_of_rounds(now: datetime) -> bool:
    """Every few seconds: end what is over, make what was asked for; whether answers are to be swept from the disk.

    What the attacker finds is written down, and then the round is left alone until HR asks anew. Safe at any time.
    """
    today = timezone.localdate(now)
    for round_ in Round.objects.filter(opened_at__isnull=False, ended_at=None, ends_on__lt=today):
        end_round(by=None, round_=round_)
    for round_ in Round.objects.filter(closing_at__isnull=False, released_at=None, refused__isnull=True):
        _make(round_)
    return Round.objects.filter(to_sweep=True).exists()


def _make(round_: Round) -> None:
    try:
        make_result(round_)
    except NotReleased as found:
        why = [one.code.value for one in found.findings]
        Round.objects.filter(pk=round_.pk).update(refused=why)
        record("round_not_released", details={"round": str(round_.pk), "why": why})


def swept() -> None:
    """The disk was swept, as `turn_of_rounds` asked."""
    Round.objects.filter(to_sweep=True).update(to_sweep=False)


def tell_response(now: datetime) -> None:
    """Once a day: the share of the whole organisation that answered, in steps of 5 per cent."""
    today = timezone.localdate(now)
    for round_ in _open(today):
        asked = Invitation.objects.filter(round=round_)
        everybody = asked.count()
        if everybody >= LEAST_TO_TELL:
            typed = PaperSheet.objects.filter(batch__round=round_, done=True).count()
            share = 100 * (asked.exclude(handed_in=None).count() + typed) / everybody
            Round.objects.filter(pk=round_.pk).update(response=STEP * round(share / STEP), response_on=today)


def _open(today: date) -> Iterable[Round]:
    return Round.objects.filter(opened_at__isnull=False, ended_at=None).exclude(response_on=today)
