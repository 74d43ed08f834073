"""Rounds that lie behind a demo: held with the same actions as any other, only on other days."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, check, keep_ballot
from mortel.apps.climate.actions.closing import make_result
from mortel.apps.climate.actions.opening import open_round
from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.climate.actions.setup import plan_round, record_consent
from mortel.apps.climate.choices import Channel, Consent
from mortel.apps.climate.drafts import RoundDraft
from mortel.apps.climate.models import (
    Ballot,
    HandedIn,
    Instrument,
    Invitation,
    PaperSheet,
    Release,
    ReleasedFigure,
    Round,
    Snapshot,
)
from mortel.apps.people.models import Person

_OPENS, _ENDS = time(9), time(17)


@dataclass(frozen=True, slots=True)
class Given:
    """What one person gave: the id of the team she answers for, her answers by code, on paper or not."""

    person: uuid.UUID
    team: uuid.UUID
    answers: Mapping[str, int]
    language: str
    paper: bool


@transaction.atomic
def hold_round(
    *, by: Person, draft: RoundDraft, note: str, given: Sequence[Given], paper: Sequence[uuid.UUID]
) -> Release:
    """Set up, open, answer, close and release a round on the days of its draft; who was not asked is passed over."""
    made = plan_round(by=by, draft=draft, round_id=uuid.uuid4())
    record_consent(
        by=by,
        round_=made,
        consent=Consent.GIVEN,
        on=draft.starts_on - timedelta(days=7),
        note=note,
        seen=made.revision,
    )
    made.refresh_from_db()
    opened = open_round(by=by, round_=made, seen=made.revision, paper=paper, at=_at(draft.starts_on, _OPENS))
    make_batches(by=by, round_=opened)
    _answer(opened, given)
    ended = _at(draft.ends_on, _ENDS)
    Round.objects.filter(pk=opened.pk).update(ended_at=ended, closing_at=ended + timedelta(hours=1))
    release = make_result(opened)
    Round.objects.filter(pk=opened.pk).update(released_at=ended + timedelta(hours=1), to_sweep=False)
    return release


def _answer(round_: Round, given: Sequence[Given]) -> None:
    """As `hand_in` and `type_sheet` keep them (a test compares), on days spread over the round."""
    invitations = {row.person_id: row for row in Invitation.objects.filter(round=round_)}
    sheets = _sheets_by_leaf(round_)
    days = (round_.ends_on - round_.starts_on).days + 1
    for at, one in enumerate(given):
        invitation = invitations.get(one.person)
        if invitation is None:
            continue
        leaf = str(one.team) if str(one.team) in invitation.leaves else invitation.leaf
        filled = Filled(leaf, one.language, one.answers)
        if invitation.channel == Channel.PAPER:
            PaperSheet.objects.filter(pk=sheets[invitation.leaf].pop()).update(done=True)
            filled = Filled(invitation.leaf, one.language, one.answers)
        else:
            HandedIn.objects.create(invitation=invitation)
        check(round_, filled, [leaf, invitation.leaf])
        keep_ballot(round_, filled, round_.starts_on + timedelta(days=at % days))


def _sheets_by_leaf(round_: Round) -> dict[str, list[uuid.UUID]]:
    found: dict[str, list[uuid.UUID]] = {}
    for pk, leaf in PaperSheet.objects.filter(batch__round=round_).values_list("pk", "batch__leaf"):
        found.setdefault(leaf, []).append(pk)
    return found


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


@transaction.atomic
def remove_rounds() -> None:
    """Take all rounds of a demo out again, what they told included. Only for a house that is a demo."""
    for table in (ReleasedFigure, Release, Snapshot, Ballot, Invitation, Round, Instrument):
        table.objects.all().delete()
