"""A person's own moments, opened for her alone."""

import json
import logging
import re
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.utils import timezone as clock

from mortel.apps.keys.queries import KeyGone, existing_key_of, is_erased
from mortel.apps.moments.models import Lookback, Moment, MomentTag, Quiet
from mortel.apps.people.models import Person
from mortel.pure.sealing import SealBroken, unseal

logger = logging.getLogger(__name__)

# Up to a full stop, question mark or line end that is followed by white space; a text without one is a sentence.
FIRST_SENTENCE = re.compile(r"[^\n]*?[.?!…](?=\s|$)|[^\n]*")


@dataclass(frozen=True)
class Mark:
    """One mark on a moment: a catalogue id, with a value for scales and yes/no questions."""

    item: str
    value: int | None
    proposed: bool
    catalogue_version: str

    @property
    def group(self) -> str:
        return self.item.split(".", 1)[0]


@dataclass(frozen=True)
class Placed:
    """Where a moment stands on the map: `item` is empty for a place that is none. `chosen` by herself or proposed."""

    item: str
    chosen: bool
    definition: str
    catalogue_version: str


@dataclass(frozen=True)
class Entry:
    """One opened moment. `taken_at` carries the offset of the place where it was written."""

    id: uuid.UUID
    text: str
    taken_at: datetime
    received_at: datetime
    revision: int
    history: tuple[tuple[str, datetime], ...]
    answers: Mapping[str, str]
    marks: tuple[Mark, ...]
    placed: Placed

    @property
    def line(self) -> str:
        """The one sentence that names it (S-95), else the first sentence of the text."""
        return self.answers.get("mp.one_sentence") or FIRST_SENTENCE.match(self.text.strip())[0]  # type: ignore[index]

    def chosen(self, group: str) -> list[str]:
        return [mark.item for mark in self.marks if mark.group == group]

    def values(self, group: str) -> dict[str, int]:
        return {m.item: m.value for m in self.marks if m.group == group and m.value is not None}


def context_of(kind: str, row_id: uuid.UUID, owner_id: uuid.UUID) -> bytes:
    """What a seal is bound to: a sealed text moved to another row or person does not open."""
    return f"{kind}:{owner_id}:{row_id}".encode()


def _key_or_none(owner: Person) -> bytes | None:
    """The key to read with; reading never makes one."""
    try:
        return existing_key_of(owner.pk)
    except KeyGone:
        return None


def shown_marks(marks: Iterable[MomentTag]) -> tuple[Mark, ...]:
    in_order = sorted(marks, key=lambda mark: mark.item)
    return tuple(Mark(m.item, m.value, m.proposed, m.catalogue_version) for m in in_order)


def placed_of(row: Moment) -> Placed:
    return Placed(row.place, row.place_chosen, row.place_definition, row.place_version)


def _opened(row: Moment, key: bytes, marks: Iterable[MomentTag]) -> Entry:
    plain = unseal(bytes(row.sealed), key=key, context=context_of("moment", row.pk, row.owner_id))
    payload = json.loads(plain)
    return Entry(
        id=row.pk,
        text=payload["text"],
        taken_at=row.taken_at.astimezone(timezone(timedelta(minutes=row.taken_offset))),
        received_at=row.received_at,
        revision=row.revision,
        history=tuple((old, datetime.fromisoformat(at)) for old, at in payload["history"]),
        answers=payload["answers"],
        marks=shown_marks(marks),
        placed=placed_of(row),
    )


def entries(rows: list[Moment], owner: Person) -> list[Entry]:
    """Open rows of one owner. Two queries (her key, the marks) whatever the number of rows."""
    if not rows:
        return []
    key = _key_or_none(owner)
    marks: dict[uuid.UUID, list[MomentTag]] = defaultdict(list)
    for mark in MomentTag.objects.filter(moment__in=rows):
        marks[mark.moment_id].append(mark)
    opened = (_opened_if_possible(row, key, marks[row.pk]) for row in rows)
    return [entry for entry in opened if entry]


def _opened_if_possible(row: Moment, key: bytes | None, marks: Iterable[MomentTag]) -> Entry | None:
    """None for a row that does not open: one moment of which the key is gone may not lock her out of all others.

    Such a row was on its way out when the server stopped (the worker deletes it), or else it is a fault we log.
    """
    try:
        if key is not None:
            return _opened(row, key, marks)
    except SealBroken:
        pass
    if not is_erased(row.pk):
        logger.error("a moment does not open: %s", row.pk)
    return None


