"""Paper in the browser: a sheet typed with keys only and without scripts, and what comes out of the printer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import House, Visitor

pytestmark = pytest.mark.browser

# Twelve sheets for Henk's team; the second is typed twice.
SHEETS = """
import django; django.setup()
from mortel.apps.climate.actions.paper import sheets_of
from mortel.apps.climate.models import PaperBatch, PaperSheet
batch = PaperBatch.objects.get(number=1)
batch.sheets.all().delete()
PaperBatch.objects.update(crossed=0)
PaperSheet.objects.bulk_create(sheets_of(batch, 12))
batch.sheets.update(twice=False)
batch.sheets.filter(number=2).update(twice=True)
"""
KEYS = "123450612345061234512345"
QUESTIONS = 24
KEYS_A_SECOND = 3
A_MINUTE = 60


@pytest.fixture
def paper(house: House) -> Iterator[str]:
    """The address of the print room, with fresh sheets; afterwards the one sheet of the stories again."""
    house.installation.run(SHEETS)
    yield f"/klimaat/rondes/{house.ids['round']}/papier/"
    house.installation.run(SHEETS.replace("12))", "1))"))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages in millimetres."""
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return {(round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)) for width, height in found}


# Typing ---------------------------------------------------------------------------------------------------------------


def test_a_sheet_of_24_questions_is_typed_with_keys_only_in_less_than_a_minute(
    visitor: Visitor, paper: str
) -> None:
    page = visitor.enter("hr", width=1280)
    page.goto(paper + "typen")
    expect(page.locator("[name=sheet]")).to_be_focused()
    keys = ["Enter", *KEYS, "Enter"]
    assert len(KEYS) == QUESTIONS
    for key in keys[:-1]:
        page.keyboard.press(key)
    expect(page.locator("output").nth(0)).to_have_text("klopt helemaal niet")
    expect(page.locator("output").nth(5)).to_have_text("Liever niet")
    expect(page.locator("output").nth(6)).to_have_text("Speelt bij mij niet")
    expect(page.locator(".typing .button")).to_be_focused()
    page.keyboard.press(keys[-1])
    expect(page.locator("[data-messages]")).to_contain_text("Vel P1-01 is klaar.")
    expect(page.locator("[name=sheet]")).to_have_value("2")
    expect(page.locator("[name=sheet]")).to_be_focused()
    expect(page.locator(".lead")).to_contain_text("Klaar: 1 van 12")
    # One for the number that stood ready, one a question, one to save: 9 seconds.
    assert len(keys) == 1 + QUESTIONS + 1
    assert len(keys) / KEYS_A_SECOND < A_MINUTE


def test_one_goes_back_by_the_arrow_and_types_over(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    page.goto(paper + "typen?batch=1&sheet=3")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    expect(page.locator("[name=q3]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=q2]")).to_be_focused()
    page.keyboard.type("5")
    expect(page.locator("[name=q2]")).to_have_value("5")
    expect(page.locator("output").nth(1)).to_have_text("klopt helemaal")
    expect(page.locator("[name=q3]")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.locator("[name=q2]")).to_be_focused()


def test_space_is_empty_nine_is_two_crosses_and_another_key_does_nothing(
    visitor: Visitor, paper: str
) -> None:
    page = visitor.enter("hr", width=1280)
    page.goto(paper + "typen?batch=1&sheet=3")
    page.keyboard.press("Enter")
    page.keyboard.type("9 8")
    expect(page.locator("output").nth(0)).to_have_text("twee kruisjes")
    expect(page.locator("output").nth(1)).to_have_text("leeg")
    expect(page.locator("[name=q3]")).to_be_focused()
    expect(page.locator("[name=q3]")).to_have_value("")
    expect(page.locator("[data-wrong]")).to_contain_text("Deze toets doet niets.")
    page.keyboard.type("4")
    expect(page.locator("[data-wrong]")).to_be_hidden()
    # Enter before the end goes to what is open, and sends nothing.
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("[name=q4]")).to_be_focused()
    page.keyboard.type("4" * 21)
    page.keyboard.press("Enter")
    expect(page.locator("[data-messages]")).to_contain_text("Vel P1-03 is klaar.")
    expect(page.get_by_text("Twee kruisjes: 1 keer in deze stapel.")).to_be_visible()


