"""Lines and cells of the first visible sheet of an XLSX file, every cell as text."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from mortel.pure.personnel.archive import Parts, repacked, unpacked_parts
from mortel.pure.personnel.problems import FileRefusal, Finding, Notice, PersonnelFileError, shortened
from mortel.pure.personnel.sheet_parts import (
    SheetPart,
    SheetWalk,
    check_shared_texts,
    has_cells,
    read_workbook,
    walk_sheet,
)

CELL_ERROR_TEXT = "#N/A"
FORMULA_TEXT = "="
SHARED_TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
OWN_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="{}"/>'
    '<sheets><sheet name="list" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
OWN_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)
MAX_EXACT_FLOAT = 10.0**15

Value = int | float | str | bool | time | date | datetime | timedelta
Lines = Iterator[tuple[int, list[str]]]


def workbook_lines(data: bytes) -> tuple[Lines, tuple[Finding, ...]]:
    """Numbered lines, and what to say about sheets left out; raises PersonnelFileError."""
    parts = unpacked_parts(data)
    workbook = read_workbook(parts)
    if not workbook.sheets:
        raise PersonnelFileError(FileRefusal.EMPTY)
    first, *others = workbook.sheets
    walk = walk_sheet(parts[first.part])
    if walk.merged is not None:
        raise PersonnelFileError(FileRefusal.MERGED_CELLS, cells=shortened(walk.merged))
    values = sheet_values(own_workbook(parts, first.part, counts_from_1904=workbook.counts_from_1904))
    return numbered(values, walk), other_sheets(parts, first, others)


def own_workbook(parts: Parts, sheet: str, *, counts_from_1904: bool) -> Parts:
    """A workbook of our own around the sheet that was walked.

    So the reader can take no other part for the sheet, and never gets a link, a drawing or a table.
    """
    own = {
        "xl/workbook.xml": OWN_WORKBOOK.format(int(counts_from_1904)).encode(),
        "_rels/.rels": OWN_RELATION.format(target="xl/workbook.xml", kind="officeDocument").encode(),
        "xl/_rels/workbook.xml.rels": OWN_RELATION.format(
            target="worksheets/sheet1.xml", kind="worksheet"
        ).encode(),
        "xl/worksheets/sheet1.xml": parts[sheet],
    }
    for name, content in parts.items():
        if name.lower() == SHARED_TEXTS.lower():
            check_shared_texts(content)
            own[SHARED_TEXTS] = content
        elif name.lower() == STYLES:
            own[STYLES] = content
    return own


def sheet_values(parts: Parts) -> list[list[Value]]:
    """The cells from A1 on. The reader is Rust: a panic there arrives as a BaseException of its own."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(repacked(parts)))
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OverflowError, OSError):
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK) from None


def numbered(values: list[list[Value]], walk: SheetWalk) -> Lines:
    marks = dict.fromkeys(walk.errors, CELL_ERROR_TEXT)
    marks |= dict.fromkeys(walk.formulas_without_value, FORMULA_TEXT)
    width = max((column + 1 for _, column in marks), default=0)
    height = max((row + 1 for row, _ in marks), default=0)
    for row in range(max(len(values), height)):
        cells = [as_text(value) for value in values[row]] if row < len(values) else []
        cells += [""] * (width - len(cells))
        yield row + 1, [marks.get((row, column), cell) for column, cell in enumerate(cells)]


def as_text(value: Value) -> str:
    """A cell as a person would type it: 1001.0 is 1001, a date is 2026-12-31, a tick is yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_EXACT_FLOAT:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def other_sheets(parts: Parts, first: SheetPart, others: list[SheetPart]) -> tuple[Finding, ...]:
    names = [sheet.name for sheet in others if has_cells(parts[sheet.part])]
    if not names:
        return ()
    params = {"sheet": shortened(first.name), "others": shortened(", ".join(names))}
    return (Finding(Notice.OTHER_SHEETS, params=params),)
