"""What a page about own moments may ask of the databases: the same with few moments as with many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mortel.apps.moments.actions.lookback import keep_then_and_now
from mortel.apps.moments.actions.marks import mark
from mortel.apps.moments.actions.moments import answer_prompt, capture_moment
from mortel.apps.people.models import Person
from tests.cast import Cast
from tests.web.permissions import TABLE, a_moment

SignedIn = Callable[[Person], Client]
PAGES = {row.name: row for row in TABLE if row.get and row.name.startswith(("today:", "moments:", "me:"))}

# The name of a page -> queries on the main database, queries on the keys. Two of the first are the session and the
# person, one is her grants for the menu; her own key is read once.
BUDGETS = {
    "today:today": (10, 1),
    "today:new": (10, 1),
    "today:session": (3, 0),
    "moments:moments": (6, 1),
    "moments:moment": (6, 1),
    "moments:edit": (6, 1),
    "moments:details": (6, 1),
    "moments:place": (6, 1),
    "moments:wovenness": (6, 1),
    "moments:delete": (6, 1),
    "me:me": (6, 0),
    "me:gained": (7, 1),
    "me:then-and-now": (5, 1),
    "me:pause": (5, 0),
    "me:away": (5, 0),
    "me:data": (5, 0),
    "me:delete-all": (6, 1),
    # Everything of her, read once for the page and once for the file.
    "me:export": (17, 4),
}


def write(person: Person, number: int) -> UUID:
    """So many moments, each with an answer and a mark."""
    for turn in range(number):
        pk, _ = capture_moment(by=person, text=f"Bel mevrouw Jansen op 06 12345678, poging {turn}")
        answer_prompt(by=person, moment_id=pk, prompt="mp.tried", text="eerst gemaild")
        mark(by=person, moment_id=pk, group="src", marks={"src.colleagues": None})
    return pk


@contextmanager
def asked() -> Iterator[tuple[CaptureQueriesContext, CaptureQueriesContext]]:
    """What the main database and the one with the keys are asked meanwhile."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        yield main, keys


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_costs_the_same_with_few_moments_as_with_many(
    cast: Cast, signed_in: SignedIn, name: str
) -> None:
    client = signed_in(cast.marit)
    keep_then_and_now(by=cast.marit, then=["alleen"], now=["samen"])
    for number in (3, 40):
        pk = write(cast.marit, number)
        page = reverse(name, args=[pk] if PAGES[name].args is a_moment else [])
        client.get(page)
        with asked() as (main, keys):
            assert client.get(page).status_code == 200
        assert (len(main), len(keys)) == BUDGETS[name], [one["sql"] for one in [*main, *keys]]


def test_searching_costs_as_much_as_the_list(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    client.get(reverse("moments:moments"))
    for number in (3, 40):
        write(cast.marit, number)
        with asked() as (main, keys):
            client.post(reverse("moments:moments"), {"q": "mevrouw gemaild", "page": "2"})
        assert (len(main), len(keys)) == BUDGETS["moments:moments"]


def test_every_page_about_own_moments_has_a_budget() -> None:
    assert set(BUDGETS) == set(PAGES)


def test_a_page_reads_the_organisation_once(cast: Cast, signed_in: SignedIn) -> None:
    client, pk = signed_in(cast.marit), write(cast.marit, 3)
    for page in (reverse("today:today"), reverse("moments:moment", args=[pk])):
        with asked() as (main, _keys):
            client.get(page)
        assert sum('FROM "people_organisation"' in one["sql"] for one in main) == 1
