import pytest

from mortel.pure.personnel.problems import FileRefusal, Notice, RowProblem
from tests.pure.personnel.lists import list_in, list_of

HEADER = "Personeelsnummer;Naam;Eenheid;Team;Functie;In dienst;Uit dienst"


def test_every_mistake_is_named_by_row_and_by_the_header_of_the_file() -> None:
    found = [(item.key, item.row, item.column) for item in list_in("many_mistakes.csv").problems]
    assert sorted(found, key=lambda item: (item[1] or 0, item[2] or "")) == [
        (RowProblem.EMPTY_NUMBER, 2, "Personeelsnummer"),
        (RowProblem.EMPTY_NAME, 3, "Naam"),
        (RowProblem.EMAIL_INVALID, 4, "E-mail"),
        (RowProblem.YES_NO_UNKNOWN, 4, "Leidinggevende"),
        (RowProblem.EMPTY_UNIT, 5, "Eenheid"),
        (RowProblem.DATE_UNKNOWN, 5, "In dienst"),
        (RowProblem.EMPTY_TEAM, 5, "Team"),
        (RowProblem.DATE_UNKNOWN, 5, "Uit dienst"),
        (RowProblem.HOURS_UNKNOWN, 5, "Uren"),
        (RowProblem.UNIT_PATH_BROKEN, 6, "Eenheid"),
        (RowProblem.CELL_ERROR, 6, "Functie"),
        (RowProblem.YES_NO_UNKNOWN, 6, "Hoofddienstverband"),
        (RowProblem.END_BEFORE_START, 6, "Uit dienst"),
        (RowProblem.HOURS_UNKNOWN, 6, "Uren"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("formulas.csv", [(RowProblem.FORMULA, 2, "Naam"), (RowProblem.FORMULA, 3, "Personeelsnummer")]),
        ("formula_as_text.xlsx", [(RowProblem.FORMULA, 2, "Naam")]),
        ("formula_without_value.xlsx", [(RowProblem.FORMULA, 3, "Naam")]),
        ("formulas.xlsx", [(RowProblem.CELL_ERROR, 3, "Functie")]),
        ("rounded_number.csv", [(RowProblem.NUMBER_MANGLED, 2, "Personeelsnummer")]),
    ],
)
def test_a_formula_or_error_where_a_value_should_be_is_a_problem(name: str, expected: list[object]) -> None:
    assert [(item.key, item.row, item.column) for item in list_in(name).problems] == expected


def test_a_formula_in_a_column_nobody_uses_is_no_problem() -> None:
    assert list_of(HEADER + ";Notitie", "1;Anna;Kaap;Eb;;;;=cmd|x").problems == ()


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+31", "-x", "＝1", "＠x", "\t=1"])
def test_every_way_to_start_a_formula_is_seen_in_a_name(text: str) -> None:
    people = list_of(HEADER, f"1;{text};Kaap;Eb;;;")
    assert [item.key for item in people.problems] == [RowProblem.FORMULA]


def test_a_lone_dash_is_an_empty_cell() -> None:
    row = list_of(HEADER, "1;Anna;Kaap;Eb;-;-;-").rows[0]
    assert (row.function, row.starts, row.ends) == ("", None, None)


def test_the_last_day_of_time_means_no_end_but_is_no_start() -> None:
    assert list_of(HEADER, "1;Anna;Kaap;Eb;;1-1-2020;31-12-9999").rows[0].ends is None
    assert [item.key for item in list_of(HEADER, "1;Anna;Kaap;Eb;;31-12-9999;").problems] == [
        RowProblem.DATE_UNKNOWN
    ]


def test_a_unit_may_be_a_path() -> None:
    assert list_of(HEADER, "1;Anna;Zuid >Kaap;Eb;;;").rows[0].unit == ("Zuid", "Kaap")


def test_a_unit_of_eleven_levels_is_too_deep() -> None:
    levels = [str(level) for level in range(11)]
    assert list_of(HEADER, f"1;Anna;{'>'.join(levels[:10])};Eb;;;").problems == ()
    assert [item.key for item in list_of(HEADER, f"1;Anna;{'>'.join(levels)};Eb;;;").problems] == [
        RowProblem.UNIT_TOO_DEEP
    ]


def test_a_personnel_number_of_41_characters_is_too_long() -> None:
    assert list_of(HEADER, f"{'1' * 40};Anna;Kaap;Eb;;;").problems == ()
    assert [item.key for item in list_of(HEADER, f"{'1' * 41};Anna;Kaap;Eb;;;").problems] == [
        RowProblem.NUMBER_TOO_LONG
    ]


def test_a_name_put_together_may_not_grow_too_long() -> None:
    people = list_of(
        "Personeelsnummer;Voornaam;Achternaam;Eenheid;Team", f"1;{'a' * 200};{'b' * 200};Kaap;Eb"
    )
    assert [item.key for item in people.problems] == [RowProblem.NAME_TOO_LONG]


def test_a_long_value_is_shortened_in_the_sentence_about_it() -> None:
    problem = list_of(HEADER, f"1;Anna;Kaap;Eb;;{'x' * 200};").problems[0]
    assert problem.in_words(str) == (
        f"Row 2, column In dienst: “{'x' * 59}…” is not a date we know. Write it like 31-12-2026."
    )


def test_a_percent_sign_in_a_cell_does_not_break_its_sentence() -> None:
    assert "“100%(row)s” is not" in list_of(HEADER, "1;Anna;Kaap;Eb;;100%(row)s;").problems[0].in_words(str)


@pytest.mark.parametrize("group", [FileRefusal, RowProblem, Notice])
def test_no_two_keys_share_a_sentence(group: type) -> None:
    assert len(group.__members__) == len(list(group))
