"""Coming in: three ways to say who one is, one answer and one pace for whoever is unknown, and a limit on guessing."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.people.access import find_by_login
from mortel.apps.people.actions.accounts import disable_person
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import Person
from tests.cast import PASSWORD, Cast

SIGN_IN = "/aanmelden/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def _try(login: str, password: str = PASSWORD, client: Client | None = None, **headers: str) -> int:
    given = {"login": login, "password": password}
    return (client or Client()).post(SIGN_IN, given, headers=headers).status_code


@pytest.mark.parametrize(
    "login",
    [
        "marit@waddenkant.example",
        "Marit@Waddenkant.EXAMPLE",
        " marit@waddenkant.example ",
        "20000001",
        "1001",
        " 1001",
    ],
)
def test_signing_in_with_address_card_or_personnel_number(login: str, cast: Cast) -> None:
    client = Client()
    assert _try(login, client=client) == 302
    assert client.session["_auth_user_id"] == str(cast.marit.pk)


def test_somebody_without_an_address_signs_in_by_number(cast: Cast) -> None:
    assert _try(cast.henk.card_number) == 302
    assert _try(str(cast.henk.personnel_number)) == 302


def test_an_address_in_capitals_in_the_list_is_found_in_any_case(cast: Cast) -> None:
    cast.femke.email = "Femke.DeBoer@Waddenkant.Example"
    cast.femke.save()
    assert _try("femke.deboer@waddenkant.example") == 302
    assert _try("FEMKE.DEBOER@WADDENKANT.EXAMPLE") == 302


def test_a_number_that_is_one_persons_card_and_anothers_personnel_number_means_the_card(cast: Cast) -> None:
    Person.objects.filter(pk=cast.femke.pk).update(personnel_number=cast.henk.card_number)
    found = find_by_login(cast.henk.card_number)
    assert found is not None
    assert found.pk == cast.henk.pk


@pytest.mark.parametrize("login", ["", "   ", "\x00", "niemand@waddenkant.example", "None", "null"])
def test_nobody_is_found_by_nothing(login: str, cast: Cast) -> None:
    assert find_by_login(login.replace("\x00", "")) is None
    assert _try(login) != 302


def _closed(cast: Cast) -> str:
    disable_person(by=cast.admin, person=cast.bram)
    return str(cast.bram.email)


def _never_started(cast: Cast) -> str:
    cast.henk.set_unusable_password()
    cast.henk.save()
    return cast.henk.card_number


UNKNOWN = {
    "wrong password": lambda cast: str(cast.marit.email),
    "unknown address": lambda cast: "niemand@waddenkant.example",
    "unknown number": lambda cast: "29999999",
    "closed account": _closed,
    "never started": _never_started,
}


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each password that was hashed: the one step of signing in that takes time."""
    calls: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        calls.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return calls


@pytest.mark.parametrize("why", UNKNOWN)
def test_every_refusal_looks_and_costs_the_same(why: str, cast: Cast, hashed: list[str]) -> None:
    def refusal(login: str, password: str) -> tuple[int, bytes, int]:
        hashed.clear()
        answer = Client().post(SIGN_IN, {"login": login, "password": password})
        content = TOKEN.sub(b"", answer.content).replace(login.encode(), b"LOGIN")
        return answer.status_code, content, len(hashed)

    usual = refusal("iemand@anders.example", "fout wachtwoord")
    login = UNKNOWN[why](cast)
    assert refusal(login, "fout wachtwoord") == usual
    assert usual[2] == 1
    if why != "wrong password":
        assert refusal(login, PASSWORD) == usual


def test_the_refusal_is_a_sentence_of_our_own(cast: Cast) -> None:
    answer = Client(headers={"accept-language": "en"}).post(SIGN_IN, {"login": "1001", "password": "fout"})
    assert b"do not belong together" in answer.content


