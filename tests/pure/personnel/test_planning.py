from datetime import date
from decimal import Decimal

import pytest

from mortel.pure.personnel.applying import applied
from mortel.pure.personnel.columns import Column
from mortel.pure.personnel.plan import FieldChange, ImportPlan
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.problems import Notice, RowProblem
from mortel.pure.personnel.state import TeamPlace
from tests.pure.personnel.lists import (
    DUIN,
    EB,
    KAAP,
    TODAY,
    VLOED,
    ZAND,
    employment,
    keys,
    list_of,
    plan_of,
    stay,
    waddenkant,
)

HEADER = "Personeelsnummer;Naam;E-mail;Eenheid;Team;Functie;In dienst;Uit dienst;Uren;Hoofddienstverband"
ANNA = "1001;Anna Bakker;anna@dewaddenkant.nl;Locatie De Kaap;Team Eb;Verzorgende;1-3-2021;;28;ja"
BRAM = "1002;Bram de Wit;;Locatie De Kaap;Team Vloed;Verzorgende;1-3-2021;;28;ja"
CARLA = "1003;Carla Smit;carla@dewaddenkant.nl;Locatie De Kaap;Team Eb;Helpende;1-4-2026;;16;ja"
SHORT = "Personeelsnummer;Naam;Eenheid;Team"


def test_a_list_that_says_what_is_known_changes_nothing() -> None:
    plan = plan_of(HEADER, ANNA, BRAM)
    assert (plan.is_empty, plan.may_apply, plan.untouched) == (True, True, ("1001", "1002"))


def test_a_new_person_is_added_with_everything_the_list_says() -> None:
    plan = plan_of(HEADER, ANNA, BRAM, CARLA)
    coming = stay(EB, function="Helpende", starts=date(2026, 4, 1), hours=Decimal(16))
    assert plan.added == (employment("1003", "Carla Smit", coming, email="carla@dewaddenkant.nl"),)
    assert (plan.changed, plan.ended) == ((), ())


def test_a_change_is_shown_field_by_field() -> None:
    married = (
        "1001;Anna de Boer;anna.de.boer@dewaddenkant.nl;De Kaap;Team Eb;Teamcoach;1-2-2021;31-12-2026;32;ja"
    )
    plan = plan_of(HEADER, married.replace("De Kaap", "Locatie De Kaap"), BRAM)
    assert plan.changed[0].changes == (
        FieldChange(Column.NAME, "Anna Bakker", "Anna de Boer"),
        FieldChange(Column.EMAIL, "anna@dewaddenkant.nl", "anna.de.boer@dewaddenkant.nl"),
    )
    assert plan.changed[0].memberships_changed[0].changes == (
        FieldChange(Column.FUNCTION, "Verzorgende", "Teamcoach"),
        FieldChange(Column.START, date(2021, 3, 1), date(2021, 2, 1)),
        FieldChange(Column.END, None, date(2026, 12, 31)),
        FieldChange(Column.HOURS, Decimal(28), Decimal(32)),
    )


def test_the_key_is_the_number_and_never_the_name() -> None:
    plan = plan_of(HEADER, ANNA, BRAM, ANNA.replace("1001", "1007").replace("anna@", "anna2@"))
    assert [person.personnel_number for person in plan.added] == ["1007"]
    assert plan.changed == ()


def test_who_is_missing_from_a_named_unit_ends_today() -> None:
    plan = plan_of(HEADER, ANNA)
    assert [(end.personnel_number, end.before.place, end.ends) for end in plan.ended] == [
        ("1002", VLOED, TODAY)
    ]


def test_the_end_may_be_set_on_a_later_day_but_not_in_the_past() -> None:
    later = date(2026, 4, 30)
    assert plan_import(list_of(HEADER, ANNA), waddenkant(), TODAY, ending_on=later).ended[0].ends == later
    with pytest.raises(ValueError, match="past"):
        plan_import(list_of(HEADER, ANNA), waddenkant(), TODAY, ending_on=date(2026, 3, 9))


