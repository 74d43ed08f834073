"""What is asked about rounds and what they released. Nothing here reads a ballot: pages see releases only."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mortel.apps.climate.choices import Audience, Channel, Consent
from mortel.apps.climate.models import (
    Ballot,
    HandedIn,
    Invitation,
    Pack,
    PaperSheet,
    Release,
    ReleasedFigure,
    Round,
    RoundLead,
    Snapshot,
)
from mortel.apps.people.models import Person
from mortel.pure.instruments.packs.as_instrument import pack_instrument
from mortel.pure.instruments.packs.reading import read_pack
from mortel.pure.instruments.packs.shapes import PackError
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import OfficeLine, OrganisationResult, TeamResult
from mortel.pure.rounds.phases import Phase, Times, phase
from mortel.pure.rounds.places import Place
from mortel.pure.rounds.questionnaire import Questionnaire, decoded

# What pages call a round, a pack and an invitation: they may pass them on and read their fields.
ARound: TypeAlias = Round
APack: TypeAlias = Pack
AnInvitation: TypeAlias = Invitation

# Answers, and who handed in: in no backup, and swept from the disk once a round is released.
BALLOT_TABLES = tuple(model._meta.db_table for model in (HandedIn, Ballot, PaperSheet, Snapshot))


def rounds() -> QuerySet[Round]:
    """All rounds, the newest first. The frozen tree is left out: `places_of` reads it."""
    return Round.objects.defer("places").order_by("-starts_on", "-id")


def names_of_rounds() -> dict[str, str]:
    """What each round is called, by its id as the ledger has it. One query."""
    return {str(pk): name for pk, name in Round.objects.values_list("pk", "name")}


def phase_of(round_: Round, now: datetime | None = None) -> Phase:
    times = Times(round_.opened_at, round_.ended_at, round_.closing_at, round_.released_at)
    return phase(times, now or timezone.now())


def places_of(round_: Round) -> tuple[Place, ...]:
    """The tree as it was frozen at opening; empty before. At most one query."""
    return msgspec.convert(round_.places, tuple[Place, ...])


def questions_of(round_: Round) -> Questionnaire:
    """The frozen words of an opened round. One query if not loaded. LookupError before it opened."""
    if round_.instrument is None:
        raise LookupError("The words of a round are frozen when it opens.")
    return decoded(round_.instrument.words)


def retention_of(round_: Round) -> dict[str, int]:
    """In days, by what is kept: as it was promised when the round opened, before that as it stands now."""
    return round_.retention or dict(settings.RETENTION)


def code_hash(code: str) -> str:
    """How the code of an invitation is stored: keyed, so that a copied table opens nothing."""
    return hmac.new(settings.SECRET_KEY.encode(), f"mortel.round.{code}".encode(), sha256).hexdigest()


def invitation_with(code: str) -> Invitation | None:
    """The invitation of this code, with its round and words; None once her account is closed. One query."""
    hers = Invitation.objects.filter(code_hash=code_hash(code), person__is_active=True)
    found = hers.select_related("round__instrument")
    return found.defer("round__places").first()


def invitation_numbered(pk: UUID) -> Invitation | None:
    """The invitation that a card opened on the shared device, with its round and words; one query."""
    found = Invitation.objects.filter(pk=pk).select_related("round__instrument")
    return found.defer("round__places").first()


def released() -> QuerySet[Release]:
    """Every release with its round, newest first."""
    return (
        Release.objects.select_related("round__instrument")
        .defer("round__places", "record", "organisation")
        .order_by("-day", "-round__released_at")
    )


# What pages call a release: they may pass it on and read its day and its round.
ARelease: TypeAlias = Release


def newest_of_teams() -> Release | None:
    """The newest release that told anything of teams. One query."""
    return released().filter(tells_teams=True).first()


def release_of(round_: Round) -> Release | None:
    """What this round told; None while it has no result. One query."""
    return released().filter(round=round_).first()


def organisation_result(release: Release) -> OrganisationResult:
    """What was told of the whole organisation. One query if not loaded."""
    return msgspec.json.decode(release.organisation, type=OrganisationResult)


def record_in(release: Release) -> Record:
    """What later rounds need of a release. One query if not loaded."""
    return msgspec.json.decode(release.record, type=Record)


def team_result(release: Release, team: UUID | str) -> TeamResult | None:
    """What this team reads of itself; None when it was not in the round. One query."""
    row = _figures(release, Audience.TEAM).filter(place=str(team)).first()
    return msgspec.json.decode(row.content, type=TeamResult) if row else None


def office_line(release: Release, place: str) -> OfficeLine | None:
    """One line of what HR sees. One query."""
    row = _figures(release, Audience.OFFICE).filter(place=place).first()
    return line_in(row) if row else None


def lines_under(release: Release, parent: str) -> QuerySet[ReleasedFigure]:
    """What stands right under a place, in the order of the tree, for a list in pages; `line_in` reads each."""
    return _figures(release, Audience.OFFICE).filter(parent=parent).order_by("order")


def line_in(figure: ReleasedFigure) -> OfficeLine:
    return msgspec.json.decode(figure.content, type=OfficeLine)


def all_office_lines(release: Release) -> Sequence[OfficeLine]:
    """Every line, for exports. One query."""
    return [line_in(row) for row in _figures(release, Audience.OFFICE).order_by("order")]


def trend_of(place: str, audience: Audience) -> list[tuple[str, date, TeamResult | OfficeLine]]:
    """What every release told of a place, oldest first. One query."""
    shape: type[TeamResult] | type[OfficeLine] = TeamResult if audience == Audience.TEAM else OfficeLine
    return [
        (row.release.round.name, row.release.day, msgspec.json.decode(row.content, type=shape))
        for row in _ever_told(place, audience)
    ]


def team_results(team: UUID) -> list[tuple[Release, TeamResult]]:
    """Every release that told this team something, oldest first, with what. One query."""
    rows = _ever_told(str(team), Audience.TEAM)
    return [(row.release, msgspec.json.decode(row.content, type=TeamResult)) for row in rows]


def _ever_told(place: str, audience: Audience) -> QuerySet[ReleasedFigure]:
    # By way of the releases: the index on a place begins with them.
    every = Release.objects.values("pk")
    rows = ReleasedFigure.objects.filter(release__in=every, audience=audience, place=place)
    large = ("release__record", "release__organisation", "release__round__places")
    return rows.select_related("release__round").defer(*large).order_by("release__day")


def _figures(release: Release, audience: Audience) -> QuerySet[ReleasedFigure]:
    return ReleasedFigure.objects.filter(release=release, audience=audience)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open round in which somebody is asked and did not answer yet, for her own page."""

    round_id: UUID
    name: str
    ends_on: date
    channel: Channel


