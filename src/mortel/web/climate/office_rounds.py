"""A place over several rounds: the six sides as a table; resources and engagement as two lines (S-107)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortel.pure.results.shapes import Group, OfficeLine
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_demands import resource_mean
from mortel.web.climate.office_drawing import Drawing, drawing
from mortel.web.climate.side_by_side import Said, SideBySide, side_by_side
from mortel.web.climate.team_words import NO_FIGURE
from mortel.web.words import Words

ENGAGEMENT = "engagement"


@dataclass(frozen=True, slots=True)
class Rounds:
    """`together` draws resources and engagement; None with fewer than two rounds of both."""

    table: SideBySide
    together: Drawing | None


def rounds_of(
    told: Sequence[tuple[str, date, object]], asked: Questionnaire, words: Words, names: tuple[str, str]
) -> Rounds | None:
    """None with one round: there is nothing to lay beside it. `names` of the two lines."""
    groups = [(name, line.group) for name, _day, line in told if isinstance(line, OfficeLine) and line.group]
    if len(groups) < 2:
        return None
    # A whole organisation is set beside nothing: its scores stand without a word.
    table = side_by_side(groups, words, Said(absent=NO_FIGURE, apart=""))
    return Rounds(table, _together(groups, asked, names))


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
