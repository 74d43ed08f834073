"""Every page through axe, and what axe does not see: console, sideways scrolling, large letters, language, headings.

By default each page is seen at one combination of language, width and theme, rotated so that all pairs occur;
MORTEL_ALL_PAGES=1 shows each page at all of them.
"""

import os
import uuid
from itertools import combinations as pairs_of
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.looking import Complaints, headings, sticks_out_at, violations, wider_than_the_window
from tests.browser.screens import (
    LANGUAGES,
    NOT_LOOKED_AT,
    SCREENS,
    THEMES,
    WIDTHS,
    Combination,
    Screen,
    combinations,
    every_combination,
)
from tests.web.permissions import PAGE, TABLE

pytestmark = pytest.mark.browser

ROTATED = combinations()
VISITS = (
    [(screen, each) for screen in SCREENS for each in every_combination()]
    if os.environ.get("MORTEL_ALL_PAGES") == "1"
    else [(screen, ROTATED[turn % len(ROTATED)]) for turn, screen in enumerate(SCREENS)]
)


def unlooked_at(routes: set[str]) -> set[str]:
    """Addresses that give a page and that no screen shows."""
    return routes - {screen.route for screen in SCREENS} - NOT_LOOKED_AT.keys()


def test_every_page_of_the_router_is_looked_at() -> None:
    routes = {row.name for row in TABLE if row.get and PAGE in row.get.values()}
    assert "today:today" in routes
    assert unlooked_at(routes) == set()
    assert unlooked_at(routes | {"planted"}) == {"planted"}
    assert NOT_LOOKED_AT.keys() <= routes
    assert len({screen.name for screen in SCREENS}) == len(SCREENS)


def test_the_rotation_shows_every_pair() -> None:
    for first, second in pairs_of((LANGUAGES, WIDTHS, THEMES), 2):
        for one, other in product(first, second):
            assert any(one in each and other in each for each in ROTATED), (one, other)


def open_screen(page: Page, screen: Screen, ids: dict[str, str]) -> None:
    answer = page.goto(screen.path.format(**ids))
    assert answer is not None
    assert answer.status == screen.status
    if screen.act:
        screen.act(page, ids)
    page.wait_for_load_state("load")


@pytest.mark.parametrize(
    ("screen", "combination"),
    [pytest.param(screen, each, id=f"{screen.name}-{'-'.join(map(str, each))}") for screen, each in VISITS],
)
def test_a_page_is_for_everybody(visitor: Visitor, screen: Screen, combination: Combination) -> None:
    language, width, theme = combination
    page = visitor.enter(screen.who, language=language, theme=theme, width=width)
    complaints = Complaints(page)
    open_screen(page, screen, {**visitor.house.ids, "language": language, "unique": uuid.uuid4().hex})
    assert complaints.said == []
    assert page.locator("html").get_attribute("lang") == language
    assert page.title().removesuffix("· Mortel").strip()
    assert len(headings(page)) == 1
    assert violations(page) == []
    assert wider_than_the_window(page) == []
    assert sticks_out_at(page, 320) == []
    assert sticks_out_at(page, 360, text=2) == []
    assert sticks_out_at(page, 1180, text=2) == []
