"""What a draft would ask, of whom, and what keeps it from opening. Nothing here changes anything."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

import msgspec

from mortel.apps.climate.choices import Attribute, Consent
from mortel.apps.climate.models import Pack, Round
from mortel.apps.climate.queries import bank_of
from mortel.apps.people.choices import Country
from mortel.apps.people.queries import organisation
from mortel.apps.people.workforce import long_leave, reporting_tree
from mortel.apps.people.workforce import population as everybody_on
from mortel.pure.catalogue.words import Shown
from mortel.pure.disclosure.budget import months_before
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.snapshot import Place as Working
from mortel.pure.rounds.places import TOP, Place, Population, Seat, population
from mortel.pure.rounds.questionnaire import MOST_MODULES, MOST_QUESTIONS, Questionnaire, questionnaire

# CAO 39: written notice at least three months before (language.md).
NOTICE_MONTHS: Final = 3
LEAST_PARTS: Final = 2
TIME_FORM: Final = "check.space.time"
PACK: Final = "pack:"
# Sixty questions: not on paper, and not within the limit of a ballot.
LONG: Final = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDraft:
    """The five answers of whoever sets up a round (whom, when, what, in which languages, one division or none)."""

    name: str
    starts_on: date
    ends_on: date
    form: str = "short"
    modules: list[str] = field(default_factory=list)
    asks_time: bool = False
    languages: list[str] = field(default_factory=lambda: ["nl"])
    attribute: str = ""
    attribute_parts: list[str] = field(default_factory=list)
    with_flex: bool = True
    with_students: bool = False
    with_long_leave: bool = False
    k: int = 7
    words_only: bool = False

    def fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


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


def asked_by(draft: RoundDraft) -> Questionnaire:
    """The questions that a set-up would ask. DisclosureError when two of its parts ask the same."""
    return asked_in(Round(**draft.fields()))


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
