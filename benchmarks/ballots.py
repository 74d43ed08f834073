"""Are 2,000 ballots of ten minutes, one of which brings three times as many, all kept, and each of them once?

A round is open for 2,000 people. They come as they would in ten minutes in which one minute is three times as busy,
`--faster` times as fast: opening the page by the code, then sending the form as the page's script does, on a
connection of their own. Every tenth sends it twice at the same moment. Who hears nothing, or 429 or 5xx, tries again.
`--kills` kills the server (-9, the worker too) so often meanwhile and starts it anew.

Each ballot can be told from all others by its answers, so the rows at the end say which were lost (acknowledged and
not there), doubled, or put in though nobody sent them. Waiting is counted from the moment somebody came, so that a
server that falls behind cannot hide it. The limits, in the same run: rows like a ballot that eight connections
insert in the database, each in a transaction of its own, and the smallest answer of the server, asked by eight.
The crowd shares the machine with the server.

    python -m benchmarks.ballots                          (SQLite)
    python -m benchmarks.ballots --database embedded      (a PostgreSQL of its own, from PyPI)
    python -m benchmarks.ballots --kills 3

Found on two cores, five times as fast, so 42 people a second in the busy minute: every one of 2,000 kept once on
SQLite without and with three kills, on PostgreSQL with them, no 429 and no 5xx. On SQLite who came in the busy minute
waited 41 ms (p50) and 1.5 s (p95) on a quiet machine with three kills, 1.4 and 3.3 s where others took most of it
(load 6); on PostgreSQL 3.7 and 4.2 s (load 5, three kills).

Prints a table and one line of JSON; the exit code is 1 when a ballot was lost or doubled, or the server failed (500).
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Lock
from typing import Any

from django.apps import apps
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

from benchmarks.capture import Save, bare, measure
from benchmarks.invented import found, open_round, plan_of
from tools.kill_test import Installation, Phone, address_of, new_folder

MINUTES, BUSY_MINUTE, BUSY = 10, 5, 3
TWICE_IN = 10
DIGITS = 6
AGAIN_AFTER = 0.5
LIMIT_USERS, LIMIT_EACH = 8, 150


def arrivals(number: int, chance: random.Random) -> list[tuple[float, bool]]:
    """(second, whether it lies in the busy minute) at which each of them comes, within ten minutes."""
    shares = [BUSY if minute == BUSY_MINUTE else 1 for minute in range(MINUTES)]
    minutes = chance.choices(range(MINUTES), weights=shares, k=number)
    return sorted((60 * (minute + chance.random()), minute == BUSY_MINUTE) for minute in minutes)


def fields_of(number: int, codes: Sequence[str]) -> dict[str, str]:
    """A form filled in so that the first answers spell the number, in digits of 1 to 5."""
    chance = random.Random(number)
    answers = [number // 5**place % 5 + 1 for place in range(DIGITS)]
    answers += [chance.randint(1, 5) for _ in codes[DIGITS:]]
    return {"language": "nl"} | {
        f"a-{code}": str(answer) for code, answer in zip(codes, answers, strict=True)
    }


def number_in(answers: Sequence[int]) -> int:
    """The number that a stored ballot spells."""
    return sum((answer - 1) * 5**place for place, answer in enumerate(answers[:DIGITS]))


@dataclass
class Crowd:
    """Everybody who is asked, by the codes of their ballots; what they were told and how long that took."""

    port: int
    codes: list[str]
    questions: tuple[str, ...]
    acknowledged: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: Lock = field(default_factory=Lock)

    def answer(self, number: int) -> None:
        """One person opens her page and sends it, until she hears that it is there."""
        while not self._once(number):
            time.sleep(AGAIN_AFTER)

    def _once(self, number: int) -> bool:
        phones = [Phone(self.port, "") for _ in range(2 if number % TWICE_IN == 0 else 1)]
        path = f"/ronde/{self.codes[number]}/"
        if self._ask("page", phones[0], "GET", path)[0] != 200:
            return False
        for phone in phones:
            phone.cookies = dict(phones[0].cookies)
            phone.csrf = phone.cookies.get("csrf", "")
        form = fields_of(number, self.questions)
        with ThreadPoolExecutor(len(phones)) as both:
            heard = list(both.map(lambda phone: self._ask("sent", phone, "POST", path, form), phones))
        is_there = any(status == 200 for status, _ in heard)
        with self.lock:
            self.told.update(json.loads(body)["handed"] for status, body in heard if status == 200)
            if is_there:
                self.acknowledged.add(number)
        return is_there

    def _ask(
        self, what: str, phone: Phone, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        begun = time.perf_counter()
        try:
            status, body = phone.ask(method, path, form)
        except (OSError, HTTPException):
            status, body = 0, b""
        with self.lock:
            self.told[f"{what} {status}" if status else "cut off"] += 1
            self.times[what].append(time.perf_counter() - begun)
        return status, body


def let_come(crowd: Crowd, due: Sequence[tuple[float, bool]], clients: int) -> None:
    """Everybody comes at her own moment; `clients` at most are busy at once, and the others wait."""
    begun, line = time.perf_counter(), enumerate(due)

    def client() -> None:
        while True:
            with crowd.lock:
                number, (at, is_busy) = next(line, (-1, (0.0, False)))
            if number < 0:
                return
            time.sleep(max(0.0, begun + at - time.perf_counter()))
            crowd.answer(number)
            waited = time.perf_counter() - begun - at
            with crowd.lock:
                crowd.times["busy" if is_busy else "calm"].append(waited)

    with ThreadPoolExecutor(clients) as pool:
        for one in [pool.submit(client) for _ in range(clients)]:
            one.result()


def kill_again_and_again(house: Installation, kills: int, seconds: float) -> None:
    """Spread over the time that it takes."""
    for _ in range(kills):
        time.sleep(seconds / (kills + 1))
        house.kill()
        house.start()


@contextmanager
def smallest(port: int) -> Iterator[Save]:
    """The least that the server can answer to a stranger."""
    phone = Phone(port, "")

    def ask() -> None:
        if phone.ask("GET", "/sessie")[0] != 401:
            raise SystemExit("the server knows somebody who is not there")

    yield ask


def milliseconds(times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles([1000 * one for one in times], n=100)
    return {name: round(cuts[at], 1) for name, at in (("p50", 49), ("p95", 94), ("p99", 98))}


def stored(crowd: Crowd) -> dict[str, int]:
    """The rows beside what was promised."""
    rows = Counter(
        number_in(answers)
        for answers in apps.get_model("climate", "Ballot").objects.values_list("answers", flat=True)
    )
    return {
        "acknowledged": len(crowd.acknowledged),
        "stored": sum(rows.values()),
        "lost": len(crowd.acknowledged - rows.keys()),
        "doubled": sum(number > 1 for number in rows.values()),
        "nobodys": len(rows.keys() - crowd.acknowledged),
    }


def run(house: Installation, given: argparse.Namespace) -> dict[str, Any]:
    hr = found(plan_of(given.ballots))
    round_ = open_round(hr, "Najaar", timezone.localdate())
    code_of = import_string("mortel.apps.climate.actions.codes.code_of")
    invited = apps.get_model("climate", "Invitation").objects.filter(round=round_)
    questions = import_string("mortel.apps.climate.queries.questions_of")(round_).codes
    crowd = Crowd(house.port, [code_of(round_, one) for one in invited], questions)
    due = [(at / given.faster, is_busy) for at, is_busy in arrivals(given.ballots, random.Random(given.seed))]
    house.start()
    begun = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_again_and_again, house, given.kills, 60 * MINUTES / given.faster)
        let_come(crowd, due, given.clients)
        killing.result()
    spent = time.perf_counter() - begun
    figures = {
        "database": connections["default"].vendor,
        "faster": given.faster,
        "kills": given.kills,
        "seconds": round(spent, 1),
        "busy_per_second": round(given.ballots * BUSY / (MINUTES - 1 + BUSY) / 60 * given.faster, 1),
        **stored(crowd),
        "told": dict(crowd.told),
        **{name: milliseconds(times) for name, times in sorted(crowd.times.items())},
        "bare": measure([bare("climate_ballot") for _ in range(LIMIT_USERS)], LIMIT_EACH),
        "smallest": measure([smallest(house.port) for _ in range(LIMIT_USERS)], LIMIT_EACH),
        "load": round(os.getloadavg()[0], 1),
    }
    house.stop()
    return figures


def failed(figures: dict[str, Any]) -> bool:
    is_wrong = figures["lost"] or figures["doubled"] or figures["nobodys"]
    return bool(is_wrong or any(name.endswith(" 500") for name in figures["told"]))


def main() -> None:
    options = argparse.ArgumentParser(description="Ballots that come all at once.")
    options.add_argument("--database", default="", help="an address, or `embedded`; SQLite without")
    options.add_argument("--ballots", type=int, default=2_000)
    options.add_argument("--faster", type=float, default=5.0, help="1 takes ten minutes")
    options.add_argument("--clients", type=int, default=40, help="how many are busy at once, at most")
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--port", type=int, default=0, help="any free one without")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with new_folder() as folder, address_of(given.database, folder) as database:
        house = Installation(folder, database)
        house.port = given.port or house.port
        try:
            figures = run(house, given)
        finally:
            house.close()
    print(f"{'ms':10}{'p50':>9}{'p95':>9}{'p99':>9}{'per second':>12}")
    for name in ("page", "sent", "calm", "busy", "bare", "smallest"):
        row = figures[name]
        print(f"{name:10}{row['p50']:9}{row['p95']:9}{row.get('p99', ''):>9}{row.get('per_second', ''):>12}")
    print(json.dumps(figures))
    sys.exit(failed(figures))


if __name__ == "__main__":
    main()