def test_persons_of_units_that_are_not_in_the_file_are_untouched() -> None:
    plan = plan_of(HEADER, ANNA, BRAM)
    assert plan.named_units == (KAAP,)
    assert "1009" not in repr(plan)


def test_naming_a_unit_does_not_name_the_units_above_it() -> None:
    office = TeamPlace(("Zuid",), "Bureau")
    current = waddenkant(employment("1001", "Anna Bakker", stay(EB)), employment("1005", "Els", stay(office)))
    assert plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Eb", current=current).ended == ()


def test_a_stay_that_has_not_begun_does_not_end() -> None:
    coming = stay(EB, starts=date(2026, 5, 1))
    current = waddenkant(employment("1001", "Anna Bakker", stay(VLOED)), employment("1003", "Carla", coming))
    assert plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Vloed", current=current).ended == ()


def test_an_end_can_be_undone_by_the_same_list_with_the_person_back_in_it() -> None:
    ended = applied(waddenkant(), plan_of(HEADER, ANNA))
    plan = plan_of(HEADER, ANNA, BRAM, current=ended)
    assert plan.changed[0].memberships_changed[0].changes == (FieldChange(Column.END, TODAY, None),)


def test_a_list_without_end_dates_brings_back_who_had_ended() -> None:
    gone = waddenkant(employment("1001", "Anna Bakker", stay(EB, ends=TODAY)))
    plan = plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Eb", current=gone)
    assert plan.changed[0].memberships_changed[0].after.ends is None


def test_a_list_without_end_dates_leaves_a_coming_end_and_says_so() -> None:
    leaving = waddenkant(employment("1001", "Anna Bakker", stay(EB, ends=date(2026, 6, 30))))
    plan = plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Eb", current=leaving)
    assert plan.is_empty
    assert plan.notices[0].key is Notice.END_DATE_STAYS
    assert plan.notices[0].params == {"number": "1001", "end": "30-06-2026"}


def test_who_comes_back_after_an_end_gets_a_new_stay_from_today() -> None:
    gone = waddenkant(employment("1001", "Anna Bakker", stay(EB, ends=date(2025, 1, 31))))
    plan = plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Eb", current=gone)
    assert [(new.starts, new.ends, new.is_main) for new in plan.changed[0].memberships_added] == [
        (TODAY, None, True)
    ]


def test_moving_to_another_team_ends_one_stay_and_starts_one() -> None:
    plan = plan_of(
        SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Vloed", "1002;Bram de Wit;Locatie De Kaap;Team Vloed"
    )
    assert [(end.before.place, end.ends) for end in plan.ended] == [(EB, TODAY)]
    assert [(new.place, new.starts, new.is_main) for new in plan.changed[0].memberships_added] == [
        (VLOED, TODAY, True)
    ]


def test_moving_within_the_named_units_is_not_leaving() -> None:
    plan = plan_of(
        SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Vloed", "1002;Bram de Wit;Locatie De Kaap;Team Vloed"
    )
    assert (plan.leaving, plan.persons_in_named_units, plan.needs_confirmation) == ((), 2, False)


@pytest.mark.parametrize(("missing", "asks"), [(2, False), (3, True)])
def test_more_than_ten_percent_leaving_needs_a_confirmation_with_the_numbers(
    missing: int, asks: bool
) -> None:
    people = [employment(f"{number}", f"Persoon {number}", stay(EB)) for number in range(100, 120)]
    lines = [f"{person.personnel_number};{person.name};Locatie De Kaap;Team Eb" for person in people]
    plan = plan_of(SHORT, *lines[missing:], current=waddenkant(*people))
    assert (len(plan.leaving), plan.persons_in_named_units, plan.needs_confirmation) == (missing, 20, asks)
    assert plan.may_apply


