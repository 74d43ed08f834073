"""Opening a round: everything that was promised is frozen in one transaction, and everybody gets an invitation."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.drafts import LONG, Missing, asked_in, packs_in, what_is_missing, who_is_in
from mortel.apps.climate.models import Instrument, Invitation, Round, RoundLead
from mortel.apps.climate.queries import code_hash, phase_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.pure.personnel.snapshot import Place as Working
from mortel.pure.rounds.phases import Phase
from mortel.pure.rounds.places import Population
from mortel.pure.rounds.questionnaire import Questionnaire, checksum, encoded

SECRET_BYTES: Final = 32


class NotReady(Exception):
    """The round cannot open yet; `missing` says what is to be done."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


def open_round(
    *, by: Person, round_: Round, seen: int, paper: Iterable[uuid.UUID] = (), at: datetime | None = None
) -> Round:
    """Freeze population, tree, leads, k, wording and retention, and make the invitations. Raises NotReady.

    `paper` are the teams whose people without an address get a sheet; the others without one get a card with a code,
    and so does everybody without one when the form is the long one. A second opening changes nothing, and a round that
    opens before its first day begins today. `at` is another moment than now: a demo's rounds lie behind it.
    """
    at = at or timezone.now()
    if (standing := _as_it_stands(round_)).opened_at is not None:
        return standing
    who, working = who_is_in(round_, timezone.localdate(at))
    packs = packs_in(round_)
    asked = asked_in(round_, packs)
    if missing := what_is_missing(round_, timezone.localdate(at), asked, packs, len(who.invited)):
        raise NotReady(missing)
    try:
        with transaction.atomic():
            if _freeze(round_, seen, at, asked, who):
                fresh = Round.objects.get(pk=round_.pk)
                _invite(fresh, who, working, frozenset(str(pk) for pk in paper if fresh.form != LONG))
                _keep_leads(fresh, working)
                _record_opening(by, fresh, checksum(asked))
    except IntegrityError as other:
        raise NotReady([Missing.OTHER_OPEN]) from other
    return _as_it_stands(round_)


def _as_it_stands(round_: Round) -> Round:
    return Round.objects.select_related("instrument").get(pk=round_.pk)


def _freeze(round_: Round, seen: int, at: datetime, asked: Questionnaire, who: Population) -> bool:
    """Whether it was this call that opened the round."""
    instrument, _new = Instrument.objects.get_or_create(
        sha256=checksum(asked), defaults={"words": encoded(asked).decode()}
    )
    return bool(
        Round.objects.filter(pk=round_.pk, opened_at=None, revision=seen).update(
            opened_at=at,
            is_under_way=True,
            starts_on=min(round_.starts_on, timezone.localdate(at)),
            instrument=instrument,
            places=msgspec.to_builtins(who.places),
            retention=dict(settings.RETENTION),
            secret=secrets.token_bytes(SECRET_BYTES),
            revision=seen + 1,
        )
    )


def _keep_leads(round_: Round, working: Sequence[Working]) -> None:
    led = dict.fromkeys((row.team, row.person) for row in working if row.is_lead)
    RoundLead.objects.bulk_create(
        RoundLead(round=round_, team=team, person_id=person) for team, person in led
    )


def _record_opening(by: Person, round_: Round, sha256: str) -> None:
    details = {"round": str(round_.pk), "k": round_.k, "words_only": round_.words_only, "sha256": sha256}
    record("round_opened", actor=by.ledger_id, details=details)


def _invite(round_: Round, who: Population, working: Sequence[Working], paper: frozenset[str]) -> None:
    has_mail = {str(row.person): row.has_email for row in working}
    rows = []
    for one in who.invited:
        own = Invitation(
            round=round_,
            person_id=uuid.UUID(one.person),
            leaf=one.leaf,
            leaves=list(one.leaves),
            channel=_channel(one.leaf, has_mail[one.person], paper),
        )
        own.code_hash = code_hash(code_of(round_, own))
        rows.append(own)
    Invitation.objects.bulk_create(rows, batch_size=500)


def _channel(leaf: str, has_mail: bool, paper: frozenset[str]) -> Channel:
    if has_mail:
        return Channel.LINK
    return Channel.PAPER if leaf in paper else Channel.CARD


def tighten(*, by: Person, round_: Round, k: int, words_only: bool) -> None:
    """As long as people are asked a promise can only become stricter, and again when its result was refused.

    Not in between: then it is told whether there are enough answers, and a k that goes up would tell how many there
    are. Nothing is changed then. ValueError for a looser one.
    """
    if k < round_.k or (round_.words_only and not words_only):
        raise ValueError("A promise can only become stricter once a round is open.")
    if phase_of(Round.objects.get(pk=round_.pk)) == Phase.TYPING:
        return
    # Conditions on the row itself, so that an old page cannot bring an older promise back.
    stricter = {"k": k} | ({"words_only": True} if words_only else {})
    may = Round.objects.filter(Q(closing_at=None) | Q(refused__isnull=False), released_at=None)
    with transaction.atomic():
        if may.filter(pk=round_.pk, k__lte=k).update(**stricter):
            record("round_tightened", actor=by.ledger_id, details={"round": str(round_.pk), "k": k})


def end_on(*, by: Person, round_: Round, day: date) -> None:
    """Another last day for an open round."""
    with transaction.atomic():
        if Round.objects.filter(pk=round_.pk, ended_at=None).update(ends_on=day):
            details = {"round": str(round_.pk), "day": day.isoformat()}
            record("round_ends_on", actor=by.ledger_id, details=details)
