import pytest

from mortel.pure.personnel.problems import FileRefusal, Notice, PersonnelFileError
from mortel.pure.personnel.reading import MAX_FILE_BYTES, read_table
from mortel.pure.personnel.tables import MAX_COLUMNS, MAX_ROWS
from tests.pure.personnel.lists import FILES, list_in, table_in

ANNA = ("1001", "Anna Bakker", "anna@dewaddenkant.nl", "Locatie De Kaap", "Team Eb", "Verzorgende")

REFUSED = {
    "bomb.xlsx": FileRefusal.WORKBOOK_TOO_BIG,
    "bomb_of_many_members.xlsx": FileRefusal.WORKBOOK_TOO_BIG,
    "cell_of_301.csv": FileRefusal.CELL_TOO_LONG,
    "cell_of_301.xlsx": FileRefusal.CELL_TOO_LONG,
    "climbing_name.xlsx": FileRefusal.UNSAFE_WORKBOOK,
    "control_character.csv": FileRefusal.CONTROL_CHARACTER,
    "empty.csv": FileRefusal.EMPTY,
    "entities.xlsx": FileRefusal.UNSAFE_WORKBOOK,
    "far_column.xlsx": FileRefusal.TOO_MANY_COLUMNS,
    "far_corner.xlsx": FileRefusal.TOO_MANY_ROWS,
    "half_a_file.xlsx": FileRefusal.NOT_A_WORKBOOK,
    "header_only.csv": FileRefusal.NO_ROWS,
    "image.xlsx": FileRefusal.NOT_A_WORKBOOK,
    "lying_directory.xlsx": FileRefusal.NOT_A_WORKBOOK,
    "macros.xlsx": FileRefusal.UNSAFE_WORKBOOK,
    "merged_cells.xlsx": FileRefusal.MERGED_CELLS,
    "nested_zip.xlsx": FileRefusal.UNSAFE_WORKBOOK,
    "nested_zip_in_disguise.xlsx": FileRefusal.UNSAFE_WORKBOOK,
    "no_workbook_part.xlsx": FileRefusal.NOT_A_WORKBOOK,
    "nul.csv": FileRefusal.NOT_TEXT,
    "old_excel.csv": FileRefusal.OLD_EXCEL,
    "open_quote.csv": FileRefusal.BROKEN_QUOTES,
    "rows_without_numbers.xlsx": FileRefusal.TOO_MANY_ROWS,
    "utf16.csv": FileRefusal.UNKNOWN_ENCODING,
    "web_page.csv": FileRefusal.WEB_PAGE,
    "workbook_named.csv": FileRefusal.NAME_AND_CONTENT_DIFFER,
}


@pytest.mark.parametrize(("name", "key"), REFUSED.items())
def test_a_file_that_does_not_fit_is_refused_with_its_own_reason(name: str, key: FileRefusal) -> None:
    with pytest.raises(PersonnelFileError) as refused:
        table_in(name)
    assert refused.value.key is key


@pytest.mark.parametrize(
    "name",
    [
        *("semicolons.csv", "tabs.tsv", "commas.csv", "old_mac_line_ends.csv", "separator_line.csv"),
        *("texts.xlsx", "numbers_and_dates.xlsx"),
    ],
)
def test_the_same_two_people_are_read_from_every_kind_of_file(name: str) -> None:
    rows = list_in(name).rows
    assert [(row.row, row.name, str(row.starts), str(row.hours)) for row in rows] == [
        (2, "Anna Bakker", "2021-03-01", "28.00"),
        (3, "Bram de Wit", "2023-09-15", "24.50"),
    ]


@pytest.mark.parametrize("name", ["utf8_with_mark.csv", "windows_1252.csv"])
def test_accents_curly_quotes_and_the_euro_survive_both_encodings(name: str) -> None:
    table = table_in(name)
    assert table.header[0] == "Personeelsnummer"
    assert table.rows[1].cells[1:6] == ("Zoë Brûlé", "", "Locatie ’t Wad", "Team Eb", "Oproepkracht €")


def test_a_line_break_inside_quotes_does_not_start_a_new_row() -> None:
    first, second = table_in("quoted_newline.csv").rows
    assert (first.cells[5], second.number) == ("Verzorgende\r\nIG", 3)
    assert list_in("quoted_newline.csv").rows[0].function == "Verzorgende IG"


