"""Searching in own moments, and the way back to what was found: its words stand in no address."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
MOMENT = ".moment"


def _search(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.locator("#search button").click()


def _searched(visitor: Visitor, words: str = "apotheek") -> Page:
    page = visitor.enter("employee")
    page.goto("/momenten/")
    _search(page, words)
    expect(page.locator("[role=status] a")).to_be_visible()
    return page


def test_back_from_a_result_leads_to_the_results(visitor: Visitor) -> None:
    page = _searched(visitor)
    texts = page.locator(MOMENT).all_inner_texts()
    assert 0 < len(texts) < 20
    page.locator(f"{MOMENT} a").first.click()
    page.wait_for_url("**/momenten/*-*/")
    page.go_back()
    expect(page.locator("#q")).to_have_value("apotheek")
    expect(page.locator(MOMENT)).to_have_text(texts, use_inner_text=True)
    assert page.url == visitor.house.address + "/momenten/"


def test_the_second_page_of_what_was_found_is_found_back_too(visitor: Visitor) -> None:
    page = _searched(visitor, "e")
    page.locator(".pager button").last.click()
    expect(page.locator(".pager span")).to_contain_text("Pagina 2")
    page.locator(f"{MOMENT} a").first.click()
    page.wait_for_url("**/momenten/*-*/")
    page.go_back()
    expect(page.locator(".pager span")).to_contain_text("Pagina 2")
    page.go_back()
    expect(page.locator(".pager span")).to_contain_text("Pagina 1")
    expect(page.locator("#q")).to_have_value("e")
    page.go_back()
    expect(page.locator("#q")).to_have_value("")


def test_the_words_of_one_person_are_not_asked_again_for_the_next(visitor: Visitor) -> None:
    page = _searched(visitor)
    session = {"name": "session", "value": visitor.house.session("colleague"), "url": visitor.house.address}
    page.context.add_cookies([session])
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    assert "apotheek" not in page.content()


def test_without_the_server_the_words_stay_in_the_field(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto("/momenten/")
    page.context.set_offline(True)
    _search(page, "apotheek")
    expect(page.locator("#search-away")).to_be_visible()
    expect(page.locator("#q")).to_have_value("apotheek")
    page.context.set_offline(False)
    page.locator("#search button").click()
    expect(page.locator("[role=status] a")).to_be_visible()
    expect(page.locator("#search-away")).to_be_hidden()
