"""Takes the pictures of the README: a fresh demo organisation, on a phone and on a desk, in Dutch.

python tools/screenshots.py [FOLDER]        (docs/screenshots by default; `make screenshots`)
"""

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from picture import smaller
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from running import CHROMIUM, FLAGS, ROOT, Installation, served

SIZES = {"phone": (360, 740), "desktop": (1180, 900)}
LARGEST, LARGEST_TOGETHER = 120_000, 1_200_000
MOMENT = "Mevrouw eet beter als ik naast haar zit. Tegenover haar kijkt ze alleen naar mijn handen."
THEN = """Ik belde de apotheek aan het eind van de dienst.
Bij onrust vroeg ik meteen een collega.
Rapporteren deed ik na de koffie, uit mijn hoofd.
Met de actieve lift werkte ik altijd met zijn tweeën."""
NOW = """Ik bel de apotheek voor negen uur.
Bij onrust ga ik eerst zitten en zet de radio zacht.
Rapporteren doe ik meteen, op de gang.
Met de actieve lift werkte ik altijd met zijn tweeën.
Ik laat de stagiair de overdracht doen en vul aan."""
# One location of the demo as its personnel system would give it: one person left, one married, one is new.
PERSONNEL = """
import django
django.setup()
from mortel.apps.people.models import Membership, Unit
unit = Unit.objects.filter(teams__isnull=False).order_by("name").first()
path, above = [unit.name], unit.parent
while above:
    path, above = [above.name, *path], above.parent
print("Personeelsnummer;Naam;E-mail;Eenheid;Team;Functie;Uren")
rows = Membership.objects.filter(team__unit=unit, ends=None).select_related("person", "team", "function")
known = []
for row in rows.order_by("person__personnel_number"):
    function = row.function.name if row.function else ""
    hours = "" if row.hours is None else str(row.hours).replace(".", ",")
    known.append([row.person.personnel_number, row.person.name, row.person.email or "", " > ".join(path),
                  row.team.name, function, hours])
known[1][1] += "-de Haan"
known[2][6] = "28"
for row in [*known[:3], *known[4:], ["990001", "Sjoukje Terpstra", "", *known[0][3:5], known[0][5], "24"]]:
    print(";".join(row))
"""


@dataclass(frozen=True)
class Demo:
    """The installation, and how its people sign in."""

    house: Installation
    employee: str
    adviser: str
    administrator: str
    card: str
    password: str


@dataclass(frozen=True)
class Picture:
    """`ready` leads a page to what is shown; `who` is a field of Demo, or empty."""

    name: str
    who: str
    path: str
    ready: Callable[[Page, Demo], None] | None = None


