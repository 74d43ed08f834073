"""Making, finding and expiring backups of the main database. The keys database is never in one."""

import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from mortel.console import postgres
from mortel.console.keyring import copy_keys
from mortel.console.manifest import Manifest, fingerprint, manifest_path, write_manifest
from mortel.console.refusal import Refused
from mortel.console.tables import applied_migrations, copy_sqlite, sqlite_counts, sqlite_is_sound

STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"mortel-(\d{8}T\d{6}Z)(-damaged)?\.(sqlite3|dump)")
SUFFIX = {"sqlite": "sqlite3", "postgresql": "dump"}


@dataclass(frozen=True)
class Made:
    """One run of `mortel backup`. `keys` is None when the keys database was lost: its copy was left alone."""

    backup: Path
    manifest: Manifest
    keys: Path | None
    removed: list[Path]


def make_backup(folder: Path) -> Made:
    """Back up the main database into `folder`, renew the copy of the keys, remove what expired."""
    if not applied_migrations():
        raise Refused("There is nothing to back up yet. Run `mortel setup` first.")
    backup, manifest = copy_database(folder)
    # After the main database: then every person in it that has a key has it in the copy too.
    keys = copy_keys()
    return Made(backup, manifest, keys, expire(folder, timezone.now()))


def copy_database(folder: Path) -> tuple[Path, Manifest]:
    """Copy the main database as it is now, check the copy, and write its manifest. Raises Refused."""
    engine = connections["default"].vendor
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made_at, target = _free_name(folder, SUFFIX[engine])
    draft = target.with_name(f".{target.name}.draft")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        migrations = applied_migrations()
        rows = _copy[engine](draft)
        _onto_disk(draft)
        manifest = Manifest(
            target.name, engine, made_at, draft.stat().st_size, fingerprint(draft), rows, migrations
        )
        draft.rename(target)
    except OSError as fault:
        raise Refused(f"The backup could not be written: {fault.strerror}.") from fault
    finally:
        draft.unlink(missing_ok=True)
    write_manifest(manifest, target)
    return target, manifest


def _copy_sqlite(draft: Path) -> dict[str, int]:
    try:
        copy_sqlite(draft)
    except sqlite3.DatabaseError as fault:
        raise Refused(f"The database could not be copied: {fault}.") from fault
    if not sqlite_is_sound(draft):
        raise Refused("The copy of the database is damaged. Look at the disk, then try again.")
    return sqlite_counts(draft)


_copy: dict[str, Callable[[Path], dict[str, int]]] = {"sqlite": _copy_sqlite, "postgresql": postgres.dump}


def _free_name(folder: Path, suffix: str) -> tuple[datetime, Path]:
    at = timezone.now().astimezone(UTC).replace(microsecond=0)
    while (target := folder / f"mortel-{at.strftime(STAMP)}.{suffix}").exists():
        at += timedelta(seconds=1)
    return at, target


def _onto_disk(path: Path) -> None:
    for place in (path, path.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def backups_in(folder: Path) -> list[tuple[datetime, Path]]:
    """Complete backups with the time they were made, newest first."""
    return [(made_at, path) for made_at, path in _dated(folder) if manifest_path(path).exists()]


def _dated(folder: Path) -> list[tuple[datetime, Path]]:
    matches = [(NAME.fullmatch(path.name), path) for path in folder.glob("mortel-*")]
    dated = [(datetime.strptime(m[1], STAMP).replace(tzinfo=UTC), path) for m, path in matches if m]
    return sorted(dated, reverse=True)


def expire(folder: Path, now: datetime) -> list[Path]:
    """Remove what is older than /privacy promises, the last backup included; return which files went."""
    limit = now - timedelta(days=settings.RETENTION["backup"])
    gone = [path for made_at, path in _dated(folder) if made_at < limit]
    for path in gone:
        path.unlink()
        manifest_path(path).unlink(missing_ok=True)
    for draft in folder.glob(".mortel-*.draft"):
        # Left by a backup that was cut off.
        if draft.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            draft.unlink()
    return gone
