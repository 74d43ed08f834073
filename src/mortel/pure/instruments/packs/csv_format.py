"""A pack from a spreadsheet: lines with a key and its values, then the header `code`, then a line for each question."""

import re
from collections.abc import Iterator
from typing import Final

from mortel.pure.catalogue.shapes import Text
from mortel.pure.instruments.packs.draft import Draft, DraftItem, DraftScale, said
from mortel.pure.instruments.packs.sentences import BROKEN_ROW, NO_HEADER, UNREAD, UNREADABLE, sentence
from mortel.pure.instruments.packs.shapes import PackError
from mortel.pure.personnel.csv_text import decoded, numbered, without_separator_line
from mortel.pure.personnel.problems import PersonnelFileError

# The header also shows which sign parts the cells: a title above it may hold more commas than semicolons.
_HEADER: Final = re.compile(r"(?:^|[\r\n])[ \"]*code[ \"]*([;,\t])", re.IGNORECASE)
_ONLY_SCALE: Final = "answers"
_COLUMNS: Final = frozenset({"code", "scale", "dimension", "pole"})
_SAID_ONCE: Final = frozenset({"id", "version", "licence", "citation"})
_Rows = list[tuple[str, list[str]]]
_Items = list[dict[str, str]]


def draft_from_csv(data: bytes, fallback_id: str) -> Draft:
    """UTF-8 (with or without mark) or Windows-1252. PackError when there is no header or a quote is never closed."""
    above, items = _split(list(_lines(data)))
    # A name with a comma in it, typed without quotes, falls apart into several cells.
    once = {key: ", ".join(cell.strip() for cell in cells) for key, cells in above if key in _SAID_ONCE}
    return Draft(
        id=once.get("id", "") or fallback_id,
        version=once.get("version", ""),
        title=said({key[6:]: cells[0] for key, cells in above if key.startswith("title.") and cells}),
        licence=once.get("licence", ""),
        citation=once.get("citation", ""),
        scales=_scales(above),
        items=tuple(_item(row) for row in items),
        problems=tuple(dict.fromkeys(_unread(above, items))),
    )


def _lines(data: bytes) -> Iterator[list[str]]:
    try:
        text = without_separator_line(decoded(data))
    except PersonnelFileError:
        raise PackError(sentence(UNREADABLE)) from None
    header = _HEADER.search(text)
    if header is None:
        raise PackError(sentence(NO_HEADER))
    try:
        for _, cells in numbered(text, header[1]):
            if any(cell.strip() for cell in cells):
                yield cells
    except PersonnelFileError as error:
        raise PackError(sentence(BROKEN_ROW, row=error.finding.row)) from None


def _split(lines: list[list[str]]) -> tuple[_Rows, _Items]:
    """What stands above the header by its key, without empty cells at the end; and the rows below it by column."""
    keys = [_key(cells[0]) for cells in lines]
    if "code" not in keys:
        raise PackError(sentence(NO_HEADER))
    place = keys.index("code")
    columns = [_key(cell) for cell in lines[place]]
    above = [(key, _filled(cells[1:])) for key, cells in zip(keys[:place], lines[:place], strict=True)]
    return above, [dict(zip(columns, cells, strict=False)) for cells in lines[place + 1 :]]


def _key(cell: str) -> str:
    return re.sub(r"[\s_.]+", ".", cell.strip().lower())


def _filled(cells: list[str]) -> list[str]:
    """A spreadsheet makes all lines as long as the longest."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _scales(above: _Rows) -> dict[str, DraftScale]:
    """`labels.nl` for the only answers there are, `labels.often.nl` for those that the column `scale` calls often."""
    labels: dict[str, dict[str, tuple[str, ...]]] = {}
    questions: dict[str, dict[str, str]] = {}
    for key, cells in above:
        match key.split("."):
            case ["labels", *name, language]:
                labels.setdefault(_scale_name(name), {})[language] = tuple(cells)
            case ["question", *name, language] if cells:
                questions.setdefault(_scale_name(name), {})[language] = cells[0]
    return {name: DraftScale(words, questions.get(name, {})) for name, words in labels.items()}


def _scale_name(parts: list[str]) -> str:
    return ".".join(parts) or _ONLY_SCALE


def _item(row: dict[str, str]) -> DraftItem:
    return DraftItem(
        code=row["code"].strip(),
        text=said({key[5:]: cell for key, cell in row.items() if key.startswith("text.")}),
        scale=_key(row.get("scale", "")) or _ONLY_SCALE,
        dimension=row.get("dimension", ""),
        pole=row.get("pole", ""),
    )


def _unread(above: _Rows, items: _Items) -> Iterator[Text]:
    for key, _ in above:
        if key not in _SAID_ONCE and not key.startswith(("title.", "labels.", "question.")):
            yield sentence(UNREAD, key=key)
    for key in items[0] if items else ():
        if key and key not in _COLUMNS and not key.startswith("text."):
            yield sentence(UNREAD, key=key)
