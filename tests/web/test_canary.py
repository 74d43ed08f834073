"""A private sentence stands nowhere but before its owner's eyes. Each search is also tried on a planted leak."""

import io
import json
import logging
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import override_settings
from django.urls import reverse
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from mortel.apps.ledger.actions import announce, deliver, record
from mortel.apps.ledger.models import AuditEntry, News
from mortel.apps.moments.actions.lookback import keep_then_and_now, moment_from_line
from mortel.apps.moments.actions.marks import mark
from mortel.apps.moments.actions.moments import answer_prompt, capture_moment, edit_moment
from mortel.apps.people.actions.accounts import choose_password, disable_person, set_grants
from mortel.apps.people.actions.leaving import export_person
from mortel.apps.people.actions.organisation import switch_definition
from mortel.apps.people.choices import Definition, GrantKind, NoticeKind
from mortel.apps.people.tasks import send_new_address_link, send_reset_link
from mortel.project.logs import NamelessFilter
from mortel.web.today import keeping
from mortel.web.today import views as today_views
from tests.cast import CANARY, PASSWORD, Cast, assemble
from tests.web.permissions import ROWS, TABLE, WHO, Row, World
from tests.web.visiting import address, browser, forgotten, settle, visit

EDITED = "kanarie-tweede: en daarna pas het ontbijt, zegt 7Qx8"
ANSWER = "kanarie-antwoord: eerst zonder radio geprobeerd, zegt 7Qx7"
THEN = "kanarie-toen: ik vroeg het altijd aan Gerda, zegt 7Qx6"
NOW = "kanarie-nu: ik los het zelf op met é en ü, zegt 7Qx5"
SENTENCES = (CANARY, EDITED, ANSWER, THEN, NOW)
OTHERS = tuple(who for who in WHO if who != "employee")


def _forms(sentence: str) -> Iterator[str]:
    """The sentence as it may turn up: plain, in HTML, JSON, an address; and its first word, which stays as it is."""
    yield from (sentence, escape(sentence), json.dumps(sentence)[1:-1], quote(sentence), quote_plus(sentence))
    yield sentence.partition(":")[0]


SOUGHT = {sentence: {form.casefold() for form in _forms(sentence)} for sentence in SENTENCES}


def leaks(content: bytes | str) -> list[str]:
    """Which of the private sentences stand in this, in any form."""
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    if isinstance(content, bytes) and b"\0" in content:
        text += content.decode("utf-16-le", "replace")
    text = unicodedata.normalize("NFC", text).casefold()
    return [sentence for sentence, forms in SOUGHT.items() if any(form in text for form in forms)]


def write(cast: Cast) -> World:
    """Marit wrote, changed, answered and looked back; Henk holds passes."""
    settled = settle(cast)
    moment, _ = capture_moment(by=cast.marit, text=CANARY)
    edit_moment(by=cast.marit, moment_id=moment, text=EDITED, revision=1)
    answer_prompt(by=cast.marit, moment_id=moment, prompt="mp.one_sentence", text=ANSWER)
    mark(by=cast.marit, moment_id=moment, group="act", marks={"act.observe": None})
    keep_then_and_now(by=cast.marit, then=[THEN], now=[NOW])
    moment_from_line(by=cast.marit, line=NOW)
    return World(**{**vars(settled), "moment": moment})


@pytest.fixture
def world(cast: Cast) -> World:
    return write(cast)


