"""What several rounds told of one group, as a small table: a row for each side of the wall, a word in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from mortel.pure.results.shapes import Group
from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import NO_FIGURE, SHORT_LEVELS
from mortel.web.climate.wall import SIX
from mortel.web.words import Sentence, Words

CONVERSATION: Final = _("a conversation, no figures")


@dataclass(frozen=True, slots=True)
class Cell:
    round_name: str
    word: Sentence
    score: float | None


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`names` of the rounds are the heads of the columns, oldest first."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a side that is `absent`, of a score that is `apart` from others, and in the newest round of
    leadership that its reader may not read yet."""

    absent: Sentence
    apart: Sentence
    not_yet: Sentence = ""


def side_by_side(rounds: Sequence[tuple[str, Group | None]], words: Words, said: Said) -> SideBySide:
    """(name, figures if it had any) of each round, oldest first."""
    rows = tuple(Row(label_of(side, words), _cells(rounds, side, said)) for side in SIX)
    return SideBySide(tuple(name for name, _group in rounds), rows)


def _cells(rounds: Sequence[tuple[str, Group | None]], side: str, said: Said) -> tuple[Cell, ...]:
    *before, newest = rounds
    later = (said.not_yet if side == LEADERSHIP else "") or said.absent
    absent = [(one, said.absent) for one in before] + [(newest, later)]
    return tuple(_cell(name, group, side, empty, said) for (name, group), empty in absent)


def _cell(name: str, group: Group | None, side: str, absent: Sentence, said: Said) -> Cell:
    if group is None:
        return Cell(name, CONVERSATION, None)
    found = group.dimension(side)
    if found is None:
        return Cell(name, absent, None)
    if found.word:
        return Cell(name, SHORT_LEVELS[found.word], found.mean)
    return Cell(name, NO_FIGURE if found.mean is None else said.apart, found.mean)
