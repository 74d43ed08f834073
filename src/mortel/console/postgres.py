"""PostgreSQL's own programs, found on the PATH, given a list of arguments and never a shell."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.db import connections

from mortel.console.refusal import Refused
from mortel.console.tables import (
    AFTER_SCRIPT,
    BEFORE_SCRIPT,
    PASSING,
    drop_side_schema,
    exported_snapshot,
    row_counts,
)

# Connection settings as libpq reads them from the environment: a password never stands in a process list.
VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def dump(target: Path) -> dict[str, int]:
    """Dump the main database into `target`; return its rows per table at that instant. Raises Refused."""
    leave_out = [f"--exclude-table-data=public.{table}" for table in PASSING]
    with exported_snapshot() as snapshot:
        rows = row_counts()
        run(
            ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", *leave_out]
            + [f"--snapshot={snapshot}", f"--file={target}"]
        )
    # Reads the table of contents: a dump that was cut off has none.
    run(["pg_restore", "--list", str(target)])
    return rows


def load_beside(backup: Path) -> None:
    """Load a dump into the side schema in one transaction; the present tables stay. Raises Refused."""
    drop_side_schema()
    with tempfile.TemporaryFile() as script:
        script.write(BEFORE_SCRIPT.encode())
        script.flush()
        run(
            ["pg_restore", "--file=-", "--no-owner", "--no-privileges", "--schema=public", str(backup)],
            to=script,
        )
        script.seek(0, os.SEEK_END)
        script.write(AFTER_SCRIPT.encode())
        script.seek(0)
        run(
            ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"], source=script
        )


def run(arguments: list[str], *, to: object = None, source: object = None) -> None:
    if shutil.which(arguments[0]) is None:
        raise Refused(f"The program {arguments[0]} is missing. Install PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603 - a list of our own, no shell
        arguments,
        stdin=source or subprocess.DEVNULL,  # type: ignore[call-overload]
        stdout=to or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(),
        check=False,
    )
    if done.returncode:
        raise Refused(f"{arguments[0]} did not succeed. It says: {_first_lines(done.stderr)}")


def _environment() -> dict[str, str]:
    parameters = connections["default"].get_connection_params()
    ours = {VARIABLES[name]: str(value) for name, value in parameters.items() if name in VARIABLES}
    return dict(os.environ) | ours


def _first_lines(said: bytes) -> str:
    lines: Iterable[str] = said.decode(errors="replace").strip().splitlines()[:3]
    # Only messages of the programs themselves: a quoted row could hold a name.
    return " ".join(line for line in lines if not line.startswith(("CONTEXT", "DETAIL")))
