from pathlib import Path

import pytest

from mortel.pure.personnel.columns import COLUMN_OF, HEADERS, Column, header_key
from mortel.pure.personnel.problems import FileRefusal, Notice, PersonnelFileError, RowProblem
from tests.pure.personnel.lists import list_in, list_of


def refusal_of(*lines: str) -> PersonnelFileError:
    with pytest.raises(PersonnelFileError) as refused:
        list_of(*lines)
    return refused.value


def test_columns_may_stand_in_any_order_and_in_english() -> None:
    row = list_of(
        "Team;Is_lead;Hire date;Full name;Unit;Employee ID;Main job;Hours a week",
        "Eb;yes;2021-03-01;Anna Bakker;De Kaap;A7;no;8",
    ).rows[0]
    assert (row.personnel_number, row.name, row.unit, row.team) == ("A7", "Anna Bakker", ("De Kaap",), "Eb")
    assert (row.is_lead, row.is_main, str(row.starts), str(row.hours)) == (True, False, "2021-03-01", "8.00")


def test_case_accents_spaces_and_marks_of_a_header_do_not_matter() -> None:
    assert {COLUMN_OF.get(header_key(text)) for text in ("E-mail", "email", " E_MAIL: ", "é-mail")} == {
        Column.EMAIL
    }


def test_no_header_means_two_columns() -> None:
    assert len(COLUMN_OF) == sum(len({header_key(text) for text in texts}) for texts in HEADERS.values())


def test_the_header_we_advise_is_one_we_know() -> None:
    assert [COLUMN_OF[header_key(column.value)] for column in Column] == list(Column)


def test_every_column_stands_on_its_page_in_both_languages() -> None:
    page = (Path(__file__).parents[3] / "docs/personnel-list.md").read_text(encoding="utf8")
    cells = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| ")][1:]
    assert [dutch.strip() for dutch, _english in cells] == [column.value for column in Column]
    assert [COLUMN_OF.get(header_key(english)) for _dutch, english in cells] == list(Column)


def test_a_name_in_parts_is_put_together() -> None:
    rows = list_of(
        "Achternaam;Voorvoegsel;Roepnaam;Personeelsnr.;Afdeling;Team",
        "Wit;de;Bram;1;Kaap;Eb",
        "Bakker;;;2;Kaap;Eb",
    ).rows
    assert [row.name for row in rows] == ["Bram de Wit", "Bakker"]


def test_the_parts_of_a_name_are_used_before_the_whole_and_that_is_said() -> None:
    people = list_of(
        "Naam;Voornaam;Achternaam;Personeelsnummer;Eenheid;Team", "Bakker, A.;Anna;Bakker;1;Kaap;Eb"
    )
    assert people.rows[0].name == "Anna Bakker"
    assert [(notice.key, notice.params) for notice in people.notices] == [
        (Notice.IGNORED_COLUMNS, {"columns": "Naam"})
    ]


def test_a_name_that_may_be_the_last_name_only_is_not_guessed() -> None:
    refused = refusal_of("Naam;Voornaam;Personeelsnummer;Eenheid;Team", "Bakker;Anna;1;Kaap;Eb")
    assert refused.key is FileRefusal.UNCLEAR_NAME_COLUMNS


def test_all_missing_columns_are_named_at_once() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        list_in("missing_columns.csv")
    assert refused.value.finding.params == {"columns": "personeelsnummer, eenheid, team"}


def test_a_first_name_without_a_last_name_misses_a_column() -> None:
    refused = refusal_of("Voornaam;Personeelsnummer;Eenheid;Team", "Anna;1;Kaap;Eb")
    assert (refused.key, refused.finding.params) == (FileRefusal.MISSING_COLUMNS, {"columns": "achternaam"})


def test_two_columns_that_mean_the_same_are_refused_by_name_and_letter() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        list_in("double_header.csv")
    assert refused.value.finding.params == {"columns": "Personeelsnummer (A), medewerkernummer (I)"}


def test_unknown_columns_are_ignored_and_that_is_said() -> None:
    people = list_in("unknown_columns.csv")
    assert len(people.rows) == 1
    assert people.notices[0].params == {"columns": "Schoenmaat, J, Kostenplaats"}


def test_a_header_below_a_title_is_pointed_at() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        list_in("title_above_header.csv")
    assert (refused.value.key, refused.value.finding.row) == (FileRefusal.HEADER_NOT_FIRST, 3)


def test_a_first_row_that_is_a_header_stays_the_header_when_a_column_is_missing() -> None:
    refused = refusal_of("Personeelsnummer;Naam;Eenheid", "Team;Naam;Functie")
    assert (refused.key, refused.finding.params) == (FileRefusal.MISSING_COLUMNS, {"columns": "team"})


def test_a_row_cut_in_two_by_a_comma_in_a_name_is_seen() -> None:
    problems = list_in("unquoted_comma.csv").problems
    assert (problems[0].key, problems[0].row) == (RowProblem.EXTRA_CELLS, 2)
