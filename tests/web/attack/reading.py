"""What somebody can read in anything that a server sends: every text, with the labels that stand over and beside it."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.shapes.base import BaseShape

# A drawing of an interval is a finer figure than the words beside it: 300 units for the scale of 1 to 5.
_LEFT, _UNITS = 10.0, 75.0
# The same for a curve, from the foot up.
_FOOT, _CURVE_UNITS = 140.0, 32.0
_PATH = re.compile(r"M([\d.]+)")


@dataclass(frozen=True)
class Said:
    """One text and its labels, the widest first: headings, caption, the row's, the column's."""

    labels: tuple[str, ...]
    text: str


class _Html(HTMLParser):
    """Reads text in blocks. Comments and attributes that a reader or her program can see are texts too."""

    _BLOCKS = frozenset(
        {
            *("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"),
            *("title", "desc", "text", "div", "section", "article", "summary", "button", "label", "legend"),
            *("option", "tr", "table", "ul", "ol", "dl", "a", "svg", "script", "style", "main", "header"),
            *("footer", "nav", "form", "body"),
        }
    )
    _INLINE = frozenset({"a", "label"})
    _SEEN = ("title", "aria-label", "alt", "placeholder", "content")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Said] = []
        self.words: list[str] = []
        self.headings: dict[int, str] = {}
        self.caption = self.row = self.column = self.term = ""
        self.silent = 0

    def _labels(self) -> tuple[str, ...]:
        parts = [*(self.headings[level] for level in sorted(self.headings))]
        parts += [self.caption, self.row, self.column, self.term]
        return tuple(part for part in parts if part)

    def _end_block(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            self.found.append(Said(self._labels(), text))
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in self._BLOCKS - self._INLINE:
            self._end_block()
        else:
            self.words.append(" ")
        for name in self._SEEN:
            if given.get(name, "").strip():
                self.found.append(Said(self._labels(), given[name]))
        if tag in ("script", "style"):
            self.silent += tag == "style"
        elif tag == "tr":
            self.row = self.column = ""
        elif tag == "td":
            self.column = given.get("data-label", "")
        elif tag == "table":
            self.caption = self.row = self.column = ""
        self._draw(given)

    def _draw(self, given: Mapping[str, str]) -> None:
        drawn, number = given.get("class", ""), None
        if drawn in ("interval__score", "interval__whole") and (found := _PATH.match(given.get("d", ""))):
            number = 1 + (float(found[1]) - _LEFT) / _UNITS
        elif drawn.startswith("curve__dot") and "cy" in given:
            number = 1 + (_FOOT - float(given["cy"])) / _CURVE_UNITS
        if number is not None:
            self.found.append(Said((*self._labels(), drawn.split()[0]), f"{number:.3f}"))
        if drawn == "interval__band":
            low = 1 + (float(given["x"]) - _LEFT) / _UNITS
            high = low + float(given["width"]) / _UNITS
            self.found.append(Said((*self._labels(), drawn), f"{low:.3f} {high:.3f}"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self.silent = max(0, self.silent - 1)
        if tag not in self._BLOCKS - self._INLINE:
            return
        text = self._end_block()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
            self.headings = {at: words for at, words in self.headings.items() if at < level} | {level: text}
        elif tag == "th":
            self.row = text
        elif tag == "caption":
            self.caption = text
        elif tag == "dt":
            self.term = text
        elif tag in ("dl", "table"):
            self.caption = self.row = self.column = self.term = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(Said(self._labels(), data))


def read_html(content: bytes) -> list[Said]:
    parser = _Html()
    parser.feed(content.decode())
    parser.close()
    parser._end_block()
    return parser.found


def read_csv(content: bytes) -> list[Said]:
    text = content.decode("utf-8-sig")
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    return list(_table(list(csv.reader(io.StringIO(text), delimiter=separator))))


def _table(rows: Sequence[Sequence[Any]], *labels: str) -> Iterator[Said]:
    """Under the newest row of nothing but words; every cell beside the words of its row."""
    head: Sequence[str] = ()
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        # A number is written as its bare text, so that it is read back as it stands.
        beside = tuple(cell for cell in cells if cell and not _is_number(cell))
        if sum(map(bool, cells)) > 1 and all(not cell or not _is_number(cell) for cell in cells):
            head = cells if len(cells) > len(head) or not head else head
        for at, cell in enumerate(cells):
            if cell:
                column = head[at] if at < len(head) and head[at] != cell else ""
                words = (part for part in (*labels, *beside, column) if part and part != cell)
                yield Said(tuple(words), cell)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+]?\d+([.,]\d+)?", cell.strip()) is not None


def read_xlsx(content: bytes) -> list[Said]:
    book = load_workbook(io.BytesIO(content))
    found = []
    for sheet in book.worksheets:
        found += list(_table([[cell.value for cell in row] for row in sheet.iter_rows()], sheet.title))
        found += [
            Said((sheet.title,), cell.comment.text)
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        ]
    return found


def read_pptx(content: bytes) -> list[Said]:
    found = []
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, 1):
        title = slide.shapes.title.text_frame.text if slide.shapes.title else f"slide {number}"
        for shape in slide.shapes:
            found += list(_of_shape(shape, title))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            found.append(Said((title,), slide.notes_slide.notes_text_frame.text))
    return found


def _of_shape(shape: BaseShape, title: str) -> Iterator[Said]:
    yield Said((title,), shape._element._nvXxPr.cNvPr.get("descr") or shape.name)
    if shape.has_table:
        yield from _table([[cell.text for cell in row.cells] for row in shape.table.rows], title)
    if shape.has_text_frame:
        yield Said((title,), shape.text_frame.text)
    for inner in getattr(shape, "shapes", ()):
        yield from _of_shape(inner, title)


def read_pdf(content: bytes) -> list[Said]:
    """The lines of its text; nothing where the program that reads it is missing."""
    program = shutil.which("pdftotext")
    if program is None:
        return []
    done = subprocess.run([program, "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return [Said((), " ".join(line.split())) for line in done.stdout.decode().splitlines() if line.strip()]


def read_zip(content: bytes) -> list[Said]:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            inside = READERS.get(f".{name.rpartition('.')[2].lower()}", read_text)
            found += [Said((name, *one.labels), one.text) for one in inside(archive.read(name))]
    return found


def read_json(content: bytes) -> list[Said]:
    return list(_of_json(json.loads(content), ()))


def _of_json(thing: Any, labels: tuple[str, ...]) -> Iterator[Said]:
    if isinstance(thing, dict):
        for name, each in thing.items():
            yield from _of_json(each, (*labels, str(name)))
    elif isinstance(thing, list):
        for each in thing:
            yield from _of_json(each, labels)
    elif thing is not None:
        yield Said(labels, str(thing))


def read_text(content: bytes) -> list[Said]:
    return [Said((), line) for line in content.decode("utf-8", "replace").splitlines() if line.strip()]


Reader = Callable[[bytes], list[Said]]
READERS: Mapping[str, Reader] = {
    "text/html": read_html,
    "text/csv": read_csv,
    "application/json": read_json,
    "application/manifest+json": read_json,
    "application/pdf": read_pdf,
    "application/zip": read_zip,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": read_xlsx,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": read_pptx,
    ".csv": read_csv,
    ".json": read_json,
    ".html": read_html,
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}


def read(content: bytes, kind: str) -> list[Said]:
    """`kind` is a content type. KeyError for one that nobody taught the attacker to read."""
    kind = kind.partition(";")[0].strip()
    return read_text(content) if kind in ("text/plain", "text/javascript") else READERS[kind](content)
