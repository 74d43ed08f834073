"""The library on paper: a conversation is one A4, a card is one page, and the sheets of a kit end where they should."""

import re
from math import ceil

import pytest
from playwright.sync_api import Page

from mortel.pure.catalogue.entries import Guide, Kit, Sheet
from mortel.pure.catalogue.shipped import shipped
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def pages(page: Page, address: str) -> int:
    """How many A4 sheets this page prints on."""
    page.goto(address)
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_conversation_is_one_sheet_of_paper(visitor: Visitor, language: str) -> None:
    page = visitor.enter("employee", language=language)
    found = {
        guide.id: pages(page, f"/bibliotheek/gesprekken/{guide.id}/") for guide in shipped().current(Guide)
    }
    assert {name: number for name, number in found.items() if number != 1} == {}


def test_an_action_card_is_one_page(visitor: Visitor) -> None:
    assert pages(visitor.enter("hr"), "/bibliotheek/kaarten/IV-001/") == 1


def room_for(sheet: Sheet) -> int:
    """The pages a sheet may take: two for a text to read, and what its cards need; one for boxes and steps."""
    if sheet.kind == "text":
        return 2
    return ceil(len(sheet.parts) / (4 if sheet.card_size == "a6" else 8)) if sheet.kind == "cards" else 1


def test_no_sheet_of_a_kit_spills_over(visitor: Visitor) -> None:
    page = visitor.enter("hr")
    for kit in shipped().current(Kit):
        printed = pages(page, f"/bibliotheek/pakketten/{kit.id}/")
        assert len(kit.sheets) <= printed <= sum(map(room_for, kit.sheets)), kit.id


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_known_of_a_topic_is_on_paper_though_folded_on_the_screen(
    visitor: Visitor, scripts: bool
) -> None:
    page = visitor.enter("hr")
    if not scripts:
        page.route("**/folds*.js", lambda route: route.abort())
    page.goto("/bibliotheek/onderwerp/sub.sharing.access/")
    fold = page.locator("#bekend .statement .facts").first
    assert not fold.is_visible()
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert fold.is_visible()
