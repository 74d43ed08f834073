"""The organisation is read once a request, and never older than the request's own change."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import count
from threading import Barrier, Event
from time import sleep
from types import SimpleNamespace

import pytest
from django.db import connections, transaction

from mortel.apps.people import queries
from mortel.apps.people.actions.organisation import switch_definition
from mortel.apps.people.choices import Definition
from mortel.apps.people.queries import (
    definition_in_use,
    organisation,
    organisation_or_none,
    organisation_read_once,
)
from tests.cast import Cast, assemble

Queries = Callable[[int], AbstractContextManager[object]]


def test_within_a_request_all_who_ask_cost_one_query(cast: Cast, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(1), organisation_read_once():
        assert organisation().name == "Zorggroep De Waddenkant"
        assert organisation_or_none() is organisation()


def test_outside_a_request_nothing_is_remembered(cast: Cast, django_assert_num_queries: Queries) -> None:
    """The worker and a command live for days; what they know of the organisation may not."""
    with organisation_read_once():
        organisation()
    with django_assert_num_queries(2):
        organisation()
        organisation()


def test_a_request_that_failed_leaves_nothing_behind(cast: Cast, django_assert_num_queries: Queries) -> None:
    def fail() -> None:
        with organisation_read_once():
            organisation()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with django_assert_num_queries(1):
        organisation()


def test_a_request_sees_its_own_change(cast: Cast) -> None:
    with organisation_read_once():
        assert organisation().definition == Definition.INTERWOVEN
        switch_definition(by=cast.researcher, definition=Definition.NARROW)
        assert organisation().definition == Definition.NARROW


def test_a_change_that_was_taken_back_is_not_remembered(cast: Cast) -> None:
    with organisation_read_once():
        organisation()
        with transaction.atomic():
            switch_definition(by=cast.researcher, definition=Definition.NARROW)
            assert organisation().definition == Definition.NARROW
            transaction.set_rollback(True)
        assert organisation().definition == Definition.INTERWOVEN


def test_what_is_written_under_a_definition_is_never_written_under_a_remembered_one(cast: Cast) -> None:
    with organisation_read_once():
        organisation()
        # Another request: this one is told nothing.
        type(organisation()).objects.update(definition=Definition.NARROW)
        assert (organisation().definition, definition_in_use()) == (Definition.INTERWOVEN, Definition.NARROW)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_switch_waits_for_a_place_that_is_being_written() -> None:
    cast, asked, done = assemble(), Event(), list[str]()

    def write_a_place() -> None:
        with transaction.atomic():
            definition_in_use()
            asked.set()
            sleep(0.3)  # As long as a switch would need to be carried through.
            done.append("written")
        connections.close_all()

    def switch() -> None:
        asked.wait(10)
        switch_definition(by=cast.researcher, definition=Definition.NARROW)
        done.append("switched")
        connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        for one in [threads.submit(write_a_place), threads.submit(switch)]:
            one.result()
    assert done == ["written", "switched"]


def test_requests_side_by_side_each_read_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, both = count(), Barrier(2, timeout=10)
    table = SimpleNamespace(objects=SimpleNamespace(get=lambda: next(reading)))
    monkeypatch.setattr(queries, "Organisation", table)

    def request() -> tuple[object, object]:
        with organisation_read_once():
            first = organisation()
            both.wait()
            return first, organisation()

    with ThreadPoolExecutor(2) as threads:
        answers = [one.result() for one in [threads.submit(request), threads.submit(request)]]
    assert sorted(answers) == [(0, 0), (1, 1)]
