"""A person's own moments, opened for her alone."""

import json
import re
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.utils import timezone as clock

from mortel.apps.keys.actions import key_of
from mortel.apps.keys.queries import is_erased
from mortel.apps.moments.models import Lookback, Moment, MomentTag, Quiet
from mortel.apps.people.models import Person
from mortel.pure.sealing import SealBroken, unseal

# Up to a full stop, question mark or line end that is followed by white space; a text without one is a sentence.
FIRST_SENTENCE = re.compile(r"[^\n]*?[.?!…](?=\s|$)|[^\n]*")


@dataclass(frozen=True)
class Mark:
    """One mark on a moment: a catalogue id, with a value for scales and yes/no questions."""

    item: str
    value: int | None
    proposed: bool
    definition: str
    catalogue_version: str

    @property
    def group(self) -> str:
        return self.item.split(".", 1)[0]


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

    @property
    def line(self) -> str:
        """The one sentence that names it (S-95), else the first sentence of the text."""
        return self.answers.get("mp.one_sentence") or FIRST_SENTENCE.match(self.text.strip())[0]  # type: ignore[index]

    def chosen(self, group: str) -> list[str]:
        return [mark.item for mark in self.marks if mark.group == group]

    def values(self, group: str) -> dict[str, int]:
        return {m.item: m.value for m in self.marks if m.group == group and m.value is not None}

    def place(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.group == "map"), None)


def context_of(kind: str, row_id: uuid.UUID, owner_id: uuid.UUID) -> bytes:
    """What a seal is bound to: a sealed text moved to another row or person does not open."""
    return f"{kind}:{owner_id}:{row_id}".encode()


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
        marks=tuple(
            Mark(m.item, m.value, m.proposed, m.definition, m.catalogue_version)
            for m in sorted(marks, key=lambda m: m.item)
        ),
    )


def entries(rows: list[Moment], owner: Person) -> list[Entry]:
    """Open rows of one owner. Two queries (her key, the marks) whatever the number of rows."""
    if not rows:
        return []
    key = key_of(owner.pk)
    marks: dict[uuid.UUID, list[MomentTag]] = defaultdict(list)
    for mark in MomentTag.objects.filter(moment__in=rows):
        marks[mark.moment_id].append(mark)
    opened = (_opened_unless_erased(row, key, marks[row.pk]) for row in rows)
    return [entry for entry in opened if entry]


def _opened_unless_erased(row: Moment, key: bytes, marks: Iterable[MomentTag]) -> Entry | None:
    """None for a row that was on its way out when the server stopped: its key is gone, the worker deletes it."""
    try:
        return _opened(row, key, marks)
    except SealBroken:
        if is_erased(row.pk):
            return None
        raise


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
    kept: Mapping[str, str]
    changed_at: datetime

    @property
    def gained(self) -> list[str]:
        """Lines of now that were not there then."""
        earlier = {_plain(line) for line in self.then}
        return [line for line in self.now if _plain(line) not in earlier]


def lookback_of(owner: Person) -> ThenAndNow | None:
    row = Lookback.objects.filter(owner=owner).order_by("-changed_at").first()
    if row is None:
        return None
    plain = unseal(bytes(row.sealed), key=key_of(owner.pk), context=context_of("lookback", row.pk, owner.pk))
    content = json.loads(plain)
    return ThenAndNow(row.pk, tuple(content["then"]), tuple(content["now"]), content["kept"], row.changed_at)


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
                "definition": m.definition or None,
                "catalogue_version": m.catalogue_version,
            }
            for m in entry.marks
        ],
        "history": [{"text": text, "until": at} for text, at in entry.history],
    }
