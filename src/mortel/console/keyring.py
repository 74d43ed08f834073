"""The only backup of the keys database, and how a lost keys database comes back from it."""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core import serializers
from django.db import transaction
from django.db.utils import DatabaseError

from mortel.apps.keys.actions import keep_newest_copy, key_of
from mortel.console.refusal import Refused
from mortel.console.tables import key_holders
from mortel.pure.sealing import SealBroken


@dataclass(frozen=True)
class Copy:
    """Wrapped keys (base64) by person, and (kind, id, ISO time) of what was erased."""

    keys: dict[UUID, str]
    erased: list[tuple[str, UUID, str]]


def newest_copy() -> Copy | None:
    """The copy, or None when none was ever made. Raises Refused when it is damaged."""
    path: Path = settings.KEYS_COPY
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        keys = {UUID(person): wrapped for person, wrapped in content["keys"].items()}
        return Copy(keys, [(kind, UUID(which), at) for kind, which, at in content["erased"]])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused(f"The copy of the keys in {path} is damaged.") from fault


def keys_are_lost() -> bool:
    """The copy holds keys and the database none of them: it was made anew instead of brought back."""
    copy = newest_copy()
    return copy is not None and bool(copy.keys) and not copy.keys.keys() & key_holders()


def copy_keys() -> Path | None:
    """Rewrite the copy. Never replaces it from a keys database that was lost: returns None then."""
    if keys_are_lost():
        return None
    keep_newest_copy()
    path: Path = settings.KEYS_COPY
    return path


@dataclass(frozen=True)
class Returned:
    keys: int
    erasures: int


def restore_keys() -> Returned:
    """Fill an empty keys database from the copy, all of it or nothing. Raises Refused."""
    copy = newest_copy()
    if copy is None or not copy.keys:
        raise Refused(f"There is no copy of the keys at {settings.KEYS_COPY}.")
    if key_holders():
        raise Refused("The keys database holds keys. It is brought back only when it is empty.")
    try:
        with transaction.atomic(using="keys"):
            _fill(copy)
            for person in copy.keys:
                key_of(person)
    except SealBroken as fault:
        raise Refused("The wrapping key is not the one that wrapped these keys.") from fault
    except DatabaseError as fault:
        raise Refused("The keys database is not ready. Run `mortel setup` first.") from fault
    return Returned(len(copy.keys), len(copy.erased))


def _fill(copy: Copy) -> None:
    keys = [
        {"model": "keys.personkey", "pk": person, "fields": {"wrapped": wrapped}}
        for person, wrapped in copy.keys.items()
    ]
    erased = [
        {"model": "keys.erasure", "pk": which, "fields": {"kind": kind, "object_id": which, "at": at}}
        for kind, which, at in copy.erased
    ]
    for row in serializers.deserialize("python", [*keys, *erased], using="keys"):
        row.save(using="keys")