def test_end_dates_written_in_the_list_count_as_leaving_too() -> None:
    plan = plan_of(HEADER, ANNA.replace(";;28", ";30-6-2026;28"), BRAM)
    assert (plan.leaving, plan.needs_confirmation) == (("1001",), True)


def test_a_person_may_work_in_several_teams_with_one_main_job() -> None:
    both = (ANNA, ANNA.replace("Team Eb", "Team Vloed").replace(";ja", ";nee"), BRAM)
    added = plan_of(HEADER, *both).changed[0].memberships_added
    assert [(new.place, new.is_main) for new in added] == [(VLOED, False)]


def test_without_a_column_for_it_the_first_of_several_new_stays_is_the_main_one() -> None:
    plan = plan_of(SHORT, "7;Gea;Locatie Duin;Team Zand", "7;Gea;Locatie De Kaap;Team Eb")
    assert [(new.place, new.is_main) for new in plan.added[0].memberships] == [(ZAND, True), (EB, False)]


def test_a_main_job_in_the_list_takes_over_from_one_in_another_unit() -> None:
    plan = plan_of(
        HEADER, ANNA, BRAM, "1009;Dirk Zwart;dirk@dewaddenkant.nl;Locatie De Kaap;Team Eb;;1-1-2026;;;ja"
    )
    assert plan.changed[0].memberships_changed[0].changes == (FieldChange(Column.IS_MAIN, True, False),)
    assert plan.ended == ()


def test_a_stay_of_long_ago_is_no_main_job_that_takes_over() -> None:
    past = "1001;Anna Bakker;anna@dewaddenkant.nl;Locatie De Kaap;Team Vloed;;1-1-2022;31-12-2022;;ja"
    plan = plan_of(HEADER, ANNA.replace(";ja", ";"), past, BRAM)
    assert plan.changed[0].memberships_changed == ()


def test_a_main_job_that_ends_with_the_persons_who_leave_is_still_the_main_one() -> None:
    short = ANNA.replace("1-3-2021;;", "1-3-2021;11-3-2026;")
    people = list_of(HEADER, short, BRAM, ANNA.replace("Eb", "Vloed").replace(";ja", ";"))
    plan = plan_import(people, waddenkant(), TODAY, ending_on=date(2026, 3, 11))
    assert [(new.place, new.is_main) for new in plan.changed[0].memberships_added] == [(VLOED, False)]


def test_new_units_and_teams_are_shown() -> None:
    plan = plan_of(SHORT, "7;Gea;Zuid > Locatie Baken;Team Zee")
    assert plan.new_units == (("Zuid", "Locatie Baken"),)
    assert plan.new_teams == (TeamPlace(("Zuid", "Locatie Baken"), "Team Zee"),)


def test_an_empty_cell_clears_and_a_missing_column_leaves() -> None:
    row = "1001;Anna Bakker;Locatie De Kaap;Team Eb"
    assert plan_of(SHORT, row, "1002;Bram de Wit;Locatie De Kaap;Team Vloed").is_empty
    cleared = plan_of(SHORT + ";E-mail;Uren", row + ";;", "1002;Bram de Wit;Locatie De Kaap;Team Vloed;;28")
    assert cleared.changed[0].changes == (FieldChange(Column.EMAIL, "anna@dewaddenkant.nl", None),)
    assert cleared.changed[0].memberships_changed[0].changes == (
        FieldChange(Column.HOURS, Decimal(28), None),
    )


def test_an_address_in_other_capitals_is_the_same_address() -> None:
    assert plan_of(HEADER, ANNA.replace("anna@", "Anna@"), BRAM).is_empty


def test_two_people_may_swap_their_addresses_in_one_list() -> None:
    swapped = (
        ANNA.replace("anna@", "dirk@"),
        BRAM,
        "1009;Dirk Zwart;anna@dewaddenkant.nl;Locatie Duin;Team Zand;Verzorgende;;;28;",
    )
    assert plan_of(HEADER, *swapped).may_apply


