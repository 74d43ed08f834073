"""Answer sheets: printed in batches, typed in, one in ten twice, and then ballots without their number."""

import random
from collections.abc import Mapping
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, check, keep_ballot
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.models import Invitation, PaperBatch, PaperSheet, Round
from mortel.apps.climate.queries import phase_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.pure.rounds.phases import takes_sheets

TWICE_IN = 10


class Typed(StrEnum):
    """What became of a sheet that was typed."""

    DONE = "done"
    ONCE_MORE = "once_more"
    DIFFERS = "differs"
    ALREADY = "already"
    CLOSED = "closed"


@transaction.atomic
def make_batches(*, by: Person, round_: Round) -> list[PaperBatch]:
    """A batch for every leaf with people on paper that has none yet, one sheet for each of them. Sent twice: once."""
    wanted = (
        Invitation.objects.filter(round=round_, channel=Channel.PAPER)
        .values_list("leaf")
        .annotate(Count("pk"))
        .order_by("leaf")
    )
    have = set(PaperBatch.objects.filter(round=round_).values_list("leaf", flat=True))
    last = PaperBatch.objects.filter(round=round_).aggregate(last=Max("number"))["last"] or 0
    made = []
    for leaf, sheets in wanted:
        if leaf not in have:
            last += 1
            batch = PaperBatch.objects.create(
                round=round_, number=last, leaf=leaf, made_on=timezone.localdate()
            )
            PaperSheet.objects.bulk_create(sheets_of(batch, sheets))
            made.append(batch)
    if made:
        record("sheets_printed", actor=by.ledger_id, details={"round": str(round_.pk), "batches": len(made)})
    return made


def sheets_of(batch: PaperBatch, number: int) -> list[PaperSheet]:
    drawn = random.SystemRandom()
    return [
        PaperSheet(batch=batch, number=at, twice=drawn.randrange(TWICE_IN) == 0)
        for at in range(1, number + 1)
    ]


def type_sheet(*, sheet: PaperSheet, answers: Mapping[str, int], language: str, part: int = -1) -> Typed:
    """Keep a typed sheet. One that is typed twice becomes a ballot when both agree; DIFFERS when they do not.

    Whoever compares them types the sheet again; the last of two that agree counts. Raises WrongBallot.
    """
    batch = sheet.batch
    filled = Filled(batch.leaf, language, answers, part)
    check(batch.round, filled, [batch.leaf])
    typed = {"answers": dict(sorted(answers.items())), "language": language, "part": part}
    with transaction.atomic():
        if not takes_sheets(phase_of(batch.round)):
            return Typed.CLOSED
        waiting = PaperSheet.objects.filter(pk=sheet.pk, done=False)
        if not waiting.exists():
            return Typed.ALREADY
        if sheet.twice and sheet.first != typed:
            # A sheet that somebody else typed meanwhile is compared anew, never overwritten unseen.
            if not waiting.filter(first=sheet.first).update(first=typed):
                return Typed.DIFFERS
            return Typed.ONCE_MORE if sheet.first is None else Typed.DIFFERS
        if not waiting.update(done=True, first=None):
            return Typed.ALREADY
        keep_ballot(batch.round, filled)
    return Typed.DONE


def sheet_with(round_: Round, batch: int, number: int) -> PaperSheet | None:
    """The sheet with this number of this batch, with its batch and round; one query."""
    return (
        PaperSheet.objects.filter(batch__round=round_, batch__number=batch, number=number)
        .select_related("batch__round__instrument")
        .first()
    )
