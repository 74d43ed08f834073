"""What an owner does with her moments. None of it is written in the ledger: see docs/decisions/0002."""

import json
import secrets
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from mortel.apps.keys.actions import destroy_key, key_of, remember_erased
from mortel.apps.keys.models import Erasure
from mortel.apps.keys.queries import is_erased
from mortel.apps.moments.access import moment_for
from mortel.apps.moments.models import Lookback, Moment, MomentTag, Quiet
from mortel.apps.moments.queries import Entry, ThenAndNow, context_of, lookback_of, placing_answers
from mortel.apps.people.models import Person
from mortel.apps.people.queries import organisation
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.placing import Answers, Markers, Placing, place, wovenness
from mortel.pure.sealing import NONCE_BYTES, seal

TEXT_LIMIT = 10_000
SLIDERS = frozenset({"cm.intention", "cm.spontaneity", "cm.structure"})


class TooLong(ValueError):
    """The text is longer than TEXT_LIMIT characters."""


class Empty(ValueError):
    """There is nothing to keep."""


class AlreadyErased(Exception):
    """The owner deleted this moment before; a late resend does not bring it back."""


class ChangedElsewhere(Exception):
    """Another tab or device changed this moment in between."""


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Empty
    if len(text) > TEXT_LIMIT:
        raise TooLong
    return text


def _sealed(content: Mapping[str, Any], *, kind: str, row_id: uuid.UUID, owner: Person) -> bytes:
    plain = json.dumps(content, ensure_ascii=False).encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return seal(plain, key=key_of(owner.pk), nonce=nonce, context=context_of(kind, row_id, owner.pk))


def _sealed_entry(entry: Entry, owner: Person) -> bytes:
    content = {
        "text": entry.text,
        "history": [[old, at.isoformat()] for old, at in entry.history],
        "answers": dict(entry.answers),
    }
    return _sealed(content, kind="moment", row_id=entry.id, owner=owner)


