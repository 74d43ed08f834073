"""Coming in through the door that people use."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast


@pytest.mark.parametrize(
    "login", ["marit@waddenkant.example", "MARIT@Waddenkant.example", "20000001", "1001"]
)
def test_somebody_signs_in_with_address_card_or_personnel_number(
    cast: Cast, client: Client, login: str
) -> None:
    answer = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200


def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(cast: Cast, client: Client) -> None:
    pages = [
        client.post(reverse("account_login"), {"login": login, "password": "niet dit woord"})
        for login in ("marit@waddenkant.example", "niemand@waddenkant.example")
    ]
    words = [page.content.decode().replace("marit", "niemand") for page in pages]
    assert pages[0].status_code == pages[1].status_code == 200
    assert [line for line in words[0].splitlines() if "csrf" not in line] == [
        line for line in words[1].splitlines() if "csrf" not in line
    ]


@pytest.mark.parametrize("weak", ["          ", "aaaaaaaaaaaa", "kort", "wachtwoord", "Marit Hoekstra"])
def test_a_weak_password_is_refused_with_a_sentence(cast: Cast, weak: str) -> None:
    client = Client()
    client.force_login(cast.marit)
    answer = client.post(reverse("account_change_password"), {"current": PASSWORD, "password": weak})
    assert (answer.status_code, 'class="error"' in answer.content.decode()) == (200, True)


def test_guessing_the_password_inside_is_slowed_down(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.marit)
    tries = [client.post(reverse("me:delete-all"), {"current": f"gok {n}"}).status_code for n in range(12)]
    assert tries[0] == 400
    assert tries[-1] == 429
