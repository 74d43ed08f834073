"""What the lists of administrators, the log and the account may ask: the same with few rows as with many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.ledger.actions import record
from mortel.apps.people.actions.accounts import tell
from mortel.apps.people.choices import NoticeKind
from mortel.apps.people.models import Membership, Person, Team
from tests.cast import Cast

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
    "office:start-cards": ("admin", 6),
    "office:person": ("admin", 7),
    "ledger:entries": ("council", 9),
    "account": ("femke", 6),
    "privacy": ("femke", 5),
}


@pytest.mark.parametrize("name", BUDGETS)
def test_a_list_costs_the_same_with_few_rows_as_with_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    who, budget = BUDGETS[name]
    client = signed_in(getattr(cast, who))
    address = reverse(name, args=[cast.femke.pk] if name == "office:person" else [])
    for number in (3, 30):
        hire(cast, number)
        client.get(address)
        with django_assert_num_queries(budget):
            assert client.get(address).status_code == 200
