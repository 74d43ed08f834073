"""The key of one person, what was erased, and the copy of it all."""

import base64
import hashlib
import json
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.pure.sealing import SealBroken, unseal


class KeyGone(LookupError):
    """This person has no key: nothing was sealed for her yet, or it was destroyed."""


def existing_key_of(person_id: uuid.UUID) -> bytes:
    """The person's key (32 bytes), for reading: never makes one. One query to the database `keys`.

    Raises KeyGone when she has none, SealBroken when the wrapping key is not the one that wrapped it.
    """
    row = PersonKey.objects.filter(pk=person_id).first()
    if row is None:
        raise KeyGone
    return _unwrap(bytes(row.wrapped), person_id)


def _unwrap(wrapped: bytes, person_id: uuid.UUID) -> bytes:
    for candidate in wrapping_keys():
        try:
            return unseal(wrapped, key=candidate, context=person_id.bytes)
        except SealBroken:
            continue
    raise SealBroken


def wrapping_keys() -> list[bytes]:
    """The installation's keys that wrap the persons' keys; the first is in use, all unwrap."""
    return [
        hashlib.sha256(b"mortel wrapping key" + text.encode()).digest() for text in settings.WRAPPING_KEYS
    ]


def is_erased(object_id: uuid.UUID) -> bool:
    return Erasure.objects.filter(object_id=object_id).exists()


def erased(kind: ErasureKind) -> list[uuid.UUID]:
    """All ids of this kind on the erasure list, for `mortel restore`."""
    return list(Erasure.objects.filter(kind=kind).values_list("object_id", flat=True))


# The copy


class CopyDamaged(Exception):
    """The copy of the keys cannot be read."""


@dataclass(frozen=True)
class WrappedKey:
    """One person's key as it is stored. A person who deleted everything and wrote again has another one."""

    person: uuid.UUID
    wrapped: bytes

    @property
    def mark(self) -> uuid.UUID:
        """By what a destroyed key is remembered: it tells this key from any other and opens nothing."""
        return uuid.UUID(bytes=hashlib.sha256(b"mortel destroyed key" + self.wrapped).digest()[:16])

    def as_text(self) -> list[str]:
        return [str(self.person), base64.b64encode(self.wrapped).decode()]


@dataclass(frozen=True)
class Copy:
    """The keys, and (kind, id, ISO time) of what was erased.

    `lacking` are keys of an earlier copy that were not in the database any more though nobody destroyed them.
    """

    keys: list[WrappedKey]
    lacking: list[WrappedKey]
    erased: list[tuple[str, uuid.UUID, str]]


def newest_copy() -> Copy | None:
    """The copy, or None when none was ever made. Raises CopyDamaged."""
    path: Path = settings.KEYS_COPY
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        return Copy(
            keys=[_wrapped_key(*pair) for pair in content["keys"].items()],
            lacking=[_wrapped_key(*pair) for pair in content.get("lacking", [])],
            erased=[(kind, uuid.UUID(which), at) for kind, which, at in content["erased"]],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CopyDamaged from fault


def _wrapped_key(person: str, wrapped: str) -> WrappedKey:
    return WrappedKey(uuid.UUID(person), base64.b64decode(wrapped))


def stored_keys() -> list[WrappedKey]:
    return [WrappedKey(row.pk, bytes(row.wrapped)) for row in PersonKey.objects.all()]


def lacking_keys(copy: Copy | None) -> list[WrappedKey]:
    """The keys of this copy that the database does not hold though nobody destroyed them. Two queries."""
    here, destroyed = set(stored_keys()), set(erased(ErasureKind.KEY))
    held = [*copy.keys, *copy.lacking] if copy else []
    return [key for key in held if key not in here and key.mark not in destroyed]
