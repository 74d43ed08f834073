"""My moments: finding back what was written, page by page, with the search words in no address."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.queries import moments_of
from mortel.apps.people.models import Person
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
ADDRESS = "/momenten/"
TEXT = re.compile(r'class="moment__text[^"]*">([^<]*)<')
STEP = re.compile(r'<button class="button button--quiet" name="page" value="(\d+)">')


@pytest.fixture
def client(cast: Cast, signed_in: SignedIn) -> Client:
    """Marit wrote 45 moments with a radio in them, a minute apart, and one without."""
    now = timezone.now()
    for number in range(45):
        at = now - timedelta(minutes=number + 1)
        capture_moment(by=cast.marit, text=f"radio {number} & meer", taken_at=at)
    capture_moment(by=cast.marit, text="de tillift")
    return signed_in(cast.marit)


def texts(page: str) -> list[str]:
    return [unescape(text) for text in TEXT.findall(page)]


def test_what_was_found_is_shown_page_by_page(client: Client) -> None:
    first = client.post(ADDRESS, {"q": "radio &"}).content.decode()
    assert texts(first) == [f"radio {number} & meer" for number in range(20)]
    assert STEP.findall(first) == ["2"]
    # As the pager sends it: the words once more, and the page.
    assert '<input type="hidden" name="q" value="radio &amp;">' in first
    second = client.post(ADDRESS, {"q": "radio &", "page": "2"}).content.decode()
    assert STEP.findall(second) == ["1", "3"]
    third = client.post(ADDRESS, {"q": "radio &", "page": "3"}).content.decode()
    assert texts(third) == [f"radio {number} & meer" for number in range(40, 45)]
    assert "45" in first


def test_search_words_stand_in_no_address(client: Client) -> None:
    page = client.post(ADDRESS, {"q": "radio", "page": "2"}).content.decode()
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert reverse("moments:moments") in addresses
    assert not any("radio" in address or "page=" in address for address in addresses)
    assert "de tillift" in texts(client.get(ADDRESS + "?q=radio").content.decode())


def test_the_whole_list_keeps_its_pages_in_the_address(client: Client) -> None:
    page = client.get(ADDRESS + "?page=3").content.decode()
    assert texts(page) == [f"radio {number} & meer" for number in range(39, 45)]
    assert 'rel="prev" href="?page=2"' in page
    assert STEP.findall(page) == []


def test_found_on_one_page_needs_no_pager(client: Client) -> None:
    page = client.post(ADDRESS, {"q": "tillift", "page": "7"}).content.decode()
    assert (texts(page), 'class="pager"' in page) == (["de tillift"], False)


def test_an_empty_search_shows_the_whole_list(client: Client) -> None:
    page = client.post(ADDRESS, {"q": "  "}).content.decode()
    assert texts(page)[0] == "de tillift"
    assert 'rel="next" href="?page=2"' in page


def test_a_question_that_stands_open_above_is_not_offered_again_below(cast: Cast, client: Client) -> None:
    moment = reverse("moments:moment", args=[moments_of(cast.marit)[0].id])
    offered = '<li><a href="?vraag=mp.tried#vraag">'
    assert offered in client.get(moment).content.decode()
    asked = client.get(moment + "?vraag=mp.tried").content.decode()
    assert 'name="prompt" value="mp.tried"' in asked
    assert offered not in asked
