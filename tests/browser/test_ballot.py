"""A ballot as somebody meets it: with a thumb, with keys, without a connection, without scripts, on a shared device."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import House, Visitor
from tests.browser.looking import Complaints
from tests.browser.test_keyboard import assert_seen, tab_to
from tools.running import served

pytestmark = pytest.mark.browser

STAGE = "import django; django.setup(); from tests.browser.ballots import stage; print(stage())"
CLOSE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from mortel.apps.climate.models import Round
Round.objects.update(ended_at=timezone.now() - timedelta(minutes=31))
"""
AT_MOST = 360  # seconds for 24 questions, reading included
# Keystroke-level estimate (Card, Moran and Newell; a tap counted as pointing and pressing), reading at a slow pace.
TAP, DECIDE, SWIPE, WORDS_A_SECOND = 1.3, 1.35, 0.5, 3.0
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('mortel-ballot'))"
EXPIRE = """() => {
    const [name] = Object.keys(localStorage).filter((name) => name.startsWith("mortel-ballot"));
    const old = JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), until: "2020-01-01" });
    for (const key of [name, "mortel-ballot-of-before"]) localStorage.setItem(key, old);
}"""
VOICE = """(() => {
    window.spoken = [];
    const voices = %s.map((lang) => ({ lang, localService: true }));
    const synthesis = { getVoices: () => voices, cancel() {}, speak: (said) => window.spoken.push(said.text) };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""


@dataclass
class Round:
    """The house with its codes; each test takes its own."""

    house: House
    codes: list[str]

    def code(self) -> str:
        return self.codes.pop()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    with served(tmp_path_factory.mktemp("round")) as installation:
        yield Round(House(installation, {}, {}), json.loads(installation.run(STAGE)))


@pytest.fixture
def visitor(asked: Round, chromium: Browser) -> Iterator[Visitor]:
    one = Visitor(asked.house, chromium)
    yield one
    one.leave()


def opened(visitor: Visitor, asked: Round, **options: object) -> Page:
    """A fresh ballot, its first page read."""
    page = visitor.enter(**options)  # type: ignore[arg-type]
    page.goto(f"/ronde/{asked.code()}/")
    return page


def go_on(page: Page) -> None:
    # Until the script is there the whole form shows.
    expect(page.locator("[data-step]:visible")).to_have_count(1)
    page.locator("[data-step]:visible [data-do=next]").click()


def answer_page(page: Page, label: str = "klopt") -> int:
    """Tap this label in every question of the page; returns the number of taps."""
    chips = page.locator("[data-step]:visible .ballot__question").filter(visible=True)
    for at in range(chips.count()):
        chips.nth(at).get_by_text(label, exact=True).click()
    return chips.count()


def answer_all(page: Page, label: str = "klopt") -> int:
    """From the first page to the last one; returns the number of taps."""
    taps = 0
    while not page.locator("[data-last]").is_visible():
        taps += answer_page(page, label) + 1
        if page.locator("[data-step]:visible [name=part]").count():
            page.get_by_text("zorg", exact=True).click()
            taps += 1
        go_on(page)
    return taps


def send(page: Page) -> None:
    page.locator("[data-do=send]").click()


def expect_thanks(page: Page) -> None:
    page.wait_for_url("**/ronde/klaar/**")
    expect(page.locator("h1")).to_have_text("Dank je wel")


# With a thumb ---------------------------------------------------------------------------------------------------


def seconds_to_read(page: Page) -> float:
    """Everything that is said on this page once, its labels once, and the swipes to see it all."""
    words, swipes = page.evaluate(
        """() => {
            const step = document.querySelector("[data-step]:not([hidden])");
            const labels = new Set(Array.from(step.querySelectorAll("label span"), (each) => each.innerText));
            const said = Array.from(step.querySelectorAll("[data-say]"), (each) => each.innerText);
            const words = [...said, ...labels].join(" ").split(/\\s+/).length;
            return [words, Math.ceil(document.documentElement.scrollHeight / (0.6 * innerHeight))];
        }"""
    )
    return float(words / WORDS_A_SECOND + swipes * SWIPE)


def test_24_questions_take_six_minutes_at_most_on_a_small_phone(
    visitor: Visitor, asked: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    page = opened(visitor, asked, has_touch=True, is_mobile=True)
    complaints = Complaints(page)
    reading, taps, questions = 0.0, 0, 0
    while not page.locator("[data-last]").is_visible():
        reading += seconds_to_read(page)
        on_page = answer_page(page)
        questions += on_page
        taps += on_page + 1
        go_on(page)
    reading += seconds_to_read(page)
    page.locator("[data-do=send]").click()  # the division is open: asked once
    page.locator("[data-do=skip]").click()
    expect_thanks(page)
    taps += 2
    estimate = reading + taps * TAP + questions * DECIDE
    with capsys.disabled():  # it belongs in the report
        sys.stdout.write(
            f"\n24 questions: {taps} taps, {reading:.0f} s of reading, {estimate:.0f} s in all (estimated)\n"
        )
    assert questions == 24
    assert taps <= 24 + 10
    assert estimate <= AT_MOST
    assert complaints.said == []


def test_everything_that_is_tapped_is_48_pixels_high(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    while True:
        small = page.locator("main :is(.chip, .button):visible").evaluate_all(
            """all => all.filter((each) => each.getBoundingClientRect().height < 48 ||
                each.getBoundingClientRect().width < 48).map((each) => each.outerHTML)"""
        )
        assert small == []
        if page.locator("[data-last]").is_visible():
            break
        go_on(page)


def test_the_page_says_where_one_is_and_goes_back_with_the_answers(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    expect(page.locator("[data-step]:visible")).to_contain_text("Pagina 1 van")
    expect(page.locator("[data-step]:visible")).to_contain_text("afgelopen vier weken")
    expect(page.locator("[data-step]:visible h2")).to_be_focused()
    answer_page(page)
    go_on(page)
    expect(page.locator("[data-step]:visible")).to_contain_text("Pagina 2 van")
    page.locator("[data-step]:visible [data-do=back]").click()
    expect(page.locator("[data-step]:visible")).to_contain_text("Pagina 1 van")
    assert page.locator("[data-step]:visible :checked").count() == 5
    page.go_back()
    expect(page.get_by_role("heading", name="Voordat je begint")).to_be_visible()
    page.go_forward()
    expect(page.locator("[data-step]:visible")).to_contain_text("Pagina 1 van")


def test_empty_questions_are_asked_about_once_and_may_stay_empty(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_page(page)
    while not page.locator("[data-last]").is_visible():
        go_on(page)
    send(page)
    expect(page.locator("[data-empty]")).to_contain_text("20 vragen zijn leeg")
    page.locator("[data-do=show-empty]").click()
    expect(page.locator("[data-step]:visible")).to_contain_text("Pagina 2 van")
    while not page.locator("[data-last]").is_visible():
        go_on(page)
    send(page)
    expect_thanks(page)


def test_a_screen_reader_hears_each_question_with_its_answers(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    question = page.get_by_role("group", name="Mijn leidinggevende geeft mij tips waar ik iets aan heb.")
    labels = ["klopt helemaal niet", "klopt niet", "soms wel, soms niet", "klopt", "klopt helemaal"]
    for label in [*labels, "Speelt bij mij niet", "Liever niet"]:
        expect(question.get_by_role("radio", name=label, exact=True)).to_be_visible()
    assert question.get_by_role("radio").count() == 7


# With keys ------------------------------------------------------------------------------------------------------


def test_a_ballot_is_filled_in_with_the_keyboard_alone(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked, width=1180)
    tab_to(page, "[data-do=next]")
    page.keyboard.press("Enter")
    first = True
    while not page.locator("[data-last]").is_visible():
        tab_to(page, "[data-step]:not([hidden]) input[type=radio]")
        if page.locator("[data-step]:visible [name=part]").count():
            page.keyboard.press("ArrowDown")
        else:
            for turn in range(page.locator("[data-step]:visible .ballot__question").count()):
                page.keyboard.press("0" if first and not turn else str(turn % 5 + 1))
                assert_seen(page)
        first = False
        tab_or_stay(page, "[data-step]:not([hidden]) [data-do=next]")
        page.keyboard.press("Enter")
    values = page.locator(".ballot__question :checked").evaluate_all("all => all.map(({ value }) => value)")
    assert values[:5] == ["0", "2", "3", "4", "5"]
    assert len(values) == 24
    tab_to(page, "[data-do=send]")
    page.keyboard.press("Enter")
    expect_thanks(page)


def tab_or_stay(page: Page, selector: str) -> None:
    """After the last digit of a page the focus stands on its button already."""
    if not page.evaluate("selector => document.activeElement.matches(selector)", selector):
        tab_to(page, selector)


def test_arrow_keys_go_through_all_seven_answers(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    first = page.locator("[data-step]:visible .ballot__question").first
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    seen = [first.locator(":checked").get_attribute("value")]
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        seen.append(first.locator(":checked").get_attribute("value"))
    assert seen == ["1", "2", "3", "4", "5", "6", "0"]


def test_a_digit_on_the_heading_answers_the_first_open_question(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    expect(page.locator("[data-step]:visible .ballot__keys")).to_have_text(
        "Met een toetsenbord: 1 tot en met 5 kiest, 6 is speelt niet, 0 is liever niet."
    )
    questions = page.locator("[data-step]:visible .ballot__question")
    questions.nth(0).get_by_text("klopt", exact=True).click()
    page.locator("[data-step]:visible h2").focus()
    page.keyboard.press("6")
    page.keyboard.press("2")
    chosen = [questions.nth(at).locator(":checked").get_attribute("value") for at in range(3)]
    assert chosen == ["4", "6", "2"]


def test_a_digit_with_a_modifier_or_outside_a_question_chooses_nothing(
    visitor: Visitor, asked: Round
) -> None:
    page = opened(visitor, asked)
    page.locator("#step-0").focus()
    page.keyboard.press("3")
    go_on(page)
    page.keyboard.press("Alt+3")
    page.locator("[data-step]:visible [data-do=next]").focus()
    page.keyboard.press("3")
    page.locator("[data-step]:visible .ballot__question input").first.focus()
    page.keyboard.press("Alt+3")
    assert page.locator(".ballot__question :checked").count() == 0


# Without a connection -------------------------------------------------------------------------------------------


def test_offline_in_the_middle_goes_on_and_is_sent_by_itself_later(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_page(page)
    page.context.set_offline(True)
    go_on(page)
    answer_all(page)
    send(page)
    expect(page.locator("[data-said=away]")).to_be_visible()
    expect(page.locator("[data-do=send]")).to_have_text("Verstuur opnieuw")
    assert page.locator(".ballot__question :checked").count() == 24
    page.context.set_offline(False)
    expect_thanks(page)
    assert page.evaluate(KEPT) == []


def test_a_lost_reply_is_sent_again_and_hears_that_it_was_there(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    go_on(page)
    answer_all(page)
    page.route(
        "**/ronde/*/", lambda route: lose(route) if route.request.method == "POST" else route.continue_()
    )
    send(page)
    expect(page.locator("[data-said=away]")).to_be_visible()
    page.unroute_all()
    send(page)
    expect(page.locator("h1")).to_have_text("We hebben je antwoorden")
    assert page.evaluate(KEPT) == []


def test_answers_wait_on_the_device_until_they_are_sent(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    address = page.url
    go_on(page)
    answer_page(page)
    go_on(page)
    page.close()
    again = visitor.contexts[-1].new_page()
    again.goto(address)
    expect(again.locator("[data-step]:visible [data-do=next]")).to_have_text("Ga verder waar je was")
    go_on(again)
    expect(again.locator("[data-step]:visible")).to_contain_text("Pagina 2 van")
    assert again.locator(":checked").count() == 5
    (name,) = again.evaluate(KEPT)
    assert address.split("/")[-2] not in name
    again.reload()
    expect(again.locator("[data-step]:visible")).to_contain_text("Pagina 2 van")


def test_what_waits_goes_when_its_round_is_over_but_never_the_ballot_on_screen(
    visitor: Visitor, asked: Round
) -> None:
    """HR gave the round more days, and the device still knows the old last day of both ballots."""
    page = opened(visitor, asked)
    go_on(page)
    answer_page(page)
    page.evaluate(EXPIRE)
    page.reload()
    (name,) = page.evaluate(KEPT)
    until = page.evaluate("name => JSON.parse(localStorage.getItem(name)).until", name)
    assert until == page.locator("#ballot").get_attribute("data-until")
    assert page.locator(":checked").count() == 5


def test_past_midnight_of_the_last_day_a_reload_loses_no_answer(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_page(page)
    last_day = date.fromisoformat(page.locator("#ballot").get_attribute("data-until") or "")
    page.clock.set_fixed_time(datetime.combine(last_day + timedelta(days=1), time(12, 10)))
    page.reload()
    assert page.locator(":checked").count() == 5
    assert len(page.evaluate(KEPT)) == 1


def test_who_changes_her_mind_wipes_what_waits(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    expect(page.locator("[data-do=wipe]")).to_be_hidden()
    go_on(page)
    answer_page(page)
    page.locator("[data-step]:visible [data-do=back]").click()
    page.reload()
    page.locator("[data-do=wipe]").click()
    expect(page.locator("[data-do=wipe]")).to_be_hidden()
    assert page.evaluate(KEPT) == []
    assert page.locator(".ballot__question :checked").count() == 0


def test_what_she_asked_to_send_goes_when_she_comes_back(visitor: Visitor, asked: Round) -> None:
    """The server is really away here: a browser that is only told to be offline sends while it leaves a page."""
    page = opened(visitor, asked)
    address = page.url
    go_on(page)
    answer_all(page)
    asked.house.installation.stop()
    try:
        send(page)
        expect(page.locator("[data-said=away]")).to_be_visible()
        page.goto("about:blank")
    finally:
        asked.house.installation.start()
    page.goto(address)
    expect_thanks(page)


def test_two_tabs_hold_the_same_answers_and_one_ballot(visitor: Visitor, asked: Round) -> None:
    one = opened(visitor, asked)
    two = one.context.new_page()
    two.goto(one.url)
    go_on(one)
    answer_page(one)
    expect(two.locator(":checked")).to_have_count(5)
    go_on(two)
    go_on(two)
    answer_page(two, "Liever niet")
    expect(one.locator("[value='0']:checked")).not_to_have_count(0)
    while not two.locator("[data-last]").is_visible():
        go_on(two)
    send(two)
    two.locator("[data-do=skip]").click()
    expect_thanks(two)
    expect(one.locator("h1")).to_have_text("We hebben je antwoorden")


def test_back_after_sending_shows_no_answers(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_all(page)
    send(page)
    expect_thanks(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("We hebben je antwoorden")
    assert page.locator("input[type=radio]").count() == 0


def test_a_token_that_was_lost_is_fetched_anew(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_all(page)
    page.context.clear_cookies()
    send(page)
    expect_thanks(page)


def test_the_language_changes_and_the_answers_stay(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    go_on(page)
    answer_page(page)
    page.locator("[data-step]:visible [data-do=back]").click()
    page.locator("main").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator(".ballot__question :checked").count() == 5
    go_on(page)
    expect(page.locator("[data-step]:visible")).to_contain_text("My team lead")


def test_a_round_that_closed_meanwhile_says_so_and_leaves_nothing_on_the_device(
    chromium: Browser, tmp_path: Path
) -> None:
    """In a house of its own: nobody can answer there afterwards."""
    with served(tmp_path) as installation:
        asked = Round(House(installation, {}, {}), json.loads(installation.run(STAGE)))
        visitor = Visitor(asked.house, chromium)
        page = opened(visitor, asked)
        go_on(page)
        answer_all(page)
        installation.run(CLOSE)
        send(page)
        expect(page.locator("h1")).to_have_text("De vragen zijn gesloten")
        assert page.evaluate(KEPT) == []
        visitor.leave()


# Without scripts ------------------------------------------------------------------------------------------------


def test_without_scripts_one_long_form_is_sent_at_once(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked, java_script_enabled=False)
    questions = page.locator(".ballot__question")
    assert questions.count() == 24
    for at in range(20):
        questions.nth(at).get_by_text("klopt niet", exact=True).click()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect_thanks(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("We hebben je antwoorden")


def test_without_scripts_no_button_stands_there_that_does_nothing(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked, java_script_enabled=False)
    assert page.locator("main button:visible").all_inner_texts() == ["English", "Verstuur"]


def test_without_scripts_another_language_keeps_what_was_ticked(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked, java_script_enabled=False)
    page.locator(".ballot__question").first.get_by_text("klopt niet", exact=True).click()
    with page.expect_navigation():
        page.keyboard.press("Enter")  # inside a question: neither sent nor another language
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator(".ballot__question :checked")).to_have_count(1)
    page.locator("main").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator(".ballot__question :checked").count() == 1
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("h1")).to_have_text("Thank you")


# Letters and voice ----------------------------------------------------------------------------------------------


def test_large_letters_are_remembered_on_the_device(visitor: Visitor, asked: Round) -> None:
    page = opened(visitor, asked)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Grote letters").click()
    assert page.evaluate(size) > 1.3 * before
    page.reload()
    assert page.evaluate(size) > 1.3 * before
    expect(page.get_by_role("button", name="Grote letters")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("voices", "is_there"), [('["nl-NL"]', True), ('["nl_BE"]', True), ('["fr-FR"]', False), ("[]", False)]
)
def test_a_page_is_read_aloud_where_the_device_has_a_voice(
    visitor: Visitor, asked: Round, voices: str, is_there: bool
) -> None:
    page = visitor.enter()
    page.add_init_script(VOICE % voices)
    page.goto(f"/ronde/{asked.code()}/")
    go_on(page)
    button = page.locator("[data-do=aloud]")
    if not is_there:
        expect(button).to_be_hidden()
        return
    button.click()
    (said,) = page.evaluate("spoken")
    assert "Mijn leidinggevende geeft mij tips" in said
    assert said.count("klopt helemaal niet") == 1
    expect(button).to_have_text("Stop met voorlezen")
    go_on(page)
    expect(button).to_have_text("Lees voor")


# On the shared device -------------------------------------------------------------------------------------------


def at_kiosk(visitor: Visitor, asked: Round) -> Page:
    page = visitor.enter()
    page.clock.install()
    page.goto("/kiosk/")
    page.locator("[name=code]").fill(asked.code())
    page.locator("#kiosk-code button").click()
    page.wait_for_url("**/kiosk/vragen/")
    return page


def settle(page: Page) -> None:
    """What the last tap scrolled is heard of a frame later, and would count as somebody who is there."""
    page.screenshot()
    page.wait_for_timeout(300)


def expect_the_code_page(page: Page) -> None:
    page.wait_for_url(re.compile("/kiosk/$"))
    expect(page.locator("[name=code]")).to_be_empty()


def test_on_the_shared_device_a_ballot_is_sent_and_nothing_is_left(visitor: Visitor, asked: Round) -> None:
    page = at_kiosk(visitor, asked)
    go_on(page)
    answer_all(page)
    assert page.evaluate(KEPT) == []
    send(page)
    expect_the_code_page(page)
    expect(page.locator("[data-messages]")).to_contain_text("We hebben je antwoorden")
    page.go_back()
    expect_the_code_page(page)
    assert page.locator("input[type=radio]").count() == 0


def test_on_the_shared_device_she_is_asked_at_45_seconds_and_can_stay(visitor: Visitor, asked: Round) -> None:
    page = at_kiosk(visitor, asked)
    go_on(page)
    answer_page(page)
    settle(page)
    page.clock.fast_forward(40_000)
    expect(page.locator("#still-there")).to_be_hidden()
    page.clock.fast_forward(6_000)
    expect(page.locator("#still-there")).to_be_visible()
    page.get_by_role("button", name="Ik ben er nog").click()
    expect(page.locator("#still-there")).to_be_hidden()
    settle(page)
    page.clock.fast_forward(44_000)
    assert page.locator("[data-step]:visible :checked").count() == 5
    page.clock.fast_forward(17_000)
    expect_the_code_page(page)


def test_on_the_shared_device_the_first_page_may_be_read_for_three_minutes(
    visitor: Visitor, asked: Round
) -> None:
    page = at_kiosk(visitor, asked)
    page.clock.fast_forward(160_000)
    expect(page.locator("#still-there")).to_be_hidden()
    page.clock.fast_forward(6_000)
    expect(page.locator("#still-there")).to_be_visible()
    page.get_by_role("button", name="Ik ben er nog").click()
    # From the first question on the shorter time counts again, however she came there.
    go_on(page)
    settle(page)
    page.clock.fast_forward(46_000)
    expect(page.locator("#still-there")).to_be_visible()
    page.clock.fast_forward(15_000)
    expect_the_code_page(page)


@pytest.mark.parametrize("sign", ["scroll", "Tab", "pointer"])
def test_whoever_scrolls_tabs_or_points_is_still_there(visitor: Visitor, asked: Round, sign: str) -> None:
    page = at_kiosk(visitor, asked)
    page.clock.fast_forward(160_000)
    if sign == "Tab":
        page.keyboard.press("Tab")
    elif sign == "pointer":
        page.mouse.move(100, 200)
        page.mouse.move(120, 220)
    else:
        page.evaluate("scrollTo(0, 300)")
        page.wait_for_function("scrollY > 0")
        settle(page)
    page.clock.fast_forward(160_000)
    expect(page.locator("#still-there")).to_be_hidden()
    assert page.url.endswith("/kiosk/vragen/")


def test_the_question_whether_she_is_there_stands_in_view_and_only_an_answer_keeps_the_ballot(
    visitor: Visitor, asked: Round
) -> None:
    page = at_kiosk(visitor, asked)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    settle(page)
    page.clock.fast_forward(166_000)
    asking = page.locator("#still-there")
    expect(asking).to_be_in_viewport(ratio=1)
    expect(asking.get_by_role("button")).to_be_focused()
    page.mouse.move(10, 10)
    page.mouse.move(20, 20)
    expect(asking).to_be_visible()
    page.clock.fast_forward(15_000)
    expect_the_code_page(page)


def test_a_ballot_that_was_left_is_gone_after_a_minute_and_its_card_works_again(
    visitor: Visitor, asked: Round
) -> None:
    page = at_kiosk(visitor, asked)
    go_on(page)
    answer_page(page)
    page.clock.fast_forward(61_000)
    expect_the_code_page(page)
    page.go_back()
    expect_the_code_page(page)


def test_who_leaves_the_ballot_on_the_shared_device_leaves_nothing_open(
    visitor: Visitor, asked: Round
) -> None:
    page = at_kiosk(visitor, asked)
    go_on(page)
    answer_page(page)
    page.goto("/privacy/")
    page.wait_for_load_state("networkidle")
    page.goto("/kiosk/vragen/")
    expect_the_code_page(page)


def test_the_shared_device_without_a_connection_says_so_and_clears_itself(
    visitor: Visitor, asked: Round
) -> None:
    page = at_kiosk(visitor, asked)
    go_on(page)
    answer_all(page)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-said=away]")).to_contain_text("op dit scherm")
    page.clock.fast_forward(61_000)
    expect(page.locator("#kiosk-offline")).to_be_visible()
    expect(page.locator("#ballot")).to_be_hidden()
    assert page.locator(":checked").count() == 0
    page.context.set_offline(False)
    page.clock.fast_forward(16_000)
    expect_the_code_page(page)


def test_another_language_on_the_shared_device_keeps_the_ballot_open(visitor: Visitor, asked: Round) -> None:
    page = at_kiosk(visitor, asked)
    page.locator("main").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    go_on(page)
    expect(page.locator("[data-step]:visible")).to_contain_text("My team lead")
