"""Searching in the library: the index is built once, and a reader finds only the advice that is for her."""

from collections.abc import Callable
from html import unescape
from threading import Barrier, Thread
from time import sleep

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.people.models import Person
from mortel.pure.catalogue.entries import Rule
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.search.index import Index, build
from mortel.pure.search.thesaurus import WordList
from mortel.web.library import finding
from mortel.web.library.places import address_of
from tests.cast import Cast

SignedIn = Callable[[Person], Client]


def test_of_eight_who_search_first_one_builds_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    built, barrier, found = list[str](), Barrier(8), list[Index]()

    def slow(*_args: object, **_more: object) -> Index:
        built.append("once")
        sleep(0.05)
        return build((), "nl", WordList())

    monkeypatch.setattr(finding, "library_index", slow)

    def ask() -> None:
        barrier.wait()
        found.append(finding.index_for("nl", (), False, ()))

    threads = [Thread(target=ask) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert built == ["once"]
    assert len({id(index) for index in found}) == 1


@pytest.mark.parametrize(
    ("who", "hers"),
    [
        ("marit", {"employee"}),
        ("joke", {"employee", "lead"}),
        ("hr", {"employee", "lead", "hr", "council", "researcher"}),
    ],
)
def test_a_search_for_a_rule_in_its_own_words_finds_it_for_whom_it_is(
    cast: Cast, signed_in: SignedIn, who: str, hers: set[str]
) -> None:
    client = signed_in(getattr(cast, who))
    some = {rule.addressee: rule for rule in shipped().current(Rule) if "{" not in rule.advice.nl}
    for addressee, rule in some.items():
        words = rule.advice.in_language("nl", neutral("nl"))
        page = unescape(client.get(reverse("library:search"), {"q": words}).content.decode())
        found = bool(address_of(rule)) and f'href="{address_of(rule)}"' in page
        assert found == (addressee in hers), rule.id
        assert not found or client.get(address_of(rule)).content.decode().count(f'id="{rule.id}"') == 1
