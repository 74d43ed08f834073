"""The side channels of survey tools, tried over HTTP and on the disk. Each search is also tried on a planted bug.

Those that lie in the tables alone stand in tests/apps/climate/test_traces.py.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing as shut
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile
from types import SimpleNamespace
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate import queries, tasks
from mortel.apps.climate.actions import answering, closing, opening
from mortel.apps.climate.actions.closing import Shot, take_snapshot
from mortel.apps.climate.models import Ballot, Invitation, Release, ReleasedFigure, Round, Snapshot
from mortel.apps.climate.queries import BALLOT_TABLES
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.console import tables
from mortel.pure.rounds.phases import Phase
from mortel.web.rounds import running
from tests.apps.climate import stories
from tests.apps.climate.staff import Staff, answer_all, hire
from tests.apps.climate.stories import answered, asked_for, code_for, opened, with_result
from tests.cast import Cast
from tests.web.attack.world import drawn_alike
from tests.web.permissions import INSIDE, OUTSIDE, PAGE, TABLE, Row, World
from tests.web.visiting import TOKEN, address, body, browser, forgotten, settle

MONDAY = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/Amsterdam"))
READERS = ("hr", "employee", "council", "researcher", "admin", "lead", "kiosk", "anonymous")
_RESULTS = "climate:"
# Who opens these is signed out there.
_SIGNS_OUT = ("kiosk:", "ballot:")


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with time_machine.travel(MONDAY, tick=False):
        yield settle(cast)


def readers_of(row: Row) -> list[str]:
    """Two who are let in at this address, so that every page is read; a result by one: no round is open in it."""
    let_in = [who for who in READERS if row.get and row.get[who] == PAGE]
    return let_in[: 1 if row.name.startswith(_RESULTS) else 2]


def addresses_for(who: str, world: World) -> Iterator[tuple[str, str]]:
    """(name, path) of every page; what the table asks of the draft also of the round that is open."""
    for row in TABLE:
        if who not in readers_of(row):
            continue
        yield row.name, address(row, world)
        if row.args(world).get("pk") == world.draft:
            yield f"{row.name} open", address(row, World(**{**vars(world), "draft": world.round}))


def everything_read(
    world: World, day: datetime = MONDAY, *, wanted: Callable[[str], bool] = bool
) -> dict[tuple[str, str], tuple[int, bytes]]:
    """Status and content of every page, by reader and address; ids that are drawn for a form come out the same.

    `wanted` says which addresses by their name, where a planted bug is known to show; else all.
    """
    found = {}
    with time_machine.travel(day, tick=False), drawn_alike():
        for who in READERS:
            with forgotten():
                client = browser(world, who)
                for name, path in addresses_for(who, world):
                    if not wanted(name):
                        continue
                    own = browser(world, who) if name.startswith(_SIGNS_OUT) else client
                    response = own.get(path)
                    found[who, name] = (response.status_code, body(response))
                assert client.get(reverse("today:today")).status_code == (302 if who in OUTSIDE else 200)
    return found


def differing(one: dict[Any, Any], other: dict[Any, Any]) -> list[Any]:
    return [key for key in one if one[key] != other[key]]


def _rounds(name: str) -> bool:
    return name.startswith("rounds:")


def _ledger(name: str) -> bool:
    return name.startswith("ledger:")


def _but_the_report(name: str) -> bool:
    """It takes seconds to set, and holds what stands on pages."""
    return name != "climate:report"


# Watching counts while a round is open


def pages_that_tell_of_one_more_ballot(
    world: World, *, wanted: Callable[[str], bool] = bool
) -> list[tuple[str, str]]:
    """Pages of anybody that changed when Bram, who is nobody here, handed in his."""
    before = everything_read(world, wanted=wanted)
    with forgotten():
        answered(Round.objects.get(pk=world.round), world.cast.bram)
        return differing(before, everything_read(world, wanted=wanted))


@pytest.mark.django_db
def test_nobody_can_watch_answers_come_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages_that_tell_of_one_more_ballot(world) == []

    def tells_at_once(*args: Any) -> None:
        keep(*args)
        tasks.tell_response(timezone.now())

    keep = answering.keep_ballot
    monkeypatch.setattr(answering, "keep_ballot", tells_at_once)
    monkeypatch.setattr(tasks, "LEAST_TO_TELL", 1)
    assert pages_that_tell_of_one_more_ballot(world, wanted=_rounds) == [("hr", "rounds:round open")]


def said_about_a_reminder(world: World, *who: Person) -> str:
    """What HR reads after sending one, when these people have answered."""
    with forgotten():
        for person in who:
            answered(Round.objects.get(pk=world.round), person)
        hr = browser(world, "hr")
        page = hr.post(reverse("rounds:message", args=[world.round]), follow=True)
        return TOKEN.sub(b"", page.content).decode()


@pytest.mark.django_db
def test_a_reminder_does_not_say_how_many_did_not_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = (world.cast.bram, world.cast.marit, world.cast.femke)
    nobody = said_about_a_reminder(world)
    assert said_about_a_reminder(world, world.cast.bram) == nobody
    assert said_about_a_reminder(world, *three) == nobody

    def counts(*, by: Person, round_: Round) -> None:
        left = Invitation.objects.filter(round=round_, handed_in=None).count()
        Round.objects.filter(pk=round_.pk).update(name=f"Najaar, {left} te gaan")

    monkeypatch.setattr(running, "send_messages", counts)
    assert said_about_a_reminder(world, *three) != said_about_a_reminder(world)


# Real time stamps


def pages_that_tell_when(world: World, *, wanted: Callable[[str], bool] = bool) -> list[tuple[str, str]]:
    """Pages that differ when Bram answered on Monday morning or on Wednesday evening."""
    read = []
    for later in (timedelta(hours=1), timedelta(days=2, hours=11, minutes=3)):
        with forgotten():
            with time_machine.travel(MONDAY + later, tick=False), drawn_alike(2):
                answered(Round.objects.get(pk=world.round), world.cast.bram)
            read.append(everything_read(world, MONDAY + timedelta(days=3), wanted=wanted))
    return differing(*read)


@pytest.mark.django_db
def test_no_page_tells_when_somebody_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages_that_tell_when(world, wanted=_but_the_report) == []

    def writes_it_down(round_: Round, *args: Any) -> None:
        keep(round_, *args)
        record("round_ended", details={"round": str(round_.pk)})

    keep = answering.keep_ballot
    monkeypatch.setattr(answering, "keep_ballot", writes_it_down)
    told = pages_that_tell_when(world, wanted=_ledger)
    assert told == [("council", "ledger:entries"), ("admin", "ledger:entries")]


# Another way of opening that skips protection


def ways_around(world: World) -> list[str]:
    """What anybody brings about by asking for a result while people still answer."""
    ReleasedFigure.objects.all().delete()
    Release.objects.all().delete()
    round_ = Round.objects.get(pk=world.round)
    answered(round_, world.cast.bram)
    found = []
    for who in INSIDE:
        with forgotten():
            client = browser(world, who)
            for name, data in (
                ("rounds:make-result", {}),
                ("rounds:stop", {}),
                ("rounds:make-result", {"without_sheets": "on", "though_few": "on"}),
                ("rounds:open", {"revision": round_.revision, "k": 1}),
            ):
                client.post(reverse(name, args=[round_.pk]), data)
                tasks.turn_of_rounds(timezone.now())
            opens = [client.get(reverse(row.name, args=[round_.pk])) for row in _results()]
            found += [f"{who}: a page of results" for one in opens if one.status_code == 200]
            found += [f"{who}: a release" for _ in Release.objects.filter(round=round_)]
            found += [f"{who}: a snapshot" for _ in Snapshot.objects.filter(round=round_)]
    return found


def _results() -> Iterable[Row]:
    office = (
        "climate:organisation",
        "climate:questionnaire",
        "climate:teams",
        "climate:workbook",
        "climate:data",
    )
    return [row for row in TABLE if row.name in office]


@pytest.mark.django_db
def test_no_door_opens_before_the_round_is_closed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ways_around(world) == []

    monkeypatch.setattr(queries, "phase", lambda times, now: Phase.TYPING)
    assert "hr: a release" in ways_around(world)


# A reversible switch


PROMISE = (
    "k",
    "words_only",
    "languages",
    "attribute",
    "attribute_parts",
    "form",
    "modules",
    "retention",
    "places",
)
_LOOSER = {
    "k": "6",
    "words_only": "",
    "retention": "{}",
    "attribute": "service",
    "form": "pulse",
    "languages": ["nl", "en"],
    "modules": ["module.workload"],
    "revision": "9",
}


def switched_back(world: World) -> list[str]:
    """Promises of an open round that somebody changed by sending every form there is, with all of it in each."""
    round_ = Round.objects.get(pk=world.round)
    Round.objects.filter(pk=round_.pk).update(k=9, words_only=True)
    found = []
    for who in ("hr", "council", "researcher", "employee"):
        with forgotten():
            client = browser(world, who)
            before = Round.objects.values(*PROMISE).get(pk=round_.pk)
            for row in TABLE:
                if row.post and row.name.startswith(("rounds:", "paper:")) and row.args(world):
                    path = reverse(row.name, kwargs=row.args(world) | {"pk": round_.pk})
                    for data in (_LOOSER | {"k": 9}, _LOOSER | {"k": 7}, row.data(world) | _LOOSER, _LOOSER):
                        client.post(path, data)
            after = Round.objects.values(*PROMISE).get(pk=round_.pk)
            found += [f"{who}: {name}" for name in differing(before, after)]
    return found


@pytest.mark.django_db
def test_what_was_promised_cannot_be_switched_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert switched_back(world) == []

    def loosens(*, by: Person, round_: Round, k: int, words_only: bool) -> None:
        Round.objects.filter(pk=round_.pk).update(k=max(k, 7), words_only=words_only)

    monkeypatch.setattr(running, "tighten", loosens)
    monkeypatch.setattr(running.StricterForm, "clean_k", lambda form: form.cleaned_data["k"])
    monkeypatch.setattr(running.StricterForm, "__init__", _without_floor)
    assert "hr: k" in switched_back(world)


def _without_floor(form: Any, data: Any, *, round_: Round) -> None:
    super(running.StricterForm, form).__init__(data)


# One pseudonym across questions and rounds


def seen_in_common(world: World, person: Person) -> list[str]:
    """Anything but words that two rounds show of the same person's ballot: codes, addresses, cookies, hidden fields."""
    seen = []
    for _ in range(2):
        client, round_ = Client(), Round.objects.get(pk=world.round)
        code = code_for(round_, person)
        path = reverse("ballot:ballot", args=[code])
        page = client.get(path)
        hidden = re.findall(
            r'type="hidden" name="(?!csrf|language)\w+" value="([^"]{6,})"', page.content.decode()
        )
        cookies = [one.value for name, one in client.cookies.items() if name not in ("csrftoken", "language")]
        seen.append({code, *hidden, *cookies, *(str(pk) for pk in _ids(round_, person))})
        Round.objects.filter(pk=round_.pk).update(released_at=timezone.now(), is_under_way=None)
        Invitation.objects.filter(round=round_).delete()
        world = World(**{**vars(world), "round": opened(world.cast, name=f"Later {uuid4()}").pk})
    return sorted(seen[0] & seen[1])


