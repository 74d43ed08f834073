"""The scan for a person alone (S-106): nothing that is ticked leaves the device, and nothing stays unasked."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

SCAN = "/ik/energie/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('mortel-scan'))"


def tick(page: Page, about: str, answer: int) -> None:
    page.locator(f"[data-question='{about}'] input").nth(answer - 1).check()


def sent_by(page: Page) -> list[str]:
    """Every request from now on, with what it carries."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data}"))
    return sent


def test_a_high_demand_stands_beside_what_she_has_and_what_she_could_ask(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto(SCAN)
    expect(page.locator("[data-scan-outcome]")).to_be_hidden()
    tick(page, "dem.pressure", 5)
    tick(page, "dem.conflict", 2)
    tick(page, "res.support", 4)
    tick(page, "res.assignment", 1)
    pairs = page.locator("[data-scan-pairs] > li")
    expect(pairs).to_have_count(1)
    expect(pairs).to_contain_text("Werkdruk kost je energie.")
    expect(pairs).to_contain_text("Dit heb je al: Steun.")
    expect(pairs).to_contain_text("Hier kun je om vragen: Boeiende opdracht.")
    tick(page, "dem.pressure", 3)
    expect(pairs).to_have_count(0)
    expect(page.locator("[data-scan-none]")).to_be_visible()


def test_nothing_is_sent_and_nothing_stays_unless_she_keeps_it(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto(SCAN)
    page.wait_for_load_state("networkidle")
    sent = sent_by(page)
    tick(page, "dem.complexity", 5)
    tick(page, "res.feedback", 5)
    # A form would put them in the address on Enter.
    page.locator("[data-question='res.feedback'] input").last.press("Enter")
    assert sent == []
    assert page.evaluate(KEPT) == []
    page.reload()
    expect(page.locator("[data-scan] :checked")).to_have_count(0)


def test_what_she_keeps_comes_back_to_her_and_goes_when_she_says_so(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto(SCAN)
    tick(page, "dem.physical", 5)
    page.locator("[data-keep]").click()
    expect(page.locator("[data-kept]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-scan] :checked")).to_have_count(1)
    expect(page.locator("[data-scan-pairs]")).to_contain_text("Onrustige plek")
    page.locator("[data-forget]").click()
    assert page.evaluate(KEPT) == []


def test_the_next_person_on_this_device_does_not_see_it(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto(SCAN)
    tick(page, "dem.pressure", 5)
    page.locator("[data-keep]").click()
    other = {"name": "session", "value": visitor.house.session("colleague"), "url": visitor.house.address}
    page.context.add_cookies([other])  # type: ignore[list-item]
    page.goto(SCAN)
    expect(page.locator("[data-scan] :checked")).to_have_count(0)
    expect(page.locator("[data-scan-outcome]")).to_be_hidden()


def test_without_scripts_it_is_a_list_to_print(visitor: Visitor) -> None:
    page = visitor.enter("employee", java_script_enabled=False)
    page.goto(SCAN)
    expect(page.locator("[data-scan-without]")).to_be_visible()
    expect(page.locator("[data-question]")).to_have_count(9)
    expect(page.locator("[data-scan-keep]")).to_be_hidden()
    assert page.locator("main form").count() == 0
