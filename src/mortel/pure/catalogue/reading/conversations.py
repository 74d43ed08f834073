"""What to take along: conversation guides, and kits with everything on paper."""

import re
from collections.abc import Iterable
from pathlib import Path

from mortel.pure.catalogue.entries import (
    CARD_SIZES,
    LEVELS,
    PARTS_KINDS,
    SHEET_KINDS,
    Guide,
    Kit,
    Sheet,
)
from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.reading.layout import visible_in
from mortel.pure.catalogue.reading.parts import Pair, entry_keys
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.tables import Table, read_table, unseen_sign
from mortel.pure.catalogue.words import LANGUAGES, stray_braces

_GUIDE_ID = re.compile(r"CV-[0-9]{2}")
_KIT_ID = re.compile(r"KIT-[0-9]{2}")
_SHEET_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HEADING = re.compile(r"^(#+)\s", re.MULTILINE)


def read_guides(folder: Path) -> list[Pair[Guide]]:
    """Each file is one guide, named after its id."""
    pairs = []
    for file in sorted(folder.glob("*.toml")):
        table = read_table(file)
        guide = _guide(table)
        if guide.id != file.stem:
            table.fail(f"id {guide.id!r} differs from the name of the file", "id")
        table.finish()
        pairs.append((guide, table))
    return pairs


def read_kits(folder: Path) -> list[Pair[Kit]]:
    """Each folder is one kit: `kit.toml`, and a Markdown file in each language for every sheet of kind `text`."""
    pairs = []
    for file in sorted(folder.glob("*/kit.toml")):
        table = read_table(file)
        kit = _kit(table, file.parent)
        table.finish()
        _check_sheets(kit, file.parent)
        pairs.append((kit, table))
    return pairs


def _check_sheets(kit: Kit, folder: Path) -> None:
    """Every file in the folder of a kit is one of its sheets."""
    texts = [sheet.id for sheet in kit.sheets if sheet.kind == "text"]
    read = {"kit.toml", *(f"{name}.{language}.md" for name in texts for language in LANGUAGES)}
    for path in visible_in(folder):
        if path.name not in read:
            raise CatalogueError(path, 1, "no sheet of this kit is written here: is its name right?")


def _guide(row: Table) -> Guide:
    guide = Guide(
        **entry_keys(row, _GUIDE_ID),
        label=row.text("label"),
        purpose=row.text("purpose"),
        who=row.text("who"),
        when=row.text("when"),
        levels=row.some_of("levels", LEVELS),
        about=row.words("about"),
        do=row.texts("do"),
        dont=row.texts("dont"),
        questions=row.maybe_texts("questions"),
        parts_kind=row.maybe_one_of("parts_kind", PARTS_KINDS),
        parts=row.maybe_texts("parts"),
        afterwards=row.maybe_text("afterwards"),
    )
    if bool(guide.parts) != bool(guide.parts_kind):
        row.fail("'parts' and 'parts_kind' belong together", "parts_kind")
    if not guide.parts and not guide.questions:
        row.fail("a guide has questions or parts")
    return guide


def _kit(table: Table, folder: Path) -> Kit:
    return Kit(
        **entry_keys(table, _KIT_ID),
        label=table.text("label"),
        purpose=table.text("purpose"),
        who=table.text("who"),
        levels=table.some_of("levels", LEVELS),
        about=table.words("about"),
        guides=table.maybe_words("guides"),
        interventions=table.maybe_words("interventions"),
        technical=table.maybe_flag("technical"),
        sheets=_sheets(table.tables("sheets"), folder),
    )


def _sheets(rows: Iterable[Table], folder: Path) -> tuple[Sheet, ...]:
    sheets: dict[str, Sheet] = {}
    for row in rows:
        sheet = _sheet(row, folder)
        if sheet.id in sheets:
            row.fail(f"two sheets are called {sheet.id!r}", "id")
        sheets[sheet.id] = sheet
    return tuple(sheets.values())


def _sheet(row: Table, folder: Path) -> Sheet:
    name = row.matching("id", _SHEET_ID)
    kind = row.one_of("kind", SHEET_KINDS)
    sheet = Sheet(
        id=name,
        kind=kind,
        label=row.text("label"),
        intro=row.maybe_text("intro"),
        body=_markdown(folder, name) if kind == "text" else None,
        parts=() if kind == "text" else row.texts("parts"),
        card_size=(row.maybe_one_of("card_size", CARD_SIZES) if kind == "cards" else None) or "small",
    )
    row.finish()
    return sheet


def _markdown(folder: Path, name: str) -> Text:
    """The text of one sheet in both languages; they must have the same headings."""
    dutch, english = (_page(folder / f"{name}.{language}.md") for language in LANGUAGES)
    if _HEADING.findall(dutch) != _HEADING.findall(english):
        raise CatalogueError(folder / f"{name}.en.md", 1, f"other headings than in {name}.nl.md")
    text = Text(nl=dutch, en=english)
    if not text.has_same_placeholders:
        raise CatalogueError(folder / f"{name}.en.md", 1, f"other placeholders than in {name}.nl.md")
    return text


def _page(file: Path) -> str:
    try:
        page = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(file, 1, f"cannot be read: {error}") from error
    if not page.strip():
        raise CatalogueError(file, 1, "says nothing")
    for number, line in enumerate(page.splitlines(), start=1):
        if stray_braces(line):
            raise CatalogueError(file, number, "unknown placeholder")
        if sign := unseen_sign(line):
            raise CatalogueError(file, number, f"holds a sign that nobody sees: {sign}")
    return page