def asked_of(person: Person) -> list[Asked]:
    """The open rounds that wait for her; not those of which she stopped the messages. One query."""
    rows = Invitation.objects.filter(
        person=person,
        handed_in=None,
        no_messages=False,
        round__opened_at__isnull=False,
        round__ended_at=None,
    ).select_related("round")
    return [Asked(row.round_id, row.round.name, row.round.ends_on, Channel(row.channel)) for row in rows]


def everything_of(person: Person) -> dict[str, Any]:
    """The part of her own export that `climate` holds: that she is asked, what she led, never what she answered."""
    rows = Invitation.objects.filter(person=person).select_related("round", "handed_in")
    led = RoundLead.objects.filter(person=person).order_by("round__starts_on", "team")
    return {
        "invitations": [
            {
                "round": row.round.name,
                "by": row.channel,
                "handed_in": hasattr(row, "handed_in"),
                "no_messages": row.no_messages,
            }
            for row in rows
        ],
        "led": [{"round": row.round.name, "team": str(row.team)} for row in led.select_related("round")],
    }


def packs_ever() -> QuerySet[Pack]:
    """Instruments of others by title, also those that were put away."""
    return Pack.objects.defer("content").order_by("title", "pk")


def bank_of(pack: Pack) -> Bank | None:
    """The questions of a pack; None when this version of Mortel cannot read it any more. One query if not loaded."""
    try:
        return pack_instrument(read_pack(pack.file_name, bytes(pack.content)))
    except PackError:
        return None


def banks_of_packs(also: Iterable[UUID] = ()) -> list[tuple[Pack, Bank]]:
    """Every pack that can be chosen, with its questions. One query.

    `also` are packs that a round has already: put away they stay its own.
    """
    rows = Pack.objects.filter(Q(retired_on=None) | Q(pk__in=list(also))).order_by("title", "pk")
    found = ((pack, bank_of(pack)) for pack in rows)
    return [(pack, bank) for pack, bank in found if bank is not None]


def agreed_before(round_: Round) -> Round | None:
    """The newest round that opened before this one with the consent of the council. One query."""
    agreed = rounds().select_related("instrument").filter(instrument__isnull=False, consent=Consent.GIVEN)
    if round_.opened_at is not None:
        agreed = agreed.filter(opened_at__lt=round_.opened_at)
    return agreed.exclude(pk=round_.pk).order_by("-opened_at").first()


def has_too_few(round_: Round) -> bool:
    """Whether so few answered that nobody gets a result. One query.

    Never more than this one bit, and only once nobody answers any more: who asks twice learns nothing of who did.
    """
    return phase_of(round_) == Phase.TYPING and Ballot.objects.filter(round=round_).count() < round_.k


def invited_by(round_: Round, channel: Channel) -> dict[str, int]:
    """How many get their questions this way, by leaf; whether they answered plays no part. One query."""
    rows = Invitation.objects.filter(round=round_, channel=channel).order_by().values_list("leaf")
    return dict(rows.annotate(Count("pk")))
