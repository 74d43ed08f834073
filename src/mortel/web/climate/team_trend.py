"""What earlier rounds told the same team, as a small table of words; numbers where those could be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.apps.climate.access import Told
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import NO_FIGURE, NOT_ASKED, SHORT_LEVELS
from mortel.web.climate.wall import LEADERSHIP, SIX
from mortel.web.words import Words

# So many rounds fit beside each other on an A4; those before are told on no page.
COLUMNS = 4
CONVERSATION = _("a conversation, no figures")


@dataclass(frozen=True, slots=True)
class Cell:
    round_name: str
    word: str | Promise
    score: float | None


@dataclass(frozen=True, slots=True)
class TrendRow:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """A row for each brick; `rounds` are the heads of the columns, oldest first."""

    rounds: tuple[str, ...]
    rows: tuple[TrendRow, ...]


def trend(rounds: Sequence[Told], words: Words, not_yet: str = "") -> Trend | None:
    """None when fewer than two rounds told something: then there is nothing to lay side by side.

    `not_yet` stands where the newest round will tell about leadership later.
    """
    shown = rounds[-COLUMNS:]
    if len(shown) < 2 or not any(told.result.group for told in shown):
        return None
    rows = (TrendRow(label_of(one, words), _cells(shown, one, not_yet)) for one in SIX)
    return Trend(tuple(told.round_name for told in shown), tuple(rows))


def _cells(rounds: Sequence[Told], dimension_id: str, not_yet: str) -> tuple[Cell, ...]:
    *before, newest = rounds
    later = not_yet if dimension_id == LEADERSHIP and not_yet else NOT_ASKED
    return (*(_cell(told, dimension_id, NOT_ASKED) for told in before), _cell(newest, dimension_id, later))


def _cell(told: Told, dimension_id: str, absent: str | Promise) -> Cell:
    group = told.result.group
    if group is None:
        return Cell(told.round_name, CONVERSATION, None)
    found = group.dimension(dimension_id)
    if found is None:
        return Cell(told.round_name, absent, None)
    said = SHORT_LEVELS[found.word] if found.word or found.mean is not None else NO_FIGURE
    return Cell(told.round_name, said, found.mean)
