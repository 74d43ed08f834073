"""What an owner does with her moments. None of it is written in the ledger: see docs/decisions/0002."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from mortel.apps.keys.actions import destroy_key, key_of, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.queries import is_erased
from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.sealing import sealed
from mortel.apps.moments.models import Lookback, Moment, Quiet
from mortel.apps.moments.queries import Entry, Placed
from mortel.apps.people.models import Person
from mortel.pure.blank import is_blank

TEXT_LIMIT = 10_000
NOWHERE = Placed("", chosen=False, definition="", catalogue_version="")


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
    if is_blank(text):
        raise Empty
    if len(text) > TEXT_LIMIT:
        raise TooLong
    return text


def _sealed_entry(entry: Entry, owner: Person) -> bytes:
    content = {
        "text": entry.text,
        "history": [[old, at.isoformat()] for old, at in entry.history],
        "answers": dict(entry.answers),
    }
    return sealed(content, kind="moment", row_id=entry.id, owner=owner)


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
    entry = Entry(pk, text, taken_at, now, 1, (), {}, (), NOWHERE)
    key = key_of(by.pk)
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
    if client_id and is_erased(pk):
        # Deleted by its owner while this resend was on its way.
        row.delete()
        raise AlreadyErased
    if key_of(by.pk) != key:
        # "Delete all" destroyed the key between sealing and saving: this text is newer, so it gets the new key.
        Moment.objects.filter(pk=pk).update(sealed=_sealed_entry(entry, by))
    return pk, True


def _keep(entry: Entry, owner: Person) -> None:
    changed = Moment.objects.filter(pk=entry.id, owner=owner, revision=entry.revision).update(
        sealed=_sealed_entry(entry, owner), revision=entry.revision + 1
    )
    if not changed:
        raise ChangedElsewhere


def edit_moment(*, by: Person, moment_id: uuid.UUID, text: str, revision: int) -> None:
    """Change the text; the old text stays in the history. Raises Empty, TooLong, ChangedElsewhere, Http404.

    A text that stands there already is no change, whatever the revision: a double tap is told nothing untrue.
    """
    text, entry = _checked(text), moment_for(by, moment_id)
    if text == entry.text:
        return
    if entry.revision != revision:
        raise ChangedElsewhere
    history = (*entry.history, (entry.text, timezone.now()))
    try:
        _keep(replace(entry, text=text, history=history), by)
    except ChangedElsewhere:
        # Both taps at once, and this one lost the race.
        if moment_for(by, moment_id).text != text:
            raise


def forget_earlier(*, by: Person, moment_id: uuid.UUID, at: datetime) -> None:
    """Take one earlier version out of the history for good, for instance because a client's name stood in it."""
    for _ in range(5):
        entry = moment_for(by, moment_id)
        left = tuple((text, until) for text, until in entry.history if until != at)
        if left == entry.history:
            return None
        try:
            return _keep(replace(entry, history=left), by)
        except ChangedElsewhere:
            continue  # Something else of this moment was changed, or this version is gone in the next round.
    raise ChangedElsewhere


def answer_prompt(
    *, by: Person, moment_id: uuid.UUID, prompt: str, text: str, before: str | None = None
) -> None:
    """Keep (or with an empty text take back) the answer to one question about a moment, sealed with it.

    `before` is the answer that this one was typed on top of, empty for none. Raises ChangedElsewhere when another
    answer stands there by now; without `before` this one goes in its place. Raises TooLong, Http404.
    """
    text = "" if is_blank(text) else text.replace("\r\n", "\n").strip()
    if len(text) > TEXT_LIMIT:
        raise TooLong
    for _ in range(5):
        entry = moment_for(by, moment_id)
        standing = entry.answers.get(prompt, "")
        if standing == text:
            return None
        if before is not None and standing not in ("", before):
            raise ChangedElsewhere
        answers = {k: v for k, v in entry.answers.items() if k != prompt} | ({prompt: text} if text else {})
        try:
            return _keep(replace(entry, answers=answers), by)
        except ChangedElsewhere:
            continue  # Something else of this moment was changed, or `before` says no in the next round.
    raise ChangedElsewhere


def delete_moment(*, by: Person, moment_id: uuid.UUID) -> None:
    """Delete one moment: gone from the live database now, remembered so that a restore loses it again.

    Raises Http404. It needs no key: also a moment that does not open can be deleted.
    """
    rows = Moment.objects.filter(pk=moment_id, owner=by)
    if not rows.exists():
        raise Http404
    remember_erased(ErasureKind.MOMENT, [moment_id])
    rows.delete()


def delete_everything(*, by: Person) -> None:
    """Remember what goes, destroy the key, then delete: unreadable at once in every backup.

    A crash in between leaves rows on the erasure list that nobody can open; the worker deletes them.
    """
    rows, lookbacks = Moment.objects.filter(owner=by), Lookback.objects.filter(owner=by)
    remember_erased(ErasureKind.MOMENT, list(rows.values_list("pk", flat=True)))
    remember_erased(ErasureKind.LOOKBACK, list(lookbacks.values_list("pk", flat=True)))
    destroy_key(by.pk)
    # What was saved while this went on was sealed with the key that is gone: up to here everything goes.
    until = timezone.now()
    with transaction.atomic():
        rows.filter(received_at__lte=until).delete()
        lookbacks.filter(changed_at__lte=until).delete()
        Quiet.objects.filter(owner=by).delete()


def erase_again(moment_ids: Iterable[uuid.UUID], lookback_ids: Iterable[uuid.UUID]) -> int:
    """After a restore: delete what its owner had deleted since that backup; returns how many rows went."""
    ids = list(moment_ids)
    gone = sum(
        Moment.objects.filter(pk__in=ids[i : i + 500]).delete()[1].get("moments.Moment", 0)
        for i in range(0, len(ids), 500)
    )
    return gone + Lookback.objects.filter(pk__in=list(lookback_ids)).delete()[0]
