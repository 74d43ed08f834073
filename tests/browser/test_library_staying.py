"""What somebody types in the library stays on its page while it cannot be sent."""

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_an_own_card_stays_on_its_page_when_the_session_is_gone(visitor: Visitor) -> None:
    page = visitor.enter("hr")
    page.goto("/bibliotheek/eigen/kaarten/nieuw/")
    page.locator("[name=label]").fill("Prikbord")
    page.locator("[name=description]").fill("Hulp")
    page.context.clear_cookies(name="session")
    page.locator("#own-form button").last.click()
    page.locator("[data-words-of=own-form]:visible").wait_for()
    assert page.locator("[name=label]").input_value() == "Prikbord"
    assert page.locator("[name=description]").input_value() == "Hulp"
