"""What the pages of a round may ask of the database: the same with few people, teams and rounds as with many."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.models import Pack, Round
from mortel.apps.people.models import Membership, Person, Team
from mortel.web.rounds import urls
from tests.apps.climate.stories import draft, opened
from tests.cast import PASSWORD, Cast
from tests.web.permissions import A_PACK

SignedIn = Callable[[Person], Client]

# The name of a page -> queries. Four are the session, the person, her grants, and whether she left.
OF_A_DRAFT = {
    "round": 14,
    "change": 12,
    "remove": 6,
    "outlook": 12,
    "questions": 7,
    "council": 9,
    "consent": 6,
    "notice": 6,
    "council-question": 6,
    "open": 12,
}
OF_AN_OPEN_ROUND = {
    "round": 8,
    "questions": 7,
    "council": 9,
    "message": 6,
    "last-day": 6,
    "stricter": 6,
    "stop": 6,
}
OF_ALL = {"rounds": 6, "check": 7, "new": 11, "forms": 6, "codebook": 5, "pack-new": 5}
OF_A_PACK = {"pack-codebook": 6}
# Buttons without a page.
BUTTONS = {"pack-away", "pack-back"}
# One that is over: nothing stands on it but a question.
OF_A_ROUND_THAT_IS_OVER = {"make-result": 8}


def grow(cast: Cast, number: int) -> None:
    """So many teams with one person each, packs, and other rounds."""
    for turn in range(number):
        team = Team.objects.create(name=f"Team {turn}", unit=cast.team.unit)
        person = Person(name=f"Nieuw {turn}", card_number=str(60_000_000 + turn))
        person.set_unusable_password()
        person.save()
        Membership.objects.create(person=person, team=team)
        day = timezone.localdate()
        Pack.objects.create(
            title=f"Lijst {turn}", file_name=A_PACK.name, content=A_PACK.read_bytes(), made_on=day
        )
        Round.objects.create(name=f"Ronde {turn}", starts_on=day, ends_on=day)


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    client = signed_in(cast.hr)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def held(
    client: Client, address: str, cast: Cast, budget: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (0, 25):
        grow(cast, number)
        client.get(address)
        with django_assert_num_queries(budget):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", OF_A_DRAFT)
def test_a_page_of_a_draft_costs_the_same_with_few_as_with_many(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    address = reverse(f"rounds:{name}", args=[draft(cast).pk])
    held(hr, address, cast, OF_A_DRAFT[name], django_assert_num_queries)


@pytest.mark.parametrize("name", OF_AN_OPEN_ROUND)
def test_a_page_of_an_open_round_costs_the_same_with_few_as_with_many(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    address = reverse(f"rounds:{name}", args=[opened(cast).pk])
    held(hr, address, cast, OF_AN_OPEN_ROUND[name], django_assert_num_queries)


@pytest.mark.parametrize("name", OF_ALL)
def test_a_list_costs_the_same_with_few_as_with_many(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    held(hr, reverse(f"rounds:{name}"), cast, OF_ALL[name], django_assert_num_queries)


@pytest.mark.parametrize("name", OF_A_PACK)
def test_a_page_of_a_pack_costs_the_same_with_few_as_with_many(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    day = timezone.localdate()
    pack = Pack.objects.create(title="Eén", file_name=A_PACK.name, content=A_PACK.read_bytes(), made_on=day)
    held(hr, reverse(f"rounds:{name}", args=[pack.pk]), cast, OF_A_PACK[name], django_assert_num_queries)


@pytest.mark.parametrize("name", OF_A_ROUND_THAT_IS_OVER)
def test_a_page_of_a_round_that_is_over_costs_the_same_with_few_as_with_many(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    round_ = opened(cast)
    Round.objects.update(ended_at=timezone.now() - timedelta(minutes=31))
    address = reverse(f"rounds:{name}", args=[round_.pk])
    held(hr, address, cast, OF_A_ROUND_THAT_IS_OVER[name], django_assert_num_queries)


def test_every_page_about_rounds_has_a_budget() -> None:
    told = {*BUTTONS, *OF_A_DRAFT, *OF_AN_OPEN_ROUND, *OF_ALL, *OF_A_PACK, *OF_A_ROUND_THAT_IS_OVER}
    assert told == {page.name for page in urls.urlpatterns}