def moments_of(owner: Person, *, limit: int | None = None, since: datetime | None = None) -> list[Entry]:
    """Her moments, newest first. Three queries."""
    rows = Moment.objects.filter(owner=owner).order_by("-taken_at", "-received_at")
    if since:
        rows = rows.filter(taken_at__gte=since)
    return entries(list(rows[:limit]), owner)


# The plain questions of the classifier, and the name under which `pure.placing` knows each.
PLACING_QUESTIONS = {
    "mp.part_of_work": "part_of_work",
    "mp.goals_beforehand": "goals_set_beforehand",
    "mp.certificate": "certificate",
    "mp.with_others": "with_others",
}


def placing_answers(entry: Entry) -> dict[str, bool]:
    """The owner's answers to the plain questions, by the names of `pure.placing.Answers`."""
    given = entry.values("mp")
    return {name: bool(given[question]) for question, name in PLACING_QUESTIONS.items() if question in given}


FOUR_WEEKS = timedelta(weeks=4)


def has_four_weeks(owner: Person) -> bool:
    """Whether her first moment is at least four weeks old: before that there is little to look back on. One query."""
    return Moment.objects.filter(owner=owner, taken_at__lte=clock.now() - FOUR_WEEKS).exists()


def number_of_moments(owner: Person) -> int:
    return Moment.objects.filter(owner=owner).count()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def found(own: list[Entry], wanted: str) -> list[Entry]:
    """The entries that hold every word of `wanted`, whatever the case or accents.

    Opened in memory for this one request; no index, token or hash of private text exists anywhere.
    """
    words = _plain(wanted).split()

    def holds(entry: Entry) -> bool:
        text = _plain(" ".join([entry.text, *entry.answers.values()]))
        return all(word in text for word in words)

    return [entry for entry in own if holds(entry)]


def quiet_of(owner: Person, today: date) -> Quiet | None:
    """The pause she chose, while it lasts."""
    return Quiet.objects.filter(owner=owner, until__gte=today).first()


@dataclass(frozen=True)
class ThenAndNow:
    """Two lists of lines, what her work was like then and now, and the moment that a line became."""

    id: uuid.UUID
    then: tuple[str, ...]
    now: tuple[str, ...]
    kept: tuple[str, ...]
    # A random id for each line of now: the moment made of it gets this id, so a double tap makes one.
    line_ids: Mapping[str, str]
    changed_at: datetime
    revision: int

    @property
    def version(self) -> str:
        """Which lists these are and how often they were changed; what was typed on top of them belongs to it.

        With the id, because lists that were begun after everything was deleted count from one again.
        """
        return f"{self.id}.{self.revision}"

    @property
    def gained(self) -> list[str]:
        """Lines of now that were not there then."""
        earlier = {_plain(line) for line in self.then}
        return [line for line in self.now if _plain(line) not in earlier]


def lookback_of(owner: Person) -> ThenAndNow | None:
    """Her two lists, opened; None when there are none, or when they were being deleted as the server stopped."""
    row = Lookback.objects.filter(owner=owner).first()
    return opened_lists(row, owner) if row else None


def opened_lists(row: Lookback, owner: Person) -> ThenAndNow | None:
    """The lists in this row, or None when it does not open any more."""
    key = _key_or_none(owner)
    if key is None:
        return None
    try:
        content = json.loads(
            unseal(bytes(row.sealed), key=key, context=context_of("lookback", row.pk, owner.pk))
        )
    except SealBroken:
        return None
    then, now, kept = (tuple(content[name]) for name in ("then", "now", "kept"))
    return ThenAndNow(row.pk, then, now, kept, content["line_ids"], row.changed_at, row.revision)


def everything_of(person: Person) -> dict[str, Any]:
    """The part of a person's own export that `moments` holds, opened."""
    lookback, quiet = lookback_of(person), Quiet.objects.filter(owner=person).first()
    return {
        "moments": [_exported(entry) for entry in moments_of(person)],
        "then_and_now": lookback
        and {"then": list(lookback.then), "now": list(lookback.now), "changed_at": lookback.changed_at},
        "quiet": quiet and {"until": quiet.until, "softer": quiet.softer},
        "exported_at": clock.now(),
    }


def _exported(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "text": entry.text,
        "taken_at": entry.taken_at,
        "received_at": entry.received_at,
        "answers": dict(entry.answers),
        "marks": [
            {
                "item": m.item,
                "value": m.value,
                "proposed": m.proposed,
                "catalogue_version": m.catalogue_version,
            }
            for m in entry.marks
        ],
        "place": {
            "item": entry.placed.item or None,
            "chosen_by_me": entry.placed.chosen,
            "definition": entry.placed.definition or None,
            "catalogue_version": entry.placed.catalogue_version or None,
        },
        "history": [{"text": text, "until": at} for text, at in entry.history],
    }
