"""Everything that stands on the page of the whole organisation, worked out once from what a round told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from mortel.pure.results.shapes import Group, TeamLevelWord
from mortel.pure.results.without import LEADERSHIP
from mortel.pure.rounds.questionnaire import OWN_QUESTION, Questionnaire
from mortel.web.climate.office_activities import Activities, activities
from mortel.web.climate.office_demands import LOAD, Demands, demands, load_is_high
from mortel.web.climate.office_parts import Parts, parts_of
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_rounds import ENGAGEMENT, Rounds, rounds_of
from mortel.web.climate.office_scales import (
    ItemLine,
    ScaleLine,
    codes_about,
    item_lines,
    scale_line,
    scale_lines,
)
from mortel.web.climate.office_written import Written, written
from mortel.web.climate.team_lines import label_of, part_lines
from mortel.web.climate.team_words import NOT_ASKED, joined
from mortel.web.climate.wall import SIX, Brick, State, Wall, walls
from mortel.web.words import Words

SAFETY: Final = "x.psysafety"
CRAFTING: Final = ("jc.task", "jc.relational", "jc.cognitive")
GOALS: Final = ("go.learning", "go.performance")
OUTCOMES: Final = ("out.attachment", "out.citizenship", "out.vitality")


@dataclass(frozen=True, slots=True)
class Warrant:
    """Whether it makes sense to speak of teams in one dimension; the figures are for the technical details."""

    label: str
    word: str
    icc1: float | None
    icc2: float | None
    missed: int | None
    holds: bool = False

    @property
    def said(self) -> str:
        """Its sentence, with the chance of having missed a difference."""
        if self.missed is None:
            return self.word
        chance = gettext("There is a chance of %(missed)d%% that we missed a real difference.")
        return f"{self.word} {chance % {'missed': self.missed}}"


@dataclass(frozen=True, slots=True)
class Warrants:
    """`labels` are the sides with one and the same sentence, joined; `is_all` when it holds for every side asked."""

    word: str
    labels: str
    is_all: bool


@dataclass(frozen=True, slots=True)
class Report:
    """`six` in the order of the wall's base first; `others` are scales that belong to no section of the page."""

    response: int
    six: tuple[ScaleLine, ...]
    walls: tuple[Wall, Wall]
    said: str
    reason: str
    changed: tuple[ScaleLine, ...]
    warrants: tuple[Warrant, ...]
    warranted: tuple[Warrants, ...]
    parts: Parts | None
    load_first: bool
    leadership_first: bool
    shows_leadership: bool
    load: list[ScaleLine]
    safety: list[ScaleLine]
    engagement: list[ScaleLine]
    crafting: list[ScaleLine]
    goals: list[ScaleLine]
    others: list[ScaleLine]
    influence: list[ItemLine]
    demands: Demands | None
    activities: Activities | None
    written: Written | None
    rounds: Rounds | None
    council: ItemLine | None


def report(one: Opened, told: Sequence[tuple[str, date, object]]) -> Report:
    """`told` is what every round told of the organisation, oldest first."""
    whole, asked, words = one.result.whole, one.asked, one.words
    six = tuple(_of_six(name, whole, one) for name in SIX)
    known = {*SIX, SAFETY, LOAD, ENGAGEMENT, *CRAFTING, *GOALS, *OUTCOMES}
    others = [each for each in whole.dimensions if each.id not in known]
    bricks = [_brick(each, whole) for each in six]
    leads = six[0]
    return Report(
        response=round(100 * whole.response),
        six=six,
        walls=walls(bricks),
        said=" ".join(f"{brick.label}: {brick.words.rstrip('.')}." for brick in bricks),
        reason=whole.gap.sentence(words.language) if whole.gap else "",
        changed=tuple(each for each in (*six, *_told_beside(whole, asked, words)) if each.change),
        warrants=tuple(_warrant(each, words) for each in one.result.team_level),
        warranted=_by_word([_warrant(each, words) for each in one.result.team_level]),
        parts=parts_of(one.result.division, words) if one.result.division else None,
        load_first=load_is_high(whole, asked, words),
        leadership_first=leads.is_low or whole.step == LEADERSHIP,
        shows_leadership=leads.score is not None,
        load=scale_lines(whole, [LOAD], asked, words),
        safety=scale_lines(whole, [SAFETY], asked, words),
        engagement=scale_lines(whole, [ENGAGEMENT], asked, words),
        crafting=scale_lines(whole, CRAFTING, asked, words),
        goals=scale_lines(whole, GOALS, asked, words),
        others=[scale_line(each, asked, words) for each in others],
        influence=item_lines(whole, codes_about(asked, "if."), asked, words),
        demands=demands(whole, asked, words),
        activities=activities(whole, asked, words),
        written=written(one.result.activities, words),
        rounds=rounds_of(told, asked, words, (gettext("resources"), label_of(ENGAGEMENT, words))),
        council=_of_the_council(one),
    )


def _told_beside(whole: Group, asked: Questionnaire, words: Words) -> Iterator[ScaleLine]:
    """Every other scale of the round: load, engagement, those of its modules."""
    return (scale_line(each, asked, words) for each in whole.dimensions if each.id not in SIX)


def _of_the_council(one: Opened) -> ItemLine | None:
    """The question that the council added, for the council and HR."""
    lines = item_lines(one.result.whole, [OWN_QUESTION], one.asked, one.words) if one.for_council else []
    return next(iter(lines), None)


def _of_six(name: str, whole: Group, one: Opened) -> ScaleLine:
    found = whole.dimension(name)
    if found is not None:
        return scale_line(found, one.asked, one.words, part_lines(whole, one.asked, name, one.words))
    label = label_of(name, one.words)
    return ScaleLine(name, label, "", NOT_ASKED, None, None, None, None, str(NOT_ASKED), None)


def _brick(line: ScaleLine, whole: Group) -> Brick:
    state: State = "strong" if line.id in whole.strengths else "talk" if line.id == whole.step else "same"
    if line.score is None:
        return Brick(line.id, line.label, line.reason or gettext("no figure"), "joint")
    said = str(line.said)
    if state == "strong":
        said = gettext("%(said)s; stands out as strong") % {"said": said}
    elif state == "talk":
        said = gettext("%(said)s; stands out to talk about") % {"said": said}
    return Brick(line.id, line.label, said, state)


def _by_word(warrants: Sequence[Warrant]) -> tuple[Warrants, ...]:
    """The sides with the same sentence together; where it makes sense to speak of teams first."""
    found: dict[str, list[str]] = {}
    for each in sorted(warrants, key=lambda one: not one.holds):
        found.setdefault(each.said, []).append(each.label)
    return tuple(Warrants(word, joined(labels), len(found) == 1) for word, labels in found.items())


def _warrant(one: TeamLevelWord, words: Words) -> Warrant:
    if one.gap is not None:
        said = one.gap.sentence(words.language)
    elif not one.icc1:
        said = gettext("No difference between teams found.")
    elif one.warranted:
        said = gettext("It makes sense to speak of teams.")
    else:
        said = gettext("Teams hardly differ: speak of the organisation rather than of teams.")
    missed = None if one.missed is None or one.icc1 else round(100 * one.missed)
    return Warrant(label_of(one.dimension, words), said, one.icc1, one.icc2, missed, one.warranted)
