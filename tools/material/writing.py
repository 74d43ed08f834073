"""Writes rows as the TOML of `content/`: dotted keys, one list element a line where it holds texts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any


def write(file: Path, head: Mapping[str, Any], key: str = "", rows: Iterable[Mapping[str, Any]] = ()) -> None:
    """`head` at the top of the file, then each row under `[[key]]`."""
    blocks = ["\n".join(_lines(head))] if head else []
    blocks += ["\n".join([f"[[{key}]]", *_lines(row)]) for row in rows]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _lines(row: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in row.items():
        if value is None or value == []:
            continue
        if isinstance(value, Mapping):
            yield from _lines(value, f"{prefix}{key}.")
        elif isinstance(value, list) and isinstance(value[0], Mapping):
            yield f"{prefix}{key} = ["
            yield from (f"  {_inline(element)}," for element in value)
            yield "]"
        else:
            yield f"{prefix}{key} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return _inline(value)
    return json.dumps(value, ensure_ascii=False)


def _inline(row: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in row.items()) + " }"
