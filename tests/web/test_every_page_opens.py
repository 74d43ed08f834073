"""A first look: every page that needs no id opens for whoever may open it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.moments.actions import capture_moment
from mortel.apps.people.models import Person
from tests.cast import Cast

OWN = [
    "today:today",
    "moments:moments",
    "me:me",
    "me:gained",
    "me:then-and-now",
    "me:pause",
    "me:data",
    "me:delete-all",
    "account",
    "account_change_password",
    "change-address",
    "kiosk-card",
    "guidance:start",
    "privacy",
]


@pytest.mark.parametrize("name", OWN)
def test_an_own_page_opens(cast: Cast, signed_in: Callable[[Person], Client], name: str) -> None:
    capture_moment(by=cast.marit, text="Eerst de band losser, dan klemt de tillift niet.")
    assert signed_in(cast.marit).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["moment", "edit", "details", "place", "wovenness", "delete"])
def test_a_page_about_an_own_moment_opens(
    cast: Cast, signed_in: Callable[[Person], Client], name: str
) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Bel 06 12345678 van mevrouw Jansen.")
    assert signed_in(cast.marit).get(reverse(f"moments:{name}", args=[pk])).status_code == 200


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password", "kiosk:code", "privacy", "kiosk:paper-card"])
def test_a_page_before_signing_in_opens(cast: Cast, client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200
