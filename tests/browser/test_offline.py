"""Capture on a phone. The real server runs in a process of its own and is really killed; no fake answers."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, Playwright, expect, sync_playwright

from tests.cast import PASSWORD
from tools.running import FLAGS, MORTEL, ROOT

CARDS = {"marit": "20000001", "femke": "20000002"}
pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
SEED = "import django; django.setup(); from tests.cast import assemble; assemble()"
# A release whose worker differs by one comment: enough for a browser to see a new worker.
NEXT_RELEASE = (
    "from mortel.web.pwa import release; source = release._worker_source;"
    "release._worker_source = lambda: source() + '// the next release';"
)


# What is kept on the device becomes longer than the server takes.
LENGTHEN = """() => new Promise((resolve) => {
    const request = indexedDB.open("mortel");
    request.onsuccess = () => {
        const store = request.result.transaction("outbox", "readwrite").objectStore("outbox");
        store.getAll().onsuccess = ({ target }) => {
            for (const entry of target.result) store.put({ ...entry, text: "a".repeat(10_001) });
        };
        store.transaction.oncomplete = () => (request.result.close(), resolve());
    };
})"""


def _python(data: Path, code: str, *words: str) -> subprocess.Popen[bytes]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MORTEL_")}
    env |= {"MORTEL_DATA": str(data), "MORTEL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "mortel.project.settings"}
    with (data / "server.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", code, *words], cwd=ROOT, env=env, stdout=log, stderr=log
        )


@dataclass
class Server:
    """One installation. `stop` kills it as a power cut would."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, before: str = "") -> None:
        self.process = _python(self.data, before + MORTEL, "serve", "--port", str(self.port))
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.address}/manifest.webmanifest", timeout=5).close()
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError((self.data / "server.log").read_text())

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Databases with the cast in them and hashed static files; each test gets a copy."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: `make browser` installs it")
    data = tmp_path_factory.mktemp("offline")
    for code, words in ((MORTEL, ["setup"]), (SEED, [])):
        assert _python(data, code, *words).wait() == 0, (data / "server.log").read_text()
    return data


@pytest.fixture
def server(installation: Path, tmp_path: Path) -> Iterator[Server]:
    data = tmp_path / "data"
    shutil.copytree(installation, data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Server(data, port)
    one.start()
    yield one
    one.stop()


@dataclass
class Phone:
    """A Chromium with a profile on disk, 360 px wide. `complaints` holds what the console said."""

    profile: Path
    engine: Playwright
    address: str
    complaints: list[str] = field(default_factory=list)
    context: BrowserContext | None = None

    def open(self, path: str = "/") -> Page:
        if self.context is None:
            self.context = self.engine.chromium.launch_persistent_context(
                self.profile,
                executable_path=CHROMIUM,
                args=FLAGS,
                viewport={"width": 360, "height": 740},
                locale="nl-NL",
            )
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._note(said.text) if said.type == "error" else None)
        page.goto(self.address + path)
        return page

    def _note(self, said: str) -> None:
        # What a stopped server looks like, also in the middle of its manifest; anything else is ours.
        if "Failed to load resource" not in said and said != "Manifest: Line: 1, column: 1, Syntax error.":
            self.complaints.append(said)

    def sign_in(self, who: str) -> Page:
        page = self.open("/aanmelden/")
        page.locator("[name=login]").fill(CARDS[who])
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        expect(page.locator("#capture[data-ready]")).to_be_attached()
        page.evaluate("async () => { await navigator.serviceWorker.ready }")
        return page

    def settle(self) -> None:
        """Close properly: cookies reach the disk only after half a minute or at the end."""
        if self.context:
            self.context.close()
            self.context = None

    def kill(self) -> None:
        """End every process of this browser at once, as a phone does that runs out of memory."""
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if str(self.profile).encode() in entry.read_bytes():
                    os.kill(int(entry.parent.name), 9)
            except (ProcessLookupError, FileNotFoundError):
                continue
        with suppress(Error):
            self.settle()
        self.context = None
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)


@pytest.fixture
def phone(server: Server, tmp_path: Path) -> Iterator[Phone]:
    with sync_playwright() as engine:
        one = Phone(tmp_path / "profile", engine, server.address)
        yield one
        one.settle()
        assert one.complaints == []


