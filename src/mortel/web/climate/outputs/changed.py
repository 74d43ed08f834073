"""What changed in few words: sides of the work with the same word together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mortel.web.climate.team_lines import ChangeLine
from mortel.web.climate.team_words import CHANGES, joined


class _Scale(Protocol):
    """A line of a page with what changed in it."""

    @property
    def label(self) -> str: ...
    @property
    def change(self) -> ChangeLine | None: ...


@dataclass(frozen=True, slots=True)
class Changed:
    """`labels` are the scales of which, since that round, this is the word."""

    since: str
    word: str
    labels: str


def changed(lines: Iterable[_Scale]) -> list[Changed]:
    """In the order better, worse, no difference, too early; nothing for scales without an earlier round."""
    words = [str(word) for word in CHANGES.values()]
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.change is not None:
            found.setdefault((line.change.since, str(line.change.word)), []).append(line.label)
    together = [Changed(since, word, joined(labels)) for (since, word), labels in found.items()]
    return sorted(together, key=lambda one: words.index(one.word))