def test_a_row_that_stands_twice_counts_once() -> None:
    assert plan_of(HEADER, ANNA, ANNA, BRAM).is_empty


def test_the_next_stay_may_begin_on_the_day_the_last_one_ends() -> None:
    first = ANNA.replace("1-3-2021;;", "1-3-2021;1-9-2025;")
    then = ANNA.replace("1-3-2021;;", "1-9-2025;;").replace("Verzorgende", "Teamcoach")
    plan = plan_of(HEADER, first, then, BRAM)
    assert plan.may_apply
    assert [new.function for new in plan.changed[0].memberships_added] == ["Teamcoach"]


def test_an_address_of_two_people_is_named_beside_any_other_problem() -> None:
    spoiled = CARLA.replace("carla@", "anna@").replace(";16", ";veel")
    found = plan_of(HEADER, ANNA, spoiled)
    assert set(keys(found)) == {(RowProblem.HOURS_UNKNOWN, 3), (RowProblem.EMAIL_OF_TWO_PEOPLE, 3)}
    # Anna's address goes to Carla; that her own row cannot be read does not make hers somebody else's.
    moved = plan_of(
        HEADER, ANNA.replace("anna@", "an@").replace(";28", ";veel"), CARLA.replace("carla@", "anna@")
    )
    assert keys(moved) == [(RowProblem.HOURS_UNKNOWN, 2)]


PROBLEMS = {
    "another name": (
        (ANNA, ANNA.replace("Bakker", "Visser").replace("Eb", "Vloed")),
        RowProblem.CONTRADICTION,
    ),
    "another address": (
        (ANNA, ANNA.replace("anna@", "an@").replace("Eb", "Vloed")),
        RowProblem.CONTRADICTION,
    ),
    "one team twice": ((ANNA, ANNA.replace(";28", ";20")), RowProblem.SAME_TEAM_TWICE),
    "two main jobs": ((ANNA, ANNA.replace("Team Eb", "Team Vloed")), RowProblem.TWO_MAIN),
    "one address for two": ((ANNA, CARLA.replace("carla@", "ANNA@")), RowProblem.EMAIL_OF_TWO_PEOPLE),
    "an address taken": ((ANNA, CARLA.replace("carla@", "dirk@")), RowProblem.EMAIL_OF_SOMEBODY_ELSE),
    "zeros lost": ((ANNA, CARLA.replace("1003", "01002")), RowProblem.NUMBER_LOOKS_LIKE),
    "other case": (
        (CARLA, CARLA.replace("1003", "a1").replace("ca", "co"), "A1" + BRAM[4:]),
        RowProblem.NUMBER_LOOKS_LIKE,
    ),
    "already gone": ((ANNA, CARLA.replace("1-4-2026;", "1-4-2020;1-4-2021")), RowProblem.END_IN_PAST),
    "never here": (
        (ANNA, ANNA.replace("Eb", "Vloed").replace("1-3-2021;", ";1-3-2022")),
        RowProblem.END_IN_PAST,
    ),
    "end before known start": ((ANNA.replace("1-3-2021;", ";1-3-2020"), BRAM), RowProblem.END_BEFORE_START),
}


