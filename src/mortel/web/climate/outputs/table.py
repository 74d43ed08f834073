"""Everything that a round told as one long table for researchers: a row for each group and scale or question."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mortel.pure.instruments.codebook import harmless
from mortel.pure.results.shapes import Dimension, Group, OfficeLine, Question
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.outputs.hidden import questions_for

Cell = str | int | float | None

COLUMNS: Final = (
    "round", "day", "group_id", "group", "kind", "parent_id", "n", "response", "what", "id",
    "mean", "low", "high", "word", "since", "change", "change_points", "change_low", "change_high",
    "low_pct", "middle_pct", "high_pct", "gap", "why", "change_gap",
)  # fmt: skip


def long_table(one: Opened, lines: Sequence[OfficeLine]) -> str:
    """The organisation first, then every line in the order of the tree. Numbers with a point; empty is not told."""
    return written(COLUMNS, _rows(one, lines))


def written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """CSV (RFC 4180) of texts that no spreadsheet runs as a formula, and of numbers as they are."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(header)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return kept.getvalue()


def _rows(one: Opened, lines: Sequence[OfficeLine]) -> Iterator[Sequence[Cell]]:
    whole = one.result.whole
    yield from _of_group(one, whole, (whole.id, whole.name, "organisation", ""))
    for line in lines:
        if line.kind == "organisation":
            continue
        about = (line.id, line.name, line.kind, line.parent or "")
        if line.group is not None:
            yield from _of_group(one, line.group, about)
        else:
            why = line.gap.sentence(one.words.language) if line.gap else ""
            yield _row(one, about, None, what="group", gap=line.gap.reason.value if line.gap else "", why=why)


def _of_group(one: Opened, group: Group, about: Sequence[str]) -> Iterator[Sequence[Cell]]:
    if group.gap is not None:
        why = group.gap.sentence(one.words.language)
        yield _row(one, about, group, what="group", gap=group.gap.reason.value, why=why)
    for each in group.dimensions:
        yield _row(one, about, group, what="scale", **_scale(each, one))
    for question in questions_for(group, one):
        yield _row(one, about, group, what="question", **_question(question, one))


def _scale(one: Dimension, opened: Opened) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "id": one.id,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "word": one.word,
        "gap": one.gap.reason.value if one.gap else "",
        "why": one.gap.sentence(opened.words.language) if one.gap else "",
    }
    if one.change is None:
        return cells
    change = one.change
    return cells | {
        "since": change.since,
        "change": change.word,
        "change_points": change.number,
        "change_low": change.low,
        "change_high": change.high,
        "change_gap": change.gap.reason.value if change.gap else "",
    }


def _question(one: Question, opened: Opened) -> dict[str, Cell]:
    low, middle, high = one.classes or (None, None, None)
    return {
        "id": one.code,
        "mean": one.mean,
        "low_pct": low,
        "middle_pct": middle,
        "high_pct": high,
        "gap": one.gap.reason.value if one.gap else "",
        "why": one.gap.sentence(opened.words.language) if one.gap else "",
    }


def _row(one: Opened, about: Sequence[str], group: Group | None, **cells: Cell) -> Sequence[Cell]:
    known: dict[str, Cell] = dict(zip(("group_id", "group", "kind", "parent_id"), about, strict=True))
    known |= {"round": one.release.round.name, "day": one.release.day.isoformat()}
    # Nobody in no block is too few to tell, not none.
    if group is not None and group.n:
        known |= {"n": group.n, "response": round(group.response, 4)}
    return [(known | cells).get(column) for column in COLUMNS]
