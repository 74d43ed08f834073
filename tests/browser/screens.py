"""Every page that can be looked at: who opens it, where, and what to do there first.

Rows of the permission table (tests/web/permissions.py) that give a page must stand here or in NOT_LOOKED_AT.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Page, expect

Ids = Mapping[str, str]
LANGUAGES = ("nl", "en")
WIDTHS = (360, 1180, 320)
THEMES = ("light", "dark", "contrast", "forced-colors")
Combination = tuple[str, int, str]

ANSWERS_OF_MACHINES = "an answer for a script or a browser, no page"
A_FILE = "a file that is saved, never opened here"
NOT_LOOKED_AT = {
    "today:session": ANSWERS_OF_MACHINES,
    "pwa:worker": ANSWERS_OF_MACHINES,
    "pwa:manifest": ANSWERS_OF_MACHINES,
    "me:export": A_FILE,
    "rounds:codebook": A_FILE,
    "rounds:pack-codebook": A_FILE,
    "climate:team-pdf": A_FILE,
    **dict.fromkeys(
        (f"climate:{name}" for name in ("report", "wall-poster", "workbook", "slides", "data", "open-data")),
        A_FILE,
    ),
}
LIST_OF_STAFF = """Personeelsnummer;Naam;E-mail;Eenheid;Team;Functie;Uren
1001;Marit Hoekstra-de Vries;marit@waddenkant.example;De Kaap;Duinzicht;verzorgende;28
1002;Femke de Boer;femke@waddenkant.example;De Kaap;Duinzicht;verzorgende;24
2001;Sjoukje Terpstra;sjoukje@waddenkant.example;De Kaap;Nieuwzicht;helpende;16
"""
MISTAKES = """Personeelsnummer;Naam;E-mail;Eenheid;Team
;Anna Bakker;anna@;De Kaap;Duinzicht
1002;;femke@waddenkant.example;;Duinzicht
"""


def combinations() -> list[Combination]:
    """Twelve out of 24 in which every pair of values of language, width and theme occurs."""
    pairs = list(product(range(len(THEMES)), range(len(WIDTHS))))
    return [(LANGUAGES[(theme + width) % 2], WIDTHS[width], THEMES[theme]) for theme, width in pairs]


def every_combination() -> list[Combination]:
    return list(product(LANGUAGES, WIDTHS, THEMES))


def nothing(page: Page, ids: Ids) -> None:
    """The page as it opens."""


def send(page: Page, **values: str) -> None:
    """Fill the main form and send it to the server, past the checks of the browser."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)
    form = page.locator("main form[method=post]").last
    form.evaluate("form => { form.noValidate = true }")
    with page.expect_navigation():
        form.locator("button").last.click()


def sent(**values: str) -> Callable[[Page, Ids], None]:
    return lambda page, ids: send(page, **values)


def changed_elsewhere(page: Page, ids: Ids) -> None:
    """Save over what somebody else is taken to have changed since this page was opened."""
    page.locator("[name=revision]").evaluate("field => { field.value = 0 }")
    send(page, label="Een andere naam")


def changed_meanwhile(page: Page, ids: Ids) -> None:
    """Save a round over what somebody else is taken to have changed since this page was opened."""
    page.locator("[name=revision]").evaluate("field => { field.value = 0 }")
    send(page, name="Een andere naam")


def upload(table: str) -> Callable[[Page, Ids], None]:
    def act(page: Page, ids: Ids) -> None:
        file = {"name": "personeel.csv", "mimeType": "text/csv", "buffer": table.encode()}
        page.locator("[name=file]").set_input_files([file])  # type: ignore[list-item]
        send(page)

    return act


