"""Rounds for the suite: a draft, an open one, and one with answers, as the screens would make them."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, Handed, hand_in
from mortel.apps.climate.actions.closing import ask_result, end_round, make_result
from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.actions.opening import open_round
from mortel.apps.climate.actions.setup import plan_round, record_consent
from mortel.apps.climate.choices import Consent
from mortel.apps.climate.drafts import RoundDraft
from mortel.apps.climate.models import Invitation, Release, Round
from mortel.apps.climate.queries import invitation_with, questions_of, rounds
from mortel.apps.people.models import Person
from tests.cast import Cast


def draft(cast: Cast, **fields: object) -> Round:
    """A draft with the council's consent, that could open today."""
    today = timezone.localdate()
    answers = {
        "name": "Najaar",
        "starts_on": today,
        "ends_on": today + timedelta(days=21),
        "languages": ["nl", "en"],
    }
    made = plan_round(by=cast.hr, draft=RoundDraft(**(answers | fields)), round_id=uuid.uuid4())
    record_consent(
        by=cast.hr,
        round_=made,
        consent=Consent.GIVEN,
        on=today,
        note="Besluit van de raad",
        seen=made.revision,
    )
    return rounds().get(pk=made.pk)


def opened(cast: Cast, *, paper: tuple[uuid.UUID, ...] = (), **fields: object) -> Round:
    """An open round in which the whole cast is asked; teams in `paper` get sheets where there is no address."""
    made = draft(cast, **fields)
    return open_round(by=cast.hr, round_=made, seen=made.revision, paper=paper)


def code_for(round_: Round, person: Person) -> str:
    invitation = Invitation.objects.get(round=round_, person=person)
    return code_of(round_, invitation)


def everything(round_: Round, answer: int = 4) -> dict[str, int]:
    """The same answer to every question."""
    return dict.fromkeys(questions_of(round_).codes, answer)


def answered(round_: Round, person: Person, answers: Mapping[str, int] | None = None) -> Handed:
    """She hands in her ballot through her own code."""
    invitation = invitation_with(code_for(round_, person))
    assert invitation is not None
    return hand_in(invitation, Filled(invitation.leaf, "nl", answers or everything(round_)))


def day_after(round_: Round) -> date:
    return round_.ends_on + timedelta(days=1)


def ended(cast: Cast, round_: Round) -> Round:
    """Asking is over, and so are the last thirty minutes."""
    end_round(by=cast.hr, round_=round_)
    Round.objects.filter(pk=round_.pk).update(ended_at=timezone.now() - timedelta(minutes=31))
    return rounds().get(pk=round_.pk)


def asked_for(cast: Cast, round_: Round) -> Round:
    """It ended, and HR asked for the result, which is not made yet."""
    over = ended(cast, round_)
    ask_result(by=cast.hr, round_=over)
    return over


def with_result(cast: Cast, round_: Round) -> Release:
    """Ended and released, by the product's own closing."""
    return make_result(asked_for(cast, round_))