@pytest.mark.parametrize(("name", "rows"), [("empty_lines.csv", [3, 6]), ("empty_lines.xlsx", [4, 6])])
def test_empty_lines_fall_out_and_the_row_numbers_stay_those_of_the_spreadsheet(
    name: str, rows: list[int]
) -> None:
    assert [row.number for row in table_in(name).rows] == rows


def test_a_number_in_excel_becomes_a_personnel_number_without_point_zero() -> None:
    assert [row.cells[0] for row in table_in("numbers_and_dates.xlsx").rows] == ["1001", "1002"]


@pytest.mark.parametrize("name", ["leading_zeros.csv", "texts.xlsx"])
def test_leading_zeros_are_kept(name: str) -> None:
    assert list_in(name).rows[0].personnel_number == "000123"


def test_zeros_protected_by_a_text_formula_are_kept_as_the_text() -> None:
    assert list_in("leading_zeros.csv").rows[1].personnel_number == "00124"


def test_a_tick_in_excel_is_yes_or_no() -> None:
    assert [row.is_lead for row in list_in("ticks.xlsx").rows] == [True, False]


def test_a_formula_in_excel_counts_as_the_value_it_shows() -> None:
    assert table_in("formulas.xlsx").rows[0].cells[:6] == ANNA


def test_a_cell_of_exactly_300_characters_is_read() -> None:
    assert table_in("cell_of_300.csv").rows[0].cells[5] == "v" * 300


def test_only_the_first_visible_sheet_is_read_and_filled_others_are_named() -> None:
    notice = table_in("other_sheets.xlsx").notices[0]
    assert (notice.key, notice.params) == (Notice.OTHER_SHEETS, {"sheet": "Lijst", "others": "Uitleg"})


def test_a_hidden_sheet_in_front_is_not_the_list() -> None:
    table = table_in("hidden_first_sheet.xlsx")
    assert (table.rows[0].cells[:6], table.notices) == (ANNA, ())


def test_the_place_of_a_cell_that_is_too_long_is_named() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        table_in("cell_of_301.xlsx")
    assert (refused.value.finding.row, refused.value.finding.column) == (2, "F")


def test_a_file_above_ten_megabytes_is_refused_unread() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        read_table(b"a" * (MAX_FILE_BYTES + 1), "lijst.csv")
    assert refused.value.key is FileRefusal.TOO_BIG


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("lijst.ods", FileRefusal.UNKNOWN_TYPE),
        ("lijst", FileRefusal.UNKNOWN_TYPE),
        ("lijst.csv.exe", FileRefusal.UNKNOWN_TYPE),
        ("lijst.xlsm", FileRefusal.UNKNOWN_TYPE),
        ("lijst.xls", FileRefusal.OLD_EXCEL),
    ],
)
def test_a_name_that_promises_another_kind_of_file_is_refused(name: str, key: FileRefusal) -> None:
    with pytest.raises(PersonnelFileError) as refused:
        read_table((FILES / "semicolons.csv").read_bytes(), name)
    assert refused.value.key is key


def test_capitals_in_the_name_do_not_matter() -> None:
    assert len(read_table((FILES / "texts.xlsx").read_bytes(), "LIJST.XLSX").rows) == 2


def test_the_last_allowed_row_is_read_and_one_more_is_refused() -> None:
    full = "nummer\n" + "1\n" * MAX_ROWS
    assert len(read_table(full.encode(), "lijst.csv").rows) == MAX_ROWS
    with pytest.raises(PersonnelFileError) as refused:
        read_table((full + "1\n").encode(), "lijst.csv")
    assert refused.value.key is FileRefusal.TOO_MANY_ROWS


def test_the_last_allowed_column_is_read_and_one_more_is_refused() -> None:
    full = ";".join("a" * MAX_COLUMNS)
    assert len(read_table(f"{full}\n{full}".encode(), "lijst.csv").header) == MAX_COLUMNS
    with pytest.raises(PersonnelFileError) as refused:
        read_table(f"{full};a\n{full}".encode(), "lijst.csv")
    assert refused.value.key is FileRefusal.TOO_MANY_COLUMNS


def test_a_byte_that_neither_encoding_knows_is_refused() -> None:
    with pytest.raises(PersonnelFileError) as refused:
        read_table(b"naam\nJos\x81\n", "lijst.csv")
    assert refused.value.key is FileRefusal.UNKNOWN_ENCODING


def test_every_fixture_file_is_used_by_a_test() -> None:
    used = "".join(path.read_text() for path in FILES.parent.glob("test_*.py"))
    assert [path.name for path in FILES.iterdir() if path.name not in used] == []
