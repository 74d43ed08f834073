"""What `mortel catalogue` prints and writes."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mortel.console.refusal import Refused
from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Intervention, Rule
from mortel.pure.catalogue.errors import CatalogueError, UnknownId
from mortel.pure.catalogue.exports.fields import fields_of
from mortel.pure.catalogue.exports.skos import linked_data
from mortel.pure.catalogue.exports.spreadsheets import tables_of
from mortel.pure.catalogue.kinds import Subdimension
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.texts import texts_in
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import Language

_ENOUGH = 2


@dataclass(frozen=True)
class Report:
    """How much the catalogue holds, and what is wrong with it. Without a version it could not be read."""

    version: str | None
    counts: Mapping[str, int]
    problems: tuple[str, ...]


def examine(folder: Path) -> Report:
    """Read `content/` and count. The reader stops at the first mistake: then that is the only problem."""
    try:
        catalogue = load_catalogue(folder)
    except CatalogueError as error:
        return Report(None, {}, (str(error),))
    return Report(catalogue.version, _counts(catalogue), tuple(_problems(catalogue)))


def _counts(catalogue: Catalogue) -> Mapping[str, int]:
    items = [item for taxonomy in catalogue.taxonomies for item in taxonomy.items]
    lists = {
        "signals": catalogue.signals,
        "rules": catalogue.rules,
        "interventions": catalogue.interventions,
        "guides": catalogue.guides,
        "kits": catalogue.kits,
        "statements": catalogue.statements,
        "disputes": catalogue.disputes,
        "tips": catalogue.tips,
        "presets": catalogue.presets,
    }
    return {
        "taxonomies": len(catalogue.taxonomies),
        "items": len(items),
        "dimensions": len(catalogue.dimensions),
        "subdimensions": sum(isinstance(item, Subdimension) for item in items),
        **{name: len(things) for name, things in lists.items()},
        "texts": sum(1 for _ in texts_in(catalogue)),
        "sources cited": len(catalogue.cited_sources),
        "retired": sum(thing.retired_in is not None for thing in (*items, *catalogue.entries)),
    }


def _problems(catalogue: Catalogue) -> Iterator[str]:
    """What the strict reader lets pass but a reader of the pages would miss."""
    for sub in catalogue.current(Subdimension):
        for name, found in (
            ("rules", catalogue.about(sub.id, Rule)),
            ("interventions", catalogue.about(sub.id, Intervention)),
        ):
            if len(found) < _ENOUGH:
                yield f"{sub.id}: only {len(found)} {name}"


def shown(catalogue: Catalogue, thing_id: str, language: Language) -> Iterator[str]:
    """One thing, line by line, and everything that refers to it."""
    try:
        thing = catalogue.thing(thing_id)
    except UnknownId:
        raise Refused(f"Nothing in the catalogue is called {thing_id}.") from None
    yield f"{thing_id}  ({type(thing).__name__.lower()})"
    for key, value in fields_of(thing):
        if isinstance(value, tuple):
            yield f"{key}:"
            yield from (f"  - {_phrase(catalogue, one, language)}" for one in value)
        elif key != "id":
            yield f"{key}: {_phrase(catalogue, value, language)}"
    referring = catalogue.referring_to(thing_id)
    yield ""
    yield f"named by {len(referring)}:" if referring else "named by nothing"
    yield from (f"  - {_phrase(catalogue, one.id, language)}" for one in referring)


def _phrase(catalogue: Catalogue, value: Text | str, language: Language) -> str:
    """A text in one language; behind an id what it is called."""
    if isinstance(value, Text):
        return value.in_language(language, neutral(language))
    try:
        label = catalogue.label_of(value)
    except UnknownId:
        return value
    return f"{value}  {label.in_language(language, neutral(language))}"


def write_linked_data(catalogue: Catalogue, folder: Path) -> list[Path]:
    """One JSON-LD file; gives the files that were written."""
    file = folder / f"catalogue-{catalogue.version}.jsonld"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(linked_data(catalogue), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [file]


def write_tables(catalogue: Catalogue, folder: Path) -> list[Path]:
    """A CSV file for each kind, with a byte order mark so that a spreadsheet reads the letters right."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in tables_of(catalogue).items():
        file = folder / f"{name}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(rows[0]) if rows else ["id"])
            writer.writeheader()
            writer.writerows(rows)
        written.append(file)
    return written
