"""From table to personnel list: cells as values, and each unreadable cell as a problem with its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from mortel.pure.personnel import values
from mortel.pure.personnel.absence import Period
from mortel.pure.personnel.columns import Column, Columns, recognise_columns
from mortel.pure.personnel.contracts import Contract, read_contract
from mortel.pure.personnel.problems import Finding, RowProblem, shortened
from mortel.pure.personnel.state import PATH_MARK, UnitPath
from mortel.pure.personnel.tables import MAX_CELL_LENGTH, Row, Table

MAX_NUMBER_LENGTH = 40
MAX_UNIT_LEVELS = 10
T = TypeVar("T")
NAME_COLUMNS = (Column.FIRST_NAME, Column.INFIX, Column.LAST_NAME)
TEXT_COLUMNS = frozenset(
    {Column.NUMBER, Column.NAME, *NAME_COLUMNS, Column.UNIT, Column.TEAM, Column.FUNCTION}
)


@dataclass(frozen=True)
class ListRow:
    """A row of the list: a person in a team. `unit` is a name or a path; None is what the row leaves open."""

    row: int
    personnel_number: str
    name: str
    email: str | None
    unit: UnitPath
    team: str
    function: str = ""
    is_lead: bool = False
    starts: date | None = None
    ends: date | None = None
    hours: Decimal | None = None
    is_main: bool | None = None
    contract: Contract = "permanent"
    away: Period | None = None


@dataclass(frozen=True)
class PersonnelList:
    """What the file says. A row with a problem is not among `rows`; what could be read of it is among `spoiled`."""

    columns: Columns
    rows: tuple[ListRow, ...]
    problems: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    spoiled: tuple[ListRow, ...] = ()


@dataclass
class RowReader:
    """Reads the cells of one row and keeps what is wrong with them."""

    columns: Columns
    row: Row
    problems: list[Finding] = field(default_factory=list)

    def complain(self, key: RowProblem, column: Column | None, **params: str) -> None:
        header = None if column is None else self.columns.header(column)
        self.problems.append(Finding(key, self.row.number, header, params))

    def text(self, column: Column) -> str:
        """The cell as clean text; empty when the column is not there or the cell cannot be used."""
        place = self.columns.places.get(column)
        text = "" if place is None else values.clean_text(self.row.cells[place])
        if values.is_error(text):
            self.complain(RowProblem.CELL_ERROR, column)
        elif values.is_formula(text) or (column in TEXT_COLUMNS and values.is_signed(text)):
            self.complain(RowProblem.FORMULA, column)
        else:
            return text
        return ""

    def needed(self, column: Column, when_empty: RowProblem) -> str:
        before = len(self.problems)
        text = self.text(column)
        if not text and len(self.problems) == before:
            self.complain(when_empty, column)
        return text

    def value(self, column: Column, read: Callable[[str], T | None], unreadable: RowProblem) -> T | None:
        """The cell as `read` understands it; None when it is empty, or a problem when it cannot be read."""
        text = self.text(column)
        if not text:
            return None
        found = read(text)
        if found is None:
            self.complain(unreadable, column, value=shortened(text))
        return found

    def personnel_number(self) -> str:
        number = self.needed(Column.NUMBER, RowProblem.EMPTY_NUMBER)
        if len(number) > MAX_NUMBER_LENGTH:
            self.complain(RowProblem.NUMBER_TOO_LONG, Column.NUMBER, limit=str(MAX_NUMBER_LENGTH))
        elif values.is_mangled_number(number):
            self.complain(RowProblem.NUMBER_MANGLED, Column.NUMBER, value=shortened(number))
        return number

    def name(self) -> str:
        if self.columns.has(Column.NAME):
            return self.needed(Column.NAME, RowProblem.EMPTY_NAME)
        last = self.needed(Column.LAST_NAME, RowProblem.EMPTY_NAME)
        name = " ".join(
            part for part in (self.text(Column.FIRST_NAME), self.text(Column.INFIX), last) if part
        )
        if len(name) > MAX_CELL_LENGTH:
            self.complain(RowProblem.NAME_TOO_LONG, Column.LAST_NAME, limit=str(MAX_CELL_LENGTH))
        return name

    def email(self) -> str | None:
        return self.value(Column.EMAIL, read_email, RowProblem.EMAIL_INVALID)

    def unit(self) -> UnitPath:
        text = self.needed(Column.UNIT, RowProblem.EMPTY_UNIT)
        path = tuple(name.strip() for name in text.split(PATH_MARK))
        if text and not all(path):
            self.complain(RowProblem.UNIT_PATH_BROKEN, Column.UNIT, value=shortened(text))
        elif len(path) > MAX_UNIT_LEVELS:
            self.complain(RowProblem.UNIT_TOO_DEEP, Column.UNIT, limit=str(MAX_UNIT_LEVELS))
        return path

    def yes_or_no(self, column: Column) -> bool | None:
        return self.value(column, values.yes_or_no, RowProblem.YES_NO_UNKNOWN)

    def starts(self) -> date | None:
        return self.value(Column.START, read_start, RowProblem.DATE_UNKNOWN)

    def ends(self, starts: date | None) -> date | None:
        ends = self.value(Column.END, values.read_date, RowProblem.DATE_UNKNOWN)
        if ends is None or values.means_never(ends):
            return None
        if starts is not None and ends < starts:
            shown = {"start": values.shown_date(starts), "end": values.shown_date(ends)}
            self.complain(RowProblem.END_BEFORE_START, Column.END, **shown)
        return ends

    def away(self) -> Period | None:
        before = len(self.problems)
        starts = self.value(Column.AWAY_FROM, read_start, RowProblem.DATE_UNKNOWN)
        ends = self.value(Column.AWAY_UNTIL, values.read_date, RowProblem.DATE_UNKNOWN)
        if len(self.problems) > before:
            return None
        if starts is None:
            if ends is not None:
                self.complain(RowProblem.AWAY_WITHOUT_START, Column.AWAY_FROM)
            return None
        if ends is None or values.means_never(ends):
            return Period(starts, None)
        if ends < starts:
            shown = {"start": values.shown_date(starts), "end": values.shown_date(ends)}
            self.complain(RowProblem.END_BEFORE_START, Column.AWAY_UNTIL, **shown)
        return Period(starts, ends)

    def read(self) -> ListRow:
        if len(self.row.cells) > self.columns.width:
            self.complain(RowProblem.EXTRA_CELLS, None)
        starts = self.starts()
        return ListRow(
            row=self.row.number,
            personnel_number=self.personnel_number(),
            name=self.name(),
            email=self.email(),
            unit=self.unit(),
            team=self.needed(Column.TEAM, RowProblem.EMPTY_TEAM),
            function=self.text(Column.FUNCTION),
            is_lead=self.yes_or_no(Column.IS_LEAD) or False,
            starts=starts,
            ends=self.ends(starts),
            hours=self.value(Column.HOURS, values.read_hours, RowProblem.HOURS_UNKNOWN),
            is_main=self.yes_or_no(Column.IS_MAIN),
            contract=self.value(Column.CONTRACT, read_contract, RowProblem.CONTRACT_UNKNOWN) or "permanent",
            away=self.away(),
        )


def read_email(text: str) -> str | None:
    return text if values.is_email(text) else None


def read_start(text: str) -> date | None:
    found = values.read_date(text)
    return None if found is None or values.means_never(found) else found


def personnel_list(table: Table) -> PersonnelList:
    """Read every row; raises PersonnelFileError only for columns that are missing, double or unclear."""
    columns = recognise_columns(table)
    rows: list[ListRow] = []
    spoiled: list[ListRow] = []
    problems: list[Finding] = []
    for row in table.rows:
        reader = RowReader(columns, row)
        read = reader.read()
        if reader.problems:
            problems += reader.problems
            spoiled.append(read)
        else:
            rows.append(read)
    return PersonnelList(
        columns, tuple(rows), tuple(problems), table.notices + columns.notices, tuple(spoiled)
    )
