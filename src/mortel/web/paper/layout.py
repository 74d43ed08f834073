"""Which questions stand on which side of a sheet: a table never loses its head, and no row is cut in two.

Heights are in millimetres, as paper.css draws them; a browser test prints the real forms and counts the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Final

# A sheet of paper has two, and no two people share one.
SIDES: Final = 2
# Signs on a line: of a note over the whole width, and of a label above its boxes.
OF_NOTE: Final = 85
OF_LABEL: Final = 10
LABEL_LINE: Final = 3.3


@dataclass(frozen=True, slots=True)
class Row:
    """One question; `number` is what the typist counts by."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Questions about one referent on one scale; `labels` are the five, `apart` the two beside them."""

    heading: str
    note: str
    question: str
    labels: tuple[str, ...]
    apart: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How close things stand: what a side holds under its number, what stands above the first table and under the
    last one, a head without its labels and with the joint above it, and signs on a line of a question."""

    room: float
    introduction: float
    ending: float
    head: float
    line: float
    padding: float
    of_question: int

    def of_row(self, row: Row) -> float:
        return self.padding + self.line * len(wrap(row.text, self.of_question))

    def of_head(self, table: Table) -> float:
        labels = max(len(wrap(label, OF_LABEL)) for label in (*table.labels, *table.apart))
        note = self.line * (len(table.heading + table.note) // OF_NOTE)
        return self.head + LABEL_LINE * labels + note


# Set in the type that reads best, and closer where that saves a second sheet of paper.
WIDE: Final = Setting(254.0, 70.0, 20.0, 12.1, 5.1, 3.4, 40)
CLOSE: Final = Setting(254.0, 65.0, 20.0, 12.1, 4.65, 2.6, 49)


@dataclass(frozen=True, slots=True)
class Side:
    """`is_last` is the last one with something on it; after that one may stay empty."""

    number: int
    tables: tuple[Table, ...]
    is_first: bool = False
    is_last: bool = False
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All sides for one person: an even number, for the next person begins on a sheet of her own."""

    sides: tuple[Side, ...]
    is_close: bool


def laid_out(tables: Sequence[Table], *, under: float = 0.0) -> Sheet:
    """The tables over one sheet where they fit, in their order; `under` is what stands between them and the ending."""
    for setting in (WIDE, CLOSE):
        pages = _pages(tables, setting, under)
        if len(pages) <= SIDES:
            return Sheet(_sides(pages), is_close=setting is CLOSE)
    return Sheet(_sides(_pages(tables, WIDE, under)), is_close=False)


def _sides(pages: Sequence[Sequence[Table]]) -> tuple[Side, ...]:
    last = len(pages)
    sides = [Side(at, tuple(page), at == 1, at == last) for at, page in enumerate(pages, start=1)]
    empty = [Side(last + 1, (), is_empty=True)] if last % SIDES else []
    return (*sides, *empty)


def _pages(tables: Sequence[Table], setting: Setting, under: float) -> list[list[Table]]:
    """What stands on each side. A table that goes on overleaf has its head again."""
    pages: list[list[Table]] = [[]]
    left = setting.room - setting.introduction
    for table in tables:
        rows = list(table.rows)
        while rows:
            fitting = _fitting(table, rows, left, setting)
            if not fitting:
                pages.append([])
                left = setting.room
                fitting = max(1, _fitting(table, rows, left, setting))
            pages[-1].append(replace(table, rows=tuple(rows[:fitting])))
            left -= setting.of_head(table) + sum(setting.of_row(row) for row in rows[:fitting])
            rows = rows[fitting:]
    return pages if left >= setting.ending + under else [*pages, []]


def _fitting(table: Table, rows: Sequence[Row], left: float, setting: Setting) -> int:
    """How many of these rows fit under the head; one row alone at the foot of a side is not worth a head."""
    left -= setting.of_head(table)
    fitting = 0
    while fitting < len(rows) and setting.of_row(rows[fitting]) <= left:
        left -= setting.of_row(rows[fitting])
        fitting += 1
    return 0 if fitting == 1 < len(rows) else fitting
