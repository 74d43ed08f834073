"""Whatever the list and whoever is known: applying it once is enough, and it stays with what it names."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.personnel.absence import Period
from mortel.pure.personnel.applying import applied
from mortel.pure.personnel.columns import Column, Columns
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.rows import ListRow, PersonnelList
from mortel.pure.personnel.state import CurrentState, Employment, MembershipState, TeamPlace
from tests.pure.personnel.lists import TODAY

NUMBERS = ("1", "2", "3", "A", "B")
UNITS = (("Zuid",), ("Zuid", "Kaap"), ("Noord",), ("Noord", "Kaap"), ("Noord", "Duin"))
WRITTEN = (*UNITS, ("Kaap",), ("duin",), ("West", "Baken"), ("Baken",))
TEAMS = ("Eb", "Vloed")
OPTIONAL = (
    Column.EMAIL,
    Column.FUNCTION,
    Column.START,
    Column.END,
    Column.HOURS,
    Column.IS_MAIN,
    Column.IS_LEAD,
    Column.CONTRACT,
    Column.AWAY_FROM,
)

days = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
hours = st.none() | st.sampled_from((Decimal("8.00"), Decimal("24.50")))
contracts: st.SearchStrategy[Contract] = st.sampled_from(("permanent", "flex"))
away = st.none() | st.builds(Period, days, st.none() | st.just(TODAY + timedelta(days=3)))
emails = st.none() | st.sampled_from(("a@x.nl", "b@x.nl", "B@x.nl", "c@x.nl"))
places = st.builds(TeamPlace, st.sampled_from(UNITS), st.sampled_from(TEAMS))


@st.composite
def stays(draw: st.DrawFn) -> MembershipState:
    starts = draw(days)
    ends = draw(st.none() | days.filter(lambda day: day >= starts))
    functions = draw(st.sampled_from(("", "Verzorgende")))
    is_main, is_lead = draw(st.booleans()), draw(st.booleans())
    return MembershipState(
        draw(places), functions, starts, ends, is_main, is_lead, draw(hours), draw(contracts)
    )


@st.composite
def states(draw: st.DrawFn) -> CurrentState:
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True))
    free = draw(st.permutations(["a@x.nl", "b@x.nl", "c@x.nl", None, None]))
    own_stays = st.lists(stays(), max_size=3, unique_by=lambda stay: (stay.place, stay.starts))
    people = tuple(
        Employment(number, f"Persoon {number}", email, tuple(draw(own_stays)))
        for number, email in zip(numbers, free, strict=False)
    )
    units = draw(st.sets(st.sampled_from(UNITS)))
    used = {stay.place for person in people for stay in person.memberships}
    units |= {place.unit for place in used}
    with_parents = {unit[:end] for unit in units for end in range(1, len(unit) + 1)}
    return CurrentState(people, frozenset(with_parents), frozenset(used))


@st.composite
def lists(draw: st.DrawFn) -> PersonnelList:
    """A list as `personnel_list` gives it: a column that is not there leaves its value open in every row."""
    there = {*draw(st.sets(st.sampled_from(OPTIONAL))), Column.NUMBER, Column.NAME, Column.UNIT, Column.TEAM}
    columns = Columns({column: index for index, column in enumerate(there)}, {}, len(there))
    row_numbers = range(2, 2 + draw(st.integers(1, 6)))
    return PersonnelList(columns, tuple(row for number in row_numbers if (row := a_row(draw, there, number))))


def a_row(draw: st.DrawFn, there: set[Column], row: int) -> ListRow | None:
    number = draw(st.sampled_from(NUMBERS))
    starts = draw(st.none() | days) if Column.START in there else None
    ends = draw(st.none() | days) if Column.END in there else None
    if starts and ends and ends < starts:
        return None
    return ListRow(
        row=row,
        personnel_number=number,
        name=f"Persoon {number}",
        email=draw(emails) if Column.EMAIL in there else None,
        unit=draw(st.sampled_from(WRITTEN)),
        team=draw(st.sampled_from(TEAMS)),
        function=draw(st.sampled_from(("", "Helpende"))) if Column.FUNCTION in there else "",
        is_lead=draw(st.booleans()) if Column.IS_LEAD in there else False,
        starts=starts,
        ends=ends,
        hours=draw(hours) if Column.HOURS in there else None,
        is_main=draw(st.none() | st.booleans()) if Column.IS_MAIN in there else None,
        contract=draw(contracts) if Column.CONTRACT in there else "permanent",
        away=draw(away) if Column.AWAY_FROM in there else None,
    )


ending_days = st.integers(0, 3).map(lambda days: TODAY + timedelta(days=days))


@settings(max_examples=400)
@given(people=lists(), current=states(), ending_on=ending_days)
def test_the_same_list_applied_twice_changes_nothing_the_second_time(
    people: PersonnelList, current: CurrentState, ending_on: date
) -> None:
    plan = plan_import(people, current, TODAY, ending_on=ending_on)
    if plan.may_apply:
        again = plan_import(people, applied(current, plan), TODAY, ending_on=ending_on)
        assert again.problems == ()
        # Away dates are set without looking at what is there; all else is done.
        assert replace(again, away=()).is_empty, again
        assert again.away == plan.away
        assert again.leaving == ()


@settings(max_examples=200)
@given(people=lists(), current=states())
def test_persons_who_are_in_neither_the_list_nor_its_units_stay_as_they_are(
    people: PersonnelList, current: CurrentState
) -> None:
    plan = plan_import(people, current, TODAY)
    if not plan.may_apply:
        return
    after = {person.personnel_number: person for person in applied(current, plan).employments}
    in_list = {row.personnel_number for row in people.rows}
    for before in current.employments:
        units = {stay.place.unit for stay in before.memberships}
        if before.personnel_number not in in_list and not units & set(plan.named_units):
            assert after[before.personnel_number] == before


@settings(max_examples=200)
@given(people=lists(), current=states())
def test_what_an_import_leaves_behind_keeps_the_rules_of_the_state(
    people: PersonnelList, current: CurrentState
) -> None:
    plan = plan_import(people, current, TODAY)
    if not plan.may_apply:
        return
    after = applied(current, plan)
    addresses = [person.email.lower() for person in after.employments if person.email]
    assert len(addresses) == len(set(addresses))
    for person in after.employments:
        places = [(stay.place, stay.starts) for stay in person.memberships]
        assert len(places) == len(set(places))
        assert all(stay.ends is None or stay.ends >= stay.starts for stay in person.memberships)
        assert all(
            stay.place in after.teams and stay.place.unit in after.units for stay in person.memberships
        )


@settings(max_examples=200)
@given(people=lists(), current=states())
def test_every_finding_can_be_said_in_words(people: PersonnelList, current: CurrentState) -> None:
    plan = plan_import(people, current, TODAY)
    for finding in (*plan.problems, *plan.notices):
        assert "%(" not in finding.in_words(str)
        assert finding.row is None or f"Row {finding.row}" in finding.in_words(str)