def post(path: str, **values: str) -> Callable[[Page, Ids], None]:
    """Post to an address as a form of another app or an old tab would."""

    def act(page: Page, ids: Ids) -> None:
        with page.expect_navigation():
            page.evaluate(
                """([path, values]) => {
                    const form = Object.assign(document.createElement("form"), { method: "post", action: path });
                    for (const [name, value] of Object.entries(values)) {
                        form.append(Object.assign(document.createElement("input"), { name, value }));
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [path, values],
            )

    return act


def search(words: str) -> Callable[[Page, Ids], None]:
    def act(page: Page, ids: Ids) -> None:
        page.locator("#q").fill(words)
        with page.expect_navigation():
            page.locator("#q").press("Enter")

    return act


def search_on(words: str) -> Callable[[Page, Ids], None]:
    """The second page of what was found."""

    def act(page: Page, ids: Ids) -> None:
        search(words)(page, ids)
        with page.expect_navigation():
            page.locator(".pager button").last.click()

    return act


def save_from_an_old_tab(page: Page, ids: Ids) -> None:
    page.locator("#lists [name=version]").evaluate("field => { field.value = '' }")
    send(page, now="Ik bel de apotheek zelf.")


def write_too_much(page: Page, ids: Ids) -> None:
    page.locator("#text").fill("a" * 10_001)
    page.locator("form.capture button.button:not(.button--text)").click()
    page.locator("#text-error:visible").wait_for()


def open_all(page: Page, ids: Ids) -> None:
    """Unfold everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def tick_all(page: Page, ids: Ids) -> None:
    """Everything costs energy, and half of what gives it is there."""
    for number, question in enumerate(page.locator("[data-question]").all()):
        question.locator("input").nth(4 if number < 6 else 1).check()
    page.locator("[data-keep]").click()


def ask_before_leaving(page: Page, ids: Ids) -> None:
    page.locator("#capture[data-ready] #text").fill("nog niet af")
    page.locator("[data-sign-out] button").click()
    page.locator("#signout-choice[open]").wait_for()


def to_page(at: int) -> Callable[[Page, Ids], None]:
    """So many pages on in a ballot."""

    def act(page: Page, ids: Ids) -> None:
        for _ in range(at):
            # Until the script is there the whole form shows.
            expect(page.locator("[data-step]:visible")).to_have_count(1)
            page.locator("[data-step]:visible [data-do=next]").click()

    return act


def large_letters(page: Page, ids: Ids) -> None:
    page.locator("[data-do=letters]").click()
    to_page(2)(page, ids)


def send_empty(page: Page, ids: Ids) -> None:
    """Ask to send a ballot in which nothing was filled in; it is not sent."""
    while not page.locator("[data-last]").is_visible():
        to_page(1)(page, ids)
    page.locator("[data-do=send]").click()
    page.locator("[data-empty]:visible").wait_for()


def card_of_the_round(page: Page, ids: Ids) -> None:
    page.locator("[name=code]").fill(ids["ballot"])
    with page.expect_navigation(url="**/kiosk/vragen/"):
        page.locator("#kiosk-code button").click()


@dataclass(frozen=True)
class Screen:
    """`path` may hold {names of ids} and {language}; `status` is what opening it answers at first."""

    route: str
    who: str
    path: str
    act: Callable[[Page, Ids], None] = nothing
    after: str = ""
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.route}-{self.who}" + (f"-{self.after}" if self.after else "")


MOMENT = "/momenten/{moment}/"
BALLOT = "/ronde/{ballot}/"
DRAFT = "/klimaat/rondes/{draft}/"
OWN_CARD = "/bibliotheek/eigen/kaarten/{own_card}/"
PERSON = "/beheer/mensen/{somebody}/"
NEWCOMER = "/beheer/mensen/{newcomer}/"
CARDS = "/beheer/startkaarten/alle?opnieuw=1"
LIST = "/beheer/personeelslijst/"
PAPER = "/klimaat/rondes/{round}/papier/"
TEAM = "/team/{team}/"

RELEASE = "/klimaat/uitslag/{release}/"

