"""Making the databases and files of an installation ready, and seeing whether they are."""

import os

from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from mortel.console.keyring import keys_are_lost
from mortel.console.refusal import Refused
from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.shipped import shipped


def set_up() -> None:
    """Bring both databases, the table of the throttle and the static files up to date. Safe to repeat.

    From here on this process makes files for its own system user only: SQLite databases are among them.
    """
    os.umask(0o077)
    for alias in ("default", "keys"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def missing_migrations(alias: str) -> list[str]:
    """The migrations this database still needs, as `app.name`. Raises Refused when it cannot be reached."""
    try:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        raise Refused(f"The database {alias!r} cannot be reached ({type(fault).__name__}).") from fault
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def require_ready() -> None:
    """Raise Refused when the databases are not what this version needs, or the content cannot be read."""
    try:
        # From here on this process holds the catalogue: no visitor waits for it, and no page stumbles over a mistake.
        shipped()
    except CatalogueError as wrong:
        raise Refused(f"The content cannot be read. {wrong}") from wrong
    for alias in ("default", "keys"):
        if missing := missing_migrations(alias):
            raise Refused(
                f"The database {alias!r} misses {len(missing)} migrations. Run `mortel setup` first."
            )
    if keys_are_lost():
        raise Refused(
            "The keys database is empty, but its newest copy holds keys. Run `mortel restore-keys` first:"
            " without them no text can be read."
        )
