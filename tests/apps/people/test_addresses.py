"""A changed e-mail address: the password now, and a click in the mail to the new one."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.people.choices import NoticeKind
from mortel.apps.people.models import AccountNotice
from tests.cast import PASSWORD, Cast

OLD, NEW = "marit@waddenkant.example", "Marit@Thuis.example"


def _phone(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.marit)
    return client


def _ask(client: Client, address: str = NEW, password: str = PASSWORD) -> int:
    given = {"address": address, "current": password}
    return client.post(reverse("change-address"), given).status_code


def _link() -> str:
    found = re.search(r"https?://[^/]+(/adres/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def test_the_old_address_holds_until_the_link_was_opened(cast: Cast) -> None:
    assert _ask(_phone(cast)) == 302
    assert mail.outbox[-1].to == [NEW]
    Client().get(_link())
    cast.marit.refresh_from_db()
    assert cast.marit.email == OLD
    Client().post(_link())
    cast.marit.refresh_from_db()
    assert (cast.marit.email, cast.marit.email_key) == (NEW, NEW.lower())


def test_without_the_password_no_mail_goes(cast: Cast) -> None:
    assert _ask(_phone(cast), password="fout") == 200
    assert mail.outbox == []


def test_a_changed_address_ends_sessions_and_stands_in_her_log(cast: Cast) -> None:
    phone = _phone(cast)
    _ask(phone)
    Client().post(_link())
    assert phone.get("/ik/").status_code == 302
    assert AccountNotice.objects.filter(person=cast.marit, kind=NoticeKind.ADDRESS, seen_at=None).exists()


@pytest.mark.parametrize("theirs", ["femke@waddenkant.example", "FEMKE@waddenkant.example"])
def test_the_address_of_somebody_else_gets_the_same_answer_and_no_mail(theirs: str, cast: Cast) -> None:
    assert _ask(_phone(cast), theirs) == _ask(_phone(cast), NEW)
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_an_address_that_was_taken_meanwhile_is_refused(cast: Cast) -> None:
    _ask(_phone(cast))
    cast.femke.email = NEW.lower()
    cast.femke.save()
    assert Client().post(_link()).status_code == 410
    cast.marit.refresh_from_db()
    assert cast.marit.email == OLD


def test_a_second_request_ends_the_first_link(cast: Cast) -> None:
    phone = _phone(cast)
    _ask(phone, "een@thuis.example")
    first = _link()
    _ask(phone, "twee@thuis.example")
    assert Client().post(first).status_code == 410
    Client().post(_link())
    cast.marit.refresh_from_db()
    assert cast.marit.email == "twee@thuis.example"


def test_the_link_holds_a_day(cast: Cast) -> None:
    _ask(_phone(cast))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert Client().post(_link()).status_code == 410


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "geen adres",
        "a@b\nBcc: iedereen@waddenkant.example",
        "a@b.example, c@d.example",
        f"{'a' * 260}@b.example",
    ],
)
def test_what_is_no_address_gets_no_mail(bad: str, cast: Cast) -> None:
    assert _ask(_phone(cast), bad) == 200
    assert mail.outbox == []
