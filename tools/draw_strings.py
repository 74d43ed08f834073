"""Draws Dutch texts of the catalogue by lot, for somebody to read: the same seed draws the same texts.

    .venv/bin/python tools/draw_strings.py 300 --seed 20261124

Each kind gets its share, but at least `LEAST` texts where it has so many. A sheet of a kit counts as its paragraphs.
A line is kind, id, key and text. A text that is mended keeps its place in the draw; one that is added or taken away
gives another draw, so read with the commit that a report names.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import Located, texts_of, things_of

LEAST = 15
# Small kinds that are read alike; what has no name here is one of the lists of choices.
KINDS = {
    "Advice": "tip",
    "Dimension": "climate",
    "Dispute": "dispute",
    "Guide": "guide",
    "Intervention": "intervention",
    "Kit": "kit",
    "Outcome": "outcome",
    "Preset": "preset",
    "Prompt": "question",
    "Rule": "rule",
    "Signal": "signal",
    "Statement": "statement",
    "Subdimension": "climate",
    "Term": "term",
}


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    id: str
    key: str
    text: str


def lines_of(catalogue: Catalogue) -> Iterator[Line]:
    """Every Dutch text, in written order."""
    for thing in things_of(catalogue):
        for located in texts_of(thing):
            yield from _lines(thing, located)


def _lines(thing: Thing, located: Located) -> Iterator[Line]:
    kind, text = KINDS.get(type(thing).__name__, "list"), located.text.nl
    if not located.key.endswith(".body"):
        yield Line(kind, located.id, located.key, text)
        return
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip()), start=1):
        yield Line(kind, located.id, f"{located.key}.{number}", " / ".join(paragraph.split("\n")))


def shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many of each kind: `LEAST` of each, and the rest to whoever is furthest below its share."""
    given = {kind: min(LEAST, size) for kind, size in sizes.items()}
    while sum(given.values()) < min(wanted, sum(sizes.values())):
        open_ones = [kind for kind in sorted(sizes) if given[kind] < sizes[kind]]
        poorest = min(open_ones, key=lambda kind: given[kind] / sizes[kind])
        given[poorest] += 1
    return given


def draw(lines: Sequence[Line], wanted: int, seed: int) -> list[Line]:
    """`wanted` lines, or a few more where every kind needs its least; in written order."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        by_kind[line.kind].append(place)
    lot, given = Random(seed), shares({kind: len(places) for kind, places in by_kind.items()}, wanted)
    drawn = [place for kind in sorted(by_kind) for place in lot.sample(by_kind[kind], given[kind])]
    return [lines[place] for place in sorted(drawn)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Draws Dutch texts of the catalogue by lot.")
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    for line in draw(list(lines_of(shipped())), given.number, given.seed):
        print(f"{line.kind}\t{line.id} · {line.key}\t{line.text}")


if __name__ == "__main__":
    main()
