"""A list as rows of text, whatever kind of file it came from."""

from collections.abc import Iterable
from dataclasses import dataclass

from mortel.pure.personnel.problems import FileRefusal, Finding, PersonnelFileError

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL_LENGTH = 300
LINE_CHARACTERS = "\t\n\r"


@dataclass(frozen=True)
class Row:
    """One filled row: its number in the user's spreadsheet, and at least as many cells as the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The first filled row as header, and every filled row below it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Finding, ...] = ()


def table_from(lines: Iterable[tuple[int, list[str]]], notices: tuple[Finding, ...] = ()) -> Table:
    """Make a table of numbered lines without the empty ones; raises PersonnelFileError for too much."""
    rows: list[Row] = []
    for number, cells in lines:
        filled = without_empty_end(cells)
        if not filled:
            continue
        if len(rows) > MAX_ROWS:
            raise PersonnelFileError(FileRefusal.TOO_MANY_ROWS, limit=str(MAX_ROWS))
        check_cells(number, filled)
        rows.append(Row(number, tuple(filled)))
    if not rows:
        raise PersonnelFileError(FileRefusal.EMPTY)
    header, *below = rows
    if not below:
        raise PersonnelFileError(FileRefusal.NO_ROWS)
    width = len(header.cells)
    return Table(header.cells, tuple(padded(row, width) for row in below), notices)


def padded(row: Row, width: int) -> Row:
    return Row(row.number, row.cells + ("",) * (width - len(row.cells)))


def without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def check_cells(number: int, cells: list[str]) -> None:
    if len(cells) > MAX_COLUMNS:
        raise PersonnelFileError(FileRefusal.TOO_MANY_COLUMNS, limit=str(MAX_COLUMNS))
    for index, cell in enumerate(cells):
        if len(cell) > MAX_CELL_LENGTH:
            raise PersonnelFileError(
                FileRefusal.CELL_TOO_LONG, row=number, column=column_letter(index), limit=str(MAX_CELL_LENGTH)
            )
        if has_control_character(cell):
            raise PersonnelFileError(FileRefusal.CONTROL_CHARACTER, row=number, column=column_letter(index))


def has_control_character(cell: str) -> bool:
    return not cell.isprintable() and any(
        (character < " " and character not in LINE_CHARACTERS) or "\x7f" <= character <= "\x9f"
        for character in cell
    )


def column_letter(index: int) -> str:
    """The letter a spreadsheet shows for the column at `index` (0 is A, 26 is AA)."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
