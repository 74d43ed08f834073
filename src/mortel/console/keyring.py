"""The only backup of the keys database, and how lost keys come back from it."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.utils import DatabaseError

from mortel.apps.keys import queries
from mortel.apps.keys.actions import bring_back, keep_newest_copy
from mortel.apps.keys.queries import Copy, CopyDamaged, WrappedKey, lacking_keys
from mortel.console.refusal import Refused
from mortel.console.tables import key_holders
from mortel.pure.sealing import SealBroken


def newest_copy() -> Copy | None:
    """The copy, or None when none was ever made. Raises Refused when it is damaged."""
    try:
        return queries.newest_copy()
    except CopyDamaged as fault:
        raise Refused(f"The copy of the keys in {settings.KEYS_COPY} is damaged.") from fault


def lost_keys() -> list[WrappedKey]:
    """The keys in the copy that the database lacks, though nobody destroyed them. Raises Refused."""
    copy = newest_copy()
    try:
        with transaction.atomic(using="keys"):
            return lacking_keys(copy)
    except DatabaseError:
        # There are no tables yet: all of it is lacking.
        return [*copy.keys, *copy.lacking] if copy else []


def keys_are_lost() -> bool:
    """The copy holds keys and the database none of them: it was made anew instead of brought back."""
    copy = newest_copy()
    if copy is None or not lost_keys():
        return False
    return not {key.person for key in [*copy.keys, *copy.lacking]} & key_holders()


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
    """Bring back what the keys database lacks of its copy, all of it or nothing. Raises Refused.

    Somebody who has another key by now keeps that one: what her earlier key sealed stays closed.
    """
    copy = newest_copy()
    if copy is None or not [*copy.keys, *copy.lacking]:
        raise Refused(f"There is no copy of the keys at {settings.KEYS_COPY}.")
    if key_holders() and not lost_keys():
        raise Refused("The keys database holds every key of its copy. There is nothing to bring back.")
    try:
        back = bring_back(copy)
    except SealBroken as fault:
        raise Refused("The wrapping key is not the one that wrapped these keys.") from fault
    except DatabaseError as fault:
        raise Refused("The keys database is not ready. Run `mortel setup` first.") from fault
    return Returned(back, len(copy.erased))