def told(house: Installation) -> Demo:
    """Make the demo and read from what it prints who can sign in."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in house.mortel("demo", "--seed", "1").splitlines()]
    people = {row[1]: row for row in lines if len(row) >= 3}
    password = next(row[0].split(": ", 1)[1] for row in lines if row[0].startswith("Wachtwoord"))
    return Demo(
        house=house,
        employee=people["medewerker"][2],
        adviser=people["HR-adviseur"][2],
        administrator=people["beheerder"][2],
        card=people["medewerker zonder e-mail"][3],
        password=password,
    )


def send(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)
    with page.expect_navigation():
        page.locator("main form[method=post] button").last.click()


def save(page: Page) -> None:
    """Press the button of a form that stays on its page until it is saved, and wait until that is done."""
    with page.expect_navigation():
        page.locator(".actions button").click()


def sign_in(page: Page, login: str, password: str) -> None:
    page.goto("/aanmelden/")
    send(page, login=login, password=password)


def write(page: Page) -> None:
    """A moment of today, with where it came from, its place and its circles."""
    page.locator("#capture[data-ready] #text").fill(MOMENT)
    page.locator("#capture [type=submit]").click()
    page.locator("#recent", has_text=MOMENT[:30]).wait_for()
    page.locator("#recent a").first.click()
    moment = page.url
    page.goto(moment + "erbij")
    for value in ("act.observe", "act.try", "src.clients", "nb.new"):
        page.locator(f"[value='{value}']").check()
    save(page)
    page.goto(moment + "plek")
    for question in ("part_of_work", "with_others", "goals_beforehand", "certificate"):
        page.locator(
            f"[name={question}][value='{'yn.yes' if question == 'part_of_work' else 'yn.no'}']"
        ).check()
    save(page)
    page.goto(moment + "verweven")
    page.locator("[name=interwoven][value='3']").check()
    save(page)
    page.goto("/ik/toen-en-nu/")
    send(page, then=THEN, now=NOW)


def her_moment(page: Page, demo: Demo) -> None:
    with page.expect_navigation():
        page.locator("main .moment a").first.click()
    page.locator(".two-circles").evaluate("circles => circles.scrollIntoView({ block: 'nearest' })")


def with_the_card(page: Page, demo: Demo) -> None:
    page.locator("[name=code]").fill(demo.card)
    with page.expect_navigation():
        page.locator("#kiosk-code button").click()
    page.locator("#text").fill("De nieuwe tillift remt beter als je hem eerst naar achteren trekt.")


def with_the_list(page: Page, demo: Demo) -> None:
    if page.url.startswith(f"{demo.house.address}/nogmaals/"):
        send(page, password=demo.password)
    table = demo.house.run(PERSONNEL).encode()
    page.locator("[name=file]").set_input_files(
        [{"name": "personeel-november.csv", "mimeType": "text/csv", "buffer": table}]
    )
    send(page)


def newest(page: Page, demo: Demo) -> None:
    with page.expect_navigation():
        page.locator("main .brick__link").first.click()


def settled(page: Page, demo: Demo) -> None:
    page.locator("#capture[data-ready]").wait_for(state="attached")


PICTURES = [
    Picture("vandaag", "employee", "/", settled),
    Picture("ik", "employee", "/ik/"),
    Picture("moment", "employee", "/momenten/", her_moment),
    Picture("erbij", "employee", "/ik/erbij/"),
    Picture("toen-en-nu", "employee", "/ik/toen-en-nu/"),
    Picture("bibliotheek", "employee", "/bibliotheek/"),
    Picture("gesprek", "employee", "/bibliotheek/gesprekken/CV-04/"),
    Picture("oneens", "adviser", "/bibliotheek/oneens/DP-01/"),
    Picture("privacy", "employee", "/privacy/"),
    Picture("team", "employee", "/team/"),
    Picture("rondes", "adviser", "/klimaat/rondes/"),
    Picture("uitslag", "adviser", "/klimaat/uitslag/", newest),
    Picture("kiosk", "", "/kiosk/", with_the_card),
    Picture("personeelslijst", "administrator", "/beheer/personeelslijst/", with_the_list),
]


def visit(browser: Browser, demo: Demo, size: str) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        base_url=demo.house.address,
        viewport={"width": width, "height": height},
        device_scale_factor=2 if size == "phone" else 1,
        locale="nl-NL",
        reduced_motion="reduce",
    )


def take(browser: Browser, demo: Demo, folder: Path) -> None:
    for size in SIZES:
        signed_in: dict[str, Page] = {}
        for picture in PICTURES:
            if picture.who not in signed_in:
                page = signed_in[picture.who] = visit(browser, demo, size).new_page()
                if picture.who:
                    sign_in(page, getattr(demo, picture.who), demo.password)
            page = signed_in[picture.who]
            page.goto(picture.path)
            if picture.ready:
                picture.ready(page, demo)
            page.wait_for_load_state("networkidle")
            shot = page.screenshot(animations="disabled", caret="hide")
            (folder / f"{picture.name}-{size}.png").write_bytes(smaller(shot))


def weigh(folder: Path) -> None:
    """Say the sizes; RuntimeError when a picture, or all together, are too heavy for a README."""
    sizes = {path.name: path.stat().st_size for path in sorted(folder.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{size:>8} {name}")
    if max(sizes.values()) > LARGEST or sum(sizes.values()) > LARGEST_TOGETHER:
        raise RuntimeError(f"too heavy: {sum(sizes.values())} bytes together")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="mortel-pictures-", ignore_cleanup_errors=True) as data,
        served(Path(data)) as house,
        sync_playwright() as engine,
    ):
        demo = told(house)
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        writer = visit(browser, demo, "phone").new_page()
        sign_in(writer, demo.employee, demo.password)
        write(writer)
        take(browser, demo, folder)
        browser.close()
    weigh(folder)


if __name__ == "__main__":
    main()
