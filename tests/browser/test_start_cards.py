"""Start cards on paper: six on an A4, none of them cut by the end of a sheet."""

import re

import pytest

from tests.browser.conftest import Visitor
from tests.browser.screens import send

pytestmark = pytest.mark.browser
SHEET = 297 - 2 * 18  # millimetres between the margins of print.css
MILLIMETRE = 96 / 25.4


def test_seven_cards_come_on_two_sheets(visitor: Visitor) -> None:
    page = visitor.enter("admin")
    page.goto("/beheer/startkaarten/alle?opnieuw=1")
    send(page)
    cards = page.locator(".sign-card")
    assert cards.count() == 7
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(178 * MILLIMETRE), "height": 900})
    for sheet in page.locator(".card-sheet").all():
        box = sheet.bounding_box()
        assert box
        assert box["height"] / MILLIMETRE <= SHEET
        assert box["width"] / MILLIMETRE <= 179
    inside = "card => [card, ...card.querySelectorAll('*')].every(part => part.scrollWidth <= part.clientWidth + 1)"
    assert all(card.evaluate(inside) for card in cards.all())