def _ids(round_: Round, person: Person) -> Iterator[Any]:
    invitation = Invitation.objects.get(round=round_, person=person)
    yield from (invitation.pk, invitation.code_hash)


@pytest.mark.django_db
def test_nothing_ties_one_round_of_somebody_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with forgotten():
        assert seen_in_common(world, world.cast.femke) == []

    def card_number(round_: Round, one: Invitation) -> str:
        return one.person.card_number

    monkeypatch.setattr(stories, "code_of", card_number)
    monkeypatch.setattr(opening, "code_of", card_number)
    assert world.cast.marit.card_number in seen_in_common(world, world.cast.marit)


# Filters where empty differs from suppressed


# One unit with teams of one size, which everybody knows, and one in which nobody else is small.
SMALL = {"Groot": ("Noord", 14), "Klein": ("Noord", 9), "Stil": ("Noord", 9), "Buur": ("Noord", 9)}
LARGE = {"Ruim": ("Zuid", 14), "Wijd": ("Zuid", 9), "Eenzaam": ("Zuid", 5)}


def released_with(cast: Cast, staff: Staff, answers: dict[str, int]) -> Release:
    """A round in which so many of these teams answered, and everybody of the others."""
    round_ = opened(cast)
    for name, number in answers.items():
        for person in staff.members[name][number:]:
            Invitation.objects.filter(round=round_, person=person).delete()
    answer_all(round_)
    return with_result(cast, round_)


