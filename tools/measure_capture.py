"""How soon can somebody type? Bytes of the first page, and the time until the field takes what is typed.

A phone screen of 360 px, a processor four times slower than this one (DevTools throttling), 1.6 Mbit/s and 150 ms
away (slow_line.py). Cold: a signed-in person on a phone that has nothing stored. Warm: the same phone the next time,
the browser started anew on the same profile. Median of five.

    python tools/measure_capture.py

Prints one line of JSON; the exit code is 1 when a limit of the product is passed.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright
from running import CHROMIUM, FLAGS, served
from slow_line import slow_line
from transfer import Transfer

FILL = "import django; django.setup(); from tests.cast import assemble; assemble()"
CARD, PASSWORD = "20000001", "zout water wind"
SLOWER = 4
LIMITS = {"bytes_first_page": 100_000, "cold_ms": 2500, "warm_ms": 1000}
# Editable means: the field has the focus, and the script that keeps a draft has taken it over.
TIMES = """() => {
    const note = (name) => (window.__at ??= {})[name] ??= performance.now();
    const look = () => {
        const field = document.getElementById("text");
        if (field && document.activeElement === field) note("typing");
        if (document.querySelector("#capture[data-ready]")) note("ready");
        if (!window.__at?.ready) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


def watched(page: Page) -> Transfer:
    """Slow this page down as a mid phone is slow, and count what it fetches."""
    session = page.context.new_cdp_session(page)
    transfer = Transfer(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({TIMES})()")
    return transfer


@contextmanager
def phone(engine: Playwright, profile: Path) -> Iterator[BrowserContext]:
    context = engine.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, viewport={"width": 360, "height": 740}, locale="nl-NL"
    )
    try:
        yield context
    finally:
        context.close()


def sign_in(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/aanmelden/")
    page.locator("[name=login]").fill(CARD)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("#capture").wait_for()
    page.close()


def opened(context: BrowserContext, address: str) -> tuple[dict[str, float], Transfer]:
    """Open the first page; milliseconds since the tap until typing is possible and until drafts are kept."""
    page = context.new_page()
    transfer = watched(page)
    page.goto(address)
    page.locator("#capture[data-ready]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    times: dict[str, float] = page.evaluate("window.__at")
    page.close()
    return times, transfer


def cold(
    engine: Playwright, address: str, state: dict[str, Any], profile: Path
) -> tuple[dict[str, float], Transfer]:
    """A phone with nothing but the cookie."""
    with phone(engine, profile) as context:
        context.add_cookies(state["cookies"])
        return opened(context, address)


def warm(engine: Playwright, address: str, profile: Path) -> tuple[dict[str, float], Transfer]:
    """The same phone once more. The browser has started, as on a phone where it is never quite gone."""
    with phone(engine, profile) as context:
        settle = context.new_page()
        settle.goto(f"{address}/privacy/")
        settle.evaluate("async () => { await navigator.serviceWorker.ready }")
        settle.close()
        return opened(context, address)


def measure(rounds: int, folder: Path) -> dict[str, Any]:
    with served(folder / "data", FILL) as house, slow_line(house.port) as line, sync_playwright() as engine:
        address = f"http://127.0.0.1:{line.port}"
        with phone(engine, folder / "first") as context:
            sign_in(context, address)
            state: dict[str, Any] = dict(context.storage_state())
        rows: dict[str, list[float]] = {}
        transfer = None
        for number in range(rounds):
            profile = folder / f"profile{number}"
            before = line.down
            first, transfer = cold(engine, address, state, profile)
            everything = line.down - before
            again, _ = warm(engine, address, profile)
            for name, value in {
                "cold_ms": first["typing"],
                "cold_ready_ms": first["ready"],
                "warm_ms": again["typing"],
                "warm_ready_ms": again["ready"],
            }.items():
                rows.setdefault(name, []).append(value)
    assert transfer is not None
    result: dict[str, Any] = {name: round(statistics.median(values)) for name, values in rows.items()}
    sizes = {"bytes_first_page": transfer.total, "bytes_with_worker": everything}
    return result | sizes | {"rounds": rounds, "heaviest": dict(transfer.sizes.most_common(12))}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="mortel-measure-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "data").mkdir()
        result = measure(rounds, Path(folder))
    print(json.dumps(result))
    return int(any(result[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
