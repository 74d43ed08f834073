"""The shared device: the same flow as Vandaag, and afterwards nothing of it is left."""

import uuid
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from mortel.apps.moments.actions.moments import delete_moment
from mortel.apps.moments.queries import moments_of
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import Person
from mortel.web.today import keeping
from tests.cast import Cast

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def card(cast: Cast) -> str:
    return hand_out(PassKind.KIOSK_CARD, person=cast.henk)


@pytest.fixture
def device(card: str) -> Client:
    """A shared device that the card of Henk opened."""
    client = Client()
    client.post(reverse("kiosk:code"), {"code": card})
    return client


def test_the_shared_device_and_its_paper_cards_can_be_found_and_left_again(
    cast: Cast, signed_in: Callable[[Person], Client]
) -> None:
    kiosk, paper, start = (
        f'href="{reverse(name)}"' for name in ("kiosk:code", "kiosk:paper-card", "guidance:start")
    )
    outside = Client()
    assert kiosk in outside.get(reverse("account_login")).content.decode()
    assert paper in outside.get(reverse("kiosk:code")).content.decode()
    sheet = outside.get(reverse("kiosk:paper-card")).content.decode()
    assert kiosk in sheet
    assert "data-print" in sheet
    for person, finds in ((cast.joke, True), (cast.admin, True), (cast.marit, False)):
        page = signed_in(person).get(reverse("guidance:start")).content.decode()
        assert (paper in page, kiosk in page) == (finds, False)  # opening the kiosk signs her out
        sheet = signed_in(person).get(reverse("kiosk:paper-card")).content.decode()
        assert start in sheet.split("<main")[1].split("</main>")[0]
        assert kiosk not in sheet


def is_open(device: Client) -> bool:
    return device.get(reverse("kiosk:write")).status_code == 200


def test_what_is_written_is_kept_and_the_device_closes(cast: Cast, device: Client) -> None:
    answer = device.post(reverse("kiosk:write"), {"text": "De radio eerst aan."})
    assert (answer.status_code, answer["Location"]) == (302, reverse("kiosk:code"))
    assert [entry.text for entry in moments_of(cast.henk)] == ["De radio eerst aan."]
    assert not is_open(device)


@pytest.mark.parametrize("text", ["  ", "lang " * 2_001])
def test_a_refused_text_stays_in_the_field_and_the_device_open(device: Client, text: str) -> None:
    fields = {"text": text, "client_id": str(uuid.uuid4())}
    told = device.post(reverse("kiosk:write"), fields, **JSON)
    assert (told.status_code, list(told.json())) == (400, ["error"])
    page = device.post(reverse("kiosk:write"), fields)
    assert (page.status_code, text.strip() in page.content.decode()) == (400, True)
    assert fields["client_id"] in page.content.decode()
    assert is_open(device)


def test_a_locked_database_is_said_and_the_text_stays(
    device: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(keeping, "capture_moment", locked)
    assert device.post(reverse("kiosk:write"), {"text": "blijft hier"}, **JSON).status_code == 503
    page = device.post(reverse("kiosk:write"), {"text": "blijft hier"})
    assert (page.status_code, "blijft hier" in page.content.decode()) == (503, True)
    assert is_open(device)


def test_a_moment_deleted_meanwhile_does_not_come_back_and_the_device_closes(
    cast: Cast, card: str, device: Client
) -> None:
    fields = {"text": "weer weg", "client_id": str(uuid.uuid4())}
    assert device.post(reverse("kiosk:write"), fields, **JSON).json() == {"saved": True}
    delete_moment(by=cast.henk, moment_id=moments_of(cast.henk)[0].id)
    device.post(reverse("kiosk:code"), {"code": card})
    again = device.post(reverse("kiosk:write"), fields, **JSON)
    assert (again.status_code, again.json()) == (201, {"saved": False})
    assert moments_of(cast.henk) == []
    assert not is_open(device)
