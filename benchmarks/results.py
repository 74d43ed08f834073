"""How long does the server take for a draft and a result with 5,000 teams stored, beside those of the demo?

The same installation twice: with the demo organisation (412 people), then with 60,000 people in 5,000 teams, each with
three rounds released by the product's own closing (of ballots that were drawn). Every page is asked over HTTP by
somebody who may read it, the pages of teams and units each time of another one. The limit is 150 ms at p95 for a page;
files to take along are made while somebody waits for them, and are measured without a limit. `/sessie`, which only
asks who is there, is the smallest page: it says how busy this machine was.

    python -m benchmarks.results                          (SQLite)
    python -m benchmarks.results --database embedded      (a PostgreSQL of its own, from PyPI)

Found on two cores with little other work (load 1.3): on SQLite the pages of a draft, which count 60,000 people, take
122 to 141 ms at p95 (16 in the demo); every page of a result takes less, 45 at most for a unit and 53 for the heat map.
Closing took 8 to 10 s. The workbook and the table take 3 to 3.5 s, the report 6 s (p50), for HR alone.

Prints a table and one line of JSON; the exit code is 1 when a page was slower than the limit.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
from django.apps import apps
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from benchmarks.invented import TEAM, draft_round, found, open_round, plan_of, session_of
from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.demo.reading import mail_domains
from tools.kill_test import Installation, address_of, new_folder

LIMIT_MS = 150.0
PAGE_TIMES, FILE_TIMES = 60, 5
PLACES = 20
DAYS_AGO = (400, 210, 20)
ROUND_NAMES = ("Voorjaar", "Najaar", "Winter")
NEXT_ROUND = "Zomer"
ANSWERED = 0.9
ROWS_AT_ONCE = 2_000
PEER = "/sessie"
FILES = ("xlsx", "csv", "report pdf", "team A4 pdf")

# A session and an address.
Visit = tuple[str, str]


def hold_rounds(hr: Any) -> list[float]:
    """Three rounds on days that lie behind us; returns the seconds that closing each took."""
    today = timezone.localdate()
    return [
        _hold(hr, name, today - timedelta(days=ago), seed)
        for seed, (name, ago) in enumerate(zip(ROUND_NAMES, DAYS_AGO, strict=True))
    ]


def _hold(hr: Any, name: str, starts_on: date, seed: int) -> float:
    round_ = open_round(hr, name, starts_on)
    answer_all(round_, np.random.default_rng(seed))
    rows = apps.get_model("climate", "Round").objects.filter(pk=round_.pk)
    ended = round_.opened_at + timedelta(days=14)
    rows.update(ended_at=ended, closing_at=ended + timedelta(hours=1))
    begun = time.perf_counter()
    import_string("mortel.apps.climate.actions.closing.make_result")(round_)
    return round(time.perf_counter() - begun, 1)


@transaction.atomic
def answer_all(round_: Any, random: np.random.Generator) -> None:
    """Nine in ten answer: somebody like her team, and each question like herself."""
    questions = len(import_string("mortel.apps.climate.queries.questions_of")(round_).codes)
    invited = apps.get_model("climate", "Invitation").objects.filter(round=round_)
    leaves = sorted(invited.values_list("leaf", flat=True))
    levels = {leaf: random.normal(3.6, 0.4) for leaf in dict.fromkeys(leaves)}
    people = np.array([levels[leaf] for leaf in leaves]) + random.normal(0, 0.5, len(leaves))
    drawn = random.normal(people[:, None], 0.8, (len(leaves), questions))
    answers = np.clip(np.rint(drawn), 1, 5).astype(int)
    table = apps.get_model("climate", "Ballot")
    table.objects.bulk_create(
        (
            table(round=round_, leaf=leaf, language="nl", answers=given.tolist(), week="2026-W01")
            for leaf, given, is_in in zip(leaves, answers, random.random(len(leaves)) < ANSWERED, strict=True)
            if is_in
        ),
        batch_size=ROWS_AT_ONCE,
    )


def pages_of(hr: Any) -> dict[str, list[Visit]]:
    """Every page that is measured, with who asks it; of the newest release."""
    release, session = import_string("mortel.apps.climate.queries.released")().first(), session_of(hr)
    of_round = f"/klimaat/uitslag/{release.pk}/"
    of_draft = f"/klimaat/rondes/{draft_round(hr, NEXT_ROUND, timezone.localdate()).pk}/"
    by_hr = {
        "results": "/klimaat/uitslag/",
        "organisation": of_round,
        "heat map": f"{of_round}teams/",
        "questionnaire": f"{of_round}vragenlijst/",
        "time": f"{of_round}tijd/",
        "insights": f"{of_round}inzichten/",
        "outcomes": f"{of_round}opbrengsten/",
        "rounds": "/klimaat/rondes/",
        "round": f"/klimaat/rondes/{release.round_id}/",
        "xlsx": f"{of_round}uitslag.xlsx",
        "csv": f"{of_round}gegevens.zip",
        "report pdf": f"{of_round}rapport.pdf",
    }
    # Measured first: opening wants a password that was given a moment ago.
    before_opening = {"draft": of_draft, "look ahead": f"{of_draft}vooraf", "opening": f"{of_draft}open"}
    members = list(_members(release))
    return {
        PEER: [(session, PEER)],
        **{name: [(session, path)] for name, path in before_opening.items()},
        "team": [(one, f"/team/{team}/") for one, team in members],
        "team A4": [(one, f"/team/{team}/a4") for one, team in members],
        "team A4 pdf": [(one, f"/team/{team}/a4.pdf") for one, team in members],
        "unit": [(session, f"{of_round}teams/{unit}") for unit in _units(release)],
        **{name: [(session, path)] for name, path in by_hr.items()},
    }


def _figures(release: Any, audience: str) -> Any:
    return apps.get_model("climate", "ReleasedFigure").objects.filter(release=release, audience=audience)


def _members(release: Any) -> Iterator[tuple[str, str]]:
    """The session of somebody in each of some teams with figures, spread over the tree."""
    told = _figures(release, "team").exclude(content__contains='"group":null').order_by("order")
    teams = list(told.values_list("place", flat=True))
    members = apps.get_model("people", "Membership").objects.filter(is_lead=False, is_main=True, ends=None)
    for team in teams[:: max(1, len(teams) // PLACES)][:PLACES]:
        yield session_of(members.filter(team=team).select_related("person")[0].person), team


def _units(release: Any) -> Sequence[str]:
    """Units with something under them, spread over the tree."""
    parents = set(_figures(release, "office").values_list("parent", flat=True))
    units = sorted(parents & set(_figures(release, "office").values_list("place", flat=True)))
    return units[:: max(1, len(units) // PLACES)][:PLACES]


def milliseconds(port: int, visits: Sequence[Visit], times: int) -> dict[str, float]:
    """p50 and p95 of so many visits, after a few that fill what the process keeps."""
    connection, taken = HTTPConnection("127.0.0.1", port, timeout=120), []
    first = max(1, times // 12)
    for session, path in islice(cycle(visits), first + times):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"session={session}", "Accept-Language": "nl"})
        answer = connection.getresponse()
        answer.read()
        taken.append(1000 * (time.perf_counter() - begun))
        if answer.status != 200:
            raise SystemExit(f"{path} answers {answer.status}")
    connection.close()
    cuts = statistics.quantiles(taken[first:], n=20, method="inclusive")
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1)}


def measured(house: Installation, hr: Any) -> dict[str, dict[str, float]]:
    pages = pages_of(hr)
    house.start()
    figures = {
        name: milliseconds(house.port, visits, FILE_TIMES if name in FILES else PAGE_TIMES)
        for name, visits in pages.items()
    }
    house.stop()
    return figures


def of_demo(house: Installation) -> dict[str, dict[str, float]]:
    """The demo organisation with its three rounds; afterwards it is gone."""
    with open(os.devnull, "w") as silent:
        call_command("demo", stdout=silent)
    hr = apps.get_model("people", "Grant").objects.filter(kind="hr").select_related("person")[0].person
    figures = measured(house, hr)
    import_string("mortel.apps.climate.actions.founding.remove_rounds")()
    remove = import_string("mortel.apps.people.actions.founding.remove_demo_organisation")
    remove(mail_domains(Path(CONTENT / "demo")))
    return figures


def run(house: Installation, given: argparse.Namespace) -> dict[str, Any]:
    demo = of_demo(house)
    hr = found(plan_of(given.teams * TEAM))
    closing = hold_rounds(hr)
    return {
        "database": connections["default"].vendor,
        "teams": given.teams,
        "closing_seconds": closing,
        "demo": demo,
        "large": measured(house, hr),
        "limit_ms": LIMIT_MS,
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    options = argparse.ArgumentParser(description="The pages of a result with many teams.")
    options.add_argument("--database", default="", help="an address, or `embedded`; SQLite without")
    options.add_argument("--teams", type=int, default=5_000)
    options.add_argument("--port", type=int, default=0, help="any free one without")
    given = options.parse_args()
    with new_folder() as folder, address_of(given.database, folder) as database:
        house = Installation(folder, database)
        house.port = given.port or house.port
        try:
            figures = run(house, given)
        finally:
            house.close()
    print(f"{'ms':16}{'demo p50':>10}{'p95':>9}{'large p50':>11}{'p95':>9}{'ratio':>8}")
    for name, large in figures["large"].items():
        demo = figures["demo"][name]
        ratio = round(large["p50"] / demo["p50"], 1)
        print(f"{name:16}{demo['p50']:10}{demo['p95']:9}{large['p50']:11}{large['p95']:9}{ratio:8}")
    print(json.dumps(figures))
    pages = [large["p95"] for name, large in figures["large"].items() if name not in FILES]
    sys.exit(max(pages) > LIMIT_MS)


if __name__ == "__main__":
    main()