def read_of_team(cast: Cast, staff: Staff, release: Release, name: str) -> list[tuple[int, bytes]]:
    """What a colleague and HR are sent about a team, without names of teams, ids and the words beside numbers."""
    found = []
    team = staff.team(name)
    pages = [("climate:team", [team]), ("climate:team-sheet", [team])]
    for person, each in [
        (staff.members[name][0], pages),
        (cast.hr, [("climate:place", [release.pk, str(team)])]),
    ]:
        client = Client()
        client.force_login(person)
        for page, args in each:
            response = client.get(reverse(page, args=args))
            text = TOKEN.sub(b"", response.content)
            for other in (*SMALL, *LARGE):
                text = text.replace(other.encode(), b"TEAM")
            found.append(
                (response.status_code, re.sub(rb"TEAM(, TEAM)*( en TEAM)?|[0-9a-f-]{36}", b"", text))
            )
    return found


@pytest.mark.django_db
def test_a_team_of_none_of_three_and_one_that_joined_read_the_same(cast: Cast) -> None:
    staff = hire(SMALL)
    release = released_with(cast, staff, {"Stil": 0, "Klein": 3})
    nobody, few, joined = (read_of_team(cast, staff, release, name) for name in ("Stil", "Klein", "Buur"))
    assert nobody == few
    assert joined == few
    assert [status for status, _ in few] == [200, 200, 200]
    assert read_of_team(cast, staff, release, "Groot") != few

    for figure in ReleasedFigure.objects.filter(place=str(staff.team("Stil"))):
        told = msgspec.json.decode(figure.content) | {"gap": {"reason": "no_block", "least": 0}}
        ReleasedFigure.objects.filter(pk=figure.pk).update(content=msgspec.json.encode(told).decode())
    assert read_of_team(cast, staff, release, "Stil") != few, "the planted page says that there are none"


