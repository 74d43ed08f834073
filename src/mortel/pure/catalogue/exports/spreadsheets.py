"""The catalogue as tables of text: one for each kind, a row for each thing."""

from collections.abc import Iterator, Mapping, Sequence

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.exports.fields import Flat, fields_of
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import LANGUAGES

Row = Mapping[str, str]


def tables_of(catalogue: Catalogue) -> Mapping[str, Sequence[Row]]:
    """Name of the table -> its rows. All rows of a table have the same columns, `id` first; an id of a taxonomy
    stands in the column `taxonomy`."""
    items = [
        {"taxonomy": taxonomy.id, **_row(item)}
        for taxonomy in catalogue.taxonomies
        for item in taxonomy.items
    ]
    tables: dict[str, list[dict[str, str]]] = {"items": items}
    for name in _KINDS:
        tables[name] = [_row(thing) for thing in getattr(catalogue, name)]
    return {name: _squared(rows) for name, rows in tables.items()}


_KINDS = (
    "signals",
    "rules",
    "interventions",
    "guides",
    "kits",
    "statements",
    "disputes",
    "tips",
    "presets",
)


def _row(thing: Thing) -> dict[str, str]:
    return {column: cell for key, value in fields_of(thing) for column, cell in _cells(key, value)}


def _cells(key: str, value: Flat) -> Iterator[tuple[str, str]]:
    """A text fills two columns; several texts stand in one cell, a line each; several ids are apart by a space."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Text):
        yield from (
            (f"{key}.{language}", value.in_language(language, neutral(language))) for language in LANGUAGES
        )
    elif value and isinstance(value[0], Text):
        for language in LANGUAGES:
            lines = [t.in_language(language, neutral(language)) for t in value if isinstance(t, Text)]
            yield f"{key}.{language}", "\n".join(lines)
    else:
        yield key, " ".join(str(one) for one in value)


def _squared(rows: Sequence[dict[str, str]]) -> Sequence[Row]:
    columns = dict.fromkeys(["id", *(column for row in rows for column in row)])
    return [{column: row.get(column, "") for column in columns} for row in rows]
