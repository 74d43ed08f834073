"""The organisation's own cards, links and words: filled in by HR, read by everybody, and safe whatever is typed."""

import re
import uuid
from collections.abc import Callable
from html import escape, unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.library.actions import (
    CardDraft,
    LinkDraft,
    add_card,
    add_link,
    take_card_away,
    take_link_away,
)
from mortel.apps.library.models import OutsideLink, OwnIntervention
from mortel.apps.people.actions.organisation import set_vocabulary
from mortel.apps.people.models import Organisation, Person
from mortel.pure.catalogue.entries import Intervention
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import shipped_words
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
OTHERS = ("marit", "joke", "guide", "researcher", "council", "admin")
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ words.vocabulary }}{% csrf_token %}{client}",
    "</textarea></title><svg/onload=alert(1)>",
)
CARD = {
    "label": "De koffie op tafel",
    "description": "Zet de koffie midden op tafel.\n\nNiet in de keuken.",
    "caution": "Niet als iemand haast heeft.",
    "effort": "small",
    "computer": "no",
    "dimensions": ["sub.space.time"],
    "who_acts": ["role.team"],
    "language": "nl",
}
LINK = {
    "label": "De gereedschapskist",
    "address": "https://toolbox.example/kist",
    "note": "Werkvormen van een ander huis.",
    "about": "dim.sharing",
    "language": "nl",
}
WORD = {"nl_singular": "gast", "nl_plural": "gasten", "nl_article": "de", "en_singular": "", "en_plural": ""}
NEW_CARD, NEW_LINK = "/bibliotheek/eigen/kaarten/nieuw/", "/bibliotheek/eigen/links/nieuw/"


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.hr)


def a_card(cast: Cast, **other: Any) -> uuid.UUID:
    pk = uuid.uuid4()
    add_card(by=cast.hr, form_id=pk, draft=CardDraft(**(CARD | other)))  # type: ignore[arg-type]
    return pk


def a_link(cast: Cast, **other: Any) -> uuid.UUID:
    pk = uuid.uuid4()
    add_link(by=cast.hr, form_id=pk, draft=LinkDraft(**(LINK | other)))
    return pk


def on(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(f"library:{name}", args=args) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def field_value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


# Cards ----------------------------------------------------------------------------------------------------------


def test_a_card_is_added_read_by_everybody_changed_taken_away_and_put_back(
    cast: Cast, hr: Client, signed_in: SignedIn
) -> None:
    form = hr.get(NEW_CARD).content.decode()
    answer = hr.post(NEW_CARD, CARD | {"form_id": field_value(form, "form_id")}, follow=True)
    row = OwnIntervention.objects.get()
    page = reverse("library:own-card", args=[row.pk])
    assert answer.redirect_chain == [(page, 302)]
    assert f'action="{page}weg"' in answer.content.decode()

    marit = signed_in(cast.marit)
    read = on(marit, "own-card", row.pk)
    for said in (
        "De koffie op tafel",
        "Niet in de keuken.",
        "Niet als iemand haast heeft.",
        "van onze organisatie",
    ):
        assert said in read
    assert "data-print" in read
    assert reverse("library:own-card-change", args=[row.pk]) not in read

    changed = hr.post(f"{page}wijzigen", CARD | {"label": "Thee", "revision": 1}, follow=True)
    assert "Thee" in changed.content.decode()

    away = hr.post(f"{page}weg", follow=True).content.decode()
    assert f'action="{page}terug"' in away
    assert marit.get(page).status_code == hr.get(page).status_code == 404
    assert "Thee" not in on(marit, "cards")
    hr.post(f"{page}terug")
    assert "Thee" in on(marit, "own-card", row.pk)


def test_own_cards_stand_beside_the_shipped_ones(cast: Cast, signed_in: SignedIn) -> None:
    pk = a_card(cast)
    marit, address = signed_in(cast.marit), reverse("library:own-card", args=[pk])
    everything = len(shipped().current(Intervention)) + 1
    assert f"{everything} kaarten" in on(marit, "cards")
    for page in (
        on(marit, "cards"),
        on(marit, "theme", "sub.space.time"),
        on(marit, "theme", "dim.space"),
        on(marit, "search", query="?q=koffie+op+tafel"),
    ):
        assert address in page
        assert "onze organisatie" in page
    assert address not in on(marit, "theme", "sub.sharing.access")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("effort=small", True),
        ("effort=large", False),
        ("computer=no", True),
        ("about=dim.space", True),
        ("about=sub.space.time", True),
        ("about=dim.sharing", False),
        ("who_acts=role.team", True),
        ("who_acts=role.board", False),
        # It says nothing of these, so they exclude nothing.
        ("maturity=mat.1", True),
        ("settings=set.shifts", True),
        ("levels=organisation", True),
        ("effort=small&computer=no&about=dim.space&who_acts=role.team&maturity=mat.3", True),
    ],
)
def test_the_filters_hold_for_own_cards(cast: Cast, signed_in: SignedIn, query: str, shown: bool) -> None:
    pk = a_card(cast)
    assert (str(pk) in on(signed_in(cast.marit), "cards", query=f"?{query}")) == shown


