"""The codebook of a bank or a pack for researchers: a row for each question, as shapes, as a table, as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final

from mortel.pure.catalogue.words import SHOWN, Shown
from mortel.pure.instruments.shapes import Instrument, Item, Pole, Pretest, Translation

# A spreadsheet takes a cell that begins so for a formula, also in the wide signs of East Asian keyboards.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """One question. `referent`, `window`, `question` and `labels` (from 1 up) are in the language of the codebook; a
    text is empty in a language in which no form offers it."""

    code: str
    forms: tuple[str, ...]
    dimension: str
    subdimension: str
    facet: str
    referent: str
    window: str
    scale: str
    question: str
    labels: tuple[str, ...]
    pole: Pole
    scored: bool
    source: str
    pretest: Pretest
    translation: Translation
    text_nl: str
    text_nl_be: str
    text_en: str
    history: tuple[str, ...]
    instrument: str
    version: str
    licence: str
    citation: str


@dataclass(frozen=True, slots=True)
class CodebookTable:
    """Text only; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def codebook(instrument: Instrument, language: Shown) -> tuple[CodebookRow, ...]:
    """Every item of the bank in its order, whether or not a form asks it."""
    return tuple(_row(instrument, item, language) for item in instrument.items)


def codebook_table(rows: Sequence[CodebookRow]) -> CodebookTable:
    """Labels fill a column each (as many as the longest scale has); what is a list stands in one cell, a line each."""
    most = max((len(row.labels) for row in rows), default=0)
    return CodebookTable(
        header=tuple(
            column
            for field in fields(CodebookRow)
            for column in (_label_columns(most) if field.name == "labels" else [field.name])
        ),
        rows=tuple(tuple(_cells(row, most)) for row in rows),
    )


def codebook_csv(rows: Sequence[CodebookRow]) -> str:
    """Commas, quotes where needed, lines ended by CR LF (RFC 4180). Write it as `utf-8-sig`, for spreadsheets."""
    table = codebook_table(rows)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(table.header)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _row(instrument: Instrument, item: Item, language: Shown) -> CodebookRow:
    forms = tuple(form for form in instrument.forms if item.code in form.items)
    offered = {shown for form in forms for shown in form.sha256} or set(SHOWN)
    text = {shown: item.text.template(shown) if shown in offered else "" for shown in SHOWN}
    scale = instrument.scale(item.scale)
    return CodebookRow(
        code=item.code,
        forms=tuple(form.id for form in forms),
        dimension=item.dimension,
        subdimension=item.subdimension,
        facet=item.facet,
        referent=instrument.referent(item.referent).label.template(language),
        window=instrument.window(item.window).text.template(language),
        scale=scale.id,
        question=scale.question.template(language),
        labels=tuple(label.template(language) for label in scale.labels),
        pole=item.pole,
        scored=item.scored,
        source=item.source,
        pretest=item.pretest,
        translation=item.translation,
        text_nl=text["nl"],
        text_nl_be=text["nl-BE"],
        text_en=text["en"],
        history=tuple(f"{change.version}: {change.change}" for change in item.history),
        instrument=instrument.id,
        version=instrument.version,
        licence=instrument.licence,
        citation=instrument.citation,
    )


def _label_columns(most: int) -> list[str]:
    return [f"label_{place}" for place in range(1, most + 1)]


def _cells(row: CodebookRow, most: int) -> Iterator[str]:
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name == "labels":
            yield from (*value, *[""] * (most - len(value)))
        elif isinstance(value, tuple):
            yield "\n".join(value)
        elif isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield value