@pytest.mark.django_db
def test_a_lone_team_of_none_reads_like_one_of_three(cast: Cast) -> None:
    """An empty leaf takes its neighbour along as one with a few answers does (`pure.disclosure.blocks`)."""
    staff = hire(LARGE)
    read = []
    for number in (0, 3):
        with forgotten(), drawn_alike():
            release = released_with(cast, staff, {"Eenzaam": number})
            read.append(read_of_team(cast, staff, release, "Eenzaam"))
    assert read[0] == read[1]


# Insertion order, transaction ids, and what stays on the disk


def order_kept(cast: Cast) -> list[str]:
    """The ballots of a round that stand in its snapshot next to whom they stood when they were handed in."""
    round_, handed_in = opened(cast), list[str]()
    for person in cast.people():
        answered(round_, person)
        handed_in += [pk.hex for pk in Ballot.objects.values_list("pk", flat=True) if pk.hex not in handed_in]
    take_snapshot(asked_for(cast, round_))
    shot = msgspec.json.decode(bytes(Snapshot.objects.get().content), type=Shot)
    after = dict(zip(shot.ids, shot.ids[1:], strict=False))
    return [
        one for one, following in zip(handed_in, handed_in[1:], strict=False) if after.get(one) == following
    ]


@pytest.mark.django_db
def test_a_snapshot_keeps_nothing_of_the_order(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten ballots that all keep their neighbour come about by luck once in three million times."""
    with forgotten():
        assert len(order_kept(cast)) < 9

    monkeypatch.setattr(closing.random.SystemRandom, "shuffle", lambda chance, rows: None)
    assert len(order_kept(cast)) == 9


on_disk = pytest.mark.django_db(transaction=True)


def with_answers_in(database: Path, ids: list[str]) -> list[str]:
    """Which of these ballots can be found in the bytes of a database or beside it."""
    beside = database.parent.glob(f"{database.name}*")
    content = b"".join(path.read_bytes() for path in beside if path.is_file())
    return [one for one in ids if one.encode() in content or bytes.fromhex(one) in content]


def closed_on_disk(cast: Cast) -> list[str]:
    """A round that was released; the ids of its ballots."""
    staff = hire({"Wad": ("Zuid", 14)})
    round_ = opened(cast)
    answer_all(round_)
    ids = [pk.hex for pk in Ballot.objects.values_list("pk", flat=True)]
    with_result(cast, round_)
    assert len(ids) > len(staff.members["Wad"])
    return ids


@on_disk
def test_no_answer_is_left_on_the_disk_or_in_a_backup(cast: Cast, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("looks at the bytes of the database file")
    database = Path(connection.settings_dict["NAME"])
    ids = closed_on_disk(cast)
    assert with_answers_in(database, ids), (
        "before the sweep its log still holds them: the search finds what is there"
    )
    for path in database.parent.glob(f"{database.name}*"):
        copyfile(path, tmp_path / path.name)
    assert with_answers_in(tmp_path / database.name, ids), (
        "the planted backup: the files alone, without the sweep"
    )
    tables.sweep_ballots()
    assert with_answers_in(database, ids) == []
    tables.copy_sqlite(tmp_path / "backup.sqlite3")
    assert with_answers_in(tmp_path / "backup.sqlite3", ids) == []


@on_disk
def test_a_backup_of_an_open_round_holds_no_answer(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("looks at the bytes of a copied file")
    round_ = opened(cast)
    answered(round_, cast.marit)
    ids = [Ballot.objects.get().pk.hex]
    tables.copy_sqlite(tmp_path / "honest.sqlite3")
    assert with_answers_in(tmp_path / "honest.sqlite3", ids) == []
    with shut(sqlite3.connect(tmp_path / "honest.sqlite3")) as copy:
        assert [copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in BALLOT_TABLES] == [
            0
        ] * 4

    monkeypatch.setattr(tables, "PASSING", ())
    tables.copy_sqlite(tmp_path / "planted.sqlite3")
    assert with_answers_in(tmp_path / "planted.sqlite3", ids) == ids


def transactions_of_release() -> set[str]:
    """The ids of the transactions that wrote the newest rows of what was released."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text FROM climate_release UNION SELECT xmin::text FROM climate_releasedfigure"
        )
        return {row[0] for row in cursor.fetchall()}


@on_disk
def test_a_release_is_one_transaction_that_tells_no_order(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("reads the transaction ids of PostgreSQL")
    closed_on_disk(cast)
    tables.sweep_ballots()
    assert len(transactions_of_release()) == 1
    with connection.cursor() as cursor:
        for name in BALLOT_TABLES:
            cursor.execute(f"SELECT count(*), pg_relation_size('{name}') FROM {name}")
            assert cursor.fetchone() == (0, 0)


@on_disk
def test_a_release_in_more_than_one_transaction_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug of the test above: the release and its figures are saved one by one."""
    if connection.vendor != "postgresql":
        pytest.skip("reads the transaction ids of PostgreSQL")
    honest = closing._release

    def one_by_one(round_: Round) -> Release:
        with monkeypatch.context() as planted:
            planted.setattr(closing, "transaction", SimpleNamespace(atomic=nullcontext))
            return honest(round_)

    monkeypatch.setattr(closing, "_release", one_by_one)
    closed_on_disk(cast)
    assert len(transactions_of_release()) > 1
