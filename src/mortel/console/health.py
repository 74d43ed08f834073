"""What `mortel doctor` looks at. Each finding is one plain line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from mortel.apps.keys.queries import existing_key_of, is_erased
from mortel.apps.ledger.actions import first_break
from mortel.console.backups import backups_in
from mortel.console.installing import missing_migrations
from mortel.console.keyring import keys_are_lost, lost_keys, newest_copy
from mortel.console.refusal import Refused
from mortel.console.tables import key_holders
from mortel.pure.pdf import missing
from mortel.pure.sealing import SealBroken

OLD = timedelta(days=7)
# What WeasyPrint needs of Debian 12; .ci/run and the README name the same.
FOR_PDF = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class State(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    state: State
    line: str


def examine() -> list[Finding]:
    """Every finding, in the order an administrator would look. Changes nothing."""
    return [_safely(look) for look in LOOKS]


def _safely(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except Refused as refusal:
        return Finding(State.FAILURE, str(refusal))
    except DatabaseError as fault:
        return Finding(State.FAILURE, f"The database gives no answer ({type(fault).__name__}).")


def _database(alias: str) -> Finding:
    missing = missing_migrations(alias)
    if missing:
        return Finding(
            State.FAILURE, f"The database {alias!r} misses {len(missing)} migrations: run `mortel setup`."
        )
    return Finding(State.GOOD, f"The database {alias!r} is reachable and up to date.")


def _backup() -> Finding:
    found = backups_in(settings.BACKUPS)
    if not found:
        return Finding(State.WARNING, f"There is no backup in {settings.BACKUPS}: run `mortel backup`.")
    made_at, path = found[0]
    age = timezone.now() - made_at
    state = State.WARNING if age > OLD else State.GOOD
    return Finding(state, f"The newest backup is {path.name}, {age.days} days old.")


def _keys_copy() -> Finding:
    copy = newest_copy()
    if keys_are_lost():
        return Finding(
            State.FAILURE, "The keys database is empty, its copy is not: run `mortel restore-keys`."
        )
    if copy is None:
        return Finding(
            State.WARNING, f"There is no copy of the keys at {settings.KEYS_COPY}: run `mortel backup`."
        )
    if lost := lost_keys():
        return Finding(
            State.FAILURE,
            f"The keys database lacks {len(lost)} keys that its copy still holds: run `mortel restore-keys`.",
        )
    if not all(is_erased(which) for _kind, which, _at in copy.erased):
        return Finding(State.FAILURE, "The keys database is older than its copy: it forgot what was erased.")
    return Finding(State.GOOD, f"The copy of the keys holds {len(copy.keys)} keys.")


def _wrapping_key() -> Finding:
    holder = next(iter(key_holders()), None)
    try:
        if holder:
            existing_key_of(holder)
    except SealBroken:
        return Finding(State.FAILURE, "The wrapping key does not open the keys: put the right one back.")
    return Finding(State.GOOD, "The wrapping key opens the keys.")


def _mail() -> Finding:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return Finding(
            State.WARNING, "No mail server is set (MORTEL_MAIL): start links and resets are not sent."
        )
    return Finding(State.GOOD, f"Mail goes to {settings.EMAIL_HOST}:{settings.EMAIL_PORT}.")


def _static() -> Finding:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return Finding(State.FAILURE, "The static files are not collected: run `mortel setup`.")
    return Finding(State.GOOD, "The static files are collected.")


def _pdf() -> Finding:
    if lacks := missing():
        return Finding(
            State.WARNING,
            f"No PDF can be made ({lacks}): install {FOR_PDF}. Until then pages open and print from the browser.",
        )
    return Finding(State.GOOD, "PDF can be made.")


def _chain() -> Finding:
    broken = first_break()
    if broken is not None:
        return Finding(
            State.FAILURE, f"The ledger was changed: entry {broken} does not fit the one before it."
        )
    return Finding(State.GOOD, "The ledger is whole.")


LOOKS: list[Callable[[], Finding]] = [
    lambda: _database("default"),
    lambda: _database("keys"),
    _backup,
    _keys_copy,
    _wrapping_key,
    _mail,
    _static,
    _pdf,
    _chain,
]
