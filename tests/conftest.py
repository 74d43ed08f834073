"""What every test can ask for. Tests that touch a table take `cast` (or pytest's own `db`)."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings

from mortel.apps.people.models import Person
from tests.cast import Cast, assemble

# Two cores that are shared by browsers and databases: how long one example takes says nothing here.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

BOTH = ["default", "keys"]


@pytest.fixture(autouse=True)
def no_memory_of_earlier_tries() -> None:
    """Throttles count per test."""
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every database test may use both databases; which one a table lives in is the router's business."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", BOTH)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    """The cast, in both databases."""
    mark = request.node.get_closest_marker("django_db")
    if mark is None:
        request.node.add_marker(pytest.mark.django_db(databases=BOTH))
    request.getfixturevalue("db")
    return assemble()


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[Person], Client]:
    """A browser in which this person is signed in."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter
