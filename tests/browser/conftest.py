"""Chromium against the product as it is really served. Without Chromium these tests are skipped, unless they are
asked for (MORTEL_BROWSER_TESTS=required); next to PostgreSQL they always are."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.running import CHROMIUM, FLAGS, Installation, served

STAGE = "import django; django.setup(); from tests.browser.stage import stage; print(stage())"
NO_CHROMIUM = "NO CHROMIUM HERE, NOTHING WAS LOOKED AT IN A BROWSER: `make browser` installs it"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if os.environ.get("MORTEL_TEST_DATABASE"):
        pytest.skip("browser tests run on SQLite only")
    if CHROMIUM.exists():
        return
    if os.environ.get("MORTEL_BROWSER_TESTS") == "required":
        pytest.fail(NO_CHROMIUM, pytrace=False)
    pytest.skip(NO_CHROMIUM)


@dataclass
class House:
    """The served product and what stands in it."""

    installation: Installation
    ids: Mapping[str, str]
    sessions: Mapping[str, list[str]]
    used: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.installation.address

    def session(self, who: str) -> str:
        """A session key of this part; on the shared device a fresh one each time."""
        keys = self.sessions[who]
        self.used[who] = self.used.get(who, -1) + 1
        return keys[self.used[who] % len(keys)]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One served installation for all tests of this process; whoever changes something in it says whose it is."""
    with served(tmp_path_factory.mktemp("house")) as installation:
        staged = json.loads(installation.run(STAGE))
        yield House(installation, staged["ids"], staged["sessions"])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a file. Not longer: while Playwright runs, Django refuses every query in this thread."""
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens the house as one of the cast, each time in a browser that knows nothing of before."""

    house: House
    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def enter(
        self,
        who: str = "anonymous",
        *,
        language: str = "nl",
        theme: str = "light",
        width: int = 360,
        **options: Any,
    ) -> Page:
        """A page, nothing opened in it yet. `theme` also takes "forced-colors": the palette of the system."""
        forced = theme == "forced-colors"
        context = self.chromium.new_context(
            base_url=self.house.address,
            viewport={"width": width, "height": 900 if width > 800 else 740},
            locale=f"{language}-NL" if language == "nl" else "en-GB",
            forced_colors="active" if forced else "none",
            **options,
        )
        self.contexts.append(context)
        cookies = {"language": language, "theme": "" if forced else theme}
        if who != "anonymous":
            cookies["session"] = self.house.session(who)
        context.add_cookies(
            [
                {"name": name, "value": value, "url": self.house.address}
                for name, value in cookies.items()
                if value
            ]
        )
        return context.new_page()

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visitor(house: House, chromium: Browser) -> Iterator[Visitor]:
    one = Visitor(house, chromium)
    yield one
    one.leave()
