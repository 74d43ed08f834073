"""What is asked about the sheets of paper of a round: of printing and typing, never of an answer."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mortel.apps.climate.models import PaperBatch, PaperSheet, Round


@dataclass(frozen=True, slots=True)
class SheetCount:
    """A batch of paper: how many sheets were printed and typed, and how many still wait for their second typing."""

    number: int
    leaf: str
    printed: int
    typed: int
    once: int
    # Questions in typed sheets where two boxes were crossed.
    crossed: int


def sheet_counts(round_: Round) -> list[SheetCount]:
    """Every batch of a round; of typing, never of answers. One query."""
    once = Q(sheets__done=False, sheets__first__isnull=False)
    rows = PaperBatch.objects.filter(round=round_).annotate(
        printed=Count("sheets"),
        typed=Count("sheets", filter=Q(sheets__done=True)),
        once=Count("sheets", filter=once),
    )
    return [
        SheetCount(*row)
        for row in rows.order_by("number").values_list(
            "number", "leaf", "printed", "typed", "once", "crossed"
        )
    ]


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A sheet that is no ballot yet; `begun` when it was typed once and must be typed again."""

    batch: int
    number: int
    begun: bool


def sheets_waiting(round_: Round) -> list[WaitingSheet]:
    """In the order of their numbers, never with what was typed. One query."""
    rows = PaperSheet.objects.filter(batch__round=round_, done=False).annotate(begun=Q(first__isnull=False))
    ordered = rows.order_by("batch__number", "number")
    return [WaitingSheet(*row) for row in ordered.values_list("batch__number", "number", "begun")]
