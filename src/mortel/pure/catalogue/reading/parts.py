"""What several kinds of content have in common: the keys of every entry, evidence, whole folders of tables."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from mortel.pure.catalogue.entries import DIRECTIONS, Evidence
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.tables import Table, read_table

# S-01 to S-157; S-129 is left free on purpose (docs/mission.md).
SOURCE: Final = re.compile(r"S-(?!129)(?:0[1-9]|[1-9][0-9]|1[0-4][0-9]|15[0-7])")
VERSION: Final = re.compile(r"20[0-9]{2}\.[1-9][0-9]{0,2}")

AnyThing = TypeVar("AnyThing", bound=Thing)
Pair: TypeAlias = tuple[AnyThing, Table]


def rows_of(files: Path, key: str, read: Callable[[Table], AnyThing]) -> Iterator[Pair[AnyThing]]:
    """Everything under `[[key]]` in one file, or in all files of a folder; nothing when it is not there: `layout`
    says whether it may be absent."""
    found = sorted(files.glob("*.toml")) if files.is_dir() else [files] if files.exists() else []
    for file in found:
        table = read_table(file)
        for row in table.tables(key):
            yield read(row), row
            row.finish()
        table.finish()


def entry_keys(row: Table, form: re.Pattern[str]) -> dict[str, Any]:
    """The keys that every entry has; its id must have this form."""
    return {"id": row.matching("id", form), **lasting_keys(row)}


def lasting_keys(row: Table) -> dict[str, Any]:
    """Where it comes from, and what happened to it."""
    return {
        "sources": row.all_matching("sources", SOURCE),
        "retired_in": row.maybe_matching("retired_in", VERSION),
        "replaced_by": row.maybe_word("replaced_by"),
    }


def evidence(row: Table) -> Evidence:
    """`evidence.strength`, `.direction`, `.contested` and perhaps `.note`."""
    table = row.table("evidence")
    found = Evidence(
        strength=table.word("strength"),
        direction=table.one_of("direction", DIRECTIONS),
        contested=table.flag("contested"),
        note=table.maybe_text("note"),
    )
    table.finish()
    return found
