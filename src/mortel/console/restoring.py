"""Bringing a backup back: prepared beside the present database, which stays as it is until the last step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from mortel.apps.climate.actions.asking_again import ask_again
from mortel.apps.ledger.actions import record
from mortel.console import postgres
from mortel.console.backups import STAMP, copy_database
from mortel.console.erasing import Erased, erase_again
from mortel.console.installing import missing_migrations
from mortel.console.keyring import keys_are_lost
from mortel.console.manifest import Manifest, verified
from mortel.console.refusal import Refused
from mortel.console.running import alone
from mortel.console.side import standing_in
from mortel.console.tables import (
    SIDE_SCHEMA,
    applied_migrations,
    drop_side_schema,
    into_one_file,
    row_counts,
    sqlite_is_sound,
    swap_side_schema,
)


@dataclass(frozen=True)
class Restored:
    """`kept` is where the replaced database stands now, or None; `asked_again` the rounds whose answers were lost."""

    manifest: Manifest
    kept: Path | None
    erased: Erased
    asked_again: list[str]


def restore(backup: Path) -> Restored:
    """Put a backup in the place of the main database. Raises Refused; then the present database is untouched.

    What was deleted since the backup is deleted again before anybody can see it.
    """
    manifest = verified(backup)
    _require_fitting(manifest)
    with alone(), _prepared[manifest.engine](backup) as side:
        with standing_in(**side):
            if row_counts() != manifest.rows:
                raise Refused(f"{backup.name} does not hold the rows its manifest promises.")
            call_command("migrate", database="default", interactive=False, verbosity=0)
            gone = erase_again()
            again = ask_again()
            with transaction.atomic():
                record("restored", details={"backup": backup.name, "sha256": manifest.sha256})
        kept = _keep_present()
        _put_in_place[manifest.engine](side)
    return Restored(manifest, kept, gone, again)


def _require_fitting(manifest: Manifest) -> None:
    engine = connections["default"].vendor
    if manifest.engine != engine:
        raise Refused(f"This is a backup of {manifest.engine}, and this installation runs on {engine}.")
    if set(manifest.migrations) - {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}:
        raise Refused("This backup was made by a newer Mortel. Install that version first.")
    if missing_migrations("keys"):
        raise Refused("The keys database is not ready. Run `mortel setup` first.")
    if keys_are_lost():
        # Its list of what was erased is empty too: everything deleted since the backup would come back.
        raise Refused("The keys database is empty. Run `mortel restore-keys` first.")


def _keep_present() -> Path | None:
    """Back up what is about to be replaced, if there is anything. A damaged SQLite file is kept as it is."""
    try:
        return copy_database(settings.BACKUPS)[0] if applied_migrations() else None
    except (Refused, DatabaseError):
        if connections["default"].vendor != "sqlite":
            raise
    connections["default"].close()
    damaged = Path(settings.BACKUPS) / f"mortel-{timezone.now():{STAMP}}-damaged.sqlite3"
    copyfile(_sqlite_file(), damaged)
    damaged.chmod(0o600)
    return damaged


# SQLite: a file beside the database


def _sqlite_file() -> Path:
    return Path(connections["default"].settings_dict["NAME"])


@contextmanager
def _prepared_file(backup: Path) -> Iterator[dict[str, object]]:
    place = _sqlite_file()
    for leftover in place.parent.glob(f".{place.name}.restoring*"):
        leftover.unlink()
    side = place.with_name(f".{place.name}.restoring")
    side.touch(mode=0o600)
    copyfile(backup, side)
    if not sqlite_is_sound(side):
        raise Refused(f"{backup.name} is damaged.")
    try:
        yield {"NAME": side}
    finally:
        for leftover in place.parent.glob(f"{side.name}*"):
            leftover.unlink()


def _put_file_in_place(side: dict[str, object]) -> None:
    place, ready = _sqlite_file(), Path(str(side["NAME"]))
    connections["default"].close()
    if not into_one_file(ready):
        raise Refused("The restored database could not be closed. Nothing was changed.")
    if place.exists():
        into_one_file(place)
    # A log of the old database must never be read as the new one's: SQLite would apply it.
    for log in (place.with_name(f"{place.name}-wal"), place.with_name(f"{place.name}-shm")):
        log.unlink(missing_ok=True)
    descriptor = os.open(ready, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    ready.replace(place)


# PostgreSQL: a schema beside `public`


@contextmanager
def _prepared_schema(backup: Path) -> Iterator[dict[str, object]]:
    postgres.load_beside(backup)
    options = connections["default"].settings_dict["OPTIONS"]
    try:
        yield {"OPTIONS": options | {"options": f"-c search_path={SIDE_SCHEMA}"}}
    finally:
        drop_side_schema()


def _put_schema_in_place(side: dict[str, object]) -> None:
    swap_side_schema()


_prepared = {"sqlite": _prepared_file, "postgresql": _prepared_schema}
_put_in_place = {"sqlite": _put_file_in_place, "postgresql": _put_schema_in_place}
