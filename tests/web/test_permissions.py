"""Every address x method x person, against the table in permissions.py."""

import re
import time
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import path, reverse

from mortel.apps.moments.models import Moment
from mortel.apps.people.models import Grant, Membership, Person
from tests.cast import PASSWORD, Cast
from tests.web.permissions import MISSING, REFUSED, ROWS, SIGN_IN, TABLE, WHO, Row, World
from tests.web.visiting import (
    address,
    addresses,
    answer,
    body,
    browser,
    everything_stored,
    forgotten,
    person_of,
    settle,
    visit,
)

DENIED = {MISSING, REFUSED, SIGN_IN, "401"}
# Here the sign-in page is where one comes out after the work was done.
ENDS_AT_SIGN_IN = {"confirm-address"}
each_row = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
each_post = pytest.mark.parametrize("row", [row for row in TABLE if row.post], ids=lambda row: row.name)


@pytest.fixture
def world(cast: Cast) -> World:
    return settle(cast)


def test_every_address_stands_in_the_table_and_the_other_way_round() -> None:
    known = list(addresses())
    assert sorted(known) == sorted(ROWS)
    assert len(known) == len(set(known)) == len(TABLE)


def test_an_address_without_a_row_is_noticed() -> None:
    planted = [path("geheim/", lambda request: None, name="planted")]
    assert set(addresses(planted)) - ROWS.keys() == {"planted"}


@each_row
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_gets_what_the_table_says(row: Row, method: str, world: World) -> None:
    got = {}
    for who in WHO:
        with forgotten():
            client = browser(world, who)
            before = everything_stored()
            got[who] = answer(visit(client, method, row, world))
            if got[who] in DENIED and row.name not in ENDS_AT_SIGN_IN:
                assert everything_stored() == before, f"{who} was refused, and yet something changed"
    assert got == {who: row.answer(method, who) for who in WHO}


@each_row
def test_other_methods_are_refused_and_change_nothing(row: Row, world: World) -> None:
    for who in ("anonymous", "employee", "admin"):
        with forgotten():
            client = browser(world, who)
            before = everything_stored()
            got = {
                method: answer(visit(client, method, row, world))
                for method in ("PUT", "PATCH", "DELETE", "TRACE")
            }
            assert got == dict.fromkeys(got, row.gate[who])
            assert everything_stored() == before


def _missing(row: Row, world: World) -> tuple[str, str]:
    """(the address of a thing that does not exist, the id that was replaced by it)."""
    kwargs = row.args(world)
    gone = {name: uuid.uuid4() for name in kwargs}
    return reverse(row.name, kwargs=gone), str(gone["pk"])


def _same_but_for_the_id(content: bytes, *ids: object) -> bytes:
    for one in ids:
        content = content.replace(str(one).encode(), b"ID")
    return content


WITH_ID = re.compile(
    r"moments:(?!moments)|today:answer|office:(?!people|import|start-cards|make-start-cards$)"
)
with_id = [row for row in TABLE if WITH_ID.search(row.name)]


