"""Writes the fixture files beside it, one for each oddity: `python tests/pure/personnel/make_files.py`.

The files are kept, so the tests do not need the writers used here (xlsxwriter, openpyxl).
"""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

FILES = Path(__file__).parent / "files"
HEADER = ["Personeelsnummer", "Naam", "E-mail", "Eenheid", "Team", "Functie", "In dienst", "Uren"]
ANNA = [
    "1001",
    "Anna Bakker",
    "anna@dewaddenkant.nl",
    "Locatie De Kaap",
    "Team Eb",
    "Verzorgende",
    "1-3-2021",
    "28",
]
BRAM = ["1002", "Bram de Wit", "", "Locatie De Kaap", "Team Vloed", "Helpende", "15-9-2023", "24,5"]


def lines(*rows: list[str], mark: str = ";") -> str:
    return "".join(mark.join(row) + "\r\n" for row in rows)


def save(name: str, content: bytes) -> None:
    (FILES / name).write_bytes(content)


def text_files() -> None:
    plain = lines(HEADER, ANNA, BRAM)
    save("semicolons.csv", plain.encode())
    save("tabs.tsv", lines(HEADER, ANNA, BRAM, mark="\t").encode())
    save("commas.csv", lines(HEADER, ANNA, [*BRAM[:7], '"24,5"'], mark=",").encode())
    accents = lines(
        HEADER, ANNA, ["1003", "Zoë Brûlé", "", "Locatie ’t Wad", "Team Eb", "Oproepkracht €", "", ""]
    )
    save("utf8_with_mark.csv", accents.encode("utf-8-sig"))
    save("windows_1252.csv", accents.encode("cp1252"))
    save("utf16.csv", plain.encode("utf-16"))
    save("old_mac_line_ends.csv", plain.replace("\r\n", "\r").encode())
    save("separator_line.csv", ("sep=;\r\n" + plain).encode())
    save("quoted_newline.csv", lines(HEADER, [*ANNA[:5], '"Verzorgende\r\nIG"', *ANNA[6:]], BRAM).encode())
    save("open_quote.csv", lines(HEADER, [ANNA[0], '"Anna Bakker', *ANNA[2:]], BRAM).encode())
    save("empty_lines.csv", lines(HEADER, [], ANNA, [""] * 8, [" "], BRAM, [""] * 8).encode())
    save("leading_zeros.csv", lines(HEADER, ["000123", *ANNA[1:]], ['="00124"', *BRAM[1:]]).encode())
    save("rounded_number.csv", lines(HEADER, ["1,23457E+11", *ANNA[1:]]).encode())
    save(
        "formulas.csv",
        lines(HEADER, [ANNA[0], "=cmd|'/c calc'!A1", *ANNA[2:]], ["+1002", *BRAM[1:]]).encode(),
    )
    save("cell_of_300.csv", lines(HEADER, [*ANNA[:5], "v" * 300, *ANNA[6:]]).encode())
    save("cell_of_301.csv", lines(HEADER, [*ANNA[:5], "v" * 301, *ANNA[6:]]).encode())
    save("nul.csv", plain.replace("Bakker", "Bak\0ker").encode())
    save("control_character.csv", plain.replace("Bakker", "Bak\x08ker").encode())
    save("title_above_header.csv", lines(["Personeelslijst maart"], [], HEADER, ANNA).encode())
    save("double_header.csv", lines([*HEADER, "medewerkernummer"], [*ANNA, "1001"]).encode())
    save("missing_columns.csv", lines(["Naam", "Functie"], ["Anna Bakker", "Verzorgende"]).encode())
    save(
        "unknown_columns.csv",
        lines([*HEADER, "Schoenmaat", "", "Kostenplaats"], [*ANNA, "39", "x", "4"]).encode(),
    )
    save("unquoted_comma.csv", lines(HEADER, ["1001", "Bakker, Anna", *ANNA[2:]], mark=",").encode())
    save("header_only.csv", lines(HEADER).encode())
    save("empty.csv", b"")
    save("web_page.csv", b"<html><body><table><tr><td>Personeelsnummer</td></tr></table></body></html>")
    save("old_excel.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    save("many_mistakes.csv", many_mistakes().encode())


def many_mistakes() -> str:
    header = [*HEADER, "Leidinggevende", "Uit dienst", "Hoofddienstverband"]
    return lines(
        header,
        ["", *ANNA[1:], "nee", "", "ja"],
        ["1001", "", *ANNA[2:], "nee", "", "ja"],
        ["1002", "Bram de Wit", "bram@", *BRAM[3:], "misschien", "", "ja"],
        ["1003", "Carla Smit", "", "", "", "Helpende", "31-2-2024", "veel", "nee", "soon", "nee"],
        ["1004", "Daan Mulder", "", "Zuid > ", "Team Eb", "#N/B", "1-1-2024", "99", "ja", "1-1-2023", "?"],
    )


def workbook(*rows: list[object], name: str = "Lijst") -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet(name)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell)
            else:
                sheet.write(row, column, cell)
    book.close()
    return kept.getvalue()