def test_a_sheet_typed_twice_with_a_slip_says_where_to_look(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    for typed, said in (
        ("4" * 24, "laat dit vel nog een keer typen, liefst door iemand anders"),
        ("44" + "3" + "4" * 21, "verschillen bij vraag 3. Kijk op het vel en typ het opnieuw."),
        ("44" + "3" + "4" * 21, "Vel P1-02 is klaar."),
    ):
        page.goto(paper + "typen?batch=1&sheet=2")
        page.keyboard.press("Enter")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator("[data-messages]")).to_contain_text(said)


def test_a_sheet_is_typed_without_scripts(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", java_script_enabled=False)
    page.goto(paper + "typen?batch=1&sheet=4")
    for number in range(1, QUESTIONS + 1):
        page.locator(f"[name=q{number}]").fill("3")
    page.locator(".typing .button").click()
    expect(page.locator("[data-messages]")).to_contain_text("Vel P1-04 is klaar.")
    expect(page.locator("[name=sheet]")).to_have_value("5")


# Printing -------------------------------------------------------------------------------------------------------------


def printed(page: Page, address: str) -> bytes:
    page.goto(address)
    return page.pdf(prefer_css_page_size=True)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sheet_of_the_short_form_fits_two_sides_of_an_a4(
    visitor: Visitor, paper: str, language: str
) -> None:
    page = visitor.enter("hr", width=1280)
    pdf = printed(page, f"{paper}vellen/1?taal={language}&inleveren=de doos in de hal bij de receptie")
    assert pages(pdf) == 12 * 2
    assert sizes(pdf) == {(210, 297)}


def test_no_side_of_a_sheet_is_fuller_than_its_paper(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    page.goto(paper + "vellen/1")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(184 * 96 / 25.4), "height": 900})
    heights = [box["height"] for side in page.locator(".answer-side").all() if (box := side.bounding_box())]
    assert 0 < max(heights) <= 273 * 96 / 25.4
    cells = ".answer-table th, .answer-table td"
    assert page.locator(cells).evaluate_all(
        "cells => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length"
    ) == 0  # fmt: skip


def test_a_poster_is_one_page_of_the_size_that_was_chosen(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    for size, millimetres in (("a4", (210, 297)), ("a3", (297, 420))):
        pdf = printed(page, f"{paper}posters?formaat={size}")
        assert pages(pdf) == 1
        assert sizes(pdf) == {millimetres}


def test_six_cards_come_on_an_a4_and_none_is_fuller_than_its_parts(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    page.goto(paper + "kaarten")
    with page.expect_navigation():
        page.locator("main form .button").first.click()
    cards = page.locator(".code-card")
    number = cards.count()
    assert number > 6
    assert pages(page.pdf(prefer_css_page_size=True)) == -(-number // 6)
    page.emulate_media(media="print")
    full = "half => half.scrollHeight > half.clientHeight + 1 || half.scrollWidth > half.clientWidth + 1"
    parts = page.locator(".code-card__outside, .code-card__cover, .code-card__inside, .code-card p")
    assert [part.inner_text() for part in parts.all() if part.evaluate(full)] == []
    for card in cards.all():
        name, cover, code = (
            box_of(card.locator(f".code-card__{part}")) for part in ("outside", "cover", "inside")
        )
        # One fold lays the code on the empty part and covers nothing of the name.
        assert code["width"] <= cover["width"] + 1
        assert round(name["y"]) == round(cover["y"]) == round(code["y"])
        assert name["x"] + name["width"] <= cover["x"] + 1 <= code["x"] + 2
        letters, square = box_of(card.locator(".sign-card__code strong")), box_of(card.locator("img"))
        assert letters["x"] + letters["width"] < square["x"] - 4


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


def test_on_paper_there_is_nothing_of_the_frame(visitor: Visitor, paper: str) -> None:
    page = visitor.enter("hr", width=1280)
    for address in ("vellen/1", "posters"):
        page.goto(paper + address)
        page.emulate_media(media="print")
        for part in (".top", ".places", ".foot", "main form", "h1"):
            assert not page.locator(part).first.is_visible(), (address, part)
