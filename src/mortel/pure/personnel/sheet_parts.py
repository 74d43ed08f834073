"""Looking over the XML of a workbook before it is read as a whole.

The reader of cells lays a sheet out as one full rectangle: two cells in far corners would ask for all memory.
So the places of the cells are walked first, and the walk stops at the first cell outside the limits.
It also finds what the reader leaves out: merged cells, error cells, formulas without a kept value.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from mortel.pure.personnel.archive import Parts
from mortel.pure.personnel.problems import FileRefusal, PersonnelFileError
from mortel.pure.personnel.tables import MAX_COLUMNS, MAX_ROWS

WORKBOOK_PART = "xl/workbook.xml"
WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
RELATION_OF_SHEET = "/worksheet"
MAX_SHARED_TEXTS = (MAX_ROWS + 1) * MAX_COLUMNS
CELL_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
VALUE_TAGS = frozenset({"v", "is", "t", "f"})

Attributes = dict[str, str]


@dataclass(frozen=True)
class SheetPart:
    """A visible sheet with cells: its name on the tab and the part that holds it."""

    name: str
    part: str


@dataclass
class WorkbookParts:
    """The visible sheets, and whether the days of this workbook are counted from 1904 (old Macs)."""

    sheets: list[SheetPart] = field(default_factory=list)
    counts_from_1904: bool = False


@dataclass
class SheetWalk:
    """What a walk over one sheet found; places are (row, column), both counted from 0."""

    merged: str | None = None
    errors: set[tuple[int, int]] = field(default_factory=set)
    formulas_without_value: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = -1
    kind: str = ""
    has_formula: bool = False
    has_text: bool = False
    in_value: bool = False

    def opened(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self.row = whole_number(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif tag == "c":
            self.place(attributes.get("r"))
            self.kind = attributes.get("t", "n")
            self.has_formula = self.has_text = False
        elif tag in VALUE_TAGS:
            self.check_place()
            self.has_formula = self.has_formula or tag == "f"
            self.in_value = tag != "f"
        elif tag == "mergeCell" and self.merged is None:
            self.merged = attributes.get("ref", "")

    def closed(self, tag: str) -> None:
        self.in_value = False
        if tag != "c":
            return
        if self.kind == "e":
            self.errors.add((self.row, self.column))
        # A formula whose result is an empty text (kind "str") has its value; one never calculated has none.
        if self.has_formula and not self.has_text and self.kind != "str":
            self.formulas_without_value.add((self.row, self.column))

    def read(self, text: str) -> None:
        self.has_text = self.has_text or (self.in_value and not text.isspace())

    def place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = CELL_PLACE.match(reference)
        if found is None:
            raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK)
        self.row = int(found[2]) - 1
        self.column = column_number(found[1])

    def check_place(self) -> None:
        if self.row > MAX_ROWS:
            raise PersonnelFileError(FileRefusal.TOO_MANY_ROWS, limit=str(MAX_ROWS))
        if self.column >= MAX_COLUMNS:
            raise PersonnelFileError(FileRefusal.TOO_MANY_COLUMNS, limit=str(MAX_COLUMNS))
        if self.row < 0 or self.column < 0:
            raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK)


def whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK)
    return int(text)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def walk_xml(
    content: bytes,
    opened: Callable[[str, Attributes], None],
    closed: Callable[[str], None] = lambda _: None,
    read: Callable[[str], None] = lambda _: None,
) -> None:
    """Call back for every element by its name without prefix; a document type is refused, bad XML too."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = lambda tag, attributes: opened(tag.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda tag: closed(tag.rpartition(":")[2])
    parser.CharacterDataHandler = read
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK) from None


def refuse_doctype(*_: object) -> None:
    raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)


def walk_sheet(content: bytes) -> SheetWalk:
    walk = SheetWalk()
    walk_xml(content, walk.opened, walk.closed, walk.read)
    return walk


def check_shared_texts(content: bytes) -> None:
    count = 0

    def opened(tag: str, _: Attributes) -> None:
        nonlocal count
        count += tag == "si"
        if count > MAX_SHARED_TEXTS:
            raise PersonnelFileError(FileRefusal.WORKBOOK_TOO_BIG)

    walk_xml(content, opened)


def read_workbook(parts: Parts) -> WorkbookParts:
    """The sheets a user sees on the tabs, in their order; charts and hidden sheets are no lists."""
    if WORKBOOK_PART not in parts or WORKBOOK_RELATIONS not in parts:
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK)
    targets = sheet_targets(parts[WORKBOOK_RELATIONS])
    found = WorkbookParts()

    def opened(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            found.counts_from_1904 = attributes.get("date1904", "0") in ("1", "true")
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            target = targets.get(relation_id(attributes), "")
            if target in parts:
                found.sheets.append(SheetPart(attributes.get("name", ""), target))

    walk_xml(parts[WORKBOOK_PART], opened)
    return found


def relation_id(attributes: Attributes) -> str:
    """The relation of a sheet, whatever prefix the writer chose for it (mostly `r:id`)."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def sheet_targets(relations: bytes) -> dict[str, str]:
    targets: dict[str, str] = {}

    def opened(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith(RELATION_OF_SHEET):
            target = posixpath.join("/xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    walk_xml(relations, opened)
    return targets


def has_cells(content: bytes) -> bool:
    """Whether a sheet holds anything; empty extra sheets are not worth a remark."""
    return any(mark in content for mark in (b"<v", b"<is", b":v>", b":is>"))