@pytest.mark.parametrize(("rows", "key"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_stops_the_whole_list_and_the_plan_holds_nothing_else(
    rows: tuple[str, ...], key: RowProblem
) -> None:
    plan = plan_of(HEADER, *rows)
    assert key in [found for found, _ in keys(plan)]
    assert not plan.may_apply
    assert plan == ImportPlan(problems=plan.problems, notices=plan.notices)
    with pytest.raises(ValueError, match="problems"):
        applied(waddenkant(), plan)


def test_a_problem_names_its_row_and_the_other_row() -> None:
    plan = plan_of(HEADER, BRAM, ANNA, ANNA.replace("Team Eb", "Team Vloed"))
    assert plan.problems[0].in_words(str) == (
        "Row 4, column Hoofddienstverband: on row 3 number 1001 has a main job too. Keep one “yes”."
    )


def test_an_address_of_a_person_without_a_personnel_number_is_taken_too() -> None:
    current = waddenkant(other_emails=frozenset({"Carla@dewaddenkant.nl"}))
    assert keys(plan_of(HEADER, ANNA, BRAM, CARLA, current=current)) == [
        (RowProblem.EMAIL_OF_SOMEBODY_ELSE, 4)
    ]


def test_a_unit_name_that_two_units_share_is_a_problem() -> None:
    twin = waddenkant(employment("1", "Anna", stay(TeamPlace(("Noord", "Locatie De Kaap"), "Eb"))))
    both = type(twin)(twin.employments, twin.units | {("Noord", "Locatie De Kaap")}, twin.teams)
    plan = plan_of(SHORT, "1;Anna;Locatie De Kaap;Team Eb", current=both)
    assert keys(plan) == [(RowProblem.UNIT_AMBIGUOUS, 2)]
    assert plan.problems[0].params["other"] == "Noord > Locatie De Kaap"


def test_all_problems_of_a_list_are_said_at_once_in_the_order_of_its_rows() -> None:
    plan = plan_of(
        HEADER, ANNA, ";" + BRAM[5:], ANNA.replace("Team Eb", "Team Vloed"), CARLA.replace("16", "veel")
    )
    assert keys(plan) == [
        (RowProblem.EMPTY_NUMBER, 3),
        (RowProblem.TWO_MAIN, 4),
        (RowProblem.HOURS_UNKNOWN, 5),
    ]


def test_the_order_of_two_stays_in_one_team_does_not_matter() -> None:
    first = ANNA.replace("1-3-2021;;", "1-3-2021;1-9-2025;")
    then = ANNA.replace("1-3-2021;;", "1-9-2025;;")
    assert plan_of(HEADER, then, first, BRAM).may_apply


def test_a_stay_of_the_past_keeps_its_own_end() -> None:
    past = stay(VLOED, starts=date(2019, 1, 1), ends=date(2020, 1, 31), is_main=False)
    current = waddenkant(employment("1001", "Anna Bakker", stay(EB), past))
    assert plan_of(SHORT, "1001;Anna Bakker;Locatie De Kaap;Team Eb", current=current).is_empty


def test_staying_longer_is_not_leaving() -> None:
    current = waddenkant(employment("1001", "Anna Bakker", stay(EB, ends=date(2026, 6, 30))))
    plan = plan_of(HEADER, ANNA, current=current)
    assert plan.changed[0].memberships_changed[0].changes == (
        FieldChange(Column.END, date(2026, 6, 30), None),
    )
    assert plan.leaving == ()


def test_two_rows_may_write_one_address_in_other_capitals() -> None:
    second = ANNA.replace("anna@", "ANNA@").replace("Team Eb", "Team Vloed").replace(";ja", ";nee")
    assert plan_of(HEADER, ANNA, second, BRAM).may_apply


def test_one_number_on_very_many_rows_is_a_mistake() -> None:
    rows = [f"1;Anna;Locatie De Kaap;Team {number}" for number in range(51)]
    assert plan_of(SHORT, *rows[:50]).may_apply
    assert keys(plan_of(SHORT, *rows)) == [(RowProblem.TOO_MANY_ROWS_OF_ONE, 52)]


def test_the_fingerprint_follows_the_plan() -> None:
    assert plan_of(HEADER, ANNA).fingerprint == plan_of(HEADER, ANNA).fingerprint
    assert plan_of(HEADER, ANNA).fingerprint != plan_of(HEADER, ANNA, BRAM).fingerprint


def test_the_other_location_is_named_by_its_own_list() -> None:
    plan = plan_of(SHORT, "1009;Dirk Zwart;Noord > Locatie Duin;Team Zand")
    assert (plan.named_units, plan.is_empty) == ((DUIN,), True)