def capture_moment(
    *, by: Person, text: str, taken_at: datetime | None = None, client_id: uuid.UUID | None = None
) -> tuple[uuid.UUID, bool]:
    """Keep one moment; return its id and whether it is new.

    The same `client_id` of the same person always gives the same moment, so a phone may send twice. A time in the
    future becomes now. Raises Empty, TooLong, AlreadyErased.
    """
    text, now = _checked(text), timezone.now()
    # Derived from the owner and the phone's id: idempotent, and nobody can aim at another's moment.
    pk = uuid.uuid5(by.pk, str(client_id)) if client_id else uuid.uuid4()
    if client_id and is_erased(pk):
        raise AlreadyErased
    taken_at = min(taken_at or timezone.localtime(now), now, key=lambda at: at.timestamp())
    offset = taken_at.utcoffset()
    entry = Entry(pk, text, taken_at, now, 1, (), {}, ())
    row = Moment(
        pk=pk,
        owner=by,
        sealed=_sealed_entry(entry, by),
        taken_at=taken_at,
        taken_offset=int(offset.total_seconds() // 60) if offset else 0,
        received_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if Moment.objects.filter(pk=pk, owner=by).exists():
            return pk, False
        raise
    return pk, True


def _keep(entry: Entry, owner: Person) -> None:
    changed = Moment.objects.filter(pk=entry.id, owner=owner, revision=entry.revision).update(
        sealed=_sealed_entry(entry, owner), revision=entry.revision + 1
    )
    if not changed:
        raise ChangedElsewhere


def edit_moment(*, by: Person, moment_id: uuid.UUID, text: str, revision: int) -> None:
    """Change the text; the old text stays in the history. Raises Empty, TooLong, ChangedElsewhere, Http404."""
    text, entry = _checked(text), moment_for(by, moment_id)
    if entry.revision != revision:
        raise ChangedElsewhere
    if text != entry.text:
        history = (*entry.history, (entry.text, timezone.now()))
        _keep(replace(entry, text=text, history=history), by)


def answer_prompt(*, by: Person, moment_id: uuid.UUID, prompt: str, text: str) -> None:
    """Keep (or with an empty text take back) the answer to one question about a moment, sealed with it."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > TEXT_LIMIT:
        raise TooLong
    for _ in range(5):
        entry = moment_for(by, moment_id)
        answers = {k: v for k, v in entry.answers.items() if k != prompt} | ({prompt: text} if text else {})
        try:
            return _keep(replace(entry, answers=answers), by)
        except ChangedElsewhere:
            continue  # Only this answer is replaced, so trying on the newer version loses nothing.
    raise ChangedElsewhere


@transaction.atomic
def mark(
    *,
    by: Person,
    moment_id: uuid.UUID,
    group: str,
    marks: Mapping[str, int | None],
    proposed: Collection[str] = (),
) -> None:
    """Replace the marks of one group ("act", "src", "form", "cm", "mp", "nb", "apart") by these."""
    entry = moment_for(by, moment_id)
    MomentTag.objects.filter(moment_id=entry.id, item__startswith=f"{group}.").delete()
    MomentTag.objects.bulk_create(
        MomentTag(
            moment_id=entry.id,
            item=item,
            value=value,
            catalogue_version=shipped().version,
            proposed=item in proposed,
        )
        for item, value in marks.items()
    )


@transaction.atomic
def answer_placing(
    *, by: Person, moment_id: uuid.UUID, answers: Mapping[str, bool], example: str | None
) -> Placing:
    """Keep the answers to the plain questions and put the moment where they propose (S-02, S-06, S-143).

    `answers` maps question ids (mp.part_of_work ...) to yes or no; a skipped question is absent.
    """
    mark(by=by, moment_id=moment_id, group="mp", marks={q: int(yes) for q, yes in answers.items()})
    mark(by=by, moment_id=moment_id, group="apart", marks={example: None} if example else {})
    placing = proposed_place(moment_for(by, moment_id), organisation().definition)
    _put_on_map(moment_id, placing.place, proposed=True, definition=placing.definition)
    return placing


def proposed_place(entry: Entry, definition: str) -> Placing:
    """Where the owner's own answers put this moment under a definition."""
    markers = Markers(
        **{item.removeprefix("cm."): v for item, v in entry.values("cm").items() if item in SLIDERS}
    )
    example = next(iter(entry.chosen("apart")), None)
    return place(
        Answers(**placing_answers(entry)),
        definition="narrow" if definition == "narrow" else "interwoven",
        markers=markers,
        example=example,
    )


def choose_place(*, by: Person, moment_id: uuid.UUID, item: str | None) -> None:
    """The owner's own choice of place on the map, or none; it stays whatever the definition becomes."""
    entry = moment_for(by, moment_id)
    _put_on_map(entry.id, item, proposed=False, definition=organisation().definition)


@transaction.atomic
def _put_on_map(moment_id: uuid.UUID, item: str | None, *, proposed: bool, definition: str) -> None:
    MomentTag.objects.filter(moment_id=moment_id, item__startswith="map.").delete()
    if item:
        MomentTag.objects.create(
            moment_id=moment_id,
            item=item,
            catalogue_version=shipped().version,
            proposed=proposed,
            definition=definition,
        )


@transaction.atomic
def set_wovenness(
    *, by: Person, moment_id: uuid.UUID, sliders: Mapping[str, int], by_hand: int | None
) -> None:
    """Keep the three sliders apart (S-05) and the overall position 0-4 (S-04): by hand, else as they propose."""
    entry = moment_for(by, moment_id)
    markers = Markers(**{item.removeprefix("cm."): value for item, value in sliders.items()})
    proposal = wovenness(markers, part_of_work=placing_answers(entry).get("part_of_work"))
    position = proposal if by_hand is None else by_hand
    marks: dict[str, int | None] = dict(sliders)
    if position is not None:
        marks["cm.interwoven"] = position
    proposed = {"cm.interwoven"} if by_hand is None else set()
    mark(by=by, moment_id=moment_id, group="cm", marks=marks, proposed=proposed)
    if (placed := entry.place()) and placed.proposed:
        place_anew(moment_for(by, moment_id), organisation().definition)


def place_anew(entry: Entry, definition: str) -> None:
    """Let a proposed place follow the answers, the sliders and the definition of now."""
    placing = proposed_place(entry, definition)
    _put_on_map(entry.id, placing.place, proposed=True, definition=definition)


def delete_moment(*, by: Person, moment_id: uuid.UUID) -> None:
    """Delete one moment: gone from the live database now, remembered so that a restore loses it again."""
    entry = moment_for(by, moment_id)
    remember_erased(Erasure.Kind.MOMENT, [entry.id])
    Moment.objects.filter(pk=entry.id, owner=by).delete()


def delete_everything(*, by: Person) -> None:
    """Destroy the key, then the rows: unreadable at once in every backup, whatever happens next."""
    now = timezone.now()
    destroy_key(by.pk)
    rows = Moment.objects.filter(owner=by, received_at__lte=now)
    remember_erased(Erasure.Kind.MOMENT, list(rows.values_list("pk", flat=True)))
    lookbacks = Lookback.objects.filter(owner=by, changed_at__lte=now)
    remember_erased(Erasure.Kind.LOOKBACK, list(lookbacks.values_list("pk", flat=True)))
    with transaction.atomic():
        rows.delete()
        lookbacks.delete()
        Quiet.objects.filter(owner=by).delete()


def erase_again(moment_ids: Iterable[uuid.UUID], lookback_ids: Iterable[uuid.UUID]) -> int:
    """After a restore: delete what its owner had deleted since that backup; returns how many rows went."""
    ids = list(moment_ids)
    gone = sum(
        Moment.objects.filter(pk__in=ids[i : i + 500]).delete()[1].get("moments.Moment", 0)
        for i in range(0, len(ids), 500)
    )
    return gone + Lookback.objects.filter(pk__in=list(lookback_ids)).delete()[0]


def keep_then_and_now(*, by: Person, then: Iterable[str], now: Iterable[str]) -> ThenAndNow:
    """Keep the two lists, in place of the earlier ones. Raises TooLong."""
    before = lookback_of(by)
    lists = {"then": _lines(then), "now": _lines(now), "kept": dict(before.kept) if before else {}}
    if len("".join([*lists["then"], *lists["now"]])) > TEXT_LIMIT:
        raise TooLong
    return _keep_lists(before.id if before else uuid.uuid4(), lists, by)


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _keep_lists(row_id: uuid.UUID, lists: dict[str, Any], owner: Person) -> ThenAndNow:
    sealed, at = _sealed(lists, kind="lookback", row_id=row_id, owner=owner), timezone.now()
    Lookback.objects.update_or_create(
        pk=row_id, defaults={"owner": owner, "sealed": sealed, "changed_at": at}
    )
    return ThenAndNow(row_id, tuple(lists["then"]), tuple(lists["now"]), lists["kept"], at)


def moment_from_line(*, by: Person, line: str) -> bool:
    """Make a moment of a line that was gained; once per line. False when the line is not (or no longer) hers."""
    lists = lookback_of(by)
    if lists is None or line not in lists.gained or line in lists.kept:
        return False
    # Kept in the sealed lists first, so that a double tap sends the same id twice and makes one moment.
    client_id = uuid.uuid4()
    kept = {**lists.kept, line: str(client_id)}
    _keep_lists(lists.id, {"then": lists.then, "now": lists.now, "kept": kept}, by)
    capture_moment(by=by, text=line, client_id=client_id)
    return True


def keep_quiet(*, by: Person, until: date, softer: bool) -> None:
    """Pause the questions, or ask softer ones, until a day she chose (S-104)."""
    Quiet.objects.update_or_create(owner=by, defaults={"until": until, "softer": softer})


def stop_quiet(*, by: Person) -> None:
    Quiet.objects.filter(owner=by).delete()