@pytest.mark.parametrize(
    "login", ["marit@waddenkant.example", "niemand@waddenkant.example", "20000004", "29999999"]
)
def test_asking_for_a_link_gives_one_answer(login: str, cast: Cast) -> None:
    def asked(wanted: str) -> bytes:
        answer = Client().post(reverse("account_reset_password"), {"login": wanted})
        assert answer.status_code == 200
        return TOKEN.sub(b"", answer.content).replace(wanted.encode(), b"LOGIN")

    assert asked(login) == asked("iemand@anders.example")
    assert [letter.to for letter in mail.outbox] == ([[login]] if login.startswith("marit") else [])


def test_a_wrong_card_number_and_a_wrong_code_get_one_answer(cast: Cast, hashed: list[str]) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk)
    answers = set()
    for number, tried in (
        (cast.henk.card_number, "AAAAABBBBB"),
        ("29999999", code),
        ("29999999", "AAAAABBBBB"),
    ):
        hashed.clear()
        given = {"number": number, "code": tried, "password": "drie nieuwe woorden"}
        content = Client().post(reverse("account_signup"), given).content
        for one in (number, tried):
            content = content.replace(one.encode(), b"TYPED")
        answers.add((TOKEN.sub(b"", content), len(hashed)))
    assert len(answers) == 1


# Guessing -----------------------------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        assert [_try("1001", f"fout {n}") for n in range(5)] == [200] * 5
        assert _try("1001") != 302
        assert _try("1003") == 302
    with time_machine.travel(now + timedelta(minutes=5, seconds=1)):
        assert _try("1001") == 302


def test_changing_the_case_of_an_address_gives_no_new_tries(cast: Cast) -> None:
    cases = ["marit@waddenkant.example", "MARIT@waddenkant.example", "Marit@Waddenkant.example"]
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(5):
            _try(cases[n % 3], f"fout {n}")
        assert _try("mariT@waddenkant.example") != 302


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "client-ip"])
def test_one_device_cannot_try_everybody(header: str, cast: Cast) -> None:
    """A header of the asker's own making gives no new tries."""
    with time_machine.travel(timezone.now(), tick=False):
        for n in range(10):
            _try(f"iemand{n}@anders.example", "fout", **{header: f"10.0.0.{n}"})
        assert _try("1001", **{header: "10.0.0.99"}) != 302


def test_codes_of_start_cards_cannot_be_guessed_quickly(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        given = {"number": cast.henk.card_number, "code": "AAAAABBBBB", "password": "drie nieuwe woorden"}
        tried = [Client().post(reverse("account_signup"), given).status_code for _ in range(21)]
    assert tried == [200] * 20 + [429]


def test_codes_of_kiosk_cards_are_limited_per_device(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        tried = [Client().post(reverse("kiosk:code"), {"code": "AAAABBBB"}).status_code for _ in range(11)]
    assert tried == [400] * 10 + [429]


def test_codes_of_kiosk_cards_are_limited_in_total(cast: Cast) -> None:
    code = hand_out(PassKind.KIOSK_CARD, person=cast.henk)
    now = timezone.now()

    def tried(wanted: str, device: int) -> int:
        client = Client(REMOTE_ADDR=f"10.0.{device // 200}.{device % 200 + 1}")
        return client.post(reverse("kiosk:code"), {"code": wanted}).status_code

    with time_machine.travel(now, tick=False):
        assert {tried("AAAABBBB", device) for device in range(60)} == {400}
        assert tried(code, 61) == 429
    with time_machine.travel(now + timedelta(seconds=61)):
        assert tried(code, 61) == 302


def test_nobody_is_flooded_with_mail(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        logins = [
            str(cast.marit.email),
            str(cast.marit.email).upper(),
            f" {cast.marit.email}",
            str(cast.marit.email),
        ]
        asked = [
            Client().post(reverse("account_reset_password"), {"login": one}).status_code for one in logins
        ]
    assert asked == [200] * 3 + [429]
    assert len(mail.outbox) == 3