def test_a_topic_shows_a_few_own_cards_and_keeps_room_for_the_shipped_ones(
    cast: Cast, signed_in: SignedIn
) -> None:
    for number in range(8):
        a_card(cast, label=f"Kaart {number}")
    page = on(signed_in(cast.marit), "theme", "sub.space.time")
    assert len(re.findall("/bibliotheek/eigen/kaarten/", page)) == 3
    assert len(re.findall("/bibliotheek/kaarten/IV-", page)) == min(
        3, len(shipped().about("sub.space.time", Intervention))
    )
    assert f"Kies uit {8 + len(shipped().about('sub.space.time', Intervention))} kaarten" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"label": " "}, "Geef de kaart een naam."),
        ({"label": "a" * 121}, "hoogstens 120 tekens"),
        ({"description": ""}, "Schrijf op wat iemand doet."),
        ({"description": "a" * 2001}, "hoogstens 2000 tekens"),
        ({"caution": "a" * 2001}, "hoogstens 2000 tekens"),
        ({"effort": ""}, "Kies hoeveel werk het is."),
        ({"computer": ""}, "Kies of er een computer nodig is."),
        ({"dimensions": []}, "Kies minstens één onderwerp."),
        ({"dimensions": ["sub.nowhere"]}, "Kies er een uit de lijst."),
        ({"dimensions": ["IV-001"]}, "Kies er een uit de lijst."),
        ({"who_acts": []}, "Kies wie iets doet."),
        ({"language": ""}, "Kies de taal."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_the_text_stays(
    hr: Client, wrong: dict[str, Any], sentence: str
) -> None:
    typed = CARD | {"form_id": str(uuid.uuid4())} | wrong
    answer = hr.post(NEW_CARD, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert sentence in page
    for name in ("label", "description", "caution"):
        assert str(typed[name]).strip() in page
    assert field_value(page, "form_id") == typed["form_id"]
    if "dimensions" not in wrong:
        assert re.search(r'value="sub.space.time"[^>]*checked', page)
    assert not OwnIntervention.objects.exists()


def test_a_long_text_with_line_ends_of_a_browser_fits(hr: Client) -> None:
    text = "\r\n".join(["a" * 99] * 20)
    assert hr.post(NEW_CARD, CARD | {"description": text}).status_code == 302
    assert OwnIntervention.objects.get().description == text.replace("\r\n", "\n")


def test_a_form_that_is_sent_twice_makes_one_card(hr: Client) -> None:
    sent = CARD | {"form_id": str(uuid.uuid4())}
    answers = [hr.post(NEW_CARD, sent) for _again in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/bibliotheek/eigen/kaarten/{sent['form_id']}/"}
    assert OwnIntervention.objects.count() == 1
    assert AuditEntry.objects.filter(act="own_card_added").count() == 1


def test_a_form_without_an_id_or_with_something_else_makes_a_card_all_the_same(hr: Client) -> None:
    for form_id in ({}, {"form_id": "x"}, {"form_id": ""}):
        assert hr.post(NEW_CARD, CARD | form_id).status_code == 302
    assert OwnIntervention.objects.count() == 3


def test_back_in_the_browser_and_another_text_makes_a_second_card_after_a_word(
    cast: Cast, hr: Client
) -> None:
    pk = a_card(cast)
    other = CARD | {"form_id": str(pk), "label": "Thee op tafel"}
    answer = hr.post(NEW_CARD, other)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Thee op tafel" in page
    assert OwnIntervention.objects.count() == 1
    hr.post(NEW_CARD, other | {"form_id": field_value(page, "form_id")})
    assert set(OwnIntervention.objects.values_list("label", flat=True)) == {
        "De koffie op tafel",
        "Thee op tafel",
    }


@pytest.mark.parametrize("kind", ["card", "link"])
def test_of_two_tabs_the_second_gets_her_text_back_beside_how_it_reads_now(
    cast: Cast, hr: Client, kind: str
) -> None:
    pk, typed = (a_card(cast), CARD) if kind == "card" else (a_link(cast), LINK)
    address = reverse(f"library:own-{kind}-change", args=[pk])
    revision = field_value(hr.get(address).content.decode(), "revision")
    hr.post(address, typed | {"label": "Van de eerste", "revision": revision})
    answer = hr.post(address, typed | {"label": "Van de tweede", "revision": revision})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Van de eerste" in page
    assert field_value(page, "label") == "Van de tweede"
    again = hr.post(address, typed | {"label": "Van de tweede", "revision": field_value(page, "revision")})
    assert again.status_code == 302
    assert "Van de tweede" in on(hr, "own")


def test_a_form_without_its_revision_counts_as_an_old_one(cast: Cast, hr: Client) -> None:
    address = reverse("library:own-card-change", args=[a_card(cast)])
    for revision in ({}, {"revision": "x"}, {"revision": "9" * 40}, {"revision": "-1"}):
        assert hr.post(address, CARD | {"label": "Thee"} | revision).status_code == 400
    assert OwnIntervention.objects.get().label == "De koffie op tafel"


def test_changed_after_it_was_taken_away_the_text_is_given_back(cast: Cast, hr: Client) -> None:
    pk = a_card(cast)
    take_card_away(by=cast.hr, pk=pk)
    answer = hr.post(reverse("library:own-card-change", args=[pk]), CARD | {"revision": 1})
    assert answer.status_code == 404
    assert "Zet de koffie midden op tafel." in answer.content.decode()


def test_signed_out_in_another_tab_the_text_is_given_back(cast: Cast) -> None:
    answer = Client().post(NEW_CARD, CARD)
    assert answer.status_code == 401
    assert "Zet de koffie midden op tafel." in answer.content.decode()


# Links ----------------------------------------------------------------------------------------------------------


def test_a_link_is_added_read_by_everybody_and_taken_away(
    cast: Cast, hr: Client, signed_in: SignedIn
) -> None:
    form = hr.get(NEW_LINK).content.decode()
    hr.post(NEW_LINK, LINK | {"address": "toolbox.example/kist", "form_id": field_value(form, "form_id")})
    link = OutsideLink.objects.get()
    assert link.address == "https://toolbox.example/kist"
    marit = signed_in(cast.marit)
    for page in (on(marit, "links"), on(marit, "theme", "dim.sharing")):
        (tag,) = re.findall(r'<a [^>]*href="https://toolbox.example/kist"[^>]*>', page)
        assert 'rel="noopener noreferrer"' in tag
        assert "Buiten Mortel, op toolbox.example." in page
        assert "van onze organisatie" in page
    assert f"/bibliotheek/links/#{link.pk}" in on(marit, "search", query="?q=gereedschapskist")
    assert reverse("library:links") in on(marit, "wall")
    hr.post(reverse("library:own-link-away", args=[link.pk]))
    assert "toolbox.example" not in on(marit, "links") + on(marit, "theme", "dim.sharing")
    assert reverse("library:links") not in on(marit, "wall")


def test_a_page_that_is_there_already_is_not_added_twice(hr: Client) -> None:
    hr.post(NEW_LINK, LINK | {"address": "toolbox.example/kist"})
    link = OutsideLink.objects.get()
    again = hr.post(NEW_LINK, LINK | {"address": "https://Toolbox.example/kist", "label": "Nog eens"})
    page = again.content.decode()
    assert again.status_code == 400
    assert "Deze pagina staat al in de bibliotheek" in page
    assert f'href="{reverse("library:own-link-change", args=[link.pk])}"' in page
    assert 'value="Nog eens"' in page
    assert OutsideLink.objects.count() == 1
    changed = hr.post(
        reverse("library:own-link-change", args=[link.pk]),
        LINK | {"address": "https://toolbox.example/kist", "label": "De kist", "revision": link.revision},
    )
    assert changed.status_code == 302
    hr.post(reverse("library:own-link-away", args=[link.pk]))
    assert hr.post(NEW_LINK, LINK | {"address": "toolbox.example/kist"}).status_code == 302


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Vul het adres van de pagina in."),
        ("javascript:alert(1)", "Begin het adres met https://"),
        (" JavaScript:alert(1)//https://toolbox.example", "Begin het adres met https://"),
        ("data:text/html,<script>alert(1)</script>", "Begin het adres met https://"),
        ("http://toolbox.example/", "Begin het adres met https://"),
        ("https://toolbox.example@evil.example/", "Dit is geen adres van een pagina buiten Mortel."),
        ('https://toolbox.example/" onclick="alert(1)', "dat daar niet hoort"),
        ("https://toolbox.example/" + "a" * 500, "hoogstens 500 tekens"),
    ],
)
def test_no_other_address_than_https_is_taken(hr: Client, address: str, sentence: str) -> None:
    answer = hr.post(NEW_LINK, LINK | {"address": address})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in unescape(page)
    assert escape(address.strip()).replace("&#x27;", "&#39;") in page
    assert not address or f'href="{address}' not in page
    assert not OutsideLink.objects.exists()


def test_the_page_of_links_says_what_to_do_when_there_is_none(
    cast: Cast, hr: Client, signed_in: SignedIn
) -> None:
    take_link_away(by=cast.hr, pk=a_link(cast))
    assert NEW_LINK in on(hr, "links")
    page = on(signed_in(cast.marit), "links")
    assert NEW_LINK not in page
    assert "Nog geen links" in page


# Words ----------------------------------------------------------------------------------------------------------


def back_to_the_shipped_word(hr: Client, name: str, **how: Any) -> Any:
    page = hr.get(reverse("library:word", args=[name])).content.decode()
    (form,) = re.findall(r'<form[^>]*action="[^"]*/terug">.*?</form>', page, re.DOTALL)
    return hr.post(reverse("library:shipped-word", args=[name]), {"seen": field_value(form, "seen")}, **how)


def test_an_own_word_stands_in_the_texts_until_the_shipped_word_is_back(
    cast: Cast, hr: Client, signed_in: SignedIn
) -> None:
    address = reverse("library:word", args=["client"])
    page = hr.get(address).content.decode()
    answer = hr.post(address, WORD | {"seen": field_value(page, "seen")}, follow=True)
    assert answer.redirect_chain == [("/bibliotheek/woorden/", 302)]
    assert "de gast, gasten" in answer.content.decode()
    assert "in plaats van" in answer.content.decode()
    guide = next(one for one in shipped().guides if any("{client}" in text.nl for text in one.questions))
    assert "gast" in on(signed_in(cast.marit), "guide", guide.id)
    back = back_to_the_shipped_word(hr, "client", follow=True).content.decode()
    assert "gast, gasten, de gast" in back
    assert Organisation.objects.get().vocabulary == {}
    assert [entry.act for entry in AuditEntry.objects.order_by("id")] == ["vocabulary_changed"] * 2


def test_clearing_a_word_says_what_stands_there_now_and_so_does_the_way_back(hr: Client) -> None:
    address = reverse("library:word", args=["client"])
    seen = field_value(hr.get(address).content.decode(), "seen")
    hr.post(address, WORD | {"seen": seen})
    page = hr.get(address).content.decode()
    shipped_word = shipped_words("care", "nl")["client"]
    (way_back,) = re.findall(r'<form[^>]*action="[^"]*/terug">.*?</form>', page, re.DOTALL)
    assert f'<strong lang="nl">{shipped_word.the}, {shipped_word.plural}</strong>' in way_back
    empty = dict.fromkeys(WORD, "") | {"seen": field_value(page, "seen")}
    cleared = hr.post(address, empty, follow=True).content.decode()
    assert f"weer het woord van Mortel: {shipped_word.the}" in cleared
    assert "Vanaf nu staat dit woord" not in cleared
    untouched = empty | {"seen": field_value(hr.get(address).content.decode(), "seen")}
    assert "Er is niets veranderd" in hr.post(address, untouched, follow=True).content.decode()


def test_one_word_leaves_the_others_as_they_are(cast: Cast, hr: Client) -> None:
    mine = {"raad": {"nl": {"singular": "OR", "plural": "OR’s", "article": "de"}}}
    set_vocabulary(by=cast.hr, typed=mine)
    assert hr.post(reverse("library:word", args=["client"]), WORD | {"seen": "{}"}).status_code == 302
    assert Organisation.objects.get().vocabulary.keys() == {"raad", "client"}
    back_to_the_shipped_word(hr, "client")
    assert Organisation.objects.get().vocabulary == mine


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nl_plural": ""}, "Vul ze allebei in: voor één en voor meer."),
        ({"nl_article": ""}, "Kies de of het."),
        ({"nl_article": "die"}, "Kies de of het."),
        ({"nl_singular": "a" * 61}, "hoogstens 60 tekens"),
        ({"nl_singular": "{client}"}, "Laat de tekens"),
        ({"en_singular": "<b>guest</b>", "en_plural": "guests"}, "Laat de tekens"),
    ],
)
def test_what_is_wrong_with_a_word_is_said_and_the_words_stay(
    hr: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = hr.post(reverse("library:word", args=["client"]), WORD | {"seen": "{}"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in unescape(page)
    for name, value in (WORD | wrong).items():
        assert not name.endswith(("singular", "plural")) or field_value(page, name) == value
    assert Organisation.objects.get().vocabulary == {}


def test_of_two_tabs_on_one_word_the_second_is_told(cast: Cast, hr: Client) -> None:
    address = reverse("library:word", args=["client"])
    seen = field_value(hr.get(address).content.decode(), "seen")
    hr.post(address, WORD | {"seen": seen})
    assert hr.post(address, WORD | {"seen": seen}).status_code == 302, "the same words once more"
    answer = hr.post(address, WORD | {"nl_singular": "klant", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert field_value(page, "nl_singular") == "klant"
    assert "de gast, gasten" in page
    hr.post(address, WORD | {"nl_singular": "klant", "seen": field_value(page, "seen")})
    assert Organisation.objects.get().vocabulary["client"]["nl"]["singular"] == "klant"


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "{}"}, {"seen": "x" * 5000}])
def test_back_to_the_shipped_word_does_not_wipe_out_what_a_colleague_just_chose(
    cast: Cast, hr: Client, seen: dict[str, str]
) -> None:
    set_vocabulary(
        by=cast.hr, typed={"client": {"nl": {"singular": "gast", "plural": "gasten", "article": "de"}}}
    )
    answer = hr.post(reverse("library:shipped-word", args=["client"]), seen)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Iemand veranderde dit woord intussen." in page
    assert field_value(page, "nl_singular") == "gast"
    assert Organisation.objects.get().vocabulary["client"]["nl"]["singular"] == "gast"
    again = hr.post(reverse("library:shipped-word", args=["client"]), {"seen": field_value(page, "seen")})
    assert again.status_code == 302
    assert Organisation.objects.get().vocabulary == {}


def test_in_belgium_the_shipped_word_is_that_of_belgium(hr: Client) -> None:
    Organisation.objects.update(country="BE", sector="care")
    assert "vaste vraagbaak" in on(hr, "word", "mentor")


# Whatever is typed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_somebody_types_never_becomes_a_tag_or_a_word_of_ours(
    cast: Cast, hr: Client, signed_in: SignedIn, payload: str
) -> None:
    hr.post(NEW_CARD, CARD | {"label": payload, "description": payload, "caution": payload})
    hr.post(NEW_LINK, LINK | {"label": payload, "note": payload, "about": "sub.space.time"})
    card, link = OwnIntervention.objects.get(), OutsideLink.objects.get()
    pages = [
        client.get(address).content.decode()
        for client in (hr, signed_in(cast.marit))
        for address in (
            reverse("library:own-card", args=[card.pk]),
            reverse("library:cards"),
            reverse("library:theme", args=["sub.space.time"]),
            reverse("library:links"),
            reverse("library:search") + "?q=alert+csrf+vocabulary",
        )
    ]
    pages += [
        hr.get(reverse(name, args=args)).content.decode()
        for name, args in (
            ("library:own", []),
            ("library:own-card-change", [card.pk]),
            ("library:own-link-change", [link.pk]),
        )
    ]
    take_card_away(by=cast.hr, pk=card.pk)
    pages.append(hr.get(reverse("library:own")).content.decode())
    for page in pages:
        assert escape(payload).split("{client}")[0].replace("&#x27;", "&#39;") in page.replace(
            "&#x27;", "&#39;"
        )
        assert not re.search(r"<script>|<img src=x|<svg/|' onmouseover='", page)
        assert "mappingproxy" not in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_tag_in_a_word_is_refused_and_given_back_as_text(hr: Client, payload: str) -> None:
    answer = hr.post(
        reverse("library:word", args=["client"]), WORD | {"nl_singular": payload, "seen": payload}
    )
    page = answer.content.decode()
    assert not re.search(r"<script>|<img src=x|<svg/|' onmouseover='", page)


# Who may --------------------------------------------------------------------------------------------------------


def test_for_others_the_pages_of_hr_do_not_exist(cast: Cast, signed_in: SignedIn) -> None:
    card, link = a_card(cast), a_link(cast)
    before = (list(OwnIntervention.objects.values()), list(OutsideLink.objects.values()))
    for who in OTHERS:
        client = signed_in(getattr(cast, who))
        for name, args, data in (
            ("own", [], {}),
            ("own-card-new", [], CARD),
            ("own-card-change", [card], CARD | {"revision": 1, "label": "Thee"}),
            ("own-card-away", [card], {}),
            ("own-card-back", [card], {}),
            ("own-link-new", [], LINK),
            ("own-link-change", [link], LINK | {"revision": 1, "label": "Thee"}),
            ("own-link-away", [link], {}),
            ("own-link-back", [link], {}),
            ("words", [], {}),
            ("word", ["client"], WORD),
            ("shipped-word", ["client"], {}),
        ):
            address = reverse(f"library:{name}", args=args)
            assert client.get(address).status_code == client.post(address, data).status_code == 404
        assert client.get(reverse("library:own-card", args=[card])).status_code == 200
        pages = on(client, "wall") + on(client, "own-card", card) + on(client, "links")
        assert f'href="{reverse("library:own")}"' not in pages
    assert (list(OwnIntervention.objects.values()), list(OutsideLink.objects.values())) == before
    assert Organisation.objects.get().vocabulary == {}


def test_what_is_not_there_is_404_for_hr_too(hr: Client) -> None:
    for name in (
        "own-card-change",
        "own-card-away",
        "own-card-back",
        "own-link-change",
        "own-link-away",
        "own-link-back",
    ):
        assert hr.post(reverse(f"library:{name}", args=[uuid.uuid4()]), CARD | LINK).status_code == 404
    assert hr.get(reverse("library:own-card", args=[uuid.uuid4()])).status_code == 404
    for address in ("/bibliotheek/woorden/niets/", "/bibliotheek/woorden/niets/terug"):
        assert hr.post(address, WORD).status_code == 404


def test_the_way_to_add_something_stands_where_hr_looks(hr: Client) -> None:
    for page in (on(hr, "wall"), hr.get(reverse("guidance:start")).content.decode()):
        assert reverse("library:own") in page
        assert reverse("library:words") in page


# How much it costs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("own", []),
        ("links", []),
        ("cards", []),
        ("theme", ["sub.space.time"]),
        ("search", []),
        ("wall", []),
        ("words", []),
    ],
)
def test_a_list_asks_as_much_of_the_database_with_thirty_as_with_one(
    cast: Cast, hr: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str, args: list[str]
) -> None:
    query = "?q=koffie" if name == "search" else ""
    on(hr, name, *args, query=query)  # The first visit writes the length of the session.
    with CaptureQueriesContext(connection) as asked:
        on(hr, name, *args, query=query)
    assert len(asked) <= 10
    for number in range(30):
        a_card(cast, label=f"Kaart {number}")
        a_link(cast, label=f"Link {number}", about="sub.space.time")
    with django_assert_num_queries(len(asked)):
        on(hr, name, *args, query=query)
