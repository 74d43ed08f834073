"""Everything that a team can be told today, worked out once for its page, its sheet of paper and its lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from mortel.apps.climate.access import (
    OwnTeam,
    Told,
    has_lead,
    leadership_from,
    own_teams,
    reads_leadership,
    result_for,
    size_of,
    told_before,
    told_release,
)
from mortel.apps.climate.queries import ARelease, newest_of_teams, organisation_result, questions_of
from mortel.apps.people.access import Viewer
from mortel.pure.results.shapes import Group, TeamResult
from mortel.pure.results.without import LEADERSHIP
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.side_by_side import SideBySide
from mortel.web.climate.team_lines import GUIDE_FOR_ALL, Line, line, not_there, reasons
from mortel.web.climate.team_questions import Asked, in_one_language, questions_by_scale
from mortel.web.climate.team_trend import trend
from mortel.web.climate.team_words import headline
from mortel.web.climate.wall import SIX, Wall, walls
from mortel.web.words import Words

# none: no round has been told yet. absent: this team was not in it. talk: no figures of its own. figures: figures.
Situation = Literal["none", "absent", "talk", "figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The page of a team that has figures. `six` in the order of the wall's base first, `others` of modules."""

    response: int
    leads: int
    headline: str
    six: tuple[Line, ...]
    others: tuple[Line, ...]
    walls: tuple[Wall, Wall]
    said: str
    strengths: tuple[str, ...]
    step: Line | None
    changes: tuple[Line, ...]
    guide: str
    questions: list[tuple[str, list[Asked]]]
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Story:
    """`lead_until` is the day on which members read about leadership, while that day has not come.

    `reads_first`: she led the team then, and reads it before that day. `newest` is there when she reads an earlier
    round than that, `earlier` are the rounds before the one she reads. `size` is how many people work here now.
    """

    team: OwnTeam
    others: tuple[OwnTeam, ...]
    has_lead: bool
    situation: Situation
    release: ARelease | None = None
    result: TeamResult | None = None
    group: Group | None = None
    asked: Questionnaire | None = None
    figures: Figures | None = None
    trend: SideBySide | None = None
    untested: str = ""
    lead_until: date | None = None
    reads_first: bool = False
    newest: ARelease | None = None
    earlier: tuple[Told, ...] = ()
    size: int = 0

    @property
    def query(self) -> str:
        """What an address needs so that it tells of the same round."""
        return f"?ronde={self.release.pk}" if self.newest and self.release else ""

    @property
    def tells_leadership(self) -> bool:
        """Whether anything about leadership can be read here today."""
        found = self.group.dimension(LEADERSHIP) if self.group else None
        return found is not None and (found.mean is not None or bool(found.word))


def story_of(person: Viewer, team: OwnTeam, words: Words, chosen: UUID | None = None) -> Story:
    """Of the newest round, or the `chosen` release (404 when it told this team nothing).

    A constant number of queries, however many rounds and people there are.
    """
    newest = newest_of_teams()
    is_earlier = newest is not None and chosen is not None and chosen != newest.pk
    release = told_release(team, chosen) if is_earlier and chosen else newest
    others = tuple(one for one in own_teams(person) if one.id != team.id)
    untold = Story(team, others, has_lead(team), "none")
    if release is None:
        return replace(untold, size=size_of(team))
    return replace(_told(untold, release, words), newest=newest if is_earlier else None)


def _told(untold: Story, release: ARelease, words: Words) -> Story:
    """What this release, and those before it, told the team of a story that tells nothing yet."""
    team = untold.team
    result, before = result_for(team, release), told_before(team, release)
    now = [Told(release.pk, release.round.name, release.day, result)] if result else []
    group, asked = result.group if result else None, _asked(release)
    lead_until = leadership_from(release)
    waits = lead_until if timezone.localdate() < lead_until else None
    first = waits is not None and reads_leadership(team, release)
    later = _comes_on(waits) if waits and not first else ""
    return replace(
        untold,
        situation="figures" if group else "talk" if result else "absent",
        release=release,
        result=result,
        group=group,
        asked=asked,
        figures=_figures(group, release, asked, later, words) if group else None,
        trend=trend([*before, *now], words, later),
        untested=in_one_language(asked.untested, words) if asked and not asked.tested else "",
        lead_until=waits,
        reads_first=first,
        earlier=tuple(reversed(before)),
        size=0 if group else size_of(team),
    )


def _asked(release: ARelease) -> Questionnaire | None:
    try:
        return questions_of(release.round)
    except LookupError:
        return None


def _figures(
    group: Group, release: ARelease, asked: Questionnaire | None, later: str, words: Words
) -> Figures:
    whole = organisation_result(release).whole
    told = {one.id: line(one, group, words, asked, whole) for one in group.dimensions}
    six = tuple(told.get(one) or _empty(one, later, words) for one in SIX)
    others = tuple(one for name, one in told.items() if name not in SIX)
    strengths = tuple(told[name].label for name in group.strengths if name in told)
    step = told.get(group.step or "")
    return Figures(
        response=round(100 * group.response),
        leads=group.leads,
        headline=headline(strengths, step.label if step else ""),
        six=six,
        others=others,
        walls=walls(one.brick() for one in six),
        said=_said(six),
        strengths=strengths,
        step=step,
        changes=tuple(one for one in six if one.change),
        guide=(step.guide if step else "") or GUIDE_FOR_ALL,
        questions=questions_by_scale(group, asked, words) if asked else [],
        reasons=reasons([*told.values()], group, words),
    )


def _comes_on(day: date) -> str:
    return gettext("comes on %(day)s") % {"day": date_format(day, "l j F")}


def _empty(dimension_id: str, later: str, words: Words) -> Line:
    if dimension_id == LEADERSHIP and later:
        return not_there(dimension_id, words, later)
    return not_there(dimension_id, words)


def _said(lines: Sequence[Line]) -> str:
    """The whole drawing in words, for who does not see it."""
    return " ".join(f"{one.label}: {one.brick().words.rstrip('.')}." for one in lines)
