"""What the rows of one person, and the persons of one list, may not contradict each other in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from mortel.pure.personnel.columns import Column, Columns
from mortel.pure.personnel.problems import Finding, RowProblem, shortened
from mortel.pure.personnel.rows import ListRow
from mortel.pure.personnel.stays import Horizon, Stay
from mortel.pure.personnel.values import shown_date


def contradictions(rows: Sequence[ListRow], columns: Columns) -> Iterator[Finding]:
    """A later row of one number with another name or address; an empty address is not another one."""
    first = rows[0]
    addressed: ListRow | None = None
    for row in rows:
        if row.name != first.name:
            yield contradiction(row, first, name_header(columns))
        if row.email is None:
            continue
        if addressed is not None and row.email.lower() != (addressed.email or "").lower():
            yield contradiction(row, addressed, columns.header(Column.EMAIL))
        addressed = addressed or row


def contradiction(row: ListRow, other: ListRow, header: str) -> Finding:
    params = {"number": shortened(row.personnel_number), "other_row": str(other.row)}
    return Finding(RowProblem.CONTRADICTION, row.row, header, params)


def name_header(columns: Columns) -> str:
    return columns.header(Column.NAME if columns.has(Column.NAME) else Column.LAST_NAME)


def stay_problems(
    stays: Sequence[Stay], columns: Columns, horizon: Horizon, *, is_new: bool
) -> Iterator[Finding]:
    """Dates that cannot be, one team twice at the same time, two main stays at the same time."""
    from_list = [stay for stay in stays if stay.row is not None]
    has_only_past = is_new and all(
        stay.after.ends is not None and stay.after.ends < horizon.today for stay in from_list
    )
    for stay in from_list:
        yield from date_problems(stay, columns, has_only_past=has_only_past)
    for first, second in combinations(from_list, 2):
        yield from pair_problems(first, second, columns)


def date_problems(stay: Stay, columns: Columns, *, has_only_past: bool) -> Iterator[Finding]:
    row, ends, starts = stay.row, stay.after.ends, stay.after.starts
    if row is None or ends is None:
        return
    header = columns.header(Column.END)
    if has_only_past or (ends < starts and stay.before is None and row.starts is None):
        yield Finding(RowProblem.END_IN_PAST, row.row, header, {"end": shown_date(ends)})
    elif ends < starts:
        shown = {"start": shown_date(starts), "end": shown_date(ends)}
        yield Finding(RowProblem.END_BEFORE_START, row.row, header, shown)


def pair_problems(first: Stay, second: Stay, columns: Columns) -> Iterator[Finding]:
    if first.row is None or second.row is None:
        return
    clash = first.after.clashes_with(second.after)
    params = {"number": shortened(second.row.personnel_number), "other_row": str(first.row.row)}
    if first.after.place == second.after.place and (clash or first.after.starts == second.after.starts):
        yield Finding(RowProblem.SAME_TEAM_TWICE, second.row.row, columns.header(Column.TEAM), params)
    elif clash and first.claims_main and second.claims_main:
        yield Finding(RowProblem.TWO_MAIN, second.row.row, columns.header(Column.IS_MAIN), params)


def number_key(number: str) -> str:
    """Numbers that people take for one and the same: 00123 and 123, a7 and A7."""
    return number.casefold().lstrip("0")


def lookalikes(
    rows_of: Mapping[str, Sequence[ListRow]], known: Iterable[str], columns: Columns
) -> Iterator[Finding]:
    """A new number that differs from another in zeros or case only: Excel ate the zeros, nobody is new."""
    known_numbers = frozenset(known)
    seen = {number_key(number): number for number in sorted(known_numbers, reverse=True)}
    for number, rows in rows_of.items():
        other = seen.setdefault(number_key(number), number)
        if other != number and number not in known_numbers:
            params = {"value": shortened(number), "other": shortened(other)}
            yield Finding(RowProblem.NUMBER_LOOKS_LIKE, rows[0].row, columns.header(Column.NUMBER), params)


def shared_addresses(
    emails: Mapping[str, tuple[str, int]], taken: frozenset[str], columns: Columns
) -> Iterator[Finding]:
    """One address for two people; `emails`: number -> (lower-case address, row), `taken`: all others."""
    header = columns.header(Column.EMAIL)
    owners: dict[str, str] = {}
    for number, (email, row) in emails.items():
        owner = owners.setdefault(email, number)
        if owner != number:
            yield Finding(RowProblem.EMAIL_OF_TWO_PEOPLE, row, header, {"other": shortened(owner)})
        elif email in taken:
            yield Finding(RowProblem.EMAIL_OF_SOMEBODY_ELSE, row, header)
