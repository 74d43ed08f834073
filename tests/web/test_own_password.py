"""Whoever changes what opens her account types the password she has now."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.people.models import Person
from mortel.web.account.forms import ChangePasswordForm, NewAddressForm, OwnPasswordForm
from tests.cast import PASSWORD, Cast

NEW = {
    "account_change_password": {"password": "drie nieuwe woorden"},
    "change-address": {"address": "m@thuis.example"},
}


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize(("typed", "done"), [(PASSWORD, True), ("een ander wachtwoord", False), ("", False)])
def test_nothing_changes_without_the_right_password(
    cast: Cast, signed_in: Callable[[Person], Client], name: str, typed: str, done: bool
) -> None:
    answer = signed_in(cast.marit).post(reverse(name), {"current": typed, **NEW[name]})
    assert (answer.status_code == 302) == done
    assert done or 'id="id_current_error"' in answer.content.decode()


def test_both_pages_ask_with_the_same_field(cast: Cast) -> None:
    asked = OwnPasswordForm(person=cast.marit).fields["current"]
    for form in (ChangePasswordForm(person=cast.marit), NewAddressForm(person=cast.marit)):
        field = form.fields["current"]
        assert (field.max_length, field.strip, field.widget.attrs) == (
            asked.max_length,
            asked.strip,
            asked.widget.attrs,
        )
        assert field.error_messages["required"] == asked.error_messages["required"]


def test_the_password_now_comes_before_the_new_one_and_after_the_address(cast: Cast) -> None:
    assert list(ChangePasswordForm(person=cast.marit).fields) == ["current", "password"]
    assert list(NewAddressForm(person=cast.marit).fields) == ["address", "current"]
