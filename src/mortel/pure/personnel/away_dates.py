"""What a personnel list says about who is away: the dates of each person in it, and where its rows disagree."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mortel.pure.personnel.absence import Period, may_still_count
from mortel.pure.personnel.columns import Column, Columns
from mortel.pure.personnel.plan import AwayDates
from mortel.pure.personnel.problems import Finding, Notice, RowProblem, shortened
from mortel.pure.personnel.rows import ListRow


def away_dates(
    rows_of: Mapping[str, Sequence[ListRow]], columns: Columns, today: date
) -> tuple[AwayDates, ...]:
    """For everybody in the list the dates it gives, none for most; empty when the list has no such column.

    What is known is not looked at: a plan that showed the difference would show what somebody took away herself.
    """
    if not columns.has(Column.AWAY_FROM):
        return ()
    return tuple(AwayDates(number, _periods(rows, today)) for number, rows in rows_of.items())


def _periods(rows: Sequence[ListRow], today: date) -> tuple[Period, ...]:
    found = {row.away for row in rows if row.away is not None}
    return tuple(
        sorted((one for one in found if may_still_count(one.ends, today)), key=lambda one: one.starts)
    )


def away_contradictions(rows: Sequence[ListRow], columns: Columns) -> Iterator[Finding]:
    """Rows of one person that let one absence end on two days."""
    first: dict[date, ListRow] = {}
    for row in rows:
        if row.away is None:
            continue
        other = first.setdefault(row.away.starts, row)
        if other.away != row.away:
            params = {"number": shortened(row.personnel_number), "other_row": str(other.row)}
            yield Finding(RowProblem.CONTRADICTION, row.row, columns.header(Column.AWAY_UNTIL), params)


def away_notice(away: Sequence[AwayDates]) -> tuple[Finding, ...]:
    """How many people the list calls away: a count of the file itself, so it tells its reader nothing new."""
    number = sum(bool(one.periods) for one in away)
    return (Finding(Notice.AWAY_DATES, params={"number": str(number)}),) if away else ()