def _everything_sent(response: HttpResponseBase) -> bytes:
    """Status line, headers, cookies and body; an archive with what is packed in it."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    head = f"{response.reason_phrase}\n{dict(response.headers)}\n{response.cookies.output()}"  # type: ignore[attr-defined]
    return head.encode() + b"\n" + content


def _mails() -> str:
    return "\n".join(str(letter.message()) for letter in mail.outbox)


def _visits(world: World, who: str, row: Row) -> Iterator[tuple[str, HttpResponseBase]]:
    """Every method at one address, with and without JavaScript, and with the ids swapped into the form."""
    swapped = {
        "moment": str(world.moment),
        "pk": str(world.moment),
        "owner": str(world.cast.marit.device_tag),
    }
    # Nobody gets anything by the others (see the permissions), so two try them for all.
    others = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS") if who in ("anonymous", "lead") else ()
    for method in ("GET", "POST", *others):
        with forgotten():
            yield method, visit(browser(world, who), method, row, world)
    with forgotten():
        yield "JSON", visit(browser(world, who), "POST", row, world, headers={"accept": "application/json"})
    with forgotten():
        yield "swapped", browser(world, who).post(address(row, world), swapped | row.data(world))
    with forgotten():
        yield (
            "query",
            browser(world, who).get(address(row, world), swapped | {"q": "kanarie", "vraag": "mp.tried"}),
        )


def found_by_others(world: World) -> list[str]:
    """Where anybody but Marit, or a mail, holds one of her sentences: "who method address"."""
    found = []
    for row in TABLE:
        for who in OTHERS:
            mail.outbox.clear()
            for method, response in _visits(world, who, row):
                if leaks(_everything_sent(response)) or leaks(_mails()):
                    found.append(f"{who} {method} {row.name}")
    return found


def test_nobody_but_the_owner_is_sent_a_private_sentence(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert found_by_others(world) == []
    assert caplog.records
    assert leaks(caplog.text) == []


@pytest.mark.parametrize(
    "name", ["moments:moment", "moments:moments", "me:then-and-now", "me:export", "today:today"]
)
def test_the_owner_is_sent_it(name: str, world: World) -> None:
    """Otherwise the search above would find nothing because there is nothing."""
    assert leaks(_everything_sent(visit(browser(world, "employee"), "GET", ROWS[name], world)))


def test_the_owner_finds_every_sentence_in_her_export(world: World) -> None:
    sent = _everything_sent(visit(browser(world, "employee"), "GET", ROWS["me:export"], world))
    assert leaks(sent) == list(SENTENCES)


@pytest.mark.parametrize(
    "leak",
    [
        lambda request: HttpResponse(f"<p>{escape(CANARY)}</p>"),
        lambda request: HttpResponse("", headers={"X-Last": quote(NOW)}),
        lambda request: HttpResponse(json.dumps({"moments": [THEN]})),
        lambda request: mail.mail_admins(ANSWER, "") or HttpResponse(""),
    ],
    ids=["body", "header", "json", "mail"],
)
@override_settings(ADMINS=[("Arie", "arie@waddenkant.example")])
def test_a_planted_leak_is_found(
    leak: Callable[[HttpRequest], HttpResponse], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that shows the sentence to whoever leads a team; the rest of the house stays as it is."""
    page = today_views._page

    def leaky(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return leak(request) if request.user.pk == world.cast.joke.pk else page(request, **kwargs)

    monkeypatch.setattr(today_views, "_page", leaky)
    monkeypatch.setattr("tests.web.test_canary.TABLE", [ROWS["today:today"]])
    found = found_by_others(world)
    assert "lead GET today:today" in found
    assert all(line.startswith("lead ") for line in found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_recognised_in_any_clothes(sentence: str) -> None:
    clothes = [
        sentence,
        sentence.upper(),
        escape(sentence),
        json.dumps(sentence),
        quote(sentence),
        f"…{sentence.split(':')[0]}…",
    ]
    for one in [
        *clothes,
        sentence.encode(),
        sentence.encode("utf-16-le"),
        unicodedata.normalize("NFD", sentence),
    ]:
        assert leaks(one) == [sentence]
    assert leaks("de radio stond aan") == []


# Logs ---------------------------------------------------------------------------------------------------------------


class _Kept(logging.Handler):
    """Formats as the handler of an installation would, and keeps the lines."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.addFilter(NamelessFilter())
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[_Kept]:
    handler, root = _Kept(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


FAULTS = [
    ValueError(f"bad text: {CANARY}"),
    OperationalError(f"INSERT ... VALUES ('{NOW}')"),
    KeyError(ANSWER),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("how", ["page", "json"])
def test_a_fault_that_quotes_the_sentence_tells_it_to_nobody(
    fault: Exception, how: str, world: World, log: _Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: Any) -> None:
        local_variable = CANARY  # noqa: F841 - a traceback with local variables would show it
        raise fault

    monkeypatch.setattr(keeping, "capture_moment", fail)
    headers = {"accept": "application/json"} if how == "json" else {}
    where = f"{reverse('today:capture')}?q={quote(CANARY)}"
    response = browser(world, "employee").post(where, {"text": "iets gewoons"}, headers=headers)
    assert response.status_code == (503 if isinstance(fault, OperationalError) else 500)
    if not isinstance(fault, OperationalError):
        # The page for a failure is hers, but what the fault quotes is not to be trusted on it either.
        assert leaks(_everything_sent(response)) == []
        assert any(type(fault).__name__ in line for line in log.lines)
    assert leaks("\n".join(log.lines)) == []


def test_what_she_typed_comes_back_to_her_alone_when_a_page_fails(
    world: World, log: _Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError(kwargs["text"])

    monkeypatch.setattr(keeping, "capture_moment", fail)
    response = browser(world, "employee").post(reverse("today:capture"), {"text": CANARY})
    assert response.status_code == 500
    assert leaks(_everything_sent(response)) == [CANARY]
    assert leaks("\n".join(log.lines)) == []
    assert leaks(_mails()) == []


def test_a_listener_that_fails_logs_no_text(
    world: World, log: _Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(news: dict[str, Any]) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("mortel.apps.moments.listeners.place_again", fail)
    announce("definition_switched", to="narrow")
    deliver()
    assert News.objects.exists()
    assert any("ValueError" in line for line in log.lines)
    assert leaks("\n".join(log.lines)) == []


def test_a_search_stands_in_no_log_line(world: World, log: _Kept) -> None:
    client = browser(world, "employee")
    client.post(reverse("moments:moments"), {"q": CANARY})
    client.get(reverse("moments:moments"), {"q": CANARY})
    client.get(f"/bestaat-niet/?q={quote(CANARY)}")
    assert any("bestaat-niet" in line for line in log.lines)
    assert leaks("\n".join(log.lines)) == []


@override_settings(ALLOWED_HOSTS=["mortel.example"])
def test_a_refused_host_logs_no_text(world: World, log: _Kept) -> None:
    browser(world, "employee").post(
        reverse("today:capture"), {"text": CANARY}, headers={"host": "evil.example"}
    )
    assert log.lines
    assert leaks("\n".join(log.lines)) == []


def test_a_line_of_a_log_without_the_filter_is_found(world: World, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("django.request").error("failed on %s", CANARY)
    assert leaks(caplog.text) == [CANARY]


# Exports ------------------------------------------------------------------------------------------------------------


def test_the_export_of_somebody_else_holds_nothing_of_hers(world: World) -> None:
    exports = {
        one.name: leaks(json.dumps(export_person(one), default=str, ensure_ascii=False))
        for one in world.cast.people()
    }
    assert exports.pop(world.cast.marit.name) == list(SENTENCES)
    assert set(map(tuple, exports.values())) == {()}


# What is stored -----------------------------------------------------------------------------------------------------


def stored(alias: str) -> Iterator[tuple[str, str]]:
    """(table, row as text) of a whole database, with what Django packs in sessions and JSON unpacked."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, "\n".join(_text(cell) for cell in row)
    if alias == "default":
        yield from (
            ("session", json.dumps(one.get_decoded(), ensure_ascii=False)) for one in Session.objects.all()
        )


def _text(cell: object) -> str:
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).decode("utf-8", "replace")
    text = str(cell)
    return text + text.encode().decode("unicode_escape", "replace") if "\\u" in text else text


def _leaking_tables() -> set[str]:
    return {table for alias in ("default", "keys") for table, row in stored(alias) if leaks(row)}


TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def _a_busy_day(world: World) -> None:
    """Everything else that writes: sessions, notices, audit, news, queued mail, a page that failed."""
    cast = world.cast
    client = browser(world, "employee")
    client.post(reverse("account_login"), {"login": cast.marit.card_number, "password": PASSWORD})
    client.post(reverse("today:capture"), {"text": CANARY})
    client.post(reverse("today:capture"), {"text": CANARY * 400})
    client.post(reverse("moments:edit", args=[world.moment]), {"text": CANARY, "revision": 999})
    client.post(reverse("moments:moments"), {"q": CANARY})
    client.post(reverse("me:pause"), {"kind": "softer", "weeks": "1"})
    browser(world, "anonymous").post(reverse("today:shared"), {"text": CANARY})
    browser(world, "anonymous").post(reverse("today:capture"), {"text": CANARY})
    browser(world, "kiosk").post(reverse("kiosk:write"), {"text": CANARY})
    browser(world, "kiosk").post(reverse("kiosk:write"), {"text": CANARY * 400})
    set_grants(by=cast.admin, person=cast.femke, kinds=frozenset({GrantKind.GUIDE}))
    disable_person(by=cast.admin, person=cast.bram)
    switch_definition(by=cast.researcher, definition=Definition.NARROW)
    choose_password(by=cast.marit, password="drie nieuwe woorden", kind=NoticeKind.PASSWORD)
    send_reset_link.enqueue(str(cast.marit.email))
    send_new_address_link.enqueue(str(cast.marit.pk), "marit@thuis.example")


@override_settings(TASKS=TASKS)
def test_no_row_of_any_table_holds_a_private_sentence(world: World) -> None:
    _a_busy_day(world)
    for table in (AuditEntry, News, DBTaskResult, Session):
        assert table.objects.exists(), table
    assert _leaking_tables() == set()


@override_settings(TASKS=TASKS)
@pytest.mark.parametrize("where", ["audit", "news", "task", "session"])
def test_a_planted_row_is_found(where: str, world: World) -> None:
    def in_a_session() -> None:
        session = browser(world, "employee").session
        session["draft"] = NOW
        session.save()

    plant: dict[str, Callable[[], Any]] = {
        "audit": lambda: record("moment_captured", details={"text": NOW}),
        "news": lambda: announce("definition_switched", to="narrow", example=THEN),
        "task": lambda: send_reset_link.enqueue(ANSWER),
        "session": in_a_session,
    }
    plant[where]()
    found = {
        "audit": "ledger_auditentry",
        "news": "ledger_news",
        "task": "django_tasks_database_dbtaskresult",
        "session": "session",
    }
    assert _leaking_tables() == {found[where]}


def test_no_table_has_a_column_made_from_the_text(world: World) -> None:
    """No length, hash or index: two texts of one person differ in nothing but the sealed bytes and the times."""
    columns = {field.name for field in apps.get_model("moments", "Moment")._meta.concrete_fields}
    place = {
        "place",
        "place_chosen",
        "place_definition",
        "place_version",
    }  # what she tapped, as the marks are
    assert columns - place == {"id", "owner", "sealed", "taken_at", "taken_offset", "received_at", "revision"}


# What is on the disk ------------------------------------------------------------------------------------------------


def _files() -> list[Path]:
    """Every file of both databases: the file itself, its write-ahead log, its index."""
    found = []
    for alias in ("default", "keys"):
        name = Path(str(connections[alias].settings_dict["NAME"]))
        found += [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    return found


def _needs_sqlite() -> None:
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files out of reach; the rows are searched above")


def _raw_leaks() -> dict[str, list[str]]:
    found = {path.name: leaks(path.read_bytes()) for path in _files()}
    assert any(name.endswith("-wal") for name in found)
    return {name: what for name, what in found.items() if what}


@pytest.fixture
def on_disk(request: pytest.FixtureRequest) -> World:
    """The same world, committed; the tables are emptied afterwards."""
    request.getfixturevalue("transactional_db")
    return write(assemble())


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_no_byte_of_a_database_file_holds_a_private_sentence(on_disk: World) -> None:
    _needs_sqlite()
    _a_busy_day(on_disk)
    assert _raw_leaks() == {}


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_sentence_in_a_database_file_is_found(on_disk: World) -> None:
    _needs_sqlite()
    record("moment_captured", details={"text": CANARY})
    assert list(_raw_leaks().values()) == [[CANARY]]
    # Not left for the test that comes after this one.
    AuditEntry.objects.all().delete()
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert _raw_leaks_without_log() == {}


def _raw_leaks_without_log() -> dict[str, list[str]]:
    return {path.name: what for path in _files() if (what := leaks(path.read_bytes()))}
