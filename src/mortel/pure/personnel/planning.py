"""From a personnel list and the persons known now to a plan: what comes, changes, ends; or what is wrong.

The key is the personnel number, never the name. The list speaks only for the units it names: a stay in one of
them that it does not hold ends on `ending_on`; everything in other units is left as it is. Planning the same
list again after it was applied gives an empty plan, but for the away dates: they are set without looking.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mortel.pure.personnel.away_dates import away_contradictions, away_dates, away_notice
from mortel.pure.personnel.columns import Column
from mortel.pure.personnel.person_checks import contradictions, lookalikes, shared_addresses, stay_problems
from mortel.pure.personnel.places import AmbiguousUnitError, Places
from mortel.pure.personnel.plan import ImportPlan, MembershipChanged, MembershipEnded, PersonChanged
from mortel.pure.personnel.problems import Finding, Notice, RowProblem, shortened
from mortel.pure.personnel.rows import ListRow, PersonnelList
from mortel.pure.personnel.state import CurrentState, Employment, MembershipState, UnitPath, path_text
from mortel.pure.personnel.stays import Horizon, PlacedRow, Stay, laid_out
from mortel.pure.personnel.values import shown_date

MAX_ROWS_OF_ONE = 50


@dataclass(frozen=True)
class Person:
    """One person with what is known (None when new), and name, address and stays as they will be."""

    number: str
    known: Employment | None
    name: str
    email: str | None
    stays: Sequence[Stay]
    in_list: bool = True


@dataclass
class Findings:
    problems: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)


def plan_import(
    people: PersonnelList, current: CurrentState, today: date, *, ending_on: date | None = None
) -> ImportPlan:
    """Plan the whole list; `ending_on` (today or later) is the last day of who is no longer in it."""
    if ending_on is not None and ending_on < today:
        raise ValueError("ending_on lies in the past")
    horizon = Horizon(today, ending_on or today)
    findings = Findings(list(people.problems), list(people.notices))
    places = Places(current, [row.unit for row in people.rows])
    rows_of = without_crowds(placed_rows(people, places, findings), people, findings)
    persons = planned_persons(people, rows_of, current, horizon, findings)
    findings.problems += address_problems(people, persons, current)
    if findings.problems:
        in_order = sorted(findings.problems, key=lambda problem: (problem.row or 0, problem.key.name))
        return ImportPlan(problems=tuple(in_order), notices=tuple(findings.notices))
    away = away_dates(list_rows(rows_of), people.columns, today)
    notices = (*findings.notices, *away_notice(away))
    return replace(finished_plan(persons, named_units(rows_of), places, horizon, notices), away=away)


def placed_rows(people: PersonnelList, places: Places, findings: Findings) -> dict[str, list[PlacedRow]]:
    """The rows by personnel number with their teams; a row that stands twice, equal in all, counts once."""
    placed: dict[str, list[PlacedRow]] = {}
    for row in without_repeats(people.rows):
        try:
            unit = places.unit(row.unit)
        except AmbiguousUnitError as error:
            params = {"value": shortened(path_text(row.unit)), "other": shortened(path_text(error.example))}
            header = people.columns.header(Column.UNIT)
            findings.problems.append(Finding(RowProblem.UNIT_AMBIGUOUS, row.row, header, params))
            continue
        placed.setdefault(row.personnel_number, []).append(PlacedRow(row, places.team(unit, row.team)))
    return placed


def without_crowds(
    rows_of: dict[str, list[PlacedRow]], people: PersonnelList, findings: Findings
) -> dict[str, list[PlacedRow]]:
    """Leave out a number with very many rows: a mistake, and comparing them all would take minutes."""
    header = people.columns.header(Column.NUMBER)
    for number, rows in rows_of.items():
        if len(rows) > MAX_ROWS_OF_ONE:
            params = {"number": shortened(number), "limit": str(MAX_ROWS_OF_ONE)}
            row = rows[MAX_ROWS_OF_ONE].row.row
            findings.problems.append(Finding(RowProblem.TOO_MANY_ROWS_OF_ONE, row, header, params))
    return {number: rows for number, rows in rows_of.items() if len(rows) <= MAX_ROWS_OF_ONE}


def without_repeats(rows: Sequence[ListRow]) -> Iterator[ListRow]:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        content = tuple(value for name, value in vars(row).items() if name != "row")
        if content not in seen:
            seen.add(content)
            yield row


def named_units(rows_of: Mapping[str, Sequence[PlacedRow]]) -> frozenset[UnitPath]:
    return frozenset(placed.place.unit for rows in rows_of.values() for placed in rows)


def list_rows(rows_of: Mapping[str, Sequence[PlacedRow]]) -> dict[str, list[ListRow]]:
    return {number: [placed.row for placed in rows] for number, rows in rows_of.items()}


def planned_persons(
    people: PersonnelList,
    rows_of: Mapping[str, Sequence[PlacedRow]],
    current: CurrentState,
    horizon: Horizon,
    findings: Findings,
) -> list[Person]:
    """Everybody: those in the list in its order, then all others as the list leaves them."""
    known = {employment.personnel_number: employment for employment in current.employments}
    units = named_units(rows_of)
    written = list_rows(rows_of)
    findings.problems += lookalikes(written, known, people.columns)
    persons = []
    for number in [*rows_of, *(number for number in known if number not in rows_of)]:
        employment, rows = known.get(number), rows_of.get(number, ())
        stays = laid_out(rows, employment.memberships if employment else (), people.columns, units, horizon)
        persons.append(planned_person(people, number, employment, rows, stays))
        if rows:
            findings.problems += contradictions(written[number], people.columns)
            findings.problems += away_contradictions(written[number], people.columns)
            findings.problems += stay_problems(stays, people.columns, horizon, is_new=employment is None)
            findings.notices += end_dates_that_stay(people, stays)
    return persons


def planned_person(
    people: PersonnelList,
    number: str,
    known: Employment | None,
    rows: Sequence[PlacedRow],
    stays: Sequence[Stay],
) -> Person:
    name = rows[0].row.name if rows else known.name if known else ""
    email = known.email if known else None
    if rows and people.columns.has(Column.EMAIL):
        written = next((placed.row.email for placed in rows if placed.row.email), None)
        if written is None or email is None or written.lower() != email.lower():
            email = written
    return Person(number, known, name, email, stays, in_list=bool(rows))


def end_dates_that_stay(people: PersonnelList, stays: Sequence[Stay]) -> Iterator[Finding]:
    if people.columns.has(Column.END):
        return
    for stay in stays:
        if stay.row is not None and stay.after.ends is not None:
            params = {"number": shortened(stay.row.personnel_number), "end": shown_date(stay.after.ends)}
            yield Finding(Notice.END_DATE_STAYS, stay.row.row, params=params)


def address_problems(
    people: PersonnelList, persons: Sequence[Person], current: CurrentState
) -> Iterator[Finding]:
    """Addresses are compared as they will be after the import, so two people may swap theirs in one list.

    Also those in rows with another problem: whoever corrects a list wants to hear everything at once.
    """
    first_row = {row.personnel_number: row.row for row in reversed(people.rows)}
    row_with_address = {row.personnel_number: row.row for row in reversed(people.rows) if row.email}
    taken = {email.lower() for email in current.other_emails}
    listed = {person.number for person in persons if person.in_list}
    # The first row of each who is in the list and yet not planned.
    spoiled = {row.personnel_number: row for row in reversed([*people.rows, *people.spoiled])}
    spoiled = {number: row for number, row in spoiled.items() if number and number not in listed}
    taken |= {
        person.email.lower()
        for person in persons
        if person.email and person.number not in listed | spoiled.keys()
    }
    emails = {
        person.number: (
            person.email.lower(),
            row_with_address.get(person.number, first_row[person.number]),
        )
        for person in persons
        if person.email and person.in_list
    }
    emails |= {number: (row.email.lower(), row.row) for number, row in spoiled.items() if row.email}
    return shared_addresses(emails, frozenset(taken), people.columns)


def finished_plan(
    persons: Sequence[Person],
    units: frozenset[UnitPath],
    places: Places,
    horizon: Horizon,
    notices: tuple[Finding, ...],
) -> ImportPlan:
    changed = [changed_person(person, person.known) for person in persons if person.known]
    ended = [ending for person in persons for ending in endings(person)]
    moved = {change.before.personnel_number for change in changed if not change.is_empty}
    moved |= {ending.personnel_number for ending in ended}
    present = [person for person in persons if is_present(person, units, horizon.today)]
    return ImportPlan(
        added=tuple(new_employment(person) for person in persons if person.known is None),
        changed=tuple(change for change in changed if not change.is_empty),
        ended=tuple(ended),
        untouched=tuple(
            person.number
            for person in persons
            if person.in_list and person.known and person.number not in moved
        ),
        new_units=tuple(places.new_units),
        new_teams=tuple(places.new_teams),
        named_units=tuple(sorted(units)),
        leaving=tuple(person.number for person in present if is_leaving(person, units)),
        persons_in_named_units=len(present),
        notices=notices,
    )


def new_employment(person: Person) -> Employment:
    return Employment(person.number, person.name, person.email, tuple(stay.after for stay in person.stays))


def changed_person(person: Person, known: Employment) -> PersonChanged:
    return PersonChanged(
        before=known,
        name=person.name,
        email=person.email,
        memberships_added=tuple(stay.after for stay in person.stays if stay.before is None),
        memberships_changed=tuple(
            MembershipChanged(stay.before, stay.after)
            for stay in person.stays
            if stay.before is not None and stay.before != stay.after and not is_ending(stay)
        ),
    )


def is_ending(stay: Stay) -> bool:
    return stay.row is None and stay.before is not None and stay.before.ends != stay.after.ends


def endings(person: Person) -> Iterator[MembershipEnded]:
    for stay in person.stays:
        if is_ending(stay) and stay.before is not None and stay.after.ends is not None:
            yield MembershipEnded(person.number, person.name, stay.before, stay.after.ends)


def is_present(person: Person, units: frozenset[UnitPath], today: date) -> bool:
    return person.known is not None and any(
        stay.place.unit in units and stay.is_current(today) for stay in person.known.memberships
    )


def is_leaving(person: Person, units: frozenset[UnitPath]) -> bool:
    """Whether the import shortens the time in the named units; moving within them is not leaving."""
    before = [stay for stay in (person.known.memberships if person.known else ()) if stay.place.unit in units]
    after = [stay.after for stay in person.stays if stay.after.place.unit in units]
    return last_day(after) < last_day(before)


def last_day(stays: Sequence[MembershipState]) -> date:
    return max((stay.ends or date.max for stay in stays), default=date.min)
