"""Reads a folder of `content/instruments` into an Instrument, or stops with the file and line that are wrong.

What stands where: `instrument.toml` what holds for all items (windows, referents, answer scales); `items/` the items, a
file each dimension or module; `forms.toml` which items a form asks, with the checksums of its words.
"""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final, TypeVar

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.reading.layout import visible_in
from mortel.pure.catalogue.reading.parts import SOURCE, VERSION
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.catalogue.words import SHOWN
from mortel.pure.instruments.checksums import checksum
from mortel.pure.instruments.shapes import (
    FORM_KINDS,
    POLES,
    PRETESTS,
    REPORTS,
    TRANSLATIONS,
    AnswerScale,
    Change,
    Form,
    Instrument,
    Item,
    Referent,
    Window,
)

_CODE: Final = re.compile(r"[A-Z]{3}[1-9][0-9]?")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_Thing = TypeVar("_Thing")
_Rows = list[tuple[_Thing, Table]]


def read_instrument(folder: Path) -> Instrument:
    """The instrument in `folder`; CatalogueError at the first thing that is wrong, missing, or read by nobody."""
    _check_layout(folder)
    top = read_table(folder / "instrument.toml")
    windows, referents = _rows(top, "windows", _window), _rows(top, "referents", _referent)
    scales = _rows(top, "scales", _scale)
    names = [{thing.id for thing, _ in rows} for rows in (windows, referents, scales)]
    items = list(_all_items(folder / "items", *names))
    _refuse_twice(items, lambda item: item.code)
    forms = list(_all_forms(folder / "forms.toml", {item.code for item, _ in items}))
    _refuse_twice(forms, lambda form: form.id)
    instrument = Instrument(
        id=top.word("id"),
        version=top.matching("version", VERSION),
        licence=top.word("licence"),
        citation=top.word("citation"),
        untested=top.text("untested"),
        not_applicable=top.text("not_applicable"),
        rather_not=top.text("rather_not"),
        windows=tuple(window for window, _ in windows),
        referents=tuple(referent for referent, _ in referents),
        scales=tuple(scale for scale, _ in scales),
        items=tuple(item for item, _ in items),
        forms=tuple(form for form, _ in forms),
    )
    top.finish()
    _check_frozen(instrument, forms)
    return instrument


def _check_layout(folder: Path) -> None:
    expected = {"instrument.toml", "forms.toml", "items"}
    strange = [path for path in visible_in(folder) if path.name not in expected]
    strange += [path for path in visible_in(folder / "items") if path.suffix != ".toml"]
    for path in strange:
        raise CatalogueError(path, 1, "nobody reads this: is its name right?")


def _rows(table: Table, key: str, read: Callable[[Table], _Thing]) -> _Rows[_Thing]:
    found = []
    for row in table.tables(key):
        found.append((read(row), row))
        row.finish()
    return found


def _refuse_twice(rows: _Rows[_Thing], name: Callable[[_Thing], str]) -> None:
    seen: set[str] = set()
    for thing, row in rows:
        if name(thing) in seen:
            row.fail(f"{name(thing)!r} comes twice")
        seen.add(name(thing))


def _window(row: Table) -> Window:
    return Window(id=row.word("id"), text=row.text("text"), after_absence=row.text("after_absence"))


def _referent(row: Table) -> Referent:
    return Referent(
        id=row.word("id"),
        label=row.text("label"),
        shared=row.flag("shared"),
        note=row.maybe_text("note"),
        self_managing=row.maybe_text("self_managing"),
    )


def _scale(row: Table) -> AnswerScale:
    scale = AnswerScale(
        id=row.word("id"),
        question=row.text("question"),
        labels=row.texts("labels"),
        classes=row.maybe_words("classes", repeated=True),
    )
    if scale.classes and len(scale.classes) != len(scale.labels):
        row.fail("give each label its class", "classes")
    return scale


def _all_items(
    folder: Path, windows: Collection[str], referents: Collection[str], scales: Collection[str]
) -> Iterator[tuple[Item, Table]]:
    for file in visible_in(folder):
        table = read_table(file)
        for row in table.tables("items"):
            yield _item(row, windows, referents, scales), row
            row.finish()
        table.finish()


def _item(row: Table, windows: Collection[str], referents: Collection[str], scales: Collection[str]) -> Item:
    return Item(
        code=row.matching("code", _CODE),
        dimension=row.word("dimension"),
        subdimension=row.word("subdimension"),
        facet=row.word("facet"),
        referent=row.one_of("referent", sorted(referents)),
        window=row.one_of("window", sorted(windows)),
        scale=row.one_of("scale", sorted(scales)),
        scored=row.flag("scored"),
        pole=row.one_of("pole", POLES),
        source=row.matching("source", SOURCE),
        pretest=row.one_of("pretest", PRETESTS),
        translation=row.one_of("translation", TRANSLATIONS),
        text=_wording(row.table("text")),
        history=tuple(change for change, _ in _rows(row, "history", _change)),
    )


def _wording(row: Table) -> Text:
    """Words of an item, `nl-BE` only where Flemish says it otherwise. Nothing is ever filled in."""
    text = Text(nl=row.word("nl"), en=row.word("en"), nl_be=row.maybe_word("nl-BE"))
    for language in SHOWN:
        if "{" in text.template(language) or "}" in text.template(language):
            row.fail("an item holds no placeholder: write out the word", language)
    if text.nl_be == text.nl:
        row.fail("says the same as nl", "nl-BE")
    row.finish()
    return text


def _change(row: Table) -> Change:
    return Change(version=row.matching("version", VERSION), change=row.word("change"))


def _all_forms(file: Path, codes: Collection[str]) -> Iterator[tuple[Form, Table]]:
    table = read_table(file)
    for row in table.tables("forms"):
        form = _form(row)
        for code in form.items:
            if code not in codes:
                row.fail(f"unknown item {code!r}", "items")
        yield form, row
        row.finish()
    table.finish()


def _form(row: Table) -> Form:
    sums = row.table("sha256")
    form = Form(
        id=row.word("id"),
        kind=row.one_of("kind", FORM_KINDS),
        label=row.text("label"),
        reports=row.one_of("reports", REPORTS),
        minutes=row.number("minutes"),
        items=row.words("items"),
        version=row.matching("version", VERSION),
        sha256={language: sums.matching(language, _SHA256) for language in SHOWN},
    )
    sums.finish()
    return form


def _check_frozen(instrument: Instrument, forms: _Rows[Form]) -> None:
    for form, row in forms:
        for language in SHOWN:
            found = checksum(instrument, form, language)
            if found != form.sha256[language]:
                row.fail(
                    f"the words of {form.id!r} changed: give it a version after {form.version} and {found}",
                    "sha256",
                    language,
                )
