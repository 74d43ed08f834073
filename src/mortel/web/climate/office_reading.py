"""One release as the office opens it: what it told, what was asked, and how much of it this reader may open."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext

from mortel.apps.climate.access import READ_BY_TEAM, release_by_team_for, release_for
from mortel.apps.climate.queries import ARelease, organisation_result, questions_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.results.shapes import OrganisationResult
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.team_questions import in_one_language
from mortel.web.words import Words


@dataclass(frozen=True, slots=True)
class Opened:
    """`by_team`: she may read it by team. `for_council`: she reads the question that the council added."""

    release: ARelease
    result: OrganisationResult
    asked: Questionnaire
    words: Words
    by_team: bool
    for_council: bool

    @property
    def untested(self) -> str:
        return "" if self.asked.tested else in_one_language(self.asked.untested, self.words)

    @property
    def too_few(self) -> bool:
        """Whether so few took part that nothing is told, not even how many."""
        return not self.result.blocks

    @property
    def took_part(self) -> str:
        """How many answered, in one sentence without its full stop."""
        if self.too_few:
            return gettext("Fewer than %(least)d people took part") % {"least": self.release.round.k}
        return gettext("%(answered)d of %(invited)d people answered") % {
            "answered": self.result.answered,
            "invited": self.result.invited,
        }

    @property
    def no_open_data(self) -> str:
        """Why this round made no table for everybody; nothing where it made one."""
        gap = self.result.open_table_gap
        return gap.sentence(self.words.language) if gap else ""


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """For HR, researchers and the council; for anybody else it does not exist (404). Two queries."""
    return _opened(request, release_for(viewer(request), pk))


def opened_by_team(request: HttpRequest, pk: UUID) -> Opened:
    """For HR and researchers. Two queries."""
    return _opened(request, release_by_team_for(viewer(request), pk))


def _opened(request: HttpRequest, release: ARelease) -> Opened:
    grants = grants_of(viewer(request))
    return Opened(
        release=release,
        result=organisation_result(release),
        asked=questions_of(release.round),
        words=Words(),
        by_team=bool(grants & READ_BY_TEAM),
        for_council=bool(grants & {GrantKind.HR, GrantKind.COUNCIL}),
    )
