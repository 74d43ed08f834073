"""What the first page costs somebody with a small bundle. How fast it is: tools/measure_capture.py."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tools.transfer import Transfer

pytestmark = pytest.mark.browser

AT_MOST = 100_000


def test_the_first_page_comes_with_its_letters_in_100_kilobytes(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    transfer = Transfer(page.context.new_cdp_session(page))
    page.goto("/")
    expect(page.locator("#capture[data-ready] #text")).to_be_focused()
    page.wait_for_load_state("networkidle")
    kinds = {path.rsplit(".", 1)[-1] for path in transfer.sizes}
    assert {"woff2", "css", "js"} <= kinds
    assert 10_000 < transfer.total <= AT_MOST, transfer.sizes


def test_what_comes_is_kept_by_the_browser_and_not_fetched_again(visitor: Visitor) -> None:
    page = visitor.enter("employee")
    page.goto("/")
    expect(page.locator("#capture[data-ready]")).to_be_attached()
    transfer = Transfer(page.context.new_cdp_session(page))
    page.reload()
    expect(page.locator("#capture[data-ready]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    fetched = {path for path, size in transfer.sizes.items() if size and path.startswith("/static/")}
    assert fetched == set()
