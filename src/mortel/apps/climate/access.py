"""Who may set up a round, and who reads which results. Not yours and not there look the same: 404.

Leadership is personal data of one recognisable person: its lead reads it one working day before her team does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from mortel.apps.climate.choices import Audience, Channel
from mortel.apps.climate.models import Invitation, Pack, Release, ReleasedFigure, Round, RoundLead
from mortel.apps.climate.queries import phase_of, released, rounds, team_result, team_results
from mortel.apps.people.access import require
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Membership, Person
from mortel.apps.people.queries import current, memberships_of
from mortel.pure.results.shapes import TeamResult
from mortel.pure.results.without import without_leadership
from mortel.pure.rounds.phases import Phase
from mortel.pure.rounds.working_days import next_working_day

# Who reads what was told by team, and who reads what was told of the whole organisation.
READ_BY_TEAM: Final = frozenset({GrantKind.HR, GrantKind.RESEARCHER})
READ_THE_WHOLE: Final = READ_BY_TEAM | {GrantKind.COUNCIL}

_Row = TypeVar("_Row", Round, Pack, Release)


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team of the viewer, `person`; `leads` whether she leads it now."""

    id: UUID
    name: str
    leads: bool
    person: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """What a team reads of one round; `release` is its id."""

    release: UUID
    round_name: str
    day: date
    result: TeamResult


def _or_404(rows: QuerySet[_Row], pk: UUID) -> _Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def round_for(adviser: Person, pk: UUID) -> Round:
    """A round for whoever sets rounds up (HR)."""
    require(adviser, GrantKind.HR)
    return _or_404(rounds().select_related("instrument"), pk)


def draft_for(adviser: Person, pk: UUID) -> Round:
    """A round that can still be changed; 404 once it opened."""
    round_ = round_for(adviser, pk)
    if phase_of(round_) != Phase.DRAFT:
        raise Http404
    return round_


def round_for_council(member: Person, pk: UUID) -> Round:
    """A round as the works council reads its file."""
    require(member, GrantKind.COUNCIL, GrantKind.HR)
    return _or_404(rounds().select_related("instrument"), pk)


def release_for(reader: Person, pk: UUID) -> Release:
    """What was told of the whole organisation, for HR, researchers and the works council."""
    require(reader, *READ_THE_WHOLE)
    return _or_404(released(), pk)


def release_by_team_for(reader: Person, pk: UUID) -> Release:
    """The same by team, for HR and researchers."""
    require(reader, *READ_BY_TEAM)
    return _or_404(released(), pk)


def pack_for(adviser: Person, pk: UUID) -> Pack:
    require(adviser, GrantKind.HR, GrantKind.RESEARCHER)
    return _or_404(Pack.objects.all(), pk)


def own_teams(person: Person) -> list[OwnTeam]:
    """The teams she works in now, the main one first. One query."""
    rows = memberships_of(person)
    return [OwnTeam(row.team_id, row.team.name, leads=row.is_lead, person=person.pk) for row in rows]


def own_team(person: Person, pk: UUID) -> OwnTeam:
    """One of her own teams, or 404."""
    found = next((team for team in own_teams(person) if team.id == pk), None)
    if found is None:
        raise Http404
    return found


def has_lead(team: OwnTeam) -> bool:
    """Whether anybody leads this team now; a self-managing one has nobody. One query."""
    leads = Membership.objects.filter(team=team.id, is_lead=True)
    return current(leads, timezone.localdate()).exists()


def leadership_from(release: Release) -> date:
    """The day on which a team reads what it said about its lead: one working day after the lead herself."""
    told = release.round.released_at
    return next_working_day(timezone.localdate(told) if told else release.day)


def reads_leadership(team: OwnTeam, release: Release) -> bool:
    """Whether she reads it today. Earlier than her team only if she led it when the round opened. One query at most."""
    if timezone.localdate() >= leadership_from(release):
        return True
    return RoundLead.objects.filter(round=release.round_id, team=team.id, person=team.person).exists()


def result_for(team: OwnTeam, release: Release) -> TeamResult | None:
    """What this team reads of itself today; without leadership until the lead has had her day. Two queries at most.

    None when the team was not in this round.
    """
    result = team_result(release, team.id)
    return result and _as_read(team, result, release)


def told_release(team: OwnTeam, pk: UUID) -> Release:
    """An earlier release that told this team something, or 404. One query."""
    told = ReleasedFigure.objects.filter(audience=Audience.TEAM, place=str(team.id)).values("release")
    return _or_404(released().filter(tells_teams=True, pk__in=told), pk)


def size_of(team: OwnTeam) -> int:
    """How many people work in this team now. One query."""
    return current(Membership.objects.filter(team=team.id), timezone.localdate()).count()


def told_before(team: OwnTeam, release: Release) -> list[Told]:
    """What this team reads of the rounds before this one, oldest first, by the same rule."""
    return [
        Told(earlier.pk, earlier.round.name, earlier.day, _as_read(team, result, earlier))
        for earlier, result in team_results(team.id)
        if earlier.day < release.day and earlier.tells_teams
    ]


def _as_read(team: OwnTeam, result: TeamResult, release: Release) -> TeamResult:
    return result if reads_leadership(team, release) else without_leadership(result)


def own_invitation(person: Person, round_id: UUID) -> Invitation:
    """Her own place in a round that was not released yet, to open her ballot; who gets paper gets no link."""
    own = Invitation.objects.filter(person=person, round_id=round_id, round__released_at=None)
    found = own.exclude(channel=Channel.PAPER).select_related("round").first()
    if found is None:
        raise Http404
    return found
