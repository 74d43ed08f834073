"""What is measured on a page that stands open."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]
REPORTS = """addEventListener("securitypolicyviolation",
    ({ violatedDirective, blockedURI }) => console.error(`CSP ${violatedDirective} ${blockedURI}`))"""


@cache
def _axe() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Complaints:
    """What the console of this page says from now on: errors, warnings, reports of the content security policy."""

    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(REPORTS)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        # A page with an error status is itself what is looked at; the browser mentions its status.
        own = self._path(message.location.get("url", "")) == self._path(self.page.url)
        if message.type in ("error", "warning") and not (own and "Failed to load resource" in message.text):
            self.said.append(f"{message.text} ({message.location.get('url', '')})")

    @staticmethod
    def _path(address: str) -> str:
        return address.split("#")[0].split("?")[0]


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(_axe())
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(({ violations }) => violations)", options
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]


def wider_than_the_window(page: Page) -> list[str]:
    """Elements that stick out to the right, when the page as a whole can be scrolled sideways."""
    found: list[str] = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            return Array.from(document.body.querySelectorAll("*"))
                .filter((each) => each.getBoundingClientRect().right > room + 1)
                .map((each) => each.outerHTML.slice(0, 120));
        }"""
    )
    return found


def sticks_out_at(page: Page, width: int, *, text: float = 1.0) -> list[str]:
    """`wider_than_the_window` with this width and the letters of the device `text` times as large; they stay so."""
    height = page.viewport_size["height"] if page.viewport_size else 740
    page.set_viewport_size({"width": width, "height": height})
    if text != 1.0:
        session = page.context.new_cdp_session(page)
        sizes = {"standard": round(16 * text), "fixed": round(13 * text)}
        session.send("Page.setFontSizes", {"fontSizes": sizes})
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size >= 16 * text, "the letters did not grow"
    return wider_than_the_window(page)


def headings(page: Page) -> list[str]:
    """The first-level headings that are there for a reader, hidden ones for screen readers included."""
    found: list[str] = page.evaluate(
        """() => Array.from(document.querySelectorAll("h1"))
            .filter((each) => each.checkVisibility())
            .map((each) => each.innerText)"""
    )
    return found
