"""What the print room may ask of the database; and that every page of results and of paper has a budget."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.climate.models import Round
from mortel.apps.people.models import Membership, Person, Team
from mortel.web.climate import urls as of_climate
from mortel.web.paper import urls as of_paper
from tests.apps.climate.stories import opened
from tests.cast import Cast
from tests.web import test_office_results, test_team

SignedIn = Callable[[Person], Client]
# Two are the session and the person, two her grants and whether she left, one the round.
BUDGETS = {"room": 10, "cards": 8, "sheets": 8, "posters": 10, "typing": 9}
# A button without a page.
BUTTONS = {"make-sheets"}
# The list of her own energy reads nothing and keeps nothing.
OF_NO_ROUND = {"scan": 4}


def a_round(cast: Cast, number: int) -> Round:
    """So many teams on paper and as many on cards, each of three people without an address."""
    on_paper = []
    for turn in range(2 * number):
        team = Team.objects.create(name=f"Groep {turn}", unit=cast.team.unit)
        for at in range(3):
            person = Person(name=f"Nieuw {turn} {at}", card_number=str(40_000_000 + 3 * turn + at))
            person.set_unusable_password()
            person.save()
            Membership.objects.create(person=person, team=team, starts=timezone.localdate())
        if turn % 2:
            on_paper.append(team.pk)
    made = opened(cast, paper=tuple(on_paper))
    make_batches(by=cast.hr, round_=made)
    return made


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_of_the_print_room_costs_the_same_with_few_teams_as_with_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str, number: int
) -> None:
    round_, client = a_round(cast, number), signed_in(cast.hr)
    address = reverse(f"paper:{name}", args=[round_.pk, 1] if name == "sheets" else [round_.pk])
    client.get(address)
    with django_assert_num_queries(BUDGETS[name]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 20])
def test_all_cards_are_made_with_as_many_questions_to_the_database_as_one(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    round_, client = a_round(cast, number), signed_in(cast.hr)
    address = reverse("paper:cards", args=[round_.pk])
    client.post(address, {"whom": "all0"})
    with django_assert_num_queries(15):
        assert client.post(address, {"whom": "all0"}).status_code == 200


@pytest.mark.parametrize("name", OF_NO_ROUND)
def test_a_page_of_no_round_asks_only_who_is_there(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    client = signed_in(cast.marit)
    client.get(reverse(f"climate:{name}"))
    with django_assert_num_queries(OF_NO_ROUND[name]):
        assert client.get(reverse(f"climate:{name}")).status_code == 200


def test_every_page_of_results_and_of_paper_has_a_budget() -> None:
    assert {*BUDGETS, *BUTTONS} == {page.name for page in of_paper.urlpatterns}
    of_results = {*test_team.BUDGETS, *test_office_results.BUDGETS, *OF_NO_ROUND}
    assert of_results == {page.name for page in of_climate.urlpatterns}
