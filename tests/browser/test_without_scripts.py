"""The same work in a browser without scripts: slower, and complete."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(visitor: Visitor, number: str) -> Page:
    page = visitor.enter(java_script_enabled=False)
    page.goto("/")
    page.locator("[name=login]").fill(number)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    return page


def save(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("form.capture button:not(.button--text)").click()


def test_a_moment_is_saved_and_found_back(visitor: Visitor) -> None:
    page, text = sign_in(visitor, "20000007"), f"zonder scripts {uuid.uuid4().hex}"
    save(page, text)
    expect(page.locator("[data-messages] .notice")).to_be_visible()
    expect(page.locator("#recent .moment__text").first).to_have_text(text)
    expect(page.locator("#text")).to_have_value("")
    page.locator("#recent a").first.click()
    expect(page.locator(".moment__text")).to_have_text(text)


def test_what_was_found_is_read_on_to_its_second_page(visitor: Visitor) -> None:
    page = visitor.enter("employee", java_script_enabled=False)
    page.goto("/momenten/")
    page.locator("#q").fill("e")
    page.locator("#q").press("Enter")
    page.locator(".pager button").click()
    expect(page.locator(".pager span")).to_contain_text("2")
    expect(page.locator("#q")).to_have_value("e")
    assert page.url.endswith("/momenten/")


def test_an_empty_text_is_explained_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    page = sign_in(visitor, "20000007")
    save(page, "   ")
    expect(page.locator("#text-error")).to_be_visible()
    expect(page.locator("#text-error")).not_to_be_empty()
    assert page.locator("#text").get_attribute("aria-invalid") == "true"
    assert page.locator("#text").get_attribute("autofocus") is not None


def test_a_text_typed_while_the_session_ended_is_given_back(visitor: Visitor) -> None:
    page = sign_in(visitor, "20000007")
    page.locator("#text").fill("net op tijd getypt")
    page.context.clear_cookies(name="session")
    page.locator("form.capture button").click()
    expect(page.locator("textarea")).to_have_value("net op tijd getypt")


def test_signing_out_works_and_back_shows_nothing(visitor: Visitor) -> None:
    page, text = sign_in(visitor, "20000008"), f"alleen voor mij {uuid.uuid4().hex}"
    save(page, text)
    expect(page.locator("#recent")).to_contain_text(text)
    page.locator("[data-sign-out] button").click()
    expect(page.locator("[name=login]")).to_be_visible()
    page.go_back()
    assert text not in page.content()


def test_the_shared_device_takes_a_text_and_shows_nothing(visitor: Visitor) -> None:
    owner, text = sign_in(visitor, "20000009"), f"op het gezamenlijke toestel {uuid.uuid4().hex}"
    owner.goto("/ik/kaart/")
    owner.locator("main form button").click()
    code = owner.locator(".sign-card__code").inner_text()
    page = visitor.enter(java_script_enabled=False)
    page.goto("/kiosk/")
    page.locator("[name=code]").fill(code)
    page.locator("#kiosk-code button").click()
    save(page, text)
    expect(page.locator("#kiosk-code")).to_be_visible()
    assert text not in page.content()
    page.go_back()
    assert text not in page.content()
    owner.goto("/")
    expect(owner.locator("#recent .moment__text").first).to_have_text(text)


def test_the_shared_device_explains_an_empty_text(visitor: Visitor) -> None:
    page = visitor.enter("kiosk", java_script_enabled=False)
    page.goto("/kiosk/schrijven/")
    save(page, "  ")
    expect(page.locator("#text-error")).not_to_be_empty()
    expect(page.locator("#text")).to_be_visible()
