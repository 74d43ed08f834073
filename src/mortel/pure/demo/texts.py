"""Reads the hand-written moments of a demo organisation (moments-*.toml)."""

import tomllib
from pathlib import Path
from typing import Any, NoReturn

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.lines import line_of
from mortel.pure.demo.source import SEASONS, MomentText

_REQUIRED = {"text": str, "functions": list, "source": str, "activities": list}
_OPTIONAL = {"form": str, "season": str}


def read_texts(file: Path) -> tuple[MomentText, ...]:
    """Every moment of one file; `activities` may be an empty list.

    Raises CatalogueError with file and line for a missing or unknown key, or a value of another kind.
    """
    try:
        raw = file.read_text(encoding="utf-8")
        rows = tomllib.loads(raw)["moments"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CatalogueError(file, 1, f"holds no moments: {error}") from error
    return tuple(_moment(file, raw, number, row) for number, row in enumerate(rows))


def _moment(file: Path, raw: str, number: int, row: dict[str, Any]) -> MomentText:
    def fail(key: str, problem: str) -> NoReturn:
        raise CatalogueError(file, line_of(raw, ("moments", number, key)), problem)

    for key in sorted(_REQUIRED.keys() - row.keys()):
        fail(key, f"missing key {key!r}")
    for key, value in row.items():
        kind = (_REQUIRED | _OPTIONAL).get(key)
        if kind is None or not isinstance(value, kind):
            fail(key, f"unknown key, or a value of another kind: {key!r}")
    season = next((known for known in SEASONS if known == row.get("season")), None)
    if "season" in row and season is None:
        fail("season", f"{row['season']!r} is no season")
    return MomentText(
        text=row["text"].strip(),
        functions=tuple(row["functions"]),
        source=row["source"],
        activities=tuple(row["activities"]),
        form=row.get("form"),
        season=season,
    )
