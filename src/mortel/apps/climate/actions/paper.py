"""Answer sheets: printed in batches, typed in, one in ten twice, and then ballots without their number."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max
from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, check, keep_ballot
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.drafts import LONG
from mortel.apps.climate.models import Invitation, PaperBatch, PaperSheet, Round
from mortel.apps.climate.queries import phase_of, places_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.pure.rounds.phases import takes_sheets

TWICE_IN: Final = 10


class Typed(StrEnum):
    """What became of a sheet that was typed."""

    DONE = "done"
    ONCE_MORE = "once_more"
    DIFFERS = "differs"
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, and in what two entries differ: the questions by code, never what was typed."""

    typed: Typed
    questions: frozenset[str] = frozenset()
    language: bool = False
    part: bool = False


class NotOnPaper(Exception):
    """The long form is never printed: nobody can type it over in a minute."""


@transaction.atomic
def make_batches(*, by: Person, round_: Round) -> list[PaperBatch]:
    """A batch for every leaf with people on paper that has none yet, one sheet for each of them. Sent twice: once.

    Numbered in the order of the tree. Raises NotOnPaper.
    """
    if round_.form == LONG:
        raise NotOnPaper
    on_paper = Invitation.objects.filter(round=round_, channel=Channel.PAPER)
    sheets_in = dict(on_paper.order_by().values_list("leaf").annotate(Count("pk")))
    wanted = [(place.id, sheets_in[place.id]) for place in places_of(round_) if place.id in sheets_in]
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


def type_sheet(
    *,
    sheet: PaperSheet,
    answers: Mapping[str, int],
    language: str,
    entry: UUID,
    part: int = -1,
    crossed: int = 0,
) -> Outcome:
    """Keep a typed sheet. One that is typed twice becomes a ballot when both agree; DIFFERS when they do not.

    Whoever compares them types the sheet again; the last of two that agree counts. `entry` comes from the form: one
    that is sent twice is one entry. `crossed` questions had two crosses and are not in `answers`. Raises WrongBallot.
    """
    batch = sheet.batch
    filled = Filled(batch.leaf, language, answers, part)
    check(batch.round, filled, [batch.leaf])
    typed = {"answers": dict(sorted(answers.items())), "language": language, "part": part}
    with transaction.atomic():
        # Two who type the same sheet at once wait for each other here.
        waiting = PaperSheet.objects.select_for_update().filter(pk=sheet.pk).first()
        if waiting is None or not takes_sheets(phase_of(batch.round)):
            return Outcome(Typed.CLOSED)
        if waiting.entry == entry:
            return Outcome(Typed.DONE if waiting.done else Typed.ONCE_MORE)
        if waiting.done:
            return Outcome(Typed.ALREADY)
        before, waiting.entry = waiting.first, entry
        if waiting.twice and before != typed:
            waiting.first = typed
            waiting.save(update_fields=["first", "entry"])
            return _compared(before, typed)
        waiting.first, waiting.done = None, True
        waiting.save(update_fields=["first", "entry", "done"])
        PaperBatch.objects.filter(pk=batch.pk).update(crossed=F("crossed") + crossed)
        keep_ballot(batch.round, filled, timezone.localdate())
    return Outcome(Typed.DONE)


def _compared(before: dict[str, Any] | None, typed: dict[str, Any]) -> Outcome:
    if before is None:
        return Outcome(Typed.ONCE_MORE)
    one, other = before["answers"], typed["answers"]
    codes = frozenset(code for code in one.keys() | other.keys() if one.get(code) != other.get(code))
    return Outcome(
        Typed.DIFFERS, codes, before["language"] != typed["language"], before["part"] != typed["part"]
    )


def sheet_with(round_: Round, batch: int, number: int) -> PaperSheet | None:
    """The sheet with this number of this batch, with its batch and round; one query."""
    return (
        PaperSheet.objects.filter(batch__round=round_, batch__number=batch, number=number)
        .select_related("batch__round__instrument")
        .first()
    )