def workbook_files() -> None:
    bram = [1002, *BRAM[1:6], 45184, 24.5]
    save("numbers_and_dates.xlsx", workbook(HEADER, [1001, *ANNA[1:6], date(2021, 3, 1), 28], bram))
    save("texts.xlsx", workbook(HEADER, ["000123", *ANNA[1:]], BRAM))
    save("formula_as_text.xlsx", workbook(HEADER, [1001, "=cmd|'/c calc'!A1", *ANNA[2:]]))
    save("cell_of_301.xlsx", workbook(HEADER, [*ANNA[:5], "v" * 301]))
    save("empty_lines.xlsx", workbook([], HEADER, [], ANNA, [], BRAM))
    save("ticks.xlsx", workbook([*HEADER, "Leidinggevende"], [*ANNA, True], [*BRAM, False]))
    save("far_column.xlsx", workbook(HEADER, [*ANNA, *[""] * 60, "x"]))
    save("workbook_named.csv", workbook(HEADER, ANNA))
    save("formulas.xlsx", formulas())
    save("formula_without_value.xlsx", formula_without_value())
    save("merged_cells.xlsx", merged_cells())
    save("other_sheets.xlsx", other_sheets())
    save("hidden_first_sheet.xlsx", hidden_first_sheet())
    save("image.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def formulas() -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ANNA)
    sheet.write_row(2, 0, BRAM)
    sheet.write_formula(1, 1, '="Anna"&" Bakker"', None, "Anna Bakker")
    sheet.write_formula(2, 5, "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    book.close()
    return kept.getvalue()


def formula_without_value() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADER, ANNA, [*BRAM[:1], "=B2", *BRAM[2:]]):
        book.active.append(row)
    return saved(book)


def merged_cells() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADER, ANNA, BRAM):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    return saved(book)


def other_sheets() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Lijst"
    for row in (HEADER, ANNA):
        book.active.append(row)
    book.create_sheet("Leeg")
    book.create_sheet("Uitleg").append(["Vraag Piet"])
    return saved(book)


def hidden_first_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Niet voor jou"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Lijst").append(HEADER)
    book["Lijst"].append(ANNA)
    book.active = 1
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_parts(parts: dict[str, bytes], *, without: str = "") -> bytes:
    """A good workbook with parts added or replaced."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEADER, ANNA))) as good, zipfile.ZipFile(kept, "w") as made:
        for name in good.namelist():
            if name not in parts and name != without:
                made.writestr(name, good.read(name), zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def sheet_of(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def hostile_files() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    entity = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    save("bomb.xlsx", with_parts({"xl/media/big.bin": bytes(20_000_000)}))
    save("bomb_of_many_members.xlsx", with_parts({f"xl/media/{n}.bin": b"" for n in range(1_001)}))
    save("lying_directory.xlsx", lying_about_size(with_parts({"xl/media/big.bin": bytes(20_000_000)})))
    save("nested_zip.xlsx", with_parts({"xl/embeddings/more.xlsx": workbook(HEADER)}))
    save("nested_zip_in_disguise.xlsx", with_parts({"xl/media/image1.png": workbook(HEADER)}))
    save("macros.xlsx", with_parts({"xl/vbaProject.bin": b"macro"}))
    save("entities.xlsx", with_parts({sheet: entity}))
    save("far_corner.xlsx", with_parts({sheet: sheet_of(far)}))
    save(
        "rows_without_numbers.xlsx",
        with_parts({sheet: sheet_of("<row/>" * 20_001 + "<row><c><v>1</v></c></row>")}),
    )
    save("climbing_name.xlsx", with_parts({"../outside.xml": b"<x/>"}))
    save("no_workbook_part.xlsx", with_parts({}, without="xl/workbook.xml"))
    save("half_a_file.xlsx", workbook(HEADER, ANNA)[:4_000])


def lying_about_size(data: bytes) -> bytes:
    """The same archive with a directory that claims 10 bytes where 20,000,000 come out."""
    return data.replace((20_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    text_files()
    workbook_files()
    hostile_files()
