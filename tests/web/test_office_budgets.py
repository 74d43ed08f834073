"""What the lists of administrators, the log and the account may ask: the same with few rows as with many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.ledger.actions import record
from mortel.apps.people.actions.accounts import tell
from mortel.apps.people.choices import NoticeKind
from mortel.apps.people.models import Membership, Person, Team
from tests.apps.people.test_importing import CAST_ROWS, HEADER
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Person], Client]


def hire(cast: Cast, number: int) -> None:
    """So many newcomers, each in a team of her own and in another one, and something about each in the log."""
    for turn in range(number):
        card = str(30_000_000 + Person.objects.count())
        person = Person(name=f"Nieuw {card}", card_number=card)
        person.set_unusable_password()
        person.save()
        for team in (Team.objects.create(name=card, unit=cast.team.unit), cast.team):
            Membership.objects.create(person=person, team=team, is_main=team == cast.team)
        record("person_enabled", actor=cast.admin.ledger_id, subject=person.ledger_id)
        tell(cast.femke, NoticeKind.GRANT)
        team = Team.objects.create(name=f"{card} bij", unit=cast.team.unit)
        ends = timezone.localdate() + timedelta(days=turn)
        Membership.objects.create(person=cast.femke, team=team, starts=date(2024, 1, 1), ends=ends)


# The name of a page, whose it is -> queries. Two are the session and the person, one or two the grants for the menu.
BUDGETS = {
    "office:people": ("admin", 7),
    "office:start-cards": ("admin", 7),
    "office:person": ("admin", 8),
    "office:grants": ("admin", 7),
    "office:disable": ("admin", 6),
    "office:import": ("admin", 5),
    "ledger:entries": ("council", 10),
    "account": ("femke", 7),
    "privacy": ("femke", 5),
}
OF_FEMKE = ("office:person", "office:grants", "office:disable")


@pytest.mark.parametrize("name", BUDGETS)
def test_a_list_costs_the_same_with_few_rows_as_with_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    who, budget = BUDGETS[name]
    client = signed_in(getattr(cast, who))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse(name, args=[cast.femke.pk] if name in OF_FEMKE else [])
    for number in (3, 30):
        hire(cast, number)
        client.get(address)
        with django_assert_num_queries(budget):
            assert client.get(address).status_code == 200


# An address, what is sent to it each time -> queries.
CHANGES = {
    "office:grants": ([{"kinds": ["guide", "council"]}, {"kinds": ["hr"]}], 20),
    "office:disable": ([{}, {}], 16),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changing_an_account_costs_the_same_among_few_as_among_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    sent, budget = CHANGES[name]
    client = signed_in(cast.admin)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse(name, args=[cast.femke.pk])
    client.post(address, sent[-1])
    for number, fields in zip((3, 30), sent, strict=True):
        hire(cast, number)
        client.get(address)
        with django_assert_num_queries(budget):
            assert client.post(address, fields).status_code == 302


def test_a_list_and_its_plan_cost_the_same_with_few_rows_as_with_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.admin)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for number in (3, 30):
        hire(cast, number)
        new = (f"{number}{turn:02};Persoon {turn};;De Kaap;Team {turn};vp;nee;;" for turn in range(number))
        file = SimpleUploadedFile("lijst.csv", (HEADER + "\n".join([*CAST_ROWS, *new])).encode())
        client.get(reverse("office:import"))
        with django_assert_num_queries(8):
            assert client.post(reverse("office:import"), {"file": file}).status_code == 302
        with django_assert_num_queries(9):
            page = client.get(reverse("office:import-plan")).content.decode()
        assert page.count("<li>Persoon ") == number
