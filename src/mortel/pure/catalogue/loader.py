"""Reads `content/` into a Catalogue, or stops with the file and line that are wrong.

`catalogue.toml` carries the version. Each file of `taxonomies/` is one taxonomy, named after its id; its
`kind` says which keys its items may have. A new kind of item is a shape in `shapes` and one reader in
`_READERS`.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from mortel.pure.catalogue.shapes import (
    AUDIENCES,
    MODES,
    STAGES,
    Activity,
    Catalogue,
    Item,
    Place,
    Prompt,
    Scale,
    Taxonomy,
)
from mortel.pure.catalogue.tables import Table, read_table

_SOURCE = re.compile(r"S-[0-9]{2,3}")
_VERSION = re.compile(r"[0-9]{4}\.[0-9]{1,3}")
_TAXONOMY_ID = re.compile(r"[a-z]+(?:_[a-z]+)*")
_ITEM_ID = re.compile(r"[a-z]+\.[a-z0-9]+(?:_[a-z0-9]+)*")


def load_catalogue(folder: Path) -> Catalogue:
    """Read everything under `folder`; CatalogueError at the first thing that is wrong."""
    version = _read_version(folder / "catalogue.toml")
    read = [_read_taxonomy(file) for file in sorted((folder / "taxonomies").glob("*.toml"))]
    catalogue = Catalogue(version, tuple(taxonomy for taxonomy, _ in read))
    _check_items(catalogue, [pair for _, pairs in read for pair in pairs])
    return catalogue


def _read_version(file: Path) -> str:
    table = read_table(file)
    version = table.matching("version", _VERSION)
    table.finish()
    return version


def _read_taxonomy(file: Path) -> tuple[Taxonomy, list[tuple[Item, Table]]]:
    """The taxonomy, and each item with the table it came from, so that a later check can name the line."""
    table = read_table(file)
    read_item = _READERS[table.one_of("kind", tuple(_READERS))]
    pairs = [(read_item(row), row) for row in table.tables("items")]
    taxonomy = Taxonomy(
        id=table.matching("id", _TAXONOMY_ID),
        label=table.text("label"),
        definition=table.maybe_text("definition"),
        technical=table.maybe_text("technical"),
        sources=table.all_matching("sources", _SOURCE),
        items=tuple(item for item, _ in pairs),
    )
    if taxonomy.id != file.stem:
        table.fail(f"id {taxonomy.id!r} differs from the name of the file", "id")
    table.finish()
    for _, row in pairs:
        row.finish()
    return taxonomy, pairs


def _common(row: Table) -> dict[str, Any]:
    """The keys that every item has."""
    return {
        "id": row.matching("id", _ITEM_ID),
        "label": row.text("label"),
        "sources": row.all_matching("sources", _SOURCE),
        "definition": row.maybe_text("definition"),
        "technical": row.maybe_text("technical"),
        "retired_in": row.maybe_matching("retired_in", _VERSION),
        "replaced_by": row.maybe_word("replaced_by"),
    }


def _item(row: Table) -> Item:
    return Item(**_common(row))


def _place(row: Table) -> Place:
    return Place(**_common(row), interwoven=row.flag("interwoven"))


def _activity(row: Table) -> Activity:
    return Activity(**_common(row), mode=row.one_of("mode", MODES))


def _scale(row: Table) -> Scale:
    scale = Scale(
        **_common(row),
        low=row.number("low"),
        high=row.number("high"),
        low_label=row.text("low_label"),
        high_label=row.text("high_label"),
    )
    if scale.low >= scale.high:
        row.fail("'high' must be above 'low'", "high")
    return scale


def _prompt(row: Table) -> Prompt:
    return Prompt(
        **_common(row),
        stage=row.one_of("stage", STAGES),
        audience=row.some_of("audience", AUDIENCES),
        gentle=row.maybe_flag("gentle"),
        answers_from=row.maybe_word("answers_from"),
        several=row.maybe_flag("several"),
        about=row.maybe_words("about"),
    )


_READERS: Final[dict[str, Callable[[Table], Item]]] = {
    "choices": _item,
    "places": _place,
    "activities": _activity,
    "scales": _scale,
    "prompts": _prompt,
}


def _check_items(catalogue: Catalogue, pairs: Iterable[tuple[Item, Table]]) -> None:
    """What can only be seen once everything is read: double ids, references, retirements."""
    seen: set[str] = set()
    taxonomies = {taxonomy.id for taxonomy in catalogue.taxonomies}
    for item, row in pairs:
        if item.id in seen:
            row.fail(f"double id {item.id!r}", "id")
        seen.add(item.id)
        _check_retirement(catalogue, item, row)
        if isinstance(item, Prompt):
            _check_prompt(catalogue, taxonomies, item, row)


def _check_retirement(catalogue: Catalogue, item: Item, row: Table) -> None:
    if item.replaced_by and not catalogue.knows(item.replaced_by):
        row.fail(f"refers to unknown item {item.replaced_by!r}", "replaced_by")
    if item.replaced_by and not item.retired_in:
        row.fail("only a retired item is replaced: 'retired_in' is missing", "replaced_by")
    if item.retired_in and _order(item.retired_in) > _order(catalogue.version):
        row.fail(f"retired in {item.retired_in}, but this is {catalogue.version}", "retired_in")


def _check_prompt(catalogue: Catalogue, taxonomies: set[str], prompt: Prompt, row: Table) -> None:
    if prompt.answers_from and prompt.answers_from not in taxonomies:
        row.fail(f"refers to unknown taxonomy {prompt.answers_from!r}", "answers_from")
    if prompt.several and not prompt.answers_from:
        row.fail("'several' needs 'answers_from'", "several")
    for item_id in prompt.about:
        if not catalogue.knows(item_id):
            row.fail(f"refers to unknown item {item_id!r}", "about")


def _order(version: str) -> tuple[int, int]:
    year, number = version.split(".")
    return int(year), int(number)
