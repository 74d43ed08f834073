"""A personnel file as bytes, read into a table of text; what it means is decided in `columns` and `rows`."""

from mortel.pure.personnel.archive import ZIP_MARK
from mortel.pure.personnel.csv_text import csv_lines
from mortel.pure.personnel.problems import FileRefusal, PersonnelFileError
from mortel.pure.personnel.tables import Table, table_from
from mortel.pure.personnel.workbook import workbook_lines

MAX_MEGABYTES = 10
MAX_FILE_BYTES = MAX_MEGABYTES * 1024 * 1024
OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"
TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def read_table(data: bytes, filename: str) -> Table:
    """The header and the filled rows, with the row numbers of the user's spreadsheet.

    Raises PersonnelFileError, and nothing else, for whatever is sent; the content must be what the name says.
    """
    if len(data) > MAX_FILE_BYTES:
        raise PersonnelFileError(FileRefusal.TOO_BIG, limit=str(MAX_MEGABYTES))
    if not data.strip():
        raise PersonnelFileError(FileRefusal.EMPTY)
    if data.startswith(OLD_EXCEL_MARK):
        raise PersonnelFileError(FileRefusal.OLD_EXCEL)
    name = filename.lower()
    if name.endswith(".xlsx"):
        lines, notices = workbook_lines(data)
        return table_from(lines, notices)
    if not name.endswith(TEXT_ENDINGS):
        raise PersonnelFileError(FileRefusal.OLD_EXCEL if name.endswith(".xls") else FileRefusal.UNKNOWN_TYPE)
    if data.startswith(ZIP_MARK):
        raise PersonnelFileError(FileRefusal.NAME_AND_CONTENT_DIFFER)
    return table_from(csv_lines(data))
