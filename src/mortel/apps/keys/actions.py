"""Making, using and destroying the key of one person, and remembering what was erased."""

import base64
import fcntl
import hashlib
import json
import os
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.pure.sealing import KEY_BYTES, NONCE_BYTES, SealBroken, seal, unseal


def key_of(person_id: uuid.UUID) -> bytes:
    """Return the person's key (32 bytes), made at the first call. One query to the database `keys`."""
    row = PersonKey.objects.filter(pk=person_id).first() or _make_key(person_id)
    return _unwrap(bytes(row.wrapped), person_id)


def _make_key(person_id: uuid.UUID) -> PersonKey:
    key = secrets.token_bytes(KEY_BYTES)
    wrapped = seal(
        key, key=_wrapping_keys()[0], nonce=secrets.token_bytes(NONCE_BYTES), context=person_id.bytes
    )
    try:
        with transaction.atomic(using="keys"):
            row = PersonKey.objects.create(person_id=person_id, wrapped=wrapped)
    except IntegrityError:
        # Two first captures of one person at once: the other one won, and its key is the key.
        return PersonKey.objects.get(pk=person_id)
    # A key that is lost takes all its text along: the copy is renewed with every new key, not once a day.
    keep_newest_copy()
    return row


def _unwrap(wrapped: bytes, person_id: uuid.UUID) -> bytes:
    for candidate in _wrapping_keys():
        try:
            return unseal(wrapped, key=candidate, context=person_id.bytes)
        except SealBroken:
            continue
    raise SealBroken


def _wrapping_keys() -> list[bytes]:
    return [
        hashlib.sha256(b"mortel wrapping key" + text.encode()).digest() for text in settings.WRAPPING_KEYS
    ]


def destroy_key(person_id: uuid.UUID) -> None:
    """Make everything this key sealed unreadable for ever, in every backup, the newest copy of the keys included."""
    PersonKey.objects.filter(pk=person_id).delete()
    _leave_no_trace()
    keep_newest_copy()


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
    now = timezone.now()
    Erasure.objects.bulk_create(
        [Erasure(kind=kind, object_id=object_id, at=now) for object_id in object_ids],
        ignore_conflicts=True,
    )
    keep_newest_copy()


def forget_old_erasures(before: datetime) -> int:
    """Drop what was erased so long ago that no backup holds it and no phone will send it again; returns how many."""
    return Erasure.objects.filter(at__lt=before).delete()[0]


def keep_newest_copy() -> None:
    """Rewrite the only backup of this database. The copy before it is overwritten, not kept.

    Reading and replacing happen under one lock: otherwise a slower process could put back a copy from before a
    key was destroyed.
    """
    path: Path = settings.KEYS_COPY
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _open_private(path.with_suffix(".lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = path.with_suffix(".draft")
        with _open_private(draft) as file:
            json.dump(_everything(), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _everything() -> dict[str, object]:
    rows = PersonKey.objects.all()
    return {
        "keys": {str(row.pk): base64.b64encode(bytes(row.wrapped)).decode() for row in rows},
        "erased": [[e.kind, str(e.object_id), e.at.isoformat()] for e in Erasure.objects.order_by("at")],
    }


def _open_private(path: Path) -> IO[str]:
    return open(path, "w", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600))