def _save(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#capture [type=submit]").click()


def _texts(page: Page) -> Locator:
    return page.locator("#recent .moment__text")


def _unsent(page: Page) -> Locator:
    return page.locator("#unsent [data-text]")


def _soon(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 10 seconds")


def test_what_is_written_while_the_server_is_away_arrives_once(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    _save(page, "eerst de radio aan")
    expect(_texts(page)).to_have_text(["eerst de radio aan"])
    server.stop()
    _save(page, "de tillift klemt minder met een losse band")
    expect(_unsent(page)).to_have_count(1)
    page.close()
    page = phone.open()
    expect(_unsent(page)).to_have_text(["de tillift klemt minder met een losse band"])
    _save(page, "apotheek bellen voor tien uur")
    expect(_unsent(page)).to_have_count(2)
    server.start()
    page.goto(server.address)
    expect(_texts(page)).to_have_count(3)
    page.reload()
    expect(_texts(page)).to_have_count(3)
    expect(page.locator("#unsent")).to_be_hidden()


def test_two_people_on_one_phone_see_nothing_of_each_other(server: Server, phone: Phone) -> None:
    first = phone.sign_in("marit")
    server.stop()
    _save(first, "onverstuurd van Marit")
    expect(_unsent(first)).to_have_count(1)
    first.locator("#text").fill("begin van Marit")
    expect(first.locator("#draft-state")).not_to_be_empty()
    first.close()
    assert phone.context
    phone.context.clear_cookies()
    server.start()
    second = phone.sign_in("femke")
    expect(second.locator("#text")).to_have_value("")
    server.stop()
    second.goto(server.address)
    expect(second.locator("[data-part=capture]")).to_be_visible()
    assert "Marit" not in second.content()
    server.start()
    phone.context.clear_cookies()
    again = phone.sign_in("marit")
    expect(again.locator("#text")).to_have_value("begin van Marit")
    expect(again.locator("#unsent")).to_be_hidden()
    again.reload()  # with something in the field the page does not reload by itself
    expect(_texts(again)).to_have_text(["onverstuurd van Marit"])


def test_a_draft_survives_a_killed_browser(phone: Phone) -> None:
    phone.sign_in("marit")
    phone.settle()
    page = phone.open()
    page.locator("#text").press_sequentially("half af")
    expect(page.locator("#draft-state")).not_to_be_empty()
    phone.kill()
    expect(phone.open().locator("#text")).to_have_value("half af")


def test_signing_out_asks_about_what_is_unsent_and_back_shows_nothing(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    _save(page, "dit is van mij")
    expect(_texts(page)).to_have_count(1)
    page.locator("#text").fill("nog niet af")
    page.locator("[data-sign-out] button").click()
    page.locator("#signout-choice [data-do=keep]").click()
    expect(page.locator("[name=login]")).to_be_visible()
    page.go_back()
    assert "dit is van mij" not in page.content()
    server.stop()
    page.goto(server.address)
    expect(page.locator("[data-part=nobody]")).to_be_visible()
    assert "nog niet af" not in page.content()


def test_a_double_tap_saves_once(phone: Phone) -> None:
    page = phone.sign_in("marit")
    page.locator("#text").fill("twee keer getikt")
    page.locator("#capture [type=submit]").dblclick()
    expect(_texts(page)).to_have_count(1)
    page.reload()
    expect(_texts(page)).to_have_count(1)


def test_a_text_that_is_too_long_stays_and_is_explained(phone: Phone) -> None:
    page = phone.sign_in("marit")
    _save(page, "a" * 10_001)
    expect(page.locator("#text-error")).to_be_visible()
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value("a" * 10_001)
    _save(page, "a" * 10_000)
    expect(_texts(page)).to_have_count(1)


def test_text_from_another_app_lands_under_what_was_being_typed(phone: Phone) -> None:
    page = phone.sign_in("marit")
    page.reload()  # from here on the worker answers for this page
    page.locator("#text").fill("eigen begin")
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.method = "post"; form.action = "/delen";
            form.innerHTML = '<input name="text" value="gedeelde zin">';
            document.body.append(form); form.submit();
        }"""
    )
    expect(page.locator("#text")).to_have_value("eigen begin\ngedeelde zin")
    assert page.url == phone.address + "/"


def test_a_new_worker_waits_while_somebody_types(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    page.reload()
    page.locator("#text").fill("midden in een zin")
    expect(page.locator("#draft-state")).not_to_be_empty()
    server.stop()
    server.start(NEXT_RELEASE)
    waits = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update() }")
    _soon(lambda: bool(page.evaluate(waits)))
    page.reload()
    expect(page.locator("#text")).to_have_value("midden in een zin")
    page.wait_for_timeout(3000)  # a calm page lets the new worker begin after two seconds
    assert page.evaluate(waits)
    page.locator("#capture [type=submit]").click()
    expect(_texts(page)).to_have_count(1)
    _soon(lambda: not page.evaluate(waits))


def test_the_worker_keeps_no_page_about_a_person(phone: Phone) -> None:
    page = phone.sign_in("marit")
    page.goto(phone.address + "/ik/")
    addresses = page.evaluate(
        """async () => {
            const caught = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    caught.push(new URL(request.url).pathname);
            return caught;
        }"""
    )
    assert addresses
    assert all(address.startswith(("/static/", "/buiten-bereik/")) for address in addresses)


def _at_the_shared_device(phone: Phone) -> Page:
    """Marit's phone becomes the shared device: its worker must go, and nothing of hers may answer there."""
    page = phone.sign_in("marit")
    page.goto(phone.address + "/ik/kaart/")
    page.locator("main form button").click()
    code = page.locator(".sign-card__code").inner_text()
    page.clock.install()
    page.goto(phone.address + "/kiosk/")
    page.locator("[name=code]").fill(code)
    page.locator("#kiosk-code button").click()
    expect(page.locator("#kiosk-capture")).to_be_visible()
    return page


def test_a_shared_device_saves_and_forgets(server: Server, phone: Phone) -> None:
    page = _at_the_shared_device(phone)
    page.locator("#text").fill("geschreven in de koffiekamer")
    page.locator("#kiosk-capture button").click()
    expect(page.locator("#kiosk-code")).to_be_visible()
    page.go_back()
    assert "koffiekamer" not in page.content()
    left = page.evaluate(
        """async () => [
            (await navigator.serviceWorker.getRegistrations()).length,
            (await caches.keys()).length,
            localStorage.getItem("mortel-owner"),
        ]"""
    )
    assert left == [0, 0, None]
    expect(_texts(phone.sign_in("marit"))).to_have_text(["geschreven in de koffiekamer"])


def test_a_shared_device_says_that_the_server_is_away_and_clears_itself_after_a_minute(
    server: Server, phone: Phone
) -> None:
    page = _at_the_shared_device(phone)
    server.stop()
    page.locator("#text").fill("blijft niet liggen")
    page.locator("#kiosk-capture button").click()
    expect(page.locator("#kiosk-offline")).to_be_visible()
    expect(page.locator("#text")).to_have_value("blijft niet liggen")
    page.clock.fast_forward(61_000)
    expect(page.locator("#text")).to_be_hidden()
    expect(page.locator("#text")).to_have_value("")
    server.start()
    page.clock.fast_forward(16_000)
    expect(page.locator("#kiosk-code")).to_be_visible()


def test_the_button_stays_where_it_is_when_the_words_beside_it_change(server: Server, phone: Phone) -> None:
    """Leaving the field at the tap keeps the draft and says so; a button that moves then loses the tap."""
    page = phone.sign_in("marit")
    state, button = page.locator("#draft-state"), page.locator("#capture [type=submit]")
    places = []
    for words in (
        "",
        "bewaard op dit apparaat",
        "Geen verbinding. Dit staat op je apparaat en gaat later weg.",
    ):
        state.evaluate("(element, words) => { element.textContent = words; }", words)
        places.append(button.bounding_box())
    assert places[0] == places[1] == places[2]


def test_whoever_is_signed_out_is_told_so_with_the_way_in_beside_it(phone: Phone) -> None:
    page = phone.sign_in("marit")
    assert phone.context
    phone.context.clear_cookies()
    _save(page, "half negen is te laat")
    expect(page.locator("#draft-state")).to_have_text(
        "Je bent hier niet meer aangemeld. Meld je aan, dan versturen we dit."
    )
    expect(page.locator("#unsent-until")).to_contain_text("Meld je aan")
    page.locator("#sign-in-again a").click()
    page.locator("[name=login]").fill(CARDS["marit"])
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(_texts(page)).to_have_text(["half negen is te laat"])


def test_without_a_connection_what_is_unsent_goes_by_itself_and_says_so(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    server.stop()
    _save(page, "de sleutel hangt links")
    expect(page.locator("#unsent-until")).to_contain_text("vanzelf")
    expect(page.locator("#sign-in-again")).to_be_hidden()


def test_a_text_of_invisible_signs_is_empty_and_one_between_others_is_left_out(phone: Phone) -> None:
    page = phone.sign_in("marit")
    _save(page, "\u200b\u00a0\ufeff\0")
    expect(page.locator("#text-error")).to_be_visible()
    _save(page, "nul\0punt")
    expect(_texts(page)).to_have_text(["nulpunt"])


def test_the_line_about_a_change_goes_with_what_had_to_change(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    server.stop()
    _save(page, "wordt te lang")
    expect(_unsent(page)).to_have_count(1)
    page.evaluate(LENGTHEN)
    server.start()
    page.reload()
    expect(page.locator("#draft-state")).to_have_text("Er moet eerst iets anders. Kijk hieronder.")
    expect(page.locator("#unsent-until")).to_have_text(
        "Dit staat alleen op dit apparaat. Verander het of verwijder het."
    )
    page.locator("#unsent [data-do=drop]").click()
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.locator("#draft-state")).to_be_empty()


def test_a_warning_about_what_was_just_saved_stands_beside_that_in_view(phone: Phone) -> None:
    page = phone.sign_in("marit")
    _save(page, "Bel mevrouw Jansen op 06 12345678")
    expect(_texts(page)).to_have_count(1)
    expect(page.locator("#draft-state")).to_have_text("Bewaard. Alleen jij ziet dit.")
    warning, bar = page.locator(".client-data").bounding_box(), page.locator(".places").bounding_box()
    assert warning
    assert bar
    assert warning["y"] + warning["height"] <= bar["y"]


def _written(phone: Phone) -> Page:
    """Marit's page of one moment, which can be changed."""
    page = phone.sign_in("marit")
    _save(page, "de tillift klemt")
    expect(_texts(page)).to_have_count(1)
    page.locator("#recent .brick__link").click()
    page.wait_for_url("**/momenten/*-*/")
    return page


def test_a_changed_text_stays_on_its_page_while_the_server_is_away(server: Server, phone: Phone) -> None:
    page = _written(phone)
    moment = page.url
    page.goto(moment + "tekst")
    server.stop()
    page.locator("[name=text]").fill("de tillift klemt bij een strakke band")
    page.locator("#edit button").click()
    expect(page.locator("[data-when=away]")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("de tillift klemt bij een strakke band")
    assert page.url == moment + "tekst"
    page.once(
        "dialog", lambda asked: asked.dismiss()
    )  # the browser still asks before it leaves what is not saved
    page.evaluate("location.assign('/')")
    expect(page.locator("[name=text]")).to_have_value("de tillift klemt bij een strakke band")
    server.start()
    page.locator("#edit button").click()
    page.wait_for_url(moment)
    expect(page.locator("article .moment__text")).to_have_text("de tillift klemt bij een strakke band")
    expect(page.locator(".notice")).to_be_visible()


def test_an_answer_stays_on_its_page_while_the_server_is_away(server: Server, phone: Phone) -> None:
    page = _written(phone)
    moment = page.url
    page.goto(moment + "?vraag=mp.tried#vraag")
    server.stop()
    page.locator("#answer [name=text]").fill("eerst de band los")
    page.locator("#answer button").click()
    expect(page.locator("[data-when=away]")).to_be_visible()
    expect(page.locator("#answer [name=text]")).to_have_value("eerst de band los")
    server.start()
    page.locator("#answer button").click()
    page.wait_for_url(moment)
    expect(page.locator("dd")).to_contain_text("eerst de band los")


def test_two_lists_stay_on_their_page_while_the_server_is_away(server: Server, phone: Phone) -> None:
    page = phone.sign_in("marit")
    page.goto(server.address + "/ik/toen-en-nu/")
    server.stop()
    page.locator("[name=now]").fill("Ik bel zelf.")
    page.locator("#lists button").click()
    expect(page.locator("[data-when=away]")).to_be_visible()
    server.start()
    page.locator("#lists button").dblclick()
    expect(page.locator(".two-lists")).to_contain_text("Ik bel zelf.")


def test_a_change_of_somebody_who_was_signed_out_waits_and_goes_to_nobody_else(
    server: Server, phone: Phone
) -> None:
    page = _written(phone)
    moment = page.url
    page.goto(moment + "tekst")
    assert phone.context
    phone.context.clear_cookies()
    page.locator("[name=text]").fill("kort")
    page.locator("#edit button").click()
    expect(page.locator("[data-when=signedOut] a")).to_be_visible()
    phone.sign_in("femke")
    page.locator("#edit button").click()
    expect(page.locator("[data-when=other]")).to_be_visible()
    phone.context.clear_cookies()
    phone.sign_in("marit")
    page.locator("#edit button").click()
    page.wait_for_url(moment)
    expect(page.locator("article .moment__text")).to_have_text("kort")


def test_what_the_server_says_of_a_change_is_shown(phone: Phone) -> None:
    page = _written(phone)
    page.goto(page.url + "tekst")
    page.locator("[name=text]").fill("   ")
    page.locator("#edit button").click()
    expect(page.locator("#id_text_error")).to_be_visible()
    assert page.url.endswith("/tekst")
