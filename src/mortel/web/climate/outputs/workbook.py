"""A released round as a workbook: figures as numbers, no formula anywhere, and a reason for what is not there."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext

from mortel.apps.climate.queries import all_office_lines
from mortel.pure.results.shapes import OfficeLine
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.outputs.facts import facts, tell_leadership, warnings
from mortel.web.climate.outputs.hidden import hidden_of
from mortel.web.climate.outputs.sheets import (
    Table,
    group_table,
    hidden_table,
    organisation_table,
    quality_table,
    question_table,
)

_WIDEST: Final = 60
# So many letters still read well across a sheet of paper that lies on its side; a wider table goes on over more.
_A4: Final = 9
_ONE_PAGE: Final = 200
_HEAD_HEIGHT: Final = 32
_ONE_DECIMAL: Final = "0.0"
# What changed: a verdict hangs on it.
_TWO_DECIMALS: Final = "0.00"


def workbook(one: Opened) -> bytes:
    """For whoever may read by team. One query."""
    lines = all_office_lines(one.release)
    tables = [
        organisation_table(one),
        group_table(one, lines),
        question_table(one, lines),
        quality_table(one),
        hidden_table(hidden_of(one, lines)),
    ]
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": one.release.round.name, "created": one.release.round.released_at})
    looks = _Looks(book)
    _read_me(book, looks, one, lines, tables)
    for table in tables:
        _sheet(book, looks, table)
    book.close()
    return kept.getvalue()


class _Looks:
    """The few formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "font_size": 14})
        self.number = book.add_format({"num_format": _ONE_DECIMAL, "valign": "top"})
        self.fine = book.add_format({"num_format": _TWO_DECIMALS, "valign": "top"})
        self.count = book.add_format({"num_format": "0", "valign": "top"})


def _read_me(
    book: Any, looks: _Looks, one: Opened, lines: Sequence[OfficeLine], tables: Iterable[Table]
) -> None:
    sheet = book.add_worksheet(gettext("Read me"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, one.release.round.name, looks.bold)
    leadership = tell_leadership([one.result.whole, *(each.group for each in lines)])
    said = [(gettext("Mind"), each) for each in warnings(one, leadership=leadership)]
    said += [(table.name, table.about) for table in tables]
    for row, (label, text) in enumerate([*facts(one), *said], start=2):
        sheet.write_string(row, 0, label, looks.text)
        sheet.write_string(row, 1, text, looks.text)


def _sheet(book: Any, looks: _Looks, table: Table) -> None:
    """The header stays in sight; every column is as wide as its words, up to a limit."""
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, table.frozen)
    widths = [_width(name, [row[at] for row in table.rows[:200]]) for at, name in enumerate(table.header)]
    for column, (name, width) in enumerate(zip(table.header, widths, strict=True)):
        sheet.write_string(0, column, name, looks.head)
        sheet.set_column(column, column, width)
    _paper(sheet, table, one_page=sum(widths) <= _ONE_PAGE)
    for at, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(at, column, value, looks.text)
            elif value is not None:
                number = looks.fine if table.header[column] in table.fine else looks.number
                sheet.write_number(at, column, value, looks.count if isinstance(value, int) else number)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)


def _paper(sheet: Any, table: Table, *, one_page: bool) -> None:
    """Printed it lies on its side, with the header and the names again on every sheet of paper."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_row(0, _HEAD_HEIGHT)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, table.frozen - 1)
    sheet.set_footer(f"&L{table.name}&R&P / &N")
    if one_page:
        sheet.fit_to_pages(1, 0)


def _width(name: str, cells: Iterable[object]) -> int:
    words = [len(cell) for cell in cells if isinstance(cell, str)]
    longest_word = max(len(word) for word in name.split() or [""])
    return min(max([longest_word + 3, 8, *words]), _WIDEST)
