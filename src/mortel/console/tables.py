"""The one module with SQL of our own: what no query of an app can say. Nothing typed by anybody enters it.

Table names come from the database itself or from the models of Django and its libraries, and are quoted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django_tasks_db.models import DBTaskResult

from mortel.apps.climate.queries import BALLOT_TABLES

# No place in a backup: its finder could use the sessions, a restore would send waiting mail again, and answers that
# were handed in would outlive the closing of their round.
PASSING = (
    Session._meta.db_table,
    DBTaskResult._meta.db_table,
    settings.CACHES["default"].get("LOCATION", ""),
    *BALLOT_TABLES,
)
SIDE_SCHEMA = "mortel_restoring"


def row_counts() -> dict[str, int]:
    """Rows per table of the main database, without the passing ones."""
    connection = connections["default"]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            if table not in PASSING:
                cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608
                counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations() -> list[str]:
    """The migrations of the main database, as `app.name`; empty when it was never set up."""
    applied = MigrationRecorder(connections["default"]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def key_holders() -> set[UUID]:
    """Of which persons the keys database holds a key; empty when it has no tables yet."""
    try:
        with transaction.atomic(using="keys"), connections["keys"].cursor() as cursor:
            cursor.execute("SELECT person_id FROM keys_personkey")
            return {UUID(str(person)) for (person,) in cursor.fetchall()}
    except DatabaseError:
        return set()


def forget_expired_counters(now: datetime) -> int:
    """Delete the expired counters against guessing; returns how many. The cache does so itself only when it is full."""
    connection, table = connections["default"], settings.CACHES["default"].get("LOCATION", "")
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        expired = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)} WHERE expires < %s", [expired])  # noqa: S608
        return int(cursor.rowcount)


def sweep_ballots() -> None:
    """Write the tables of ballots anew, so that no place in a file tells what stood where. Outside any transaction."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in BALLOT_TABLES:
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


# SQLite


def copy_sqlite(target: Path) -> None:
    """Copy the live database into `target` while it is in use, without the passing rows."""
    connection = connections["default"]
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        # One file, without a write-ahead log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        for table in set(_sqlite_tables(copy)).intersection(PASSING):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608
        copy.commit()


def _sqlite_tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in found if not name.startswith("sqlite_")]


def sqlite_counts(path: Path) -> dict[str, int]:
    """Rows per table of a database file, without the passing ones. Leaves the file as it is."""
    with closing(sqlite3.connect(path)) as database:
        tables = [table for table in _sqlite_tables(database) if table not in PASSING]
        return {t: database.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tables}  # noqa: S608


def sqlite_is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def into_one_file(path: Path) -> bool:
    """Write a database's log back into it: the file alone is the database then. False when it is damaged."""
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",))
    except sqlite3.DatabaseError:
        return False


# PostgreSQL


@contextmanager
def exported_snapshot() -> Iterator[str]:
    """A snapshot that pg_dump can read too, so that counts and dump speak of the same instant."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def drop_side_schema() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SIDE_SCHEMA} CASCADE")


# Around the script of pg_restore, all in one transaction: it fills `public`, which then becomes the side
# schema while the present tables get their name back. When anything fails, nothing has changed.
BEFORE_SCRIPT = "ALTER SCHEMA public RENAME TO mortel_present; CREATE SCHEMA public;\n"
AFTER_SCRIPT = (
    f"\n;ALTER SCHEMA public RENAME TO {SIDE_SCHEMA}; ALTER SCHEMA mortel_present RENAME TO public;\n"
)


def swap_side_schema() -> None:
    """Put the side schema in the place of the present tables, in one transaction."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f"ALTER SCHEMA {SIDE_SCHEMA} RENAME TO public")
