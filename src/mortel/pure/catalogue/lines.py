"""Where something stands in a TOML file: the parser keeps no positions, a mistake is looked up afterwards."""

import re

Step = str | int
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+(?:\.[\w-]+)*)\s*=")
_ELEMENT = re.compile(r"\s*\{")


def line_of(raw: str, path: tuple[Step, ...]) -> int:
    """Line (from 1) of `path`, such as `("items", 3, "label")`; if that is missing, of what holds it."""
    written = _written_paths(raw)
    for length in range(len(path), 0, -1):
        if path[:length] in written:
            return written[path[:length]]
    return 1


def _written_paths(raw: str) -> dict[tuple[Step, ...], int]:
    written: dict[tuple[Step, ...], int] = {}
    counts: dict[tuple[Step, ...], int] = {}
    table: tuple[Step, ...] = ()
    array: tuple[Step, ...] = ()
    inside_string = False
    for number, line in enumerate(raw.splitlines(), start=1):
        starts_inside, inside_string = inside_string, inside_string ^ _opens_or_closes(line)
        if starts_inside:
            continue
        if header := _HEADER.match(line):
            table = _table_path(header[2].split("."), is_array=header[1] == "[[", counts=counts)
            written.setdefault(table, number)
            if header[1] == "[[":
                written.setdefault(table[:-1], number)
        elif _ELEMENT.match(line):
            counts[array] = counts.get(array, -1) + 1
            written.setdefault((*array, counts[array]), number)
        elif key := _KEY.match(line):
            parts = tuple(key[1].split("."))
            for length in range(1, len(parts) + 1):
                written.setdefault(table + parts[:length], number)
            array = table + parts
    return written


def _opens_or_closes(line: str) -> bool:
    return (line.count('"""') + line.count("'''")) % 2 == 1


def _table_path(parts: list[str], *, is_array: bool, counts: dict[tuple[Step, ...], int]) -> tuple[Step, ...]:
    path: tuple[Step, ...] = ()
    for depth, part in enumerate(parts, start=1):
        path += (part,)
        if is_array and depth == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path
