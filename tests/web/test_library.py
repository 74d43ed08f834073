"""The library: what everybody can open, what only readers of evidence can, and that every page says it in our words."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.people.models import Person
from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Rule, Statement
from mortel.pure.catalogue.kinds import Dimension, Outcome, Subdimension
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import EFFORTS
from mortel.web.library.places import address_of
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
A_FORM_OF_LEREN = re.compile(r"\b(?!leerling)(?:ge)?(?:leer|leren|learn)", re.IGNORECASE)


def things() -> list[Thing]:
    """Everything that somebody can read: every list with its items, and every entry that addresses people."""
    catalogue = shipped()
    entries = [
        one
        for kind in (Intervention, Guide, Kit, Statement, Dispute, Advice, Rule)
        for one in catalogue.current(kind)
        if not isinstance(one, Rule) or one.addressee != "product"
    ]
    return [*catalogue.taxonomies, *catalogue.current(Item), *entries]


def words_on(page: bytes) -> str:
    """What a reader sees of a page, without the tags."""
    return unescape(re.sub(r"<[^>]+>", " ", page.decode()))


def test_everything_in_the_catalogue_has_a_page_that_names_it(cast: Cast, signed_in: SignedIn) -> None:
    client, pages = signed_in(cast.hr), dict[str, str]()
    for thing in things():
        address, _, place = address_of(thing).partition("#")
        if address not in pages:
            answer = client.get(address)
            assert answer.status_code == 200, address
            pages[address] = answer.content.decode()
        assert not place or f'id="{place}"' in pages[address], place
    assert len(pages) > 290


def test_every_outcome_says_its_group_how_far_ahead_it_looks_and_for_whom_it_is(
    cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.hr).get("/bibliotheek/lijsten/outcomes/").content.decode()
    lines = dict(re.findall(r'<li class="brick" id="(out\.[^"]+)">(.*?)</dl>', page, re.DOTALL))
    whom = {"person": "de persoon zelf", "employer": "de werkgever"}
    for outcome in shipped().current(Outcome):
        group = shipped().category_of(outcome.id)
        facts = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", lines[outcome.id])
        assert facts == [
            ("Groep", group.label.nl),
            ("Hoe ver vooruit", group.horizon.nl),
            ("Voor wie", ", ".join(whom[one] for one in outcome.benefits)),
        ]


def test_what_is_meant_for_the_product_itself_stands_on_no_page() -> None:
    ours = [rule for rule in shipped().current(Rule) if rule.addressee == "product"]
    assert ours
    assert {address_of(rule) for rule in ours} == {""}


def test_an_employee_meets_no_form_of_leren_in_the_library(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    addresses = {
        address_of(one)
        for kind in (Dimension, Subdimension, Intervention, Guide, Kit)
        for one in shipped().current(kind)
    }
    addresses |= {
        reverse(f"library:{name}") for name in ("wall", "cards", "guides", "kits", "advice", "lists")
    }
    addresses |= {address_of(one) for one in shipped().taxonomies}
    opened = 0
    for address in addresses:
        for language in ("nl", "en"):
            client.cookies["language"] = language
            answer = client.get(address)
            if answer.status_code == 200:
                opened += 1
                assert not A_FORM_OF_LEREN.findall(words_on(answer.content)), address
    assert opened > 500


def test_a_kit_in_the_words_of_the_field_is_not_for_employees(cast: Cast, signed_in: SignedIn) -> None:
    technical = next(kit for kit in shipped().current(Kit) if kit.technical)
    assert signed_in(cast.marit).get(address_of(technical)).status_code == 404
    assert technical.label.nl not in signed_in(cast.marit).get(reverse("library:kits")).content.decode()
    assert technical.label.nl in signed_in(cast.hr).get(reverse("library:kits")).content.decode()


MEASURED = ("gaat samen met", "goes together with")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_somebody_only_says_looks_nowhere_like_a_measured_association(
    cast: Cast, signed_in: SignedIn, language: str
) -> None:
    client, pages = signed_in(cast.hr), dict[str, str]()
    client.cookies["language"] = language
    catalogue = shipped()
    said = [one for one in catalogue.current(Statement) if one.is_said]
    assert all(one.is_said for one in catalogue.current(Statement) if one.source_kind == "vendor")
    rules = [one for one in catalogue.current(Rule) if one.evidence.is_said and address_of(one)]
    tips = catalogue.current(Advice)
    assert all(tip.evidence.is_said for tip in tips)
    claims: list[Statement | Rule | Advice] = [*said, *rules, *tips]
    for one in claims:
        address, _, place = address_of(one).partition("#")
        pages.setdefault(address, client.get(address).content.decode())
        chips = pages[address].split(f'id="{place}"')[1].split("evidence__chip")[1:3]
        shown = " ".join(chip.split("</span>")[0] for chip in chips)
        assert not any(sign in shown for sign in MEASURED), one.id
        if one.evidence.direction == "positive":
            assert ("zegt dat het meer wordt" in shown) or ("says it brings more" in shown), one.id


@pytest.mark.parametrize("pk", ["IV-999", "CV-04", "sub.sharing.access", "../beheer", "R-001"])
def test_an_id_of_nothing_or_of_something_else_is_no_card(cast: Cast, signed_in: SignedIn, pk: str) -> None:
    assert signed_in(cast.hr).get(f"/bibliotheek/kaarten/{pk}/").status_code == 404


def test_advice_is_shown_to_whom_it_addresses(cast: Cast, signed_in: SignedIn) -> None:
    about = "sub.sharing.access"
    advice = {
        rule.addressee: rule.advice.nl for rule in shipped().about(about, Rule) if "{" not in rule.advice.nl
    }
    assert {"lead", "hr"} <= advice.keys()
    address = reverse("library:theme", args=[about])
    pages = {
        who: unescape(signed_in(getattr(cast, who)).get(address).content.decode())
        for who in ("marit", "joke", "hr")
    }
    assert advice["lead"] in pages["joke"]
    assert advice["lead"] in pages["hr"]
    assert advice["lead"] not in pages["marit"]
    assert advice["hr"] in pages["hr"]
    assert advice["hr"] not in pages["joke"]


# Choosing cards ---------------------------------------------------------------------------------------------------


def shown_cards(client: Client, query: str) -> set[str]:
    found, number = set[str](), 1
    while True:
        page = client.get(f"/bibliotheek/kaarten/?{query}&page={number}").content.decode()
        found |= set(re.findall(r"/bibliotheek/kaarten/(IV-\d+)/", page))
        if 'rel="next"' not in page:
            return found
        number += 1


def test_a_filter_shows_the_cards_that_fit_and_no_other(cast: Cast, signed_in: SignedIn) -> None:
    client, cards = signed_in(cast.marit), shipped().current(Intervention)
    assert shown_cards(client, "") == {card.id for card in cards}
    for effort in EFFORTS:
        assert shown_cards(client, f"effort={effort}") == {card.id for card in cards if card.effort == effort}
    assert shown_cards(client, "computer=no") == {card.id for card in cards if card.computer != "yes"}
    assert shown_cards(client, "levels=person&maturity=mat.1") == {
        card.id for card in cards if "person" in card.levels and "mat.1" in card.maturity
    }
    about = {card.id for card in shipped().about("dim.sharing", Intervention)}
    assert shown_cards(client, "about=dim.sharing") == about


def test_a_filter_that_does_not_exist_asks_nothing(cast: Cast, signed_in: SignedIn) -> None:
    everything = {card.id for card in shipped().current(Intervention)}
    assert shown_cards(signed_in(cast.marit), "effort=<script>&about=sub.nowhere.else") == everything


def test_a_card_for_any_work_fits_a_busy_team_too(cast: Cast, signed_in: SignedIn) -> None:
    client, cards = signed_in(cast.marit), shipped().current(Intervention)
    busy = next(
        one.id for one in shipped().taxonomy("work_settings").current if one.label.nl == "Drukke teams"
    )
    expected = {
        card.id
        for card in cards
        if card.effort == "small"
        and card.computer != "yes"
        and (not card.settings or {busy, "set.any"} & {*card.settings})
    }
    assert expected
    assert shown_cards(client, f"settings={busy}&effort=small&computer=no") == expected


def nothing_fits() -> dict[str, str]:
    """Wishes that no card fits all at once, while there is one without the amount of work."""
    cards = shipped().current(Intervention)
    acting, efforts = {who for card in cards for who in card.who_acts}, {*EFFORTS}
    for who in sorted(acting):
        left = efforts - {card.effort for card in cards if who in card.who_acts}
        if left:
            return {"who_acts": who, "effort": min(left)}
    raise AssertionError


def test_where_no_card_fits_the_nearest_are_shown_and_which_wish_was_let_go(
    cast: Cast, signed_in: SignedIn
) -> None:
    wishes = nothing_fits()
    client = signed_in(cast.marit)
    page = unescape(client.get(reverse("library:cards"), wishes).content.decode())
    near = [card for card in shipped().current(Intervention) if wishes["who_acts"] in card.who_acts]
    said = re.findall(r'href="[^"]*\?([^"]+)">Zonder “([^”]+)” (?:zijn|is) er (\d+)', page)
    assert (f"who_acts={wishes['who_acts']}", str(EFFORTS[wishes["effort"]]), str(len(near))) in said  # type: ignore[index]
    assert "Dichtst in de buurt" in page
    assert re.findall(r"/bibliotheek/kaarten/(IV-\d+)/", page)


def test_what_was_chosen_is_one_line_above_what_it_found(cast: Cast, signed_in: SignedIn) -> None:
    for name in ("cards", "advice"):
        page = signed_in(cast.joke).get(reverse(f"library:{name}"), {"about": "dim.sharing"}).content.decode()
        assert 'action="' + reverse(f"library:{name}") + '#uitkomst"' in page
        assert 'id="uitkomst"' in page
        assert "Verander je keuze" in page
        assert "<strong>Kennis delen</strong>" in page
        assert not re.search(r"<details[^>]* open", page)


def test_a_topic_leads_a_reader_at_once_to_what_is_known(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("library:theme", args=["sub.sharing.access"])
    page = signed_in(cast.joke).get(address).content.decode()
    assert page.index('href="#bekend"') < page.index(
        "parts-title" if "parts-title" in page else "cards-title"
    )
    assert '<details class="brick on-paper" id="bekend">' in page
    assert 'href="#bekend"' not in signed_in(cast.marit).get(address).content.decode()
    assert reverse("library:guide", args=["CV-17"]) in page


def test_claims_stand_under_who_makes_them_and_those_of_vendors_can_be_read_alone(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.hr)
    page = client.get(reverse("library:statements", args=["beweringen"])).content.decode()
    sections = dict(
        re.findall(r'<section class="stack stack--joint" id="(\w+)"(.*?)</section>', page, re.DOTALL)
    )
    assert list(sections)[0] == "vendor"
    stands = {found: kind for kind, text in sections.items() for found in re.findall(r'id="(EV-\d+)"', text)}
    assert len(stands) > 40
    assert stands == {found: shipped().entry(found).source_kind for found in stands}  # type: ignore[union-attr]
    assert all(f'href="#{kind}"' in page for kind in sections)
    assert (
        "/bibliotheek/bewijs/beweringen/#vendor" in client.get(reverse("library:evidence")).content.decode()
    )


# Searching --------------------------------------------------------------------------------------------------------


def hits(client: Client, words: str) -> list[str]:
    page = client.get(reverse("library:search"), {"q": words}).content.decode()
    return re.findall(r'brick__link" href="(/bibliotheek/[^"]+)"', page)


def test_search_finds_a_page_by_the_words_people_use(cast: Cast, signed_in: SignedIn) -> None:
    assert (
        reverse("library:theme", args=["sub.sharing.mentoring"]) in hits(signed_in(cast.marit), "mentor")[:5]
    )


def test_search_offers_nobody_a_page_she_cannot_open(cast: Cast, signed_in: SignedIn) -> None:
    for who in (cast.marit, cast.hr):
        client = signed_in(who)
        for words in ("bewijs tachtig procent", "informeel leren begrip", "opleidingsafdeling", "mentor"):
            assert all(client.get(address).status_code == 200 for address in hits(client, words))
    assert hits(signed_in(cast.hr), "tachtig procent")


@pytest.mark.parametrize(
    "words", ["", " ", "<script>alert(1)</script>", "é" * 300, "''; --", "{client}", "zz"]
)
def test_odd_words_give_a_page_and_come_back_as_text(cast: Cast, signed_in: SignedIn, words: str) -> None:
    answer = signed_in(cast.marit).get(reverse("library:search"), {"q": words})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


# Cost -------------------------------------------------------------------------------------------------------------

QUERIES = 10


@pytest.mark.parametrize(
    "address",
    [
        "/bibliotheek/",
        "/bibliotheek/zoeken/?q=mentor",
        "/bibliotheek/onderwerp/dim.sharing/",
        "/bibliotheek/kaarten/",
        "/bibliotheek/kaarten/IV-001/",
        "/bibliotheek/gesprekken/CV-04/",
        "/bibliotheek/pakketten/KIT-01/",
        "/bibliotheek/bewijs/opbrengsten/",
        "/bibliotheek/begrippen/",
        "/bibliotheek/raad/",
        "/bibliotheek/lijsten/",
        "/bibliotheek/lijsten/outcomes/",
    ],
)
def test_a_page_of_the_library_asks_few_questions_of_the_database(
    cast: Cast, signed_in: SignedIn, address: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in(cast.hr)
    client.get(address)
    with django_assert_max_num_queries(QUERIES):  # type: ignore[attr-defined]
        client.get(address)


# Small tools of the kits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("5", "Eén groep van 5"),
        ("9", "5, 4"),
        ("2", "weinig"),
        ("7", "geen twee groepen"),
        ("x", "getal"),
        ("", ""),
    ],
)
def test_the_group_maker_says_how_many_groups_or_that_it_cannot(
    cast: Cast, signed_in: SignedIn, people: str, said: str
) -> None:
    kit = next(kit for kit in shipped().current(Kit) if "S-121" in kit.sources)
    page = words_on(signed_in(cast.marit).get(address_of(kit), {"people": people}).content)
    assert said in page


def test_the_business_case_counts_what_was_entered_with_a_comma_too(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.hr), reverse("library:business-case")
    page = words_on(client.post(address, {"trips": "12", "cost_of_trip": "30,50", "hours": "4"}).content)
    assert "€ 366,00" in page
    assert page.count("telt niet mee") == 3
    refused = client.post(address, {"trips": "veel", "cost_of_trip": "30"})
    assert refused.status_code == 400
    assert b'value="veel"' in refused.content
    assert b'value="30"' in refused.content


def test_the_wall_names_what_plays_in_the_sector(cast: Cast, signed_in: SignedIn) -> None:
    page = words_on(signed_in(cast.hr).get(reverse("library:wall")).content)
    preset = next(one for one in shipped().presets if one.id == "preset.care")
    assert preset.themes[1].nl.split(":")[0] in page
