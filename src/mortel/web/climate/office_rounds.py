"""A place over several rounds: the six sides as a table; resources and engagement as two lines (S-107)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortel.pure.results.shapes import Group, OfficeLine
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_demands import resource_mean
from mortel.web.climate.office_drawing import Drawing, drawing
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import SHORT_LEVELS
from mortel.web.climate.wall import SIX
from mortel.web.words import Words

ENGAGEMENT = "engagement"


@dataclass(frozen=True, slots=True)
class Cell:
    round_name: str
    word: str
    score: float | None


@dataclass(frozen=True, slots=True)
class RoundsRow:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """`names` from old to new. `together` draws resources and engagement; None with fewer than two rounds of both."""

    names: tuple[str, ...]
    rows: tuple[RoundsRow, ...]
    together: Drawing | None


def rounds_of(
    told: Sequence[tuple[str, date, object]], asked: Questionnaire, words: Words, names: tuple[str, str]
) -> Rounds | None:
    """None with one round: there is nothing to lay beside it. `names` of the two lines."""
    groups = [(name, line.group) for name, _day, line in told if isinstance(line, OfficeLine) and line.group]
    if len(groups) < 2:
        return None
    rows = tuple(
        RoundsRow(label_of(one, words), tuple(_cell(name, group, one) for name, group in groups))
        for one in SIX
    )
    return Rounds(tuple(name for name, _group in groups), rows, _together(groups, asked, names))


def _cell(name: str, group: Group, dimension_id: str) -> Cell:
    found = group.dimension(dimension_id)
    if found is None:
        return Cell(name, "", None)
    return Cell(name, str(SHORT_LEVELS[found.word]) if found.word else "", found.mean)


def _together(
    groups: Sequence[tuple[str, Group]], asked: Questionnaire, names: tuple[str, str]
) -> Drawing | None:
    both = []
    for name, group in groups:
        engagement, resources = group.dimension(ENGAGEMENT), resource_mean(group, asked)
        if engagement is not None and engagement.mean is not None and resources is not None:
            both.append((name, resources, engagement.mean))
    if len(both) < 2:
        return None
    labels = [name for name, _resources, _engagement in both]
    lines = [[one[1] for one in both], [one[2] for one in both]]
    return drawing(labels, list(zip(names, lines, strict=True)))
