"""Dutch as Belgium says it: whole strings, laid over the Dutch of the catalogue by id and key.

`content/overlays/nl-BE.toml` is short on purpose: the Dutch of the catalogue is for both countries, and words that
differ stand in placeholders. What it does not name falls back to nl.
"""

from collections import defaultdict
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.shapes import Taxonomy, Text
from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.catalogue.texts import texts_of
from mortel.pure.catalogue.words import placeholders, stray_braces

# By id of a thing: key -> the string.
_Strings = dict[str, dict[str, str]]


def lay_over(catalogue: Catalogue, file: Path) -> Catalogue:
    """The catalogue with the strings of `file`.

    CatalogueError with file and line for an id or key that does not exist, a string that comes twice or says the
    same as nl, and placeholders of another name.
    """
    strings = _read(catalogue, file)
    values: dict[str, Any] = {field.name: getattr(catalogue, field.name) for field in fields(catalogue)}
    laid = {name: _laid_list(value, strings) for name, value in values.items() if isinstance(value, tuple)}
    return Catalogue(**(values | laid))


def _read(catalogue: Catalogue, file: Path) -> _Strings:
    table = read_table(file)
    found: _Strings = defaultdict(dict)
    for row in table.tables("strings"):
        thing_id, key, string = row.word("id"), row.word("key"), row.word("nl-BE")
        row.finish()
        _check(_dutch(catalogue, thing_id, key, row), string, row)
        if key in found[thing_id]:
            row.fail(f"{thing_id!r} {key!r} comes twice", "key")
        found[thing_id][key] = string
    table.finish()
    return found


def _dutch(catalogue: Catalogue, thing_id: str, key: str, row: Table) -> str:
    try:
        thing = catalogue.thing(thing_id)
    except UnknownId:
        row.fail(f"unknown id {thing_id!r}", "id")
    texts = {located.key: located.text for located in texts_of(thing)}
    if key not in texts:
        row.fail(f"{thing_id!r} has no text {key!r}", "key")
    return texts[key].nl


def _check(dutch: str, string: str, row: Table) -> None:
    if string == dutch:
        row.fail("says the same as nl", "nl-BE")
    if stray_braces(string):
        row.fail("unknown placeholder", "nl-BE")
    if sorted(placeholders(string)) != sorted(placeholders(dutch)):
        row.fail("other placeholders than nl", "nl-BE")


def _laid_list(things: tuple[Any, ...], strings: _Strings) -> tuple[Any, ...]:
    return tuple(_laid(thing, strings) for thing in things)


def _laid(thing: Any, strings: _Strings) -> Any:
    if isinstance(thing, Taxonomy) and any(item.id in strings for item in thing.items):
        thing = replace(thing, items=_laid_list(thing.items, strings))
    for key, string in strings.get(thing.id, {}).items():
        thing = _with(thing, key.split("."), string)
    return thing


def _with(value: Any, path: list[str], string: str) -> Any:
    """A copy in which the text at `path` has `string` for Belgium."""
    if isinstance(value, Text):
        return replace(value, nl_be=string)
    if isinstance(value, tuple):
        place = int(path[0]) - 1
        return (*value[:place], _with(value[place], path[1:], string), *value[place + 1 :])
    return replace(value, **{path[0]: _with(getattr(value, path[0]), path[1:], string)})
