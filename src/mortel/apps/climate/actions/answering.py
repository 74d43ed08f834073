"""Handing in a ballot: once, whole, and without a trace of whose it is."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from mortel.apps.climate.models import Ballot, HandedIn, Invitation, Round
from mortel.apps.climate.queries import phase_of, questions_of
from mortel.pure.rounds.phases import takes_ballots
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT, Questionnaire


class Handed(StrEnum):
    """What became of a ballot that was sent."""

    KEPT = "kept"
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled-in form; `answers` by code, 1 to 5, RATHER_NOT or NOT_APPLICABLE; a missing code is no answer."""

    leaf: str
    language: str
    answers: Mapping[str, int]
    part: int = -1


class WrongBallot(ValueError):
    """The form was not filled in as it was shown: another team, language or answer than it offers."""


def hand_in(invitation: Invitation, filled: Filled) -> Handed:
    """Keep a ballot if this invitation is unused and the round takes ballots. Raises WrongBallot.

    The mark that it was used can be set once: of two sendings at once, or one that is sent again after a lost reply,
    one is kept and the other hears ALREADY. Row ids are random and no time is stored but the week.
    """
    round_ = invitation.round
    try:
        check(round_, filled, invitation.leaves)
    except WrongBallot:
        if is_handed_in(invitation):
            return Handed.ALREADY
        raise
    if not takes_ballots(phase_of(round_)):
        return Handed.ALREADY if is_handed_in(invitation) else Handed.CLOSED
    try:
        with transaction.atomic():
            HandedIn.objects.create(invitation=invitation)
            # Asked only now: whoever had to wait for the snapshot would leave a ballot that nobody reads or deletes.
            if not Round.objects.filter(pk=round_.pk, closing_at=None).exists():
                transaction.set_rollback(True)
                return Handed.CLOSED
            keep_ballot(round_, filled, timezone.localdate())
    except IntegrityError:
        # The mark was there; or the invitation went while this was being sent: the round was closed.
        return Handed.ALREADY if is_handed_in(invitation) else Handed.CLOSED
    return Handed.KEPT


def is_handed_in(invitation: Invitation) -> bool:
    return HandedIn.objects.filter(pk=invitation.pk).exists()


def check(round_: Round, filled: Filled, leaves: list[str]) -> None:
    """Raise WrongBallot for anything that the form does not offer."""
    asked = questions_of(round_)
    if filled.leaf not in leaves or filled.language not in round_.languages:
        raise WrongBallot("another team or language than this ballot offers")
    if set(filled.answers) - set(asked.codes):
        raise WrongBallot("a question that this round does not ask")
    if not all(RATHER_NOT <= answer <= NOT_APPLICABLE for answer in filled.answers.values()):
        raise WrongBallot("an answer that does not exist")
    if not -1 <= filled.part < max(1, len(round_.attribute_parts)):
        raise WrongBallot("a group that this round does not name")


def keep_ballot(round_: Round, filled: Filled, day: date) -> None:
    """Within the caller's transaction; the ballot was checked. Of the day only the week is kept."""
    year, week, _day = day.isocalendar()
    Ballot.objects.create(
        pk=uuid.UUID(bytes=secrets.token_bytes(16)),
        round=round_,
        leaf=filled.leaf,
        language=filled.language,
        part=filled.part,
        answers=_in_form_order(questions_of(round_), filled.answers),
        week=f"{year}-W{week:02}",
    )


def _in_form_order(asked: Questionnaire, answers: Mapping[str, int]) -> list[int]:
    """As many numbers as there are questions, so that every row has the same length and tells no order."""
    return [answers.get(code, RATHER_NOT) for code in asked.codes]
