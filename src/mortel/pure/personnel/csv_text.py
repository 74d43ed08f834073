"""Lines and cells of a CSV file as personnel systems and Excel write them."""

import csv
import io
from collections.abc import Iterator

from mortel.pure.personnel.problems import FileRefusal, PersonnelFileError

DELIMITERS = ";\t,"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def csv_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines as Excel counts them: a line break inside quotes does not start a new row."""
    text = without_separator_line(decoded(data))
    if text.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise PersonnelFileError(FileRefusal.WEB_PAGE)
    return numbered(text, delimiter_of(text))


def decoded(data: bytes) -> str:
    """Text in UTF-8 (with or without mark) or else Windows-1252, which Excel writes in our countries."""
    if data.startswith(UTF16_MARKS):
        raise PersonnelFileError(FileRefusal.UNKNOWN_ENCODING)
    if b"\0" in data:
        raise PersonnelFileError(FileRefusal.NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise PersonnelFileError(FileRefusal.UNKNOWN_ENCODING) from None


def without_separator_line(text: str) -> str:
    """Drop the line `sep=;` that Excel itself reads and does not show or count."""
    first, _, rest = text.partition("\n")
    is_separator = first.strip().lower() in {f"sep={mark}" for mark in DELIMITERS} | {"sep="}
    return rest if is_separator else text


def delimiter_of(text: str) -> str:
    """The mark that cuts the first filled line into most cells; a semicolon when none does."""
    return max(DELIMITERS, key=lambda mark: cells_in_first_line(text, mark))


def cells_in_first_line(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                return len(cells)
    except csv.Error:
        return 0
    return 0


def numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise PersonnelFileError(FileRefusal.BROKEN_QUOTES, row=number) from None
        yield number, cells
