"""The place on the map: what is saved, what is still open, and that nothing is wiped by an empty answer."""

import re
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.people.models import Person
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
ALONE = {"ask": "1", "part_of_work": "yn.yes", "goals_beforehand": "yn.no", "with_others": "yn.no"}
OPEN = re.compile(r'<li><a href="#(id_\w+)">')
NOTICE = re.compile(r'<div class="notice[^"]*">\s*<p>(?:<strong>[^<]*</strong>)?([^<]*)</p>')


@pytest.fixture
def moment(cast: Cast) -> UUID:
    return capture_moment(by=cast.marit, text="de radio eerst aan")[0]


@pytest.fixture
def ask(cast: Cast, signed_in: SignedIn, moment: UUID) -> Callable[..., str]:
    """Send the form and read the page that comes after it."""
    client, address = signed_in(cast.marit), reverse("moments:place", args=[moment])
    return lambda **data: unescape(client.post(address, data, follow=True).content.decode())


def said(page: str) -> list[str]:
    return [words.strip() for words in NOTICE.findall(page)]


def test_a_place_is_saved_and_said_to_be(ask: Callable[..., str]) -> None:
    page = ask(**ALONE)
    assert said(page) == ["Bewaard. Wil je een andere plek? Kies die dan zelf."]
    assert OPEN.findall(page) == []


def test_the_question_that_is_still_open_is_named(ask: Callable[..., str]) -> None:
    page = ask(ask="1", part_of_work="yn.yes", goals_beforehand="yn.no")
    assert said(page) == ["Bewaard. Er is nog geen plek."]
    assert OPEN.findall(page) == ["id_with_others"]
    assert "Je antwoorden brengen je hier:" not in page
    assert OPEN.findall(ask(ask="1", goals_beforehand="yn.yes")) == [
        "id_part_of_work",
        "id_certificate",
        "id_with_others",
    ]


def test_an_empty_answer_wipes_nothing(cast: Cast, moment: UUID, ask: Callable[..., str]) -> None:
    ask(**ALONE)
    before = moment_for(cast.marit, moment)
    page = ask(ask="1", part_of_work="", goals_beforehand="", with_others="")
    assert said(page) == ["Er is niets veranderd. Beantwoord minstens één vraag."]
    after = moment_for(cast.marit, moment)
    assert (after.placed, after.marks) == (before.placed, before.marks)
    assert after.placed.item == "map.informal_individual"


def test_a_place_of_her_own_stays_and_nowhere_is_one_too(ask: Callable[..., str]) -> None:
    assert said(ask(choose="1", place="map.formal")) == ["Bewaard. Het staat waar jij het zet."]
    assert said(ask(**ALONE)) == ["Bewaard. De plek die jij koos, blijft."]
    assert said(ask(choose="1", place="")) == ["Bewaard. Het staat nergens op de kaart."]
