"""Opening a round: everything that was promised is frozen in one transaction, and everybody gets an invitation."""

import secrets
import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.choices import Attribute, Channel, Consent
from mortel.apps.climate.models import Instrument, Invitation, Pack, Round, RoundLead
from mortel.apps.climate.queries import bank_of, code_hash, phase_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.choices import Country
from mortel.apps.people.models import Person
from mortel.apps.people.queries import organisation
from mortel.apps.people.workforce import long_leave, reporting_tree
from mortel.apps.people.workforce import population as everybody_on
from mortel.pure.catalogue.words import Shown
from mortel.pure.disclosure.budget import months_before
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.snapshot import Place as Working
from mortel.pure.rounds.phases import Phase
from mortel.pure.rounds.places import TOP, Place, Population, Seat, population
from mortel.pure.rounds.questionnaire import (
    MOST_MODULES,
    MOST_QUESTIONS,
    Questionnaire,
    checksum,
    encoded,
    questionnaire,
)

# CAO 39: written notice at least three months before (language.md).
NOTICE_MONTHS: Final = 3
LEAST_PARTS: Final = 2
SECRET_BYTES: Final = 32
TIME_FORM: Final = "check.space.time"
PACK: Final = "pack:"
# Sixty questions: not on paper, and not within the limit of a ballot.
LONG: Final = "long"


class Missing(StrEnum):
    """What still stands between a draft and opening it."""

    CONSENT = "consent"
    NOTICE = "notice"
    NOBODY = "nobody"
    ENDED = "ended"
    TOO_LONG = "too_long"
    TOO_MANY_MODULES = "too_many_modules"
    PARTS = "parts"
    LANGUAGE = "language"
    PACK = "pack"
    COUNCIL_QUESTION = "council_question"
    OTHER_OPEN = "other_open"


class NotReady(Exception):
    """The round cannot open yet; `missing` says what is to be done."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


def asked_in(round_: Round, packs: Iterable[Bank | None] | None = None) -> Questionnaire:
    """The questions of a draft in the words of this version of the bank. `packs` when they were read already."""
    words = round_.council_question or None
    return questionnaire(
        shipped_instrument(),
        [round_.form, *(name for name in round_.modules if not name.startswith(PACK))]
        + ([TIME_FORM] if round_.asks_time and round_.form != LONG else []),
        _shown(round_.languages),
        packs=[bank for bank in (packs_in(round_) if packs is None else packs) if bank],
        own_question=words if words and set(round_.languages) <= set(words) else None,
    )


def _shown(languages: Iterable[str]) -> list[Shown]:
    return msgspec.convert(list(languages), list[Shown])


def pack_ids(round_: Round) -> list[uuid.UUID]:
    """The packs that were chosen for a round, in their order."""
    return [uuid.UUID(name.removeprefix(PACK)) for name in round_.modules if name.startswith(PACK)]


def packs_in(round_: Round) -> list[Bank | None]:
    """Of each chosen pack its questions; None for one that is gone or that this version cannot read any more.

    One query when there are any. Each is parsed anew: whoever needs them twice passes them on.
    """
    ids = pack_ids(round_)
    rows = {row.pk: row for row in Pack.objects.filter(pk__in=ids)}
    return [bank_of(rows[pk]) if pk in rows else None for pk in ids]


def contracts_in(round_: Round) -> list[Contract]:
    """Whom a round asks, by their contract."""
    contracts: list[Contract] = ["permanent"]
    contracts += ["flex"] if round_.with_flex else []
    contracts += ["student"] if round_.with_students else []
    return contracts


def seats_of(working: Iterable[Working]) -> list[Seat]:
    """Of the open accounts."""
    return [
        Seat(str(row.person), str(row.team), row.is_main, row.is_lead, row.contract)
        for row in working
        if row.is_active
    ]


def who_is_in(round_: Round, day: date) -> tuple[Population, list[Working]]:
    """Who is invited when a round opens on this day, with the rows it was made of. A constant number of queries."""
    absent = set() if round_.with_long_leave else {str(pk) for pk in long_leave(day)}
    working = everybody_on(day)
    seats = seats_of(working)
    return population(tree_now(), seats, contracts=contracts_in(round_), absent=absent), working


def tree_now() -> list[Place]:
    """The organisation's own tree, under one top."""
    rows = reporting_tree()
    tops = [row for row in rows if row.parent is None]
    one_top = len(tops) == 1 and tops[0].kind == "unit"
    places = [] if one_top else [Place(TOP, organisation().name, None, "organisation")]
    for row in rows:
        is_top = row.parent is None
        above = (None if one_top else TOP) if is_top else row.parent
        places.append(Place(row.id, row.name, above, "organisation" if is_top and one_top else row.kind))
    return places


def _speak(packs: Iterable[Bank | None], languages: Iterable[str]) -> bool:
    """Whether every pack has its own words in all these languages (a checksum stands only where it has)."""
    forms = [form for pack in packs if pack for form in pack.forms]
    return all(set(languages) <= set(form.sha256) for form in forms)


def what_is_missing(
    round_: Round, day: date, asked: Questionnaire, packs: Collection[Bank | None], invited: int
) -> list[Missing]:
    """Everything that keeps a draft from opening, in the order in which it is mended.

    `packs` as `packs_in` gives them, `invited` how many would be asked.
    """
    own = round_.council_question
    found = {
        Missing.NOBODY: not invited,
        Missing.ENDED: round_.ends_on < day,
        Missing.LANGUAGE: not round_.languages or not _speak(packs, round_.languages),
        Missing.PACK: None in packs,
        Missing.TOO_MANY_MODULES: len(round_.modules) > MOST_MODULES,
        Missing.TOO_LONG: round_.form != LONG and len(asked.codes) > MOST_QUESTIONS,
        Missing.PARTS: round_.attribute == Attribute.WORK and len(round_.attribute_parts) < LEAST_PARTS,
        Missing.COUNCIL_QUESTION: bool(own) and not set(round_.languages) <= set(own),
        Missing.CONSENT: round_.consent in (Consent.ASKED, Consent.REFUSED),
        Missing.NOTICE: organisation().country == Country.BELGIUM and not _told_in_time(round_, day),
        Missing.OTHER_OPEN: Round.objects.filter(is_under_way=True).exists(),
    }
    return [one for one, is_missing in found.items() if is_missing]


def _told_in_time(round_: Round, day: date) -> bool:
    return round_.notice_on is not None and round_.notice_on <= months_before(day, NOTICE_MONTHS)


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
