"""How long a session lasts, and what ends it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.people.actions.accounts import disable_person, enable_person, set_grants
from mortel.apps.people.actions.leaving import erase_person
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import GrantKind, PassKind
from tests.cast import PASSWORD, Cast

NEW = "drie nieuwe woorden"
HOME = "/ik/"


def _signed_in(login: str) -> Client:
    client = Client()
    assert client.post("/aanmelden/", {"login": login, "password": PASSWORD}).status_code == 302
    return client


def _is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def _reset(cast: Cast) -> None:
    secret = hand_out(PassKind.RESET_LINK, person=cast.marit)
    Client().post(reverse("reset-link", args=[secret]), {"password": NEW})


def _start(cast: Cast) -> None:
    secret = hand_out(PassKind.START_LINK, person=cast.marit)
    Client().post(reverse("start-link", args=[secret]), {"password": NEW})


def _new_address(cast: Cast) -> None:
    secret = hand_out(PassKind.NEW_ADDRESS, person=cast.marit, new_address="marit@thuis.example")
    Client().post(reverse("confirm-address", args=[secret]))


ENDS: dict[str, Callable[[Cast], object]] = {
    "her account is closed": lambda cast: disable_person(by=cast.admin, person=cast.marit),
    "her roles change": lambda cast: set_grants(
        by=cast.admin, person=cast.marit, kinds=frozenset({GrantKind.GUIDE})
    ),
    "she gets a start card": lambda cast: hand_out(PassKind.START_CARD, person=cast.marit, by=cast.admin),
    "she resets her password": _reset,
    "she starts anew": _start,
    "her address changes": _new_address,
    "she is erased": lambda cast: erase_person(person=cast.marit),
}


@pytest.mark.parametrize("what", ENDS)
def test_her_sessions_end_when(what: str, cast: Cast) -> None:
    phone, tablet, colleague = _signed_in("1001"), _signed_in("1001"), _signed_in("1002")
    assert _is_in(phone)
    ENDS[what](cast)
    assert not _is_in(phone)
    assert not _is_in(tablet)
    assert _is_in(colleague)


def test_a_session_that_ended_does_not_come_back_with_the_account(cast: Cast) -> None:
    phone = _signed_in("1001")
    disable_person(by=cast.admin, person=cast.marit)
    enable_person(by=cast.admin, person=cast.marit)
    assert not _is_in(phone)
    assert _is_in(_signed_in("1001"))


@pytest.mark.parametrize(
    ("name", "given"),
    [("account_change_password", {"current": PASSWORD, "password": NEW}), ("end-sessions", {})],
)
def test_what_she_does_herself_ends_the_other_sessions_and_keeps_this_one(
    name: str, given: dict[str, str], cast: Cast
) -> None:
    phone, tablet = _signed_in("1001"), _signed_in("1001")
    assert phone.post(reverse(name), given).status_code == 302
    assert _is_in(phone)
    assert not _is_in(tablet)


def test_a_wrong_password_changes_nothing(cast: Cast) -> None:
    phone, tablet = _signed_in("1001"), _signed_in("1001")
    phone.post(reverse("account_change_password"), {"current": "fout", "password": NEW})
    cast.marit.refresh_from_db()
    assert cast.marit.check_password(PASSWORD)
    assert _is_in(tablet)


def test_ones_own_name_is_no_new_password(cast: Cast) -> None:
    phone = _signed_in("1001")
    assert (
        phone.post(
            reverse("account_change_password"), {"current": PASSWORD, "password": "marit hoekstra"}
        ).status_code
        == 200
    )
    cast.marit.refresh_from_db()
    assert cast.marit.check_password(PASSWORD)


def test_a_taken_role_is_gone_at_once(cast: Cast) -> None:
    office = _signed_in("1010")
    assert office.get(reverse("office:people")).status_code == 200
    set_grants(by=cast.hr, person=cast.admin, kinds=frozenset())
    assert office.get(reverse("office:people")).status_code == 302
    assert _signed_in("1010").get(reverse("office:people")).status_code == 404


def test_a_kiosk_card_does_not_end_her_sessions(cast: Cast) -> None:
    phone = _signed_in("1001")
    hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.admin)
    assert _is_in(phone)


def test_signing_out_forgets_what_the_browser_kept(cast: Cast) -> None:
    phone = _signed_in("1001")
    answer = phone.post(reverse("sign-out"))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not _is_in(phone)


@pytest.mark.parametrize(
    ("login", "hours"), [("1001", 90 * 24), ("1003", 90 * 24), ("1008", 90 * 24), ("1007", 8), ("1010", 8)]
)
def test_how_long_a_session_lasts(login: str, hours: int, cast: Cast) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        client = _signed_in(login)
        assert client.session.get_expiry_age() == hours * 3600
        assert client.cookies["session"]["max-age"] == hours * 3600
    with time_machine.travel(now + timedelta(hours=hours, seconds=1), tick=False):
        assert not _is_in(client)


@pytest.mark.parametrize("way", [PassKind.START_LINK, PassKind.RESET_LINK])
def test_an_office_that_comes_in_by_a_link_has_a_short_session_too(way: PassKind, cast: Cast) -> None:
    client = Client()
    name = "start-link" if way == PassKind.START_LINK else "reset-link"
    client.post(reverse(name, args=[hand_out(way, person=cast.hr)]), {"password": NEW})
    assert client.session.get_expiry_age() <= 8 * 3600


def test_a_session_slides_while_it_is_used_at_most_once_a_week(cast: Cast) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        client = _signed_in("1001")
    written = set()
    for day in range(0, 120, 2):
        with time_machine.travel(now + timedelta(days=day, hours=1), tick=False):
            assert _is_in(client)
            written.add(client.session["slid"])
    # Once at the start and then every eighth day: the table does not tell who was here today.
    assert len(written) == 15


def test_the_mail_of_a_reset_holds_the_link_and_nothing_about_her(cast: Cast) -> None:
    Client().post(reverse("account_reset_password"), {"login": "1001"})
    (letter,) = mail.outbox
    assert letter.to == [cast.marit.email]
    assert "/wachtwoord/" in letter.body
    assert str(cast.marit.pk) not in letter.body
    assert str(cast.marit.card_number) not in letter.body
