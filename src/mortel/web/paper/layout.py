"""Which questions stand on which side of a sheet: a table never loses its head, and no row is cut in two.

Heights are in millimetres, as paper.css draws them; a browser test prints the real forms and counts the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Final

# What a side holds under its number, and what stands above the first table and under the last one.
ROOM: Final = 254.0
INTRODUCTION: Final = 70.0
ENDING: Final = 20.0
# A head without its labels, with the joint above it, and one line of labels.
HEAD: Final = 12.1
LABEL_LINE: Final = 3.3
LINE: Final = 5.1
PADDING: Final = 3.4
# Signs on a line: of a question in its column, and of a note over the whole width.
OF_QUESTION: Final = 40
OF_LABEL: Final = 10
OF_NOTE: Final = 85


@dataclass(frozen=True, slots=True)
class Row:
    """One question; `number` is what the typist counts by."""

    number: int
    text: str

    @property
    def height(self) -> float:
        return PADDING + LINE * len(wrap(self.text, OF_QUESTION))


@dataclass(frozen=True, slots=True)
class Table:
    """Questions about one referent on one scale; `labels` are the five, `apart` the two beside them."""

    heading: str
    note: str
    question: str
    labels: tuple[str, ...]
    apart: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def head(self) -> float:
        labels = max(len(wrap(label, OF_LABEL)) for label in (*self.labels, *self.apart))
        return HEAD + LABEL_LINE * labels + LINE * (len(self.heading + self.note) // OF_NOTE)


@dataclass(frozen=True, slots=True)
class Side:
    number: int
    tables: tuple[Table, ...]
    is_first: bool
    is_last: bool


def sides(
    tables: Sequence[Table], *, introduction: float = INTRODUCTION, ending: float = ENDING
) -> list[Side]:
    """The tables over as many sides as they need, in their order. A table that goes on overleaf has its head again."""
    pages: list[list[Table]] = [[]]
    left = ROOM - INTRODUCTION
    for table in tables:
        rows = list(table.rows)
        while rows:
            fitting = _fitting(table, rows, left)
            if not fitting:
                pages.append([])
                left = ROOM
                fitting = max(1, _fitting(table, rows, left))
            pages[-1].append(replace(table, rows=tuple(rows[:fitting])))
            left -= table.head + sum(row.height for row in rows[:fitting])
            rows = rows[fitting:]
    if left < ending:
        pages.append([])
    last = len(pages)
    return [Side(at, tuple(page), at == 1, at == last) for at, page in enumerate(pages, start=1)]


def _fitting(table: Table, rows: Sequence[Row], left: float) -> int:
    """How many of these rows fit under the head; one row alone at the foot of a side is not worth a head."""
    left -= table.head
    fitting = 0
    while fitting < len(rows) and rows[fitting].height <= left:
        left -= rows[fitting].height
        fitting += 1
    return 0 if fitting == 1 < len(rows) else fitting
