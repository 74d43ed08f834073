"""How long does reading in a personnel list keep everybody else from writing?

A list of 20,000 people is read into an empty house, read in again, and read in once more with other addresses,
functions and teams. Applying is one transaction, and on SQLite one transaction keeps the only writer; others wait
five seconds at most (`timeout` in project/settings.py). Beside each step another process tries to write all the time;
the longest that it waited must stay well below those five seconds.

    python -m benchmarks.importing                        (20,000 people, at most 4 seconds of waiting)

Prints a table and one line of JSON; leaves with 1 when somebody waited longer than `--limit`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.utils.module_loading import import_string

from tools.kill_test import live_in

WRITING = """
import select, sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
longest = 0
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0.005)[0]:
    begun = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    longest = max(longest, time.perf_counter() - begun)
    database.execute("ROLLBACK")
print(longest)
"""
HEADER = "personeelsnummer;naam;e-mail;eenheid;team;functie;uren"


def rows(people: int, *, later: bool) -> Iterator[str]:
    """Somebody a row, twelve in a team, ten teams in a unit; `later` changes address, function and some teams."""
    domain, function = ("nieuw", "begeleider") if later else ("oud", "verzorgende")
    for number in range(people):
        team = (number + (later and number % 10 == 0)) // 12
        unit = number // 120
        where = f"Locatie {unit};Team {team}"
        yield f"{number};Voornaam Achternaam{number};p{number}@{domain}.example;{where};{function};24"


@contextmanager
def somebody_else(folder: str) -> Iterator[dict[str, float]]:
    """Another process that writes all the time; afterwards `waited` is the longest that it had to wait."""
    command = [sys.executable, "-c", WRITING, str(Path(folder) / "mortel.sqlite3")]
    found: dict[str, float] = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield found
        found["waited"] = float(other.communicate("\n")[0])


def step(people: int, *, later: bool) -> tuple[float, float]:
    """Seconds of looking, and of applying."""
    actions = "mortel.apps.people.actions.importing"
    plan_for, import_people = (import_string(f"{actions}.{name}") for name in ("plan_for", "import_people"))
    read_table = import_string("mortel.pure.personnel.reading.read_table")
    personnel_list = import_string("mortel.pure.personnel.rows.personnel_list")
    content = "\n".join([HEADER, *rows(people, later=later)]).encode()
    listed = personnel_list(read_table(content, "lijst.csv"))
    begun = time.perf_counter()
    plan = plan_for(listed)
    looked = time.perf_counter()
    if plan.problems:
        raise SystemExit(f"the list is wrong: {plan.problems[:3]}")
    import_people(listed, by=None, fingerprint=plan.fingerprint, confirmed=len(plan.leaving))
    return looked - begun, time.perf_counter() - looked


def main() -> None:
    options = argparse.ArgumentParser(description="Reading in a long personnel list.")
    options.add_argument("--people", type=int, default=20_000)
    options.add_argument("--limit", type=float, default=4.0, help="seconds that somebody else may wait")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mortel-importing-") as folder:
        live_in(Path(folder))
        django.setup()
        for database in ("default", "keys"):
            call_command("migrate", database=database, verbosity=0)
        steps, figures = {"new": False, "again": False, "changed": True}, {}
        for name, later in steps.items():
            with somebody_else(folder) as other:
                looking, applying = step(given.people, later=later)
            figures[name] = (looking, applying, other["waited"])
    print(f"{'seconds':12}{'looking':>9}{'applying':>10}{'others wait':>13}")
    for name, (looking, applying, waited) in figures.items():
        print(f"{name:12}{looking:9.2f}{applying:10.2f}{waited:13.2f}")
    print(json.dumps({"people": given.people, "seconds": figures}))
    sys.exit(any(waited > given.limit for _, _, waited in figures.values()))


if __name__ == "__main__":
    main()
