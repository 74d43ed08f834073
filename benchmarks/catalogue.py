"""How long does reading the whole catalogue take at start, beside what bare TOML parsing of the same files takes?

Strict reading does more than parsing: every key, language, placeholder and reference is looked at. The ratio says what
that costs and can be compared between machines; the milliseconds are a mark of this machine. The aim is 150 ms.

    python -m benchmarks.catalogue

Prints a table and one line of JSON. Times are processor time, the first reading and the best of the later ones.
"""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shipped import CONTENT

AIM = 150
ROUNDS = 7
# Other folders of the content are not read with the catalogue.
_READ = ("taxonomies", "rules", "interventions", "guides", "kits", "evidence", "overlays")
_NOT_READ = ("words-explained", "words-marked")


def files() -> list[Path]:
    top = [file for file in CONTENT.glob("*.toml") if file.stem not in _NOT_READ]
    return top + [file for folder in _READ for file in (CONTENT / folder).rglob("*.toml")]


def parse_all() -> None:
    for file in files():
        tomllib.loads(file.read_text(encoding="utf-8"))


def milliseconds(what: Callable[[], Any]) -> float:
    start = process_time()
    what()
    return (process_time() - start) * 1000


def main() -> None:
    first = milliseconds(lambda: load_catalogue(CONTENT))
    reading = min(milliseconds(lambda: load_catalogue(CONTENT)) for _ in range(ROUNDS))
    parsing = min(milliseconds(parse_all) for _ in range(ROUNDS))
    size = sum(file.stat().st_size for file in files())
    print(f"{len(files())} files, {size / 1000:.0f} kB")
    print(f"first reading   {first:6.1f} ms   (aim: {AIM} ms)")
    print(f"later reading   {reading:6.1f} ms")
    print(f"bare parsing    {parsing:6.1f} ms")
    print(f"ratio           {reading / parsing:6.2f}")
    found = {
        "files": len(files()),
        "bytes": size,
        "first_ms": first,
        "reading_ms": reading,
        "parsing_ms": parsing,
    }
    print(
        json.dumps(
            {name: round(number, 1) for name, number in found.items()}
            | {"ratio": round(reading / parsing, 2)}
        )
    )


if __name__ == "__main__":
    main()
