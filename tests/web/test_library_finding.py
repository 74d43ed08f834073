"""Searching in the library: the index is built once, and a reader finds only the advice that is for her."""

import re
from collections.abc import Callable
from html import unescape
from threading import Barrier, Thread
from time import sleep

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.people.models import Person
from mortel.pure.catalogue.entries import Kit, Rule
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


@pytest.mark.parametrize("typed", ["KIT-07", "kit-07", "kit 7", "CV-17", "iv-130", "EV-204", "ev-204 "])
def test_a_code_from_paper_finds_what_carries_it_and_nothing_else(
    cast: Cast, signed_in: SignedIn, typed: str
) -> None:
    page = signed_in(cast.hr).get(reverse("library:search"), {"q": typed}).content.decode()
    code = shipped().coded(typed)
    assert code
    assert re.findall(r'brick__link" href="([^"]+)"', page) == [address_of(shipped().thing(code))]


def test_the_number_of_a_source_finds_what_rests_on_it_for_readers_of_evidence(
    cast: Cast, signed_in: SignedIn
) -> None:
    def found(who: Person, typed: str) -> set[str]:
        page = signed_in(who).get(reverse("library:search"), {"q": typed}).content.decode()
        return {unescape(one) for one in re.findall(r'brick__link" href="([^"]+)"', page)}

    citing = {address_of(one) for one in shipped().citing("S-133")} - {""}
    assert citing
    assert found(cast.hr, "S-133") == found(cast.hr, "s-133") == citing
    assert found(cast.marit, "S-133") != citing
    assert found(cast.marit, "EV-204") == set()


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("kaarten/iv-130/", "kaarten/IV-130/"),
        ("gesprekken/cv-17/", "gesprekken/CV-17/"),
        ("pakketten/kit-07/", "pakketten/KIT-07/"),
        ("oneens/dp-01/", "oneens/DP-01/"),
        ("onderwerp/SUB.Sharing.access/", "onderwerp/sub.sharing.access/"),
    ],
)
def test_an_address_with_a_code_in_other_letters_leads_to_the_page(
    cast: Cast, signed_in: SignedIn, typed: str, right: str
) -> None:
    answer = signed_in(cast.hr).get(f"/bibliotheek/{typed}", follow=True)
    assert answer.redirect_chain == [(f"/bibliotheek/{right}", 302)]
    assert answer.status_code == 200


def test_what_is_printed_carries_its_code_and_each_sheet_the_name_of_its_kit(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, kit = signed_in(cast.marit), shipped().entry("KIT-07")
    assert isinstance(kit, Kit)
    page = client.get(address_of(kit)).content.decode()
    assert page.count('<p class="code only-print">') == len(kit.sheets)
    assert page.count("· KIT-07</p>") == len(kit.sheets) - 1
    guide = client.get("/bibliotheek/gesprekken/CV-17/").content.decode()
    assert '<p class="code only-print">CV-17</p>' in guide
    assert "IV-130<span" in client.get("/bibliotheek/kaarten/IV-130/").content.decode()


@pytest.mark.parametrize(
    ("page_in", "words", "said"),
    [
        ("nl", "asking colleagues for help", "Gevonden in het Engels."),
        ("nl", "hulp vragen aan een collega", ""),
        ("nl", "leidingevende geeft geen tijd", ""),
        ("nl", "xqzzy", ""),
        ("en", "hulp vragen aan een collega", "Found in Dutch."),
        ("en", "asking colleagues for help", ""),
    ],
)
def test_words_of_the_other_language_are_looked_up_there_and_the_page_says_so(
    cast: Cast, signed_in: SignedIn, page_in: str, words: str, said: str
) -> None:
    client = signed_in(cast.marit)
    client.cookies["language"] = page_in
    page = unescape(client.get(reverse("library:search"), {"q": words}).content.decode())
    assert said in page
    assert bool(said) == any(sign in page for sign in ("Gevonden in", "Found in"))
    if said:
        other = "en" if page_in == "nl" else "nl"
        assert f'<h2 class="heading" lang="{other}">' in page
        assert reverse("library:guide", args=["CV-17"]) in page
