"""The columns that a list may have: what kind of contract, and from when to when somebody is away."""

from datetime import date, timedelta
from typing import get_args

import pytest

from mortel.pure.personnel.absence import Period
from mortel.pure.personnel.applying import applied
from mortel.pure.personnel.columns import Column
from mortel.pure.personnel.contracts import WORDS, Contract, read_contract
from mortel.pure.personnel.plan import AwayDates, FieldChange
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.problems import Notice, RowProblem
from tests.pure.personnel.lists import EB, TODAY, employment, keys, list_of, plan_of, stay, waddenkant

HEADER = "Personeelsnummer;Naam;Eenheid;Team"
ANNA = "1001;Anna Bakker;Locatie De Kaap;Team Eb"
BRAM = "1002;Bram de Wit;Locatie De Kaap;Team Vloed"
AWAY = f"{HEADER};Afwezig van;Afwezig t/m"


@pytest.mark.parametrize(
    ("written", "contract"),
    [
        ("Vast", "permanent"),
        ("bepaalde tijd", "permanent"),
        ("Oproep-kracht", "flex"),
        ("ZZP’er", "flex"),
        ("min/max", "flex"),
        ("Agency worker", "flex"),
        ("STAGIAIRE", "student"),
        ("apprentice", "student"),
        ("vrijwilliger", None),
        ("temp", None),
    ],
)
def test_a_kind_of_contract_is_read_as_systems_write_it(written: str, contract: Contract | None) -> None:
    assert read_contract(written) == contract


def test_no_word_means_two_kinds_of_contract() -> None:
    assert WORDS.keys() == set(get_args(Contract))
    assert all(read_contract(word) == kind for kind, words in WORDS.items() for word in words)


@pytest.mark.parametrize("header", ["Soort contract", "Contracttype", "Contract type", "Dienstverband"])
def test_a_contract_changes_like_any_other_value_of_a_stay(header: str) -> None:
    plan = plan_of(f"{HEADER};{header}", f"{ANNA};oproep", f"{BRAM};")
    assert [pair.changes for one in plan.changed for pair in one.memberships_changed] == [
        (FieldChange(Column.CONTRACT, "permanent", "flex"),)
    ]


def test_a_list_without_contracts_leaves_them_and_an_empty_cell_means_employed() -> None:
    known = waddenkant(employment("1001", "Anna Bakker", stay(EB, contract="flex")))
    assert plan_of(HEADER, ANNA, current=known).is_empty
    changed = plan_of(f"{HEADER};Contract", f"{ANNA};", current=known).changed
    assert changed[0].memberships_changed[0].after.contract == "permanent"


def test_an_unknown_contract_is_a_problem_that_says_what_to_write() -> None:
    found = plan_of(f"{HEADER};Contract", f"{ANNA};vrijwilliger").problems
    assert [(one.key, one.row, one.column) for one in found] == [(RowProblem.CONTRACT_UNKNOWN, 2, "Contract")]
    assert "“vrijwilliger”" in found[0].in_words(str)


def test_a_list_says_of_everybody_in_it_when_she_is_away() -> None:
    plan = plan_of(AWAY, f"{ANNA};1-3-2026;30-6-2026", f"{BRAM};;")
    assert plan.away == (
        AwayDates("1001", (Period(date(2026, 3, 1), date(2026, 6, 30)),)),
        AwayDates("1002", ()),
    )
    assert [(one.key, dict(one.params)) for one in plan.notices] == [(Notice.AWAY_DATES, {"number": "1"})]
    assert not plan.is_empty


def test_a_list_without_the_column_says_nothing_about_who_is_away() -> None:
    plan = plan_of(HEADER, ANNA, BRAM)
    assert (plan.away, plan.notices, plan.is_empty) == ((), (), True)


@pytest.mark.parametrize("end", ["", "31-12-9999", "-"])
def test_away_without_a_last_day_has_no_end(end: str) -> None:
    row = list_of(AWAY, f"{ANNA};1-3-2026;{end}").rows[0]
    assert row.away == Period(date(2026, 3, 1), None)


@pytest.mark.parametrize(
    ("cells", "problem", "column"),
    [
        (";30-6-2026", RowProblem.AWAY_WITHOUT_START, "Afwezig van"),
        ("30-6-2026;1-3-2026", RowProblem.END_BEFORE_START, "Afwezig t/m"),
        ("ziek;1-3-2026", RowProblem.DATE_UNKNOWN, "Afwezig van"),
        ("1-3-2026;later", RowProblem.DATE_UNKNOWN, "Afwezig t/m"),
        ("31-12-9999;", RowProblem.DATE_UNKNOWN, "Afwezig van"),
    ],
)
def test_away_dates_that_cannot_be_are_one_problem_each(cells: str, problem: RowProblem, column: str) -> None:
    found = plan_of(AWAY, f"{ANNA};{cells}").problems
    assert [(one.key, one.row, one.column) for one in found] == [(problem, 2, column)]


def test_a_last_day_away_in_a_list_without_first_days_names_the_column_to_add() -> None:
    found = plan_of(f"{HEADER};Afwezig tot en met", f"{ANNA};30-6-2026").problems
    assert [(one.key, one.column) for one in found] == [(RowProblem.AWAY_WITHOUT_START, "afwezig van")]


def test_two_rows_of_one_person_may_each_give_dates_but_not_two_ends_of_one_absence() -> None:
    second = ANNA.replace("Eb", "Vloed")
    plan = plan_of(AWAY, f"{ANNA};1-6-2026;30-6-2026", f"{second};1-5-2026;9-5-2026")
    assert [one.starts for one in plan.away[0].periods] == [date(2026, 5, 1), date(2026, 6, 1)]
    same = plan_of(AWAY, f"{ANNA};1-6-2026;30-6-2026", f"{second};1-6-2026;30-6-2026")
    assert len(same.away[0].periods) == 1
    wrong = plan_of(AWAY, f"{ANNA};1-6-2026;30-6-2026", f"{second};1-6-2026;")
    assert keys(wrong) == [(RowProblem.CONTRADICTION, 3)]


def test_dates_of_long_ago_are_not_taken_along() -> None:
    ended = TODAY - timedelta(weeks=4)
    for ends, number in ((ended, 1), (ended - timedelta(days=1), 0)):
        plan = plan_of(AWAY, f"{ANNA};1-1-2020;{ends:%d-%m-%Y}")
        assert len(plan.away[0].periods) == number


def test_a_plan_is_the_same_whatever_is_known_about_who_is_away() -> None:
    """Nothing about it is asked of the tables: the plan cannot show what somebody took away herself."""
    people = list_of(AWAY, f"{ANNA};1-3-2026;30-6-2026")
    plan = plan_import(people, waddenkant(), TODAY)
    again = plan_import(people, applied(waddenkant(), plan), TODAY)
    assert (plan.away, again.away) == (again.away, plan.away)
    assert again.changed == ()
