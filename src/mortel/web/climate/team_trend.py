"""What earlier rounds told the same team, as a small table of words; numbers where those could be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.apps.climate.access import Told
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import NO_FIGURE, NOT_ASKED, SHORT_LEVELS
from mortel.web.climate.wall import SIX
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


def trend(rounds: Sequence[Told], words: Words) -> Trend | None:
    """None when there was one round or none: then there is nothing to lay side by side."""
    if len(rounds) < 2:
        return None
    shown = rounds[-COLUMNS:]
    rows = (TrendRow(label_of(one, words), tuple(_cell(told, one) for told in shown)) for one in SIX)
    return Trend(tuple(told.round_name for told in shown), tuple(rows))


def _cell(told: Told, dimension_id: str) -> Cell:
    group = told.result.group
    if group is None:
        return Cell(told.round_name, CONVERSATION, None)
    found = group.dimension(dimension_id)
    if found is None:
        return Cell(told.round_name, NOT_ASKED, None)
    said = SHORT_LEVELS[found.word] if found.word or found.mean is not None else NO_FIGURE
    return Cell(told.round_name, said, found.mean)