SCREENS = [
    # Vandaag
    Screen("today:today", "employee", "/"),
    Screen("today:today", "colleague", "/", after="account news, no moments"),
    Screen("today:today", "employee", "/", write_too_much, "too long"),
    Screen("today:today", "employee", "/", ask_before_leaving, "before signing out"),
    Screen("today:new", "employee", "/nieuw"),
    Screen("today:shared", "employee", "/", post("/delen", text="uit een andere app"), "shared"),
    Screen(
        "today:shared", "anonymous", "/privacy/", post("/delen", text="een gedeelde zin"), "nobody signed in"
    ),
    # My moments
    Screen("moments:moments", "employee", "/momenten/"),
    Screen("moments:moments", "employee", "/momenten/?page=2", after="second page"),
    Screen("moments:moments", "employee", "/momenten/", search("radio"), "found"),
    Screen("moments:moments", "employee", "/momenten/", search_on("e"), "found, second page"),
    Screen("moments:moments", "employee", "/momenten/", search("zeppelin"), "nothing found"),
    Screen("moments:moments", "colleague", "/momenten/", after="empty"),
    Screen("moments:moment", "employee", MOMENT),
    Screen("moments:moment", "employee", MOMENT + "?vraag=mp.solved#vraag", after="a question"),
    Screen("moments:edit", "employee", MOMENT + "tekst"),
    Screen("moments:edit", "employee", MOMENT + "tekst", sent(text=" "), "empty"),
    Screen("moments:details", "employee", MOMENT + "erbij"),
    Screen("moments:details", "employee", MOMENT + "erbij", open_all, "unfolded"),
    Screen("moments:place", "employee", MOMENT + "plek"),
    Screen("moments:wovenness", "employee", MOMENT + "verweven"),
    Screen("moments:delete", "employee", MOMENT + "verwijderen"),
    # Ik
    Screen("me:me", "employee", "/ik/"),
    Screen("me:gained", "employee", "/ik/erbij/?jaar=1", after="year"),
    Screen("me:gained", "employee", "/ik/erbij/"),
    Screen("me:gained", "colleague", "/ik/erbij/", after="empty"),
    Screen("me:then-and-now", "employee", "/ik/toen-en-nu/"),
    Screen("me:then-and-now", "employee", "/ik/toen-en-nu/?wijzig=1", after="changing"),
    Screen(
        "me:then-and-now", "employee", "/ik/toen-en-nu/?wijzig=1", save_from_an_old_tab, "changed elsewhere"
    ),
    Screen("me:then-and-now", "colleague", "/ik/toen-en-nu/", after="first time"),
    Screen("me:pause", "employee", "/ik/pauze/"),
    Screen("me:away", "employee", "/ik/even-weg/"),
    Screen(
        "me:away", "employee", "/ik/even-weg/", sent(starts="2026-02-02", ends="2026-02-01"), "wrong days"
    ),
    Screen("me:away", "colleague", "/ik/even-weg/", after="empty"),
    Screen("me:data", "employee", "/ik/gegevens/"),
    Screen("me:delete-all", "employee", "/ik/gegevens/verwijderen/"),
    Screen("me:delete-all", "employee", "/ik/gegevens/verwijderen/", sent(current="fout"), "wrong password"),
    # Coming in
    Screen("account_login", "anonymous", "/aanmelden/"),
    Screen("account_login", "anonymous", "/aanmelden/", sent(), "empty"),
    Screen("account_reauthenticate", "admin", "/nogmaals/"),
    Screen("account_inactive", "anonymous", "/gesloten/"),
    Screen("account_signup", "anonymous", "/begin/"),
    Screen("account_signup", "anonymous", "/begin/", sent(), "empty"),
    Screen("start-link", "anonymous", "/begin/{start_link}/"),
    Screen("start-link", "anonymous", "/begin/weg/", after="gone", status=410),
    Screen("account_reset_password", "anonymous", "/wachtwoord/"),
    Screen("account_reset_password", "anonymous", "/wachtwoord/", sent(login="{unique}"), "asked"),
    Screen("reset-link", "anonymous", "/wachtwoord/{reset_link}/"),
    Screen("confirm-address", "anonymous", "/adres/{new_address}/"),
    # One's own account
    Screen("account", "employee", "/ik/account/"),
    Screen("account_change_password", "employee", "/ik/account/wachtwoord/"),
    Screen("change-address", "employee", "/ik/account/adres/"),
    Screen("change-address", "employee", "/ik/account/adres/", sent(), "empty"),
    Screen("kiosk-card", "lead", "/ik/kaart/"),
    Screen("kiosk-card", "lead", "/ik/kaart/", sent(), "made"),
    # The shared device
    Screen("kiosk:code", "anonymous", "/kiosk/"),
    Screen("kiosk:write", "kiosk", "/kiosk/schrijven/"),
    Screen("kiosk:write", "kiosk", "/kiosk/schrijven/", write_too_much, "too long"),
    Screen("kiosk:paper-card", "anonymous", "/kiosk/kaart/"),
    # Answering in a round
    Screen("ballot:code", "anonymous", "/ronde/"),
    Screen("ballot:code", "anonymous", "/ronde/", sent(code="22222-22222"), "unknown"),
    Screen("ballot:ballot", "anonymous", BALLOT),
    Screen("ballot:ballot", "anonymous", BALLOT, to_page(1), "questions"),
    Screen("ballot:ballot", "anonymous", BALLOT, large_letters, "large letters"),
    Screen("ballot:ballot", "anonymous", BALLOT, send_empty, "empty questions"),
    Screen("ballot:ballot", "anonymous", "/ronde/{ballot_used}/", after="used"),
    Screen("ballot:ballot", "anonymous", "/ronde/2222222222/", after="unknown", status=404),
    Screen("ballot:stop", "anonymous", BALLOT + "stop"),
    Screen("ballot:done", "anonymous", "/ronde/klaar/"),
    Screen("ballot:kiosk", "anonymous", "/kiosk/", card_of_the_round, "ballot"),
    # The library
    Screen("library:wall", "employee", "/bibliotheek/"),
    Screen("library:wall", "hr", "/bibliotheek/", after="readers"),
    Screen("library:search", "employee", "/bibliotheek/zoeken/?q=mentor"),
    Screen("library:search", "employee", "/bibliotheek/zoeken/?q=zeppelinhangar", after="nothing"),
    Screen("library:search", "employee", "/bibliotheek/zoeken/", after="no words"),
    Screen("library:theme", "employee", "/bibliotheek/onderwerp/dim.sharing/", after="dimension"),
    Screen("library:theme", "employee", "/bibliotheek/onderwerp/sub.sharing.access/"),
    Screen("library:theme", "hr", "/bibliotheek/onderwerp/sub.space.time/", open_all, "readers"),
    Screen("library:theme", "employee", "/bibliotheek/onderwerp/x.psysafety/", after="through all"),
    Screen("library:cards", "employee", "/bibliotheek/kaarten/"),
    Screen("library:cards", "employee", "/bibliotheek/kaarten/?effort=small&computer=no", after="chosen"),
    Screen(
        "library:cards", "employee", "/bibliotheek/kaarten/?about=x.psysafety&effort=large", after="none fits"
    ),
    Screen("library:card", "employee", "/bibliotheek/kaarten/IV-001/"),
    Screen("library:card", "lead", "/bibliotheek/kaarten/IV-006/", open_all, "readers"),
    Screen("library:guides", "employee", "/bibliotheek/gesprekken/"),
    Screen("library:guide", "employee", "/bibliotheek/gesprekken/CV-04/"),
    Screen("library:guide", "lead", "/bibliotheek/gesprekken/CV-37/", after="boxes"),
    Screen("library:guide", "lead", "/bibliotheek/gesprekken/CV-38/", after="cards"),
    Screen("library:kits", "employee", "/bibliotheek/pakketten/"),
    Screen("library:kit", "employee", "/bibliotheek/pakketten/KIT-01/"),
    Screen("library:kit", "hr", "/bibliotheek/pakketten/KIT-12/", after="technical"),
    Screen("library:advice", "employee", "/bibliotheek/raad/"),
    Screen("library:advice", "hr", "/bibliotheek/raad/?about=dim.sharing", open_all, "for advisers"),
    Screen("library:advice", "employee", "/bibliotheek/raad/?about=x.psysafety", after="none fits"),
    Screen("library:lists", "employee", "/bibliotheek/lijsten/"),
    Screen("library:list", "employee", "/bibliotheek/lijsten/basic_tones/"),
    Screen("library:list", "researcher", "/bibliotheek/lijsten/outcomes/", after="outcomes"),
    Screen("library:list", "hr", "/bibliotheek/lijsten/review_steps/", after="numbers"),
    Screen("library:evidence", "council", "/bibliotheek/bewijs/"),
    Screen("library:statements", "researcher", "/bibliotheek/bewijs/opbrengsten/", open_all, "outcomes"),
    Screen("library:statements", "researcher", "/bibliotheek/bewijs/beweringen/", after="claims"),
    Screen("library:dispute", "hr", "/bibliotheek/oneens/DP-01/"),
    Screen("library:kit", "employee", "/bibliotheek/pakketten/KIT-11/?people=9", after="groups"),
    Screen("library:business-case", "hr", "/bibliotheek/wat-het-kost/"),
    Screen("library:business-case", "hr", "/bibliotheek/wat-het-kost/", sent(trips="veel"), "no number"),
    Screen(
        "library:business-case",
        "hr",
        "/bibliotheek/wat-het-kost/",
        sent(trips="12", cost_of_trip="30"),
        "counted",
    ),
    Screen("library:terms", "guide", "/bibliotheek/begrippen/"),
    Screen("library:tips", "lead", "/bibliotheek/tips/"),
    # What the organisation adds to it
    Screen("library:links", "employee", "/bibliotheek/links/"),
    Screen("library:own-card", "employee", OWN_CARD),
    Screen("library:own-card", "hr", OWN_CARD, after="keeper"),
    Screen("library:own", "hr", "/bibliotheek/eigen/"),
    Screen("library:own-card-new", "hr", "/bibliotheek/eigen/kaarten/nieuw/", open_all, "unfolded"),
    Screen("library:own-card-new", "hr", "/bibliotheek/eigen/kaarten/nieuw/", sent(), "empty"),
    Screen("library:own-card-change", "hr", OWN_CARD + "wijzigen"),
    Screen("library:own-card-change", "hr", OWN_CARD + "wijzigen", changed_elsewhere, "changed elsewhere"),
    Screen("library:own-link-new", "hr", "/bibliotheek/eigen/links/nieuw/"),
    Screen(
        "library:own-link-new",
        "hr",
        "/bibliotheek/eigen/links/nieuw/",
        sent(address="http://toolbox.example"),
        "no https",
    ),
    Screen("library:own-link-change", "hr", "/bibliotheek/eigen/links/{own_link}/wijzigen"),
    Screen("library:words", "hr", "/bibliotheek/woorden/"),
    Screen("library:word", "hr", "/bibliotheek/woorden/client/"),
    Screen("library:word", "hr", "/bibliotheek/woorden/client/", sent(nl_singular="gast"), "half"),
    # Wegwijs, with the most roles that one person has
    Screen("guidance:start", "lead", "/wegwijs/"),
    Screen("guidance:start", "admin", "/wegwijs/"),
    Screen("guidance:definition", "researcher", "/wegwijs/omschrijving/"),
    Screen("ledger:entries", "council", "/wegwijs/logboek/"),
    # Accounts
    Screen("office:people", "admin", "/beheer/"),
    Screen("office:people", "admin", "/beheer/?q=zeppelin", after="nobody"),
    Screen("office:person", "admin", PERSON),
    Screen("office:start-card", "admin", NEWCOMER + "startkaart"),
    Screen("office:start-card", "admin", NEWCOMER + "startkaart", sent(), "made"),
    Screen(
        "office:start-card", "admin", NEWCOMER + "startkaart", post("startkaart", instead_of="0"), "changed"
    ),
    Screen("office:start-cards", "admin", "/beheer/startkaarten/"),
    # Also whoever has a card already: what one visit makes, the next one finds.
    Screen("office:make-start-cards", "admin", CARDS),
    Screen("office:make-start-cards", "admin", CARDS, sent(), "made"),
    Screen("office:make-start-cards", "admin", CARDS, post(CARDS, fingerprint="0"), "changed"),
    Screen("office:kiosk-card", "admin", NEWCOMER + "kioskkaart"),
    Screen("office:kiosk-card", "admin", NEWCOMER + "kioskkaart", sent(), "made"),
    Screen("office:grants", "admin", PERSON + "rollen"),
    Screen("office:disable", "admin", PERSON + "sluiten"),
    Screen("office:import", "admin", LIST),
    Screen("office:import", "admin", LIST, sent(), "no file"),
    Screen("office:import-plan", "admin", LIST, upload(LIST_OF_STAFF), "many leave"),
    Screen("office:import-plan", "admin", LIST, upload(MISTAKES), "mistakes"),
    # Team deze maand: with figures, for its lead, and a team that gets a conversation
    Screen("climate:team", "employee", TEAM, open_all),
    Screen("climate:team", "lead", TEAM, open_all, "lead"),
    Screen("climate:team", "hr", "/team/{other_team}/", after="conversation"),
    Screen("climate:team-sheet", "employee", TEAM + "a4"),
    Screen("climate:team-sheet", "hr", "/team/{other_team}/a4", after="conversation"),
    Screen("climate:team-reading", "lead", TEAM + "lezen"),
    Screen("climate:scan", "employee", "/ik/energie/"),
    # What the office reads of a round
    Screen("climate:results", "hr", "/klimaat/uitslag/"),
    Screen("climate:organisation", "hr", RELEASE, open_all),
    Screen("climate:organisation", "council", RELEASE, after="council"),
    Screen("climate:teams", "researcher", RELEASE + "teams/"),
    Screen("climate:place", "hr", RELEASE + "teams/{unit}"),
    Screen("climate:questionnaire", "researcher", RELEASE + "vragenlijst/", open_all),
    Screen("climate:amounts", "hr", RELEASE + "tijd/"),
    Screen("climate:board", "hr", RELEASE + "inzichten/"),
    Screen("climate:outcomes", "hr", RELEASE + "opbrengsten/", open_all),
    Screen("climate:poster", "council", RELEASE + "opbrengsten/poster/"),
    Screen("climate:poster", "hr", RELEASE + "opbrengsten/poster/?papier=a3", after="large"),
    Screen("climate:no-benchmark", "employee", "/klimaat/geen-benchmark"),
    Screen("climate:scan", "employee", "/ik/energie/", tick_all, "ticked"),
    # Rounds
    Screen("rounds:rounds", "hr", "/klimaat/rondes/"),
    Screen("rounds:rounds", "council", "/klimaat/rondes/", after="council"),
    Screen("rounds:new", "hr", "/klimaat/rondes/nieuw", open_all),
    Screen("rounds:new", "hr", "/klimaat/rondes/nieuw", sent(name="", ends_on="1999-01-01"), "wrong"),
    Screen("rounds:round", "hr", DRAFT),
    Screen("rounds:round", "hr", "/klimaat/rondes/{round}/", after="open"),
    Screen("rounds:round", "hr", "/klimaat/rondes/{over}/", after="over"),
    Screen("rounds:round", "hr", "/klimaat/rondes/{refused}/", after="refused"),
    Screen("rounds:change", "hr", DRAFT + "wijzig", changed_meanwhile, "changed elsewhere"),
    Screen("rounds:remove", "hr", DRAFT + "weg"),
    Screen("rounds:outlook", "hr", DRAFT + "vooraf"),
    Screen("rounds:outlook", "hr", DRAFT + "vooraf?plek={unit}", after="unit"),
    Screen("rounds:questions", "hr", DRAFT + "vragen"),
    Screen("rounds:council", "council", DRAFT + "raad"),
    Screen("rounds:check", "council", "/klimaat/rondes/nakijken"),
    Screen("rounds:consent", "hr", DRAFT + "raad/besluit"),
    Screen("rounds:consent", "council", DRAFT + "raad/besluit", sent(note=""), "no decision"),
    Screen("rounds:notice", "council", DRAFT + "raad/aankondiging"),
    Screen("rounds:council-question", "council", DRAFT + "raad/vraag"),
    Screen("rounds:open", "hr", DRAFT + "open"),
    Screen("rounds:message", "hr", "/klimaat/rondes/{round}/bericht"),
    Screen("rounds:last-day", "hr", "/klimaat/rondes/{round}/laatste-dag"),
    Screen("rounds:stricter", "hr", "/klimaat/rondes/{round}/strenger", sent(k="3"), "looser"),
    Screen("rounds:stop", "hr", "/klimaat/rondes/{round}/stop"),
    Screen("rounds:make-result", "hr", "/klimaat/rondes/{over}/uitslag-maken"),
    Screen("rounds:forms", "hr", "/klimaat/vragenlijsten/"),
    Screen("rounds:forms", "researcher", "/klimaat/vragenlijsten/", after="researcher"),
    Screen("rounds:pack-new", "hr", "/klimaat/vragenlijsten/nieuw"),
    Screen("rounds:pack-new", "hr", "/klimaat/vragenlijsten/nieuw", sent(), "empty"),
    # Paper for a round
    Screen("paper:room", "hr", PAPER),
    Screen("paper:cards", "hr", PAPER + "kaarten"),
    Screen("paper:cards", "hr", PAPER + "kaarten", sent(), "made"),
    Screen("paper:sheets", "hr", PAPER + "vellen/1"),
    Screen("paper:posters", "hr", PAPER + "posters"),
    Screen("paper:typing", "hr", PAPER + "typen"),
    Screen("paper:typing", "hr", PAPER + "typen?batch=1&sheet=9", sent(q1="4"), "unknown sheet"),
    Screen("paper:typing", "hr", PAPER + "typen?look=3-7", after="two entries differ"),
    # For everybody
    Screen("privacy", "employee", "/privacy/"),
    Screen("privacy", "anonymous", "/privacy/"),
    Screen("styleguide", "anonymous", "/stijlgids/"),
    Screen("styleguide", "employee", "/stijlgids/"),
    # The dark one is what /stijlgids/ shows to whoever chose dark; axe mistakes its colours where others are forced.
    Screen("styleguide-theme", "anonymous", "/stijlgids/contrast/", after="contrast"),
    Screen("styleguide-theme", "anonymous", "/stijlgids/papier/", after="paper"),
    Screen("pwa:shell", "anonymous", "/buiten-bereik/{language}/"),
    # When it goes wrong
    Screen("404", "employee", "/niets/", status=404),
    Screen("404", "anonymous", "/niets/", status=404),
    Screen("403", "employee", "/ik/", post("/ik/pauze/", kind="een zin die niet weg mag raken"), "old tab"),
]