@pytest.mark.parametrize("row", with_id, ids=lambda row: row.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_anothers_looks_like_what_is_not_there(row: Row, method: str, world: World) -> None:
    if not (row.get if method == "GET" else row.post):
        pytest.skip("the method is refused")
    missing, absent = _missing(row, world)
    here = address(row, world)
    for who in WHO:
        if row.answer(method, who) != MISSING:
            continue
        with forgotten():
            client = browser(world, who)
            theirs = client.generic(method, here) if method == "GET" else client.post(here, row.data(world))
            nothing = (
                client.generic(method, missing) if method == "GET" else client.post(missing, row.data(world))
            )
        assert theirs.status_code == nothing.status_code == 404
        ids = [*row.args(world).values(), absent, *re.findall(r"[0-9a-f-]{36}", missing)]
        assert _same_but_for_the_id(body(theirs), *ids) == _same_but_for_the_id(body(nothing), *ids)
        assert theirs.headers == nothing.headers


@pytest.mark.parametrize("row", with_id, ids=lambda row: row.name)
def test_what_is_not_there_is_404_for_whoever_may_come_here(row: Row, world: World) -> None:
    missing, _ = _missing(row, world)
    who = "admin" if row.name.startswith("office:") else "employee"
    with forgotten():
        client = browser(world, who)
        before = everything_stored()
        if row.get:
            assert client.get(missing).status_code == 404
        if row.post:
            assert client.post(missing, row.data(world)).status_code == 404
        assert everything_stored() == before


@each_post
def test_a_form_without_a_token_does_nothing(row: Row, world: World) -> None:
    if row.name == "today:shared":
        pytest.skip("another app posts here; it only refills the field")
    for who in ("anonymous", "kiosk", "employee", "researcher", "admin"):
        with forgotten():
            client = browser(world, who, enforce_csrf_checks=True)
            before = everything_stored()
            assert visit(client, "POST", row, world).status_code == 403
            assert everything_stored() == before


def test_a_shared_text_is_kept_nowhere(world: World) -> None:
    for who in ("anonymous", "kiosk", "employee"):
        client = browser(world, who, enforce_csrf_checks=True)
        before = everything_stored()
        assert visit(client, "POST", ROWS["today:shared"], world).status_code == 200
        assert everything_stored() == before


# Fields that no form asks for ---------------------------------------------------------------------------------------


def _smuggled(world: World) -> dict[str, Any]:
    bram = world.cast.bram
    return {
        "id": str(bram.pk),
        "pk": str(bram.pk),
        "owner_id": str(bram.pk),
        "person": str(bram.pk),
        "person_id": str(bram.pk),
        "by": str(bram.pk),
        "user": str(bram.pk),
        "is_active": "",
        "is_lead": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "email": "kaper@elders.example",
        "card_number": "29999999",
        "personnel_number": "9999",
        "session_epoch": "7",
        "ledger_id": str(bram.ledger_id),
        "device_tag": str(bram.device_tag),
        "sealed": "x",
        "received_at": "2001-01-01T00:00:00Z",
        "grants": "admin",
        "role": "admin",
        "kind_of_pass": "start_card",
    }


IDENTITY = ("id", "name", "email", "personnel_number", "card_number", "is_active", "device_tag", "ledger_id")
# The addresses whose business it is to change one of these.
MAY_CHANGE = {
    "office:disable": "is_active",
    "confirm-address": "email",
    "office:grants": "grants",
}


def _who_is_who() -> dict[str, Any]:
    found: dict[str, Any] = {
        name: sorted(Person.objects.values_list("pk", name), key=str) for name in IDENTITY
    }
    found["grants"] = sorted(Grant.objects.values_list("person", "kind"), key=str)
    found["leads"] = sorted(Membership.objects.values_list("person", "team", "is_lead", "ends"), key=str)
    return found


def _rightful(row: Row) -> str:
    assert row.post is not None
    return next(
        (who for who in ("employee", "researcher", "hr", "admin") if row.post[who] != MISSING), "admin"
    )


@each_post
def test_fields_that_no_form_asks_for_change_nothing(row: Row, world: World) -> None:
    who = _rightful(row)
    client, before = browser(world, who), _who_is_who()
    known = set(Moment.objects.values_list("pk", flat=True))

    client.post(address(row, world), _smuggled(world) | row.data(world))

    after = _who_is_who()
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {MAY_CHANGE.get(row.name)}
    assert not Moment.objects.exclude(owner__in=[person_of(world.cast, who), world.cast.marit]).exists()
    fresh = Moment.objects.exclude(pk__in=known)
    assert all(moment.received_at.year > 2001 for moment in fresh)
    assert not any(moment.pk == world.cast.bram.pk for moment in fresh)


def test_a_phone_cannot_choose_the_owner_of_what_it_sends(world: World) -> None:
    client = browser(world, "employee")
    theirs = {"text": "van mij", "owner": str(world.cast.bram.device_tag)}
    assert client.post(reverse("today:capture"), theirs).status_code == 409
    assert not Moment.objects.filter(owner=world.cast.bram).exists()


def test_a_phone_cannot_aim_at_anothers_moment(world: World) -> None:
    client = browser(world, "colleague")
    client.post(reverse("today:capture"), {"text": "van Femke", "client_id": str(world.moment)})
    assert Moment.objects.get(owner=world.cast.femke).pk != world.moment
    assert Moment.objects.get(pk=world.moment).owner == world.cast.marit


# Elsewhere ----------------------------------------------------------------------------------------------------------

EVIL = [
    "//evil.example",
    "https://evil.example/",
    "http:evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "https:///evil.example",
    " //evil.example",
    "/%0d%0aLocation:%20https://evil.example",
]


@pytest.mark.parametrize("elsewhere", EVIL)
@pytest.mark.parametrize("name", ["account_login", "account_reauthenticate", "language", "theme"])
def test_nobody_is_sent_elsewhere(name: str, elsewhere: str, world: World) -> None:
    who = "employee" if name == "account_reauthenticate" else "anonymous"
    row = ROWS[name]
    for where in (f"?next={elsewhere}", ""):
        with forgotten():
            client = browser(world, who)
            response = client.post(address(row, world) + where, row.data(world) | {"next": elsewhere})
        assert response.status_code == 302
        assert response["Location"].startswith("/")
        assert not re.match(r"/[/\\]", response["Location"])


def test_signing_in_goes_on_to_the_page_that_was_asked_for(world: World) -> None:
    client = Client()
    asked = client.get(reverse("me:me"))
    assert asked["Location"] == "/aanmelden/?next=/ik/"
    given = {"login": world.cast.marit.card_number, "password": PASSWORD, "next": "/ik/"}
    assert client.post(asked["Location"], given)["Location"] == "/ik/"


@override_settings(ALLOWED_HOSTS=["mortel.example"])
@pytest.mark.parametrize(
    "host", ["evil.example", "mortel.example.evil.example", "mortel.example@evil.example", "a b"]
)
def test_another_host_is_refused(host: str, world: World) -> None:
    client = browser(world, "employee")
    for name in ("today:today", "privacy", "account_login"):
        assert client.get(reverse(name), headers={"host": "mortel.example"}).status_code in (200, 302)
        assert client.get(reverse(name), headers={"host": host}).status_code == 400


@override_settings(ALLOWED_HOSTS=["mortel.example"], ORIGIN="https://mortel.example")
def test_a_mailed_link_never_takes_its_host_from_the_request(world: World) -> None:
    spoofed = {"host": "mortel.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    Client().post(reverse("account_reset_password"), {"login": world.cast.marit.email}, headers=spoofed)
    (letter,) = mail.outbox
    assert "https://mortel.example/wachtwoord/" in letter.body
    assert "evil" not in letter.body


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_stranger_cannot_say_that_the_line_is_safe(world: World) -> None:
    response = Client().get(reverse("privacy"), headers={"x-forwarded-proto": "https"})
    assert response.status_code == 301
    assert response["Location"].startswith("https://")


# Asked again, and the shared device ---------------------------------------------------------------------------------

AGAIN = ["office:grants", "office:import", "office:import-plan"]


@pytest.mark.parametrize("name", AGAIN)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_password_is_asked_again_first(name: str, method: str, world: World) -> None:
    client = browser(world, "admin")
    session = client.session
    (asked,) = session["account_authentication_methods"]
    session["account_authentication_methods"] = [asked | {"at": time.time() - 601}]
    session.save()
    before = everything_stored()
    assert answer(visit(client, method, ROWS[name], world)) == "-> account_reauthenticate"
    assert everything_stored() == before


def test_the_kiosk_saves_for_the_owner_of_the_card_and_forgets_her(world: World) -> None:
    client = browser(world, "kiosk")
    client.post(
        reverse("kiosk:write"),
        {"text": "op het gezamenlijke toestel", "owner": str(world.cast.bram.device_tag)},
    )
    assert Moment.objects.get(owner=world.cast.henk)
    assert client.get(reverse("kiosk:write"))["Location"] == reverse("kiosk:code")


def test_coming_to_the_kiosk_ends_the_session_of_whoever_was_signed_in(world: World) -> None:
    client = browser(world, "employee")
    client.get(reverse("kiosk:code"))
    assert answer(client.get(reverse("today:today"))) == SIGN_IN


def test_a_card_opens_the_shared_device_for_an_hour_at_most(world: World) -> None:
    client = Client()
    client.post(reverse("kiosk:code"), {"code": world.kiosk_card})
    assert client.session.get_expiry_age() <= 3600


# What pages may be kept ---------------------------------------------------------------------------------------------


@each_row
def test_no_page_with_a_person_behind_it_is_kept(row: Row, world: World) -> None:
    if row.name.startswith("pwa:"):
        pytest.skip("nobody's data")
    for who in ("anonymous", "employee", "admin"):
        with forgotten():
            for method in ("GET", "POST"):
                response = visit(browser(world, who), method, row, world)
                assert "no-store" in response["Cache-Control"], (who, method)


@pytest.mark.parametrize("name", ["pwa:worker", "pwa:manifest", "pwa:shell"])
def test_what_may_be_kept_is_the_same_for_everybody(name: str, world: World) -> None:
    answers = set()
    for who in WHO:
        with forgotten():
            answers.add(body(visit(browser(world, who), "GET", ROWS[name], world)))
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["start-link", "reset-link", "confirm-address"])
def test_an_unknown_secret_opens_nothing(name: str, world: World) -> None:
    where = reverse(name, kwargs={"secret": "x" * 43})
    for who in ("anonymous", "employee", "admin"):
        client = browser(world, who)
        before = everything_stored()
        assert client.get(where).status_code == 410
        assert client.post(where, {"password": "drie nieuwe woorden"}).status_code == 410
        assert everything_stored() == before
