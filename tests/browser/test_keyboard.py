"""The whole job without a mouse: every stop of the Tab key can be seen, and everything that can be tapped can be typed.

Ilse does it, on a phone-sized screen with its bar at the bottom; nobody else's data is touched.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

ILSE = "20000006"
TEXT = "de schone was hangt nu bij de deur"
# What is wrong with the element that has the focus; empty when a person can see where she is.
UNSEEN = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return "nothing has the focus";
    const name = here.outerHTML.slice(0, 90);
    const drawn = [[here, null], [here, "::after"], [here.closest(".chip"), null]];
    const outlined = ([element, pseudo]) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    if (!drawn.some(outlined)) return `no outline: ${name}`;
    const box = (here.closest(".chip") ?? here).getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.width < 1) return `outside the window: ${name}`;
    const x = box.left + Math.min(box.width / 2, 30);
    // The part inside the window; of something taller than the window its top is enough.
    for (const y of [Math.max(box.top, 0) + 3, Math.min(box.bottom, innerHeight) - 3]) {
        const top = document.elementFromPoint(x, y);
        if (top?.closest(".places, .actions") && !top.closest(".places, .actions").contains(here)) {
            return `behind the bar: ${name}`;
        }
    }
    return "";
}"""


def assert_seen(page: Page) -> None:
    wrong = page.evaluate(UNSEEN)
    assert wrong == "", f"{page.url}: {wrong}"


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until this element has the focus; every stop on the way must be visible."""
    page.locator(selector).first.wait_for()
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        assert_seen(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: Tab never came to {selector}")


def enter(page: Page, address: str) -> None:
    """Press Enter on a link or button that leads to `address` (a pattern)."""
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(address + "$"))
    page.wait_for_load_state("load")


def test_the_whole_job_is_done_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.enter()
    page.goto("/aanmelden/")
    _sign_in(page)
    _capture_and_answer(page)
    _open_and_edit(page)
    _find(page)
    _delete(page)
    _take_along(page)
    _sign_out(page)


def _sign_in(page: Page) -> None:
    tab_to(page, "[name=login]")
    page.keyboard.type(ILSE)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    enter(page, "/")


def _capture_and_answer(page: Page) -> None:
    expect(page.locator("#capture[data-ready] #text")).to_be_focused()
    assert_seen(page)
    page.keyboard.type(TEXT)
    tab_to(page, "#capture [type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#recent .moment__text")).to_have_text([TEXT])
    tab_to(page, ".quiet-question [value=skip]")
    page.keyboard.press("Enter")
    expect(page.locator(".quiet-question")).to_have_count(0)


def _open_and_edit(page: Page) -> None:
    tab_to(page, "#recent a")
    enter(page, "/momenten/[0-9a-f-]{36}/")
    tab_to(page, "a[href$='/tekst']")
    enter(page, "/tekst")
    tab_to(page, "[name=text]")
    page.keyboard.press("Control+End")
    page.keyboard.type(", dat scheelt lopen")
    tab_to(page, "main form .button:not(.button--text)")
    enter(page, "/momenten/[0-9a-f-]{36}/")
    expect(page.locator(".moment__text").first).to_have_text(TEXT + ", dat scheelt lopen")
    tab_to(page, "a[href$='/erbij']")
    enter(page, "/erbij")
    tab_to(page, "[name=activities]")
    page.keyboard.press("Space")
    expect(page.locator("[name=activities]:checked")).to_have_count(1)
    tab_to(page, "#id_outcome summary")
    page.keyboard.press("Enter")
    tab_to(page, "[value='out.job_knowledge']")
    page.keyboard.press("Space")
    expect(page.locator("[name=outcome]:checked")).to_have_count(1)
    tab_to(page, ".actions .button:not(.button--text)")
    enter(page, "/momenten/[0-9a-f-]{36}/")


def _find(page: Page) -> None:
    tab_to(page, "main a[href='/momenten/']")
    enter(page, "/momenten/")
    tab_to(page, "#q")
    page.keyboard.type("lopen")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("lopen")
    expect(page.locator("main .moment")).to_have_count(1)


def _delete(page: Page) -> None:
    tab_to(page, ".moment a")
    enter(page, "/momenten/[0-9a-f-]{36}/")
    tab_to(page, "a[href$='/verwijderen']")
    enter(page, "/verwijderen")
    tab_to(page, ".confirm button")
    enter(page, "/momenten/")
    expect(page.locator(".empty")).to_be_visible()


def _take_along(page: Page) -> None:
    tab_to(page, ".places a[href='/ik/']")
    enter(page, "/ik/")
    tab_to(page, "main a[href='/ik/gegevens/']")
    enter(page, "/ik/gegevens/")
    tab_to(page, "main a[href='/ik/gegevens/meenemen']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".zip")


def _sign_out(page: Page) -> None:
    tab_to(page, "[data-sign-out] button")
    page.keyboard.press("Enter")
    expect(page.locator("[name=login]")).to_be_visible()


def test_the_first_stop_jumps_over_everything_to_the_text(visitor: Visitor) -> None:
    page = visitor.enter("guide", width=1180)
    page.goto("/ik/")
    page.keyboard.press("Tab")
    assert_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/", 360),
        ("/", 1180),
        ("/momenten/", 360),
        ("/momenten/{moment}/", 360),
        ("/momenten/{moment}/plek", 360),
        ("/momenten/{moment}/plek", 1180),
        ("/ik/account/", 360),
        ("/privacy/", 360),
    ],
)
def test_every_stop_of_a_long_page_can_be_seen(visitor: Visitor, path: str, width: int) -> None:
    page = visitor.enter("employee", width=width)
    page.goto(path.format(**visitor.house.ids))
    if path == "/":
        page.locator("#capture[data-ready]").wait_for(state="attached")
    stops = page.locator("a[href], button, input, textarea, select, summary").count()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(min(stops, 30)):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement !== document.body"):
                assert_seen(page)


def send(page: Page) -> None:
    """Send the main form as a browser without checks of its own would."""
    form = page.locator("main form[method=post]").last
    form.evaluate("form => { form.noValidate = true }")
    with page.expect_navigation():
        form.locator("button").last.press("Enter")


def test_after_a_mistake_the_focus_stands_on_the_first_wrong_field(visitor: Visitor) -> None:
    page = visitor.enter()
    page.goto("/begin/")
    page.locator("[name=number]").fill("20000004")
    send(page)
    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("[name=code]")).to_be_focused()
    assert_seen(page)
    described = page.locator("[name=code]").get_attribute("aria-describedby") or ""
    assert page.locator(f"[id='{described.split()[-1]}']").inner_text().strip()


def test_from_the_summary_one_goes_to_each_wrong_field(visitor: Visitor) -> None:
    page = visitor.enter()
    page.goto("/begin/")
    send(page)
    last = page.locator("#error-summary a").last
    target = (last.get_attribute("href") or "").removeprefix("#")
    last.press("Enter")
    expect(page.locator(f"[id='{target}']")).to_be_focused()
    assert_seen(page)


def test_a_mistake_of_the_whole_form_puts_the_focus_on_the_summary(visitor: Visitor) -> None:
    page = visitor.enter()
    page.goto("/aanmelden/")
    page.locator("[name=login]").fill("20009999")
    page.locator("[name=password]").fill("niet het goede woord")
    send(page)
    expect(page.locator("#error-summary")).to_be_focused()
    assert_seen(page)
    expect(page.locator("[name=login]")).to_have_value("20009999")


def test_a_text_that_is_too_long_keeps_the_focus_and_the_text(visitor: Visitor) -> None:
    page = visitor.enter("guide")
    page.goto("/")
    page.locator("#capture[data-ready] #text").fill("a" * 10_001)
    tab_to(page, "#capture [type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#text-error")).to_be_visible()
    expect(page.locator("#text")).to_be_focused()


def test_the_question_before_signing_out_holds_the_focus_and_lets_it_go(visitor: Visitor) -> None:
    page = visitor.enter("guide")
    page.goto("/")
    page.locator("#capture[data-ready] #text").fill("nog niet af")
    tab_to(page, "[data-sign-out] button")
    page.keyboard.press("Enter")
    expect(page.locator("#signout-choice")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.frame')")
    page.keyboard.press("Escape")
    expect(page.locator("#signout-choice")).to_be_hidden()
    expect(page.locator("[data-sign-out] button")).to_be_focused()
