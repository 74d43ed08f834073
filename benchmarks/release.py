"""How long does closing a round take for 500, 5,000 and 150,000 people, beside averages without any protection?

Closing makes blocks, draws noise, sums, lets the attacker look and decides what each page may show; it is the second
round of the same people. The peer is what a dashboard does instead: group the same table by team and average it, with
polars. The limit is one pass over the answers in memory.

    python -m benchmarks.release

Prints a table and one line of JSON; the median of five runs, made of the same answers.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import polars

from mortel.pure.disclosure.budget import Told
from mortel.pure.disclosure.closing import close
from mortel.pure.disclosure.figures import pages_of_units
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots, RoundForm, Unit

PEOPLE = (500, 5_000, 150_000)
ITEMS = 24
TEAM = 12
TEAMS_OF_A_DEPARTMENT = 8
RUNS = 5
BEFORE, TODAY = date(2026, 5, 1), date(2026, 11, 1)
SECRET = b"a secret of the benchmark, thirty-two bytes"


def a_round(people: int, seed: int) -> Ballots:
    """Teams of about twelve, eight to a department, all of whom answered everything."""
    random = np.random.default_rng(seed)
    teams = max(people // TEAM, 1)
    departments = -(-teams // TEAMS_OF_A_DEPARTMENT)
    tree = (
        Unit("top", None),
        *(Unit(f"d{at}", "top") for at in range(departments)),
        *(Unit(f"t{at}", f"d{at // TEAMS_OF_A_DEPARTMENT}") for at in range(teams)),
    )
    return Ballots(
        "benchmark",
        RoundForm(
            tuple(f"item{at}" for at in range(ITEMS)), tuple(f"dimension{at % 6}" for at in range(ITEMS))
        ),
        tree,
        random.integers(0, 2**64, (people, 2), dtype=np.uint64),
        random.integers(departments + 1, len(tree), people),
        random.integers(1, 6, (people, ITEMS)).astype(np.int8),
    )


def close_second_round(ballots: Ballots, told: Sequence[Told]) -> None:
    """With one earlier round of the same blocks half a year ago, and a page for every unit."""
    closed = close(ballots, Promise(), SECRET, told, TODAY, np.random.default_rng(1))
    pages_of_units(ballots.tree, closed.protected, Promise(), closed.words_only)


def seconds(what: Callable[[], Any]) -> float:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        what()
        times.append(perf_counter() - start)
    return median(times)


def measured(people: int) -> dict[str, float]:
    ballots = a_round(people, people)
    table = polars.DataFrame(ballots.answers, schema=list(ballots.form.items)).with_columns(
        polars.Series("team", ballots.leaves)
    )
    first = close(ballots, Promise(), SECRET, (), BEFORE, np.random.default_rng(1))
    told = first.told(BEFORE)
    closing = seconds(lambda: close_second_round(ballots, told))
    averaging = seconds(lambda: table.group_by("team").mean())
    reading = seconds(lambda: ballots.answers.sum(axis=0, dtype=np.int64))
    return {"people": people, "close": closing, "averages": averaging, "pass": reading}


def main() -> None:
    print(f"{'people':>8} {'close':>9} {'averages':>9} {'one pass':>9} {'ratio':>7}")
    found = [measured(people) for people in PEOPLE]
    for row in found:
        close_ms, averages_ms, pass_ms = (1000 * row[name] for name in ("close", "averages", "pass"))
        print(
            f"{row['people']:>8,.0f} {close_ms:>6.1f} ms {averages_ms:>6.1f} ms {pass_ms:>6.1f} ms"
            f" {close_ms / averages_ms:>7.1f}"
        )
    print(json.dumps([{name: round(value, 5) for name, value in row.items()} for row in found]))


if __name__ == "__main__":
    main()
