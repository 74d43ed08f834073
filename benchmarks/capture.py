"""How long does saving a moment take, beside what the same database needs for the bare row?

Eight people save without pause over HTTP in an installation that holds 100,000 moments. In the same run, on the same
database, eight connections insert an equal row in a transaction of their own. The ratio says what everything else
costs: HTTP, session, form, sealing. The people share the machine with the server, so the figures are a mark of this
machine and the ratio is what can be compared.

    python -m benchmarks.capture                          (SQLite)
    python -m benchmarks.capture --database embedded      (a PostgreSQL of its own, from PyPI)
    python -m benchmarks.capture --database postgresql://...

Prints a table and one line of JSON.
"""

import argparse
import json
import secrets
import sqlite3
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from threading import Barrier
from typing import Any

import psycopg
from django.apps import apps
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string
from psycopg.types.json import Jsonb

from tools.kill_test import Installation, Phone, address_of, new_folder

TEXT = "Bij mevrouw Dijkstra eerst de radio aan en dan pas wassen. Dat hoorde ik van Joke, het werkt echt."
AT_ONCE = 2_000
Save = Callable[[], None]


def fill(people: list[Any], number: int) -> None:
    """Store moments spread over `people`, each with the content an ordinary one has, sealed by its own key."""
    moment, sealed_by = apps.get_model("moments", "Moment"), {}
    for person in people:
        sealed_by[person.pk] = import_string("mortel.apps.keys.actions.key_of")(person.pk)
    for begin in range(0, number, AT_ONCE):
        rows = range(begin, min(begin + AT_ONCE, number))
        moment.objects.bulk_create(_row(moment, people[i % len(people)], sealed_by) for i in rows)


def _row(moment: Any, owner: Any, sealed_by: dict[uuid.UUID, bytes]) -> Any:
    seal = import_string("mortel.pure.sealing.seal")
    pk, now = uuid.uuid4(), timezone.now()
    plain = json.dumps({"text": TEXT, "history": [], "answers": {}}).encode()
    context = import_string("mortel.apps.moments.queries.context_of")("moment", pk, owner.pk)
    sealed = seal(plain, key=sealed_by[owner.pk], nonce=secrets.token_bytes(12), context=context)
    return moment(pk=pk, owner=owner, sealed=sealed, taken_at=now, received_at=now)


@contextmanager
def bare_sqlite(table: str) -> Iterator[Save]:
    """Insert an equal row with the settings the product uses: WAL, synchronous FULL, one transaction each."""
    with closing(sqlite3.connect(connections["default"].settings_dict["NAME"], timeout=30)) as database:
        database.isolation_level = None
        for line in connections["default"].settings_dict["OPTIONS"]["init_command"].split(";"):
            database.execute(line)
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        found = database.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
        like = dict(zip(names, found, strict=True))
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

        def save() -> None:
            database.execute("BEGIN IMMEDIATE")
            database.execute(statement, list((like | {"id": uuid.uuid4().hex}).values()))
            database.execute("COMMIT")

        yield save


@contextmanager
def bare_postgresql(table: str) -> Iterator[Save]:
    parameters = connections["default"].get_connection_params()
    kept = {k: v for k, v in parameters.items() if k in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**kept, autocommit=True) as database, database.cursor() as cursor:
        found = cursor.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
        names = [column.name for column in cursor.description or []]
        like = {
            name: Jsonb(value) if isinstance(value, list) else value
            for name, value in zip(names, found or (), strict=True)
        }
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"

        def save() -> None:
            cursor.execute(statement, list((like | {"id": uuid.uuid4()}).values()))

        yield save


def bare(table: str) -> AbstractContextManager[Save]:
    """The same insert as the database needs it, of a row like the first of `table`; its key is called `id`."""
    return bare_sqlite(table) if connections["default"].vendor == "sqlite" else bare_postgresql(table)


@contextmanager
def over_http(phone: Phone) -> Iterator[Save]:
    # The server closed the connection of the sign-in when others took long over theirs.
    phone.connection = None

    def save() -> None:
        status = phone.capture(uuid.uuid4(), TEXT)
        if status != 201:
            raise SystemExit(f"saving answered {status}")

    yield save


def measure(ways: list[Any], each: int) -> dict[str, float]:
    """Let every way save `each` times at the same time as the others; milliseconds, and saves per second."""
    # A time limit: whoever fails at once must not leave the others waiting for ever.
    together = Barrier(len(ways), timeout=60)

    def one(way: Any) -> list[tuple[float, float]]:
        with way as save:
            save()
            together.wait()
            return [_timed(save) for _ in range(each)]

    with ThreadPoolExecutor(len(ways)) as pool:
        times = [pair for pairs in pool.map(one, ways) for pair in pairs]
    cuts = statistics.quantiles([(end - begin) * 1000 for begin, end in times], n=100)
    spent = max(end for _, end in times) - min(begin for begin, _ in times)
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "per_second": round(len(times) / spent)}


def _timed(save: Save) -> tuple[float, float]:
    begun = time.perf_counter()
    save()
    return begun, time.perf_counter()


def main() -> None:
    options = argparse.ArgumentParser(description="Saving a moment beside inserting its row.")
    options.add_argument("--database", default="", help="an address, or `embedded`; SQLite without")
    options.add_argument("--users", type=int, default=8)
    options.add_argument("--moments", type=int, default=100_000)
    options.add_argument("--each", type=int, default=150, help="saves per user")
    given = options.parse_args()
    with new_folder() as folder, address_of(given.database, folder) as database:
        house = Installation(folder, database)
        try:
            figures = run(house, given)
        finally:
            house.close()
    print(f"{'ms':12}{'p50':>9}{'p95':>9}{'per second':>12}")
    for name in ("http", "bare"):
        print(f"{name:12}{figures[name]['p50']:9}{figures[name]['p95']:9}{figures[name]['per_second']:12}")
    print(f"{'ratio':12}{figures['ratio_p50']:9}{figures['ratio_p95']:9}")
    print(json.dumps(figures))


def run(house: Installation, given: argparse.Namespace) -> dict[str, Any]:
    people = house.people(given.users)
    fill(people, given.moments)
    alone = measure([bare("moments_moment") for _ in people], given.each)
    house.start()
    phones = [Phone(house.port, person.card_number) for person in people]
    for phone in phones:
        phone.sign_in()
    http = measure([over_http(phone) for phone in phones], given.each)
    house.stop()
    stored = apps.get_model("moments", "Moment").objects.count()
    return {
        "database": connections["default"].vendor,
        "users": given.users,
        "stored": stored,
        "http": http,
        "bare": alone,
        "ratio_p50": round(http["p50"] / alone["p50"], 1),
        "ratio_p95": round(http["p95"] / alone["p95"], 1),
    }


if __name__ == "__main__":
    main()
