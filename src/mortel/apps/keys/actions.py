"""Making and destroying the keys of persons, remembering what was erased, and keeping the copy of both."""

import fcntl
import json
import logging
import os
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.apps.keys.queries import (
    Copy,
    CopyDamaged,
    KeyGone,
    WrappedKey,
    erased,
    existing_key_of,
    lacking_keys,
    newest_copy,
    stored_keys,
    wrapping_keys,
)
from mortel.pure.sealing import KEY_BYTES, NONCE_BYTES, seal

logger = logging.getLogger(__name__)


def key_of(person_id: uuid.UUID) -> bytes:
    """The person's key (32 bytes) to seal with, made at the first call. One query to the database `keys`."""
    try:
        return existing_key_of(person_id)
    except KeyGone:
        make_keys([person_id])
        return existing_key_of(person_id)


def make_keys(person_ids: Iterable[uuid.UUID]) -> None:
    """Give each of these persons a key, unless she has one. One copy of the keys for all of them."""
    rows = [PersonKey(person_id=person_id, wrapped=_new_key(person_id)) for person_id in person_ids]
    with transaction.atomic(using="keys"):
        # Two first captures of one person at once: the first one wins, and its key is the key.
        PersonKey.objects.bulk_create(rows, ignore_conflicts=True)
        # A key that is lost takes all its text along: the copy is renewed with every key, not once a day.
        transaction.on_commit(keep_newest_copy, using="keys")


def _new_key(person_id: uuid.UUID) -> bytes:
    key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    return seal(key, key=wrapping_keys()[0], nonce=nonce, context=person_id.bytes)


def destroy_key(person_id: uuid.UUID) -> None:
    """Make everything this key sealed unreadable for ever, in every backup, the newest copy of the keys included."""
    destroy_keys([person_id])


def destroy_keys(person_ids: Iterable[uuid.UUID]) -> None:
    """Destroy these persons' keys, as far as they have one. All of them or none; one copy of the keys at the end."""
    with transaction.atomic(using="keys"):
        rows = PersonKey.objects.filter(pk__in=list(person_ids))
        _write_down(ErasureKind.KEY, [WrappedKey(row.pk, bytes(row.wrapped)).mark for row in rows])
        rows.delete()
        transaction.on_commit(_leave_no_trace, using="keys")
        transaction.on_commit(keep_newest_copy, using="keys")


def _leave_no_trace() -> None:
    # SQLite keeps the old page in its write-ahead log until a checkpoint; PostgreSQL the dead row until a vacuum.
    connection = connections["keys"]
    if connection.in_atomic_block:
        return  # Only tests wrap this in a transaction; the two statements below cannot run in one.
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if sqlite else "VACUUM keys_personkey")


def remember_erased(kind: ErasureKind, object_ids: Iterable[uuid.UUID]) -> None:
    """Write down ids before the rows go, so that a restored backup loses them again. Safe to repeat."""
    with transaction.atomic(using="keys"):
        _write_down(kind, object_ids)
        transaction.on_commit(keep_newest_copy, using="keys")


def _write_down(kind: ErasureKind, object_ids: Iterable[uuid.UUID]) -> None:
    now = timezone.now()
    Erasure.objects.bulk_create(
        [Erasure(kind=kind, object_id=object_id, at=now) for object_id in object_ids],
        ignore_conflicts=True,
    )


def forget_old_erasures(before: datetime) -> int:
    """Drop what was erased so long ago that no backup holds it and no phone will send it again; returns how many."""
    return Erasure.objects.filter(at__lt=before).delete()[0]


def bring_back(copy: Copy) -> int:
    """Put in the database what it lacks of this copy, all of it or nothing; returns the number of keys.

    A key that the copy knows as destroyed goes; a person's present key stays. Raises SealBroken when the wrapping
    key does not open what comes back.
    """
    with transaction.atomic(using="keys"):
        Erasure.objects.bulk_create(
            [
                Erasure(kind=kind, object_id=which, at=datetime.fromisoformat(at))
                for kind, which, at in copy.erased
            ],
            ignore_conflicts=True,
        )
        destroyed = set(erased(ErasureKind.KEY))
        PersonKey.objects.filter(
            pk__in=[key.person for key in stored_keys() if key.mark in destroyed]
        ).delete()
        holders = {key.person for key in stored_keys()}
        back = [key for key in lacking_keys(copy) if key.person not in holders]
        PersonKey.objects.bulk_create(PersonKey(person_id=key.person, wrapped=key.wrapped) for key in back)
        for key in back:
            existing_key_of(key.person)
        transaction.on_commit(_leave_no_trace, using="keys")
        transaction.on_commit(keep_newest_copy, using="keys")
    return len(back)


def keep_newest_copy() -> None:
    """Rewrite the only backup of this database. The copy before it is overwritten, not kept.

    A key that the copy holds goes only when it was destroyed: one that the database lost stays in it, and so does
    what the database forgot of the erasures.
    Reading and replacing happen under one lock: otherwise a slower process could put back a copy from before a
    key was destroyed.
    """
    path: Path = settings.KEYS_COPY
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _open_private(path.with_suffix(".lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = path.with_suffix(".draft")
        with _open_private(draft) as file:
            json.dump(_everything(_copy_before()), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _copy_before() -> Copy | None:
    try:
        return newest_copy()
    except CopyDamaged:
        # Nothing in it can be saved, and a new key must not wait for somebody to look.
        logger.exception("the copy of the keys was damaged and is made anew")
        return None


def _everything(before: Copy | None) -> dict[str, object]:
    erasures = _erasures(before)
    destroyed = {which for kind, which in erasures if kind == ErasureKind.KEY}
    keys = [key for key in stored_keys() if key.mark not in destroyed]
    lacking = [key for key in lacking_keys(before) if key.mark not in destroyed]
    return {
        "keys": dict(key.as_text() for key in keys),
        "lacking": [key.as_text() for key in lacking],
        "erased": [[kind, str(which), at] for (kind, which), at in erasures.items()],
    }


def _erasures(before: Copy | None) -> dict[tuple[str, uuid.UUID], str]:
    """When each thing was erased, oldest first: what the earlier copy knew and the list here."""
    limit = timezone.now() - timedelta(days=settings.RETENTION["erasure_list"])
    earlier = before.erased if before else []
    known = {(kind, which): at for kind, which, at in earlier if datetime.fromisoformat(at) >= limit}
    here = {(e.kind, e.object_id): e.at.isoformat() for e in Erasure.objects.order_by("at")}
    return known | here


def _open_private(path: Path) -> IO[str]:
    return open(path, "w", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600))
