"""What leads where in the library: no dead link for anybody, advice and lists for whom they are, retired things."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mortel.apps.people.models import Person
from mortel.pure.catalogue import shipped as shipping
from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Guide, Intervention, Kit, Rule
from mortel.pure.catalogue.kinds import Crafting, Outcome, Reward, Stage, Term, Tone
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import words_for
from mortel.web.library.places import address_of
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
NL = words_for(sector="care", shown="nl")


def said(text: Text) -> str:
    return text.in_language("nl", NL)


def on(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


# Links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["marit", "joke", "hr"])
def test_no_link_on_any_page_of_the_library_is_dead(cast: Cast, signed_in: SignedIn, who: str) -> None:
    """Every page that she reaches and every one that she can open by its address, each link on it, and its place."""
    client = signed_in(getattr(cast, who))
    waiting = {reverse("library:wall")}
    waiting |= {
        address_of(one).partition("#")[0]
        for kind in (Item, Intervention, Guide, Kit)
        for one in shipped().current(kind)
    }
    waiting = {address for address in waiting if client.get(address).status_code == 200}
    pages, links = dict[str, str](), dict[str, str]()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code not in (404, 500), f"{address} on {links[address]}"
        pages[address] = answer.content.decode() if answer.status_code == 200 else ""
        if address.startswith("/bibliotheek/"):
            main = pages[address].partition("<main")[2]
            found = {unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', main)}
            links |= {link: address for link in found if link.startswith("/")}
            waiting |= {link.partition("#")[0] for link in found if link.startswith("/")} - pages.keys()
            for link in found:
                links.setdefault(link.partition("#")[0], address)
    assert len(pages) > 250
    for link, where in links.items():
        target, _, place = link.partition("#")
        assert not place or f'id="{place}"' in pages.get(target, ""), f"{link} on {where}"


def test_a_card_and_a_conversation_name_no_kit_that_an_employee_cannot_open(
    cast: Cast, signed_in: SignedIn
) -> None:
    kit = next(one for one in shipped().current(Kit) if one.technical)
    for pk in (*kit.guides, *kit.interventions):
        address = address_of(shipped().thing(pk))
        assert address_of(kit) not in on(signed_in(cast.marit), address)
        assert address_of(kit) in on(signed_in(cast.hr), address)


# Advice -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "addressees"),
    [
        ("marit", {"employee"}),
        ("joke", {"employee", "lead"}),
        ("guide", {"employee", "lead"}),
        ("hr", {"employee", "lead", "hr", "council", "researcher"}),
        ("council", {"employee", "lead", "hr", "council", "researcher"}),
        ("admin", {"employee"}),
    ],
)
def test_all_advice_for_this_reader_stands_on_one_page_and_no_other(
    cast: Cast, signed_in: SignedIn, who: str, addressees: set[str]
) -> None:
    page = on(signed_in(getattr(cast, who)), reverse("library:advice"))
    hers = [rule for rule in shipped().current(Rule) if rule.addressee in addressees]
    assert re.findall(r'<li id="(R-\d+)"', page).count("R-211") == 1
    assert set(re.findall(r'<li id="(R-\d+)"', page)) == {rule.id for rule in hers}
    for rule in hers:
        assert said(rule.condition) in page
        assert said(rule.advice) in page


def advice(client: Client, query: str) -> set[str]:
    return set(re.findall(r'<li id="(R-\d+)"', on(client, f"/bibliotheek/raad/?{query}")))


def test_advice_can_be_chosen(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.hr)
    rules = [rule for rule in shipped().current(Rule) if rule.addressee != "product"]
    assert advice(client, "polarity=dont") == {rule.id for rule in rules if rule.polarity == "dont"}
    assert advice(client, "addressee=council") == {rule.id for rule in rules if rule.addressee == "council"}
    assert advice(client, "about=everywhere") == {rule.id for rule in rules if rule.dimension is None}
    part = {rule.id for rule in rules if rule.dimension == "sub.sharing.access"}
    assert advice(client, "about=sub.sharing.access") == part
    assert part < advice(client, "about=dim.sharing")
    assert advice(client, "about=nothing&polarity=x") == {rule.id for rule in rules}
    assert "Geen advies past bij dit alles" in on(client, "/bibliotheek/raad/?about=x.psysafety")


def test_an_employee_cannot_ask_for_the_advice_of_somebody_else(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    assert 'name="addressee"' not in on(client, "/bibliotheek/raad/")
    assert advice(client, "addressee=hr") == advice(client, "")


def test_the_wall_and_a_topic_lead_to_the_advice(cast: Cast, signed_in: SignedIn) -> None:
    for address in (reverse("library:wall"), "/bibliotheek/onderwerp/sub.space.time/"):
        assert reverse("library:advice") in on(signed_in(cast.marit), address)


# Lists ------------------------------------------------------------------------------------------------------------


def test_a_list_in_the_words_of_the_field_is_not_for_employees(cast: Cast, signed_in: SignedIn) -> None:
    marit, hr = signed_in(cast.marit), signed_in(cast.hr)
    for taxonomy in shipped().taxonomies:
        assert marit.get(address_of(taxonomy)).status_code == (404 if taxonomy.office else 200), taxonomy.id
        assert (address_of(taxonomy) in on(marit, reverse("library:lists"))) != taxonomy.office
        assert address_of(taxonomy) in on(hr, reverse("library:lists"))
        page = on(hr, address_of(taxonomy))
        for item in taxonomy.items:
            assert said(item.label) in page
            assert not item.definition or said(item.definition) in page


@pytest.mark.parametrize("kind", [Tone, Stage, Reward, Crafting, Term, Outcome])
def test_an_item_says_all_that_it_carries(cast: Cast, signed_in: SignedIn, kind: type[Item]) -> None:
    client = signed_in(cast.hr)
    for item in shipped().current(kind):
        (taxonomy,) = [one for one in shipped().taxonomies if item in one.items]
        page = on(client, reverse("library:list", args=[taxonomy.id]))
        match item:
            case Tone(question=question, examples=examples):
                carried = [question, *examples]
            case Stage(avoid=text) | Reward(rule=text) | Crafting(example=text) | Term(use=text):
                carried = [text]
            case Outcome(evidence=evidence):
                carried = [shipped().label_of(evidence.strength)]
        assert all(said(one) in page for one in carried), item.id


def test_what_is_no_list_has_no_page_among_the_lists(cast: Cast, signed_in: SignedIn) -> None:
    for pk in ("nowhere", "IV-001", "tone.informative", "survey.low"):
        assert signed_in(cast.hr).get(f"/bibliotheek/lijsten/{pk}/").status_code == 404


# For whom (S-157) -------------------------------------------------------------------------------------------------


def test_a_conversation_for_two_levels_stands_under_both(cast: Cast, signed_in: SignedIn) -> None:
    page = on(signed_in(cast.marit), reverse("library:guides"))
    for guide in shipped().current(Guide):
        assert page.count(f'href="{address_of(guide)}"') == len(guide.levels), guide.id


@pytest.mark.parametrize("pk", ["CV-08", "KIT-01", "IV-001"])
def test_a_page_says_for_whom_it_is(cast: Cast, signed_in: SignedIn, pk: str) -> None:
    called = {"person": "een persoon", "team": "een team", "organisation": "de organisatie"}
    thing = shipped().thing(pk)
    assert isinstance(thing, Guide | Kit | Intervention)
    words = re.sub(r"<[^>]+>", " ", on(signed_in(cast.marit), address_of(thing)))
    assert re.search(r"Voor\s+" + ", ".join(called[level] for level in thing.levels), words)


def test_advice_says_about_whom_it_is(cast: Cast, signed_in: SignedIn) -> None:
    page = on(signed_in(cast.marit), reverse("library:advice"))
    assert "over een persoon, een team" in page


# Retired things ---------------------------------------------------------------------------------------------------


@pytest.fixture
def retire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str | None], None]]:
    """Retires one entry in favour of another, in a copy of the catalogue that ships."""

    def retired(name: str, pk: str, instead: str | None) -> None:
        before = shipped()
        entries = tuple(
            replace(one, retired_in="0.2", replaced_by=instead) if one.id == pk else one
            for one in getattr(before, name)
        )
        changed: Catalogue = replace(before, **{name: entries})
        monkeypatch.setattr(shipping, "load_catalogue", lambda folder: changed)
        shipped.cache_clear()

    yield retired
    monkeypatch.undo()
    shipped.cache_clear()


@pytest.mark.parametrize(
    ("name", "pk", "instead"),
    [
        ("interventions", "IV-001", "IV-002"),
        ("guides", "CV-04", "CV-05"),
        ("kits", "KIT-01", "KIT-02"),
    ],
)
def test_what_is_no_longer_in_use_says_so_and_names_its_successor(
    cast: Cast,
    signed_in: SignedIn,
    retire: Callable[[str, str, str | None], None],
    name: str,
    pk: str,
    instead: str,
) -> None:
    client, address = signed_in(cast.marit), address_of(shipped().thing(pk))
    assert "niet meer in gebruik" not in on(client, address)
    retire(name, pk, instead)
    page = on(client, address)
    assert "Dit is niet meer in gebruik." in page
    assert f'href="{address_of(shipped().thing(instead))}">{said(shipped().label_of(instead))}</a>' in page


def test_without_a_successor_it_only_says_so(
    cast: Cast, signed_in: SignedIn, retire: Callable[[str, str, str | None], None]
) -> None:
    retire("guides", "CV-04", None)
    page = on(signed_in(cast.marit), "/bibliotheek/gesprekken/CV-04/")
    assert "Dit is niet meer in gebruik." in page
    assert "Kijk liever bij" not in page


# One home for each label ------------------------------------------------------------------------------------------

CHOSEN_BY_HAND = re.compile(r"(?:effort|computer|level|polarity|addressee) == ")


def test_no_template_of_the_library_spells_out_a_label_that_labels_py_holds() -> None:
    folder: Path = settings.PACKAGE / "web/templates/library"
    found = [file.name for file in folder.glob("*.html") if CHOSEN_BY_HAND.search(file.read_text())]
    assert found == []


def test_between_a_link_and_the_comma_behind_it_stands_nothing(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.hr)
    for name in ("tips", "wall"):
        assert not re.search(r"</a>\s+,", on(client, reverse(f"library:{name}")))
