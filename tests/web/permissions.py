"""Who gets what at every address. An address without a row here fails, and so does a row without an address.

An answer is a status ("200", "404", ...) or the place one is sent to ("-> account_login"). Of a method that a row
does not name the gate decides: nobody gets more than a 405 out of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mortel.apps.climate.models import Round
from mortel.apps.people.models import Membership
from tests.apps.climate.stories import code_for
from tests.cast import PASSWORD, Cast

OUTSIDE = ("anonymous", "kiosk")
# "employee" owns the moment of these stories; "colleague" stands for everybody who does not.
INSIDE = ("employee", "colleague", "lead", "guide", "hr", "researcher", "council", "admin")
WHO = OUTSIDE + INSIDE

NO_READERS = ("employee", "colleague", "admin")
PAGE, MISSING, REFUSED, SIGN_IN = "200", "404", "405", "-> account_login"
Rule = Mapping[str, str]


def everybody(answer: str, *, outside: str | None = None) -> Rule:
    return dict.fromkeys(INSIDE, answer) | dict.fromkeys(OUTSIDE, outside or answer)


def signed_in(answer: str) -> Rule:
    return everybody(answer, outside=SIGN_IN)


def owner(answer: str) -> Rule:
    """For whoever it belongs to; for anybody else it does not exist."""
    return signed_in(MISSING) | {"employee": answer}


def members(answer: str) -> Rule:
    """For whoever works in the team of Marit; for anybody else it does not exist."""
    return signed_in(MISSING) | dict.fromkeys(("employee", "colleague", "lead", "guide"), answer)


def readers(answer: str) -> Rule:
    """For whoever leads, guides, advises, studies or checks; for anybody else it does not exist."""
    return signed_in(answer) | dict.fromkeys(NO_READERS, MISSING)


def only(role: str, answer: str) -> Rule:
    return signed_in(MISSING) | {role: answer}


def hr(answer: str) -> Rule:
    """For HR advisers; whoever is signed out meanwhile gets back what she typed."""
    return only("hr", answer) | {"anonymous": "401", "kiosk": "401"}


def hr_and_council(answer: str) -> Rule:
    return only("hr", answer) | {"council": answer}


def hr_and_researcher(answer: str) -> Rule:
    return only("hr", answer) | {"researcher": answer}


def office(answer: str) -> Rule:
    """For HR, researchers and the works council."""
    return signed_in(MISSING) | dict.fromkeys(("hr", "researcher", "council"), answer)


# What an unnamed method gets.
OPEN, GATED = everybody(REFUSED), signed_in(REFUSED)
ADMIN, RESEARCHER, HR = only("admin", REFUSED), only("researcher", REFUSED), only("hr", REFUSED)
READERS = readers(REFUSED)
HR_COUNCIL, HR_RESEARCHER = hr_and_council(REFUSED), hr_and_researcher(REFUSED)


@dataclass(frozen=True)
class World:
    """What the addresses point at: Marit's moment, an open round, and a fresh secret of each kind that is Henk's.

    In the round Henk has a sheet of paper (P1-01), and everybody else a link.
    """

    cast: Cast
    moment: UUID
    own_card: UUID
    own_link: UUID
    round: UUID
    draft: UUID
    release: UUID
    pack: UUID
    start_card: str
    start_link: str
    reset_link: str
    new_address: str
    kiosk_card: str


@dataclass(frozen=True)
class Row:
    """One address. `args` and `data` are what to fill in for a request that succeeds."""

    name: str
    gate: Rule
    get: Rule | None = None
    post: Rule | None = None
    args: Callable[[World], dict[str, Any]] = lambda world: {}
    data: Callable[[World], dict[str, Any]] = lambda world: {}

    def answer(self, method: str, who: str) -> str:
        rule = {"GET": self.get, "POST": self.post}.get(method) or self.gate
        return rule[who]


def a_moment(world: World) -> dict[str, Any]:
    return {"pk": world.moment}


def a_round(world: World) -> dict[str, Any]:
    return {"pk": world.round}


def a_release(world: World) -> dict[str, Any]:
    return {"pk": world.release}


def her_code(world: World) -> dict[str, Any]:
    """With which Marit opens her ballot."""
    return {"code": code_for(Round.objects.get(pk=world.round), world.cast.marit)}


def somebody(world: World) -> dict[str, Any]:
    return {"pk": world.cast.femke.pk}


def her_membership(world: World) -> dict[str, Any]:
    return {"pk": world.cast.femke.pk, "membership": Membership.objects.get(person=world.cast.femke).pk}


def her_team(world: World) -> dict[str, Any]:
    return {"pk": world.cast.team.pk}


def item(pk: str) -> Callable[[World], dict[str, Any]]:
    """An address of the library that names this id."""
    return lambda world: {"pk": pk}


def own_card(world: World) -> dict[str, Any]:
    return {"pk": world.own_card}


def own_link(world: World) -> dict[str, Any]:
    return {"pk": world.own_link}


def a_draft(world: World) -> dict[str, Any]:
    return {"pk": world.draft}


def a_pack(world: World) -> dict[str, Any]:
    return {"pk": world.pack}


def a_setup() -> dict[str, Any]:
    """The five answers as the form has them ready."""
    today = timezone.localdate()
    return {
        "name": "Voorjaar",
        "also": ["flex"],
        "starts_on": today,
        "ends_on": today + timedelta(days=21),
        "form": "short",
        "languages": ["nl"],
        "k": 7,
    }


def a_pack_file() -> SimpleUploadedFile:
    """A questionnaire of others, which names its licence."""
    return SimpleUploadedFile("vragen.csv", A_PACK.read_bytes(), "text/csv")


def fields(**data: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: data


NEW = "drie nieuwe woorden"
TODAY, MOMENT, PERSON = "-> today:today", "-> moments:moment", "-> office:person"

OWN, OWN_CARD, LINKS, WORDS = (f"-> library:{name}" for name in ("own", "own-card", "links", "words"))
A_CARD = {
    "label": "De koffie op tafel",
    "description": "Zet de koffie midden op tafel.",
    "caution": "",
    "effort": "small",
    "computer": "no",
    "dimensions": ["sub.space.time"],
    "who_acts": ["role.team"],
    "language": "nl",
}
A_LINK = {
    "label": "De gereedschapskist",
    "address": "https://toolbox.example/kist",
    "note": "",
    "about": "dim.sharing",
    "language": "nl",
}

ROUND, COUNCIL_FILE = "-> rounds:round", "-> rounds:council"
A_PACK = Path(__file__).parents[1] / "pure/instruments/packs/good.csv"

TABLE = [
    # Vandaag
    Row("today:today", GATED, get=signed_in(PAGE)),
    Row("today:new", GATED, get=signed_in(PAGE)),
    Row("today:capture", OPEN, post=everybody(TODAY, outside="401"), data=fields(text="de radio eerst aan")),
    Row(
        "today:answer",
        GATED,
        post=owner(TODAY),
        args=a_moment,
        data=fields(prompt="mp.new_or_better", answer="nb.new"),
    ),
    Row("today:session", OPEN, get=everybody(PAGE, outside="401")),
    Row("today:shared", OPEN, post=everybody(PAGE), data=fields(text="gedeeld")),
    # My moments
    Row("moments:moments", GATED, get=signed_in(PAGE), post=signed_in(PAGE), data=fields(q="radio")),
    Row("moments:moment", GATED, get=owner(PAGE), args=a_moment),
    Row(
        "moments:edit",
        GATED,
        get=owner(PAGE),
        # Whoever is signed out meanwhile gets back what she typed.
        post=owner(MOMENT) | {"anonymous": "401", "kiosk": "401"},
        args=a_moment,
        data=fields(text="de radio al om zeven uur aan", revision=1),
    ),
    Row(
        "moments:answer",
        GATED,
        post=owner(MOMENT) | {"anonymous": "401", "kiosk": "401"},
        args=a_moment,
        data=fields(prompt="mp.tried", text="eerst zonder radio"),
    ),
    Row(
        "moments:forget",
        GATED,
        post=owner(MOMENT),
        args=a_moment,
        data=fields(at="2026-01-01T00:00:00+00:00"),
    ),
    Row(
        "moments:details",
        GATED,
        get=owner(PAGE),
        post=owner(MOMENT),
        args=a_moment,
        data=fields(activities=["act.observe"]),
    ),
    Row(
        "moments:place",
        GATED,
        get=owner(PAGE),
        post=owner("-> moments:place"),
        args=a_moment,
        data=fields(ask="1", part_of_work="yn.yes"),
    ),
    Row(
        "moments:wovenness",
        GATED,
        get=owner(PAGE),
        post=owner("-> moments:wovenness"),
        args=a_moment,
        data=fields(intention="2"),
    ),
    Row("moments:delete", GATED, get=owner(PAGE), post=owner("-> moments:moments"), args=a_moment),
    # Ik
    Row("me:me", GATED, get=signed_in(PAGE)),
    Row("me:gained", GATED, get=signed_in(PAGE)),
    Row(
        "me:then-and-now",
        GATED,
        get=signed_in(PAGE),
        post=signed_in("-> me:then-and-now"),
        data=fields(then="alleen", now="samen"),
    ),
    Row("me:keep-line", GATED, post=signed_in("-> me:then-and-now"), data=fields(line="samen")),
    Row(
        "me:pause",
        GATED,
        get=signed_in(PAGE),
        post=signed_in("-> me:pause"),
        data=fields(kind="softer", weeks="2"),
    ),
    Row(
        "me:away",
        GATED,
        get=signed_in(PAGE),
        post=signed_in("-> me:away"),
        data=lambda world: {"starts": timezone.localdate()},
    ),
    Row("me:data", GATED, get=signed_in(PAGE)),
    Row("me:export", GATED, get=signed_in(PAGE)),
    Row("me:delete-all", GATED, get=signed_in(PAGE), post=signed_in(TODAY), data=fields(current=PASSWORD)),
    # Coming in and going out
    Row(
        "account_login",
        OPEN,
        get=everybody(TODAY, outside=PAGE),
        post=everybody(TODAY),
        data=lambda world: {"login": world.cast.henk.card_number, "password": PASSWORD},
    ),
    Row("sign-out", GATED, post=everybody(SIGN_IN)),
    Row(
        "account_reauthenticate",
        GATED,
        get=signed_in(PAGE),
        post=signed_in(TODAY),
        data=fields(password=PASSWORD),
    ),
    Row("account_inactive", OPEN, get=everybody(PAGE)),
    Row(
        "account_signup",
        OPEN,
        get=everybody(PAGE),
        post=everybody(TODAY),
        data=lambda world: {"number": world.cast.henk.card_number, "code": world.start_card, "password": NEW},
    ),
    Row(
        "start-link",
        OPEN,
        get=everybody(PAGE),
        post=everybody(TODAY),
        args=lambda world: {"secret": world.start_link},
        data=fields(password=NEW),
    ),
    Row(
        "account_reset_password",
        OPEN,
        get=everybody(PAGE),
        post=everybody(PAGE),
        data=fields(login="marit@waddenkant.example"),
    ),
    Row(
        "reset-link",
        OPEN,
        get=everybody(PAGE),
        post=everybody(TODAY),
        args=lambda world: {"secret": world.reset_link},
        data=fields(password=NEW),
    ),
    Row(
        "confirm-address",
        OPEN,
        get=everybody(PAGE),
        post=everybody(SIGN_IN),
        args=lambda world: {"secret": world.new_address},
    ),
    Row("language", OPEN, post=everybody(TODAY), data=fields(language="en", next="/")),
    Row("theme", OPEN, post=everybody(TODAY), data=fields(theme="dark", next="/")),
    # One's own account
    Row("account", GATED, get=signed_in(PAGE)),
    Row(
        "account_change_password",
        GATED,
        get=signed_in(PAGE),
        post=signed_in("-> account"),
        data=fields(current=PASSWORD, password=NEW),
    ),
    Row(
        "change-address",
        GATED,
        get=signed_in(PAGE),
        # Whoever is signed out meanwhile gets back what she typed, the password never.
        post=signed_in("-> account") | {"anonymous": "401", "kiosk": "401"},
        data=fields(current=PASSWORD, address="thuis@elders.example"),
    ),
    Row("notices-seen", GATED, post=signed_in(TODAY)),
    Row("end-sessions", GATED, post=signed_in("-> account")),
    Row("kiosk-card", GATED, get=signed_in(PAGE), post=signed_in(PAGE)),
    Row("block-kiosk-card", GATED, post=signed_in("-> account")),
    # The shared device: whoever is signed in there is signed out first.
    Row(
        "kiosk:code",
        OPEN,
        get=everybody("-> kiosk:code") | {"anonymous": PAGE},
        post=everybody("-> kiosk:write"),
        data=lambda world: {"code": world.kiosk_card},
    ),
    Row(
        "kiosk:write",
        OPEN,
        get=everybody("-> kiosk:code") | {"kiosk": PAGE},
        post=everybody("-> kiosk:code"),
        data=fields(text="op het gezamenlijke toestel"),
    ),
    Row("kiosk:paper-card", OPEN, get=everybody(PAGE)),
    # The library
    Row("library:wall", GATED, get=signed_in(PAGE)),
    Row("library:search", GATED, get=signed_in(PAGE)),
    Row("library:theme", GATED, get=signed_in(PAGE), args=item("sub.sharing.access")),
    Row("library:cards", GATED, get=signed_in(PAGE)),
    Row("library:card", GATED, get=signed_in(PAGE), args=item("IV-001")),
    Row("library:guides", GATED, get=signed_in(PAGE)),
    Row("library:guide", GATED, get=signed_in(PAGE), args=item("CV-04")),
    Row("library:kits", GATED, get=signed_in(PAGE)),
    Row("library:kit", GATED, get=signed_in(PAGE), args=item("KIT-01")),
    Row("library:advice", GATED, get=signed_in(PAGE)),
    Row("library:lists", GATED, get=signed_in(PAGE)),
    Row("library:list", GATED, get=signed_in(PAGE), args=item("basic_tones")),
    Row("library:evidence", READERS, get=readers(PAGE)),
    Row("library:statements", READERS, get=readers(PAGE), args=lambda world: {"group": "opbrengsten"}),
    Row("library:dispute", READERS, get=readers(PAGE), args=item("DP-01")),
    Row(
        "library:business-case",
        READERS,
        get=readers(PAGE),
        post=readers(PAGE),
        data=fields(trips="12", cost_of_trip="30,50"),
    ),
    Row("library:terms", READERS, get=readers(PAGE)),
    Row("library:tips", READERS, get=readers(PAGE)),
    # What the organisation adds to it
    Row("library:links", GATED, get=signed_in(PAGE)),
    Row("library:own-card", GATED, get=signed_in(PAGE), args=own_card),
    Row("library:own", HR, get=only("hr", PAGE)),
    Row("library:own-card-new", HR, get=only("hr", PAGE), post=hr(OWN_CARD), data=fields(**A_CARD)),
    Row(
        "library:own-card-change",
        HR,
        get=only("hr", PAGE),
        post=hr(OWN_CARD),
        args=own_card,
        data=fields(**A_CARD, revision=1),
    ),
    Row("library:own-card-away", HR, post=only("hr", OWN), args=own_card),
    Row("library:own-card-back", HR, post=only("hr", OWN), args=own_card),
    Row("library:own-link-new", HR, get=only("hr", PAGE), post=hr(LINKS), data=fields(**A_LINK)),
    Row(
        "library:own-link-change",
        HR,
        get=only("hr", PAGE),
        post=hr(LINKS),
        args=own_link,
        data=fields(**A_LINK, revision=1),
    ),
    Row("library:own-link-away", HR, post=only("hr", OWN), args=own_link),
    Row("library:own-link-back", HR, post=only("hr", OWN), args=own_link),
    Row("library:words", HR, get=only("hr", PAGE)),
    Row(
        "library:word",
        HR,
        get=only("hr", PAGE),
        post=only("hr", WORDS),
        args=lambda world: {"name": "client"},
        data=fields(nl_singular="gast", nl_plural="gasten", nl_article="de", seen="{}"),
    ),
    Row("library:shipped-word", HR, post=only("hr", WORDS), args=lambda world: {"name": "client"}),
    # Wegwijs
    Row("guidance:start", GATED, get=signed_in(PAGE)),
    Row(
        "guidance:definition",
        RESEARCHER,
        get=only("researcher", PAGE),
        post=only("researcher", "-> guidance:definition"),
        data=fields(definition="narrow"),
    ),
    Row(
        "ledger:entries",
        signed_in(MISSING) | {"council": REFUSED, "admin": REFUSED},
        get=signed_in(MISSING) | {"council": PAGE, "admin": PAGE},
    ),
    # Accounts, for administrators
    Row("office:people", ADMIN, get=only("admin", PAGE)),
    Row("office:person", ADMIN, get=only("admin", PAGE), args=somebody),
    # Everybody in the cast has a password, so nobody waits for a card.
    Row("office:start-cards", ADMIN, get=only("admin", PAGE)),
    Row(
        "office:make-start-cards",
        ADMIN,
        get=only("admin", "-> office:start-cards"),
        post=only("admin", "-> office:start-cards"),
        data=fields(fingerprint="0"),
    ),
    Row(
        "office:make-start-cards-of-team",
        ADMIN,
        get=only("admin", "-> office:start-cards"),
        post=only("admin", "-> office:start-cards"),
        args=lambda world: {"pk": world.cast.team.pk},
        data=fields(fingerprint="0"),
    ),
    Row("office:start-card", ADMIN, get=only("admin", PAGE), post=only("admin", PAGE), args=somebody),
    Row("office:start-link", ADMIN, post=only("admin", PERSON), args=somebody),
    Row("office:kiosk-card", ADMIN, get=only("admin", PAGE), post=only("admin", PAGE), args=somebody),
    Row(
        "office:grants",
        ADMIN,
        get=only("admin", PAGE),
        post=only("admin", PERSON),
        args=somebody,
        data=fields(kinds=["guide"]),
    ),
    Row("office:disable", ADMIN, get=only("admin", PAGE), post=only("admin", PERSON), args=somebody),
    Row("office:enable", ADMIN, post=only("admin", PERSON), args=somebody),
    Row("office:keep-membership", ADMIN, post=only("admin", PERSON), args=her_membership),
    Row(
        "office:import",
        ADMIN,
        get=only("admin", PAGE),
        post=only("admin", "400"),
        data=fields(ending_on="2001-01-01"),
    ),
    Row(
        "office:import-plan",
        ADMIN,
        get=only("admin", "-> office:import"),
        post=only("admin", "-> office:import"),
    ),
    # Team deze maand
    Row("climate:own", GATED, get=signed_in("-> climate:team")),
    Row("climate:team", GATED, get=members(PAGE), args=her_team),
    Row("climate:team-sheet", GATED, get=members(PAGE), args=her_team),
    Row("climate:team-pdf", GATED, get=members(PAGE), args=her_team),
    Row("climate:team-reading", GATED, get=only("lead", PAGE), args=her_team),
    Row("climate:scan", GATED, get=signed_in(PAGE)),
    # What the office reads of a round
    Row("climate:results", GATED, get=office(PAGE)),
    *(
        Row(f"climate:{page}", GATED, get=office(PAGE), args=a_release)
        for page in ("organisation", "questionnaire", "amounts", "board", "outcomes", "poster")
    ),
    # The same as files: of the whole organisation for the council too, by team not.
    *(
        Row(f"climate:{page}", GATED, get=office(PAGE), args=a_release)
        for page in ("report", "wall-poster", "slides", "open-data")
    ),
    *(
        Row(f"climate:{page}", GATED, get=hr_and_researcher(PAGE), args=a_release)
        for page in ("workbook", "data")
    ),
    Row("climate:teams", GATED, get=hr_and_researcher(PAGE), args=a_release),
    Row(
        "climate:place",
        GATED,
        get=hr_and_researcher(PAGE),
        args=lambda world: a_release(world) | {"place": str(world.cast.team.unit_id)},
    ),
    Row("climate:no-benchmark", GATED, get=signed_in(PAGE)),
    # Answering in a round
    Row("ballot:code", OPEN, get=everybody(PAGE), post=everybody("-> ballot:ballot"), data=her_code),
    Row(
        "ballot:ballot",
        OPEN,
        get=everybody(PAGE),
        post=everybody("-> ballot:done"),
        args=her_code,
        data=fields(**{"language": "nl", "a-ENC2": "4"}),
    ),
    Row("ballot:stop", OPEN, get=everybody(PAGE), post=everybody("-> ballot:stop"), args=her_code),
    Row("ballot:done", OPEN, get=everybody(PAGE)),
    Row("ballot:own", GATED, get=signed_in("-> ballot:ballot"), args=a_round),
    # Opened by the code of the round on the page of the shared device, and by nothing else.
    Row("ballot:kiosk", OPEN, get=everybody("-> kiosk:code"), post=everybody("-> kiosk:code")),
    # Rounds: HR sets them up, the council reads their file
    Row("rounds:rounds", HR_COUNCIL, get=hr_and_council(PAGE)),
    Row("rounds:new", HR, get=only("hr", PAGE), post=hr(ROUND), data=lambda world: a_setup()),
    Row("rounds:round", HR, get=only("hr", PAGE), args=a_draft),
    Row(
        "rounds:change",
        HR,
        get=only("hr", PAGE),
        post=hr(ROUND),
        args=a_draft,
        data=lambda world: a_setup() | {"revision": 2},
    ),
    Row("rounds:remove", HR, get=only("hr", PAGE), post=only("hr", "-> rounds:rounds"), args=a_draft),
    Row("rounds:outlook", HR, get=only("hr", PAGE), args=a_draft),
    Row("rounds:check", HR_COUNCIL, get=hr_and_council(PAGE)),
    Row("rounds:questions", HR_COUNCIL, get=hr_and_council(PAGE), args=a_draft),
    Row("rounds:council", HR_COUNCIL, get=hr_and_council(PAGE), args=a_draft),
    Row(
        "rounds:consent",
        HR_COUNCIL,
        get=hr_and_council(PAGE),
        post=hr_and_council(COUNCIL_FILE) | {"anonymous": "401", "kiosk": "401"},
        args=a_draft,
        data=lambda world: {
            "consent": "given",
            "on": timezone.localdate(),
            "note": "Besluit van gisteren",
            "revision": 2,
        },
    ),
    Row(
        "rounds:notice",
        HR_COUNCIL,
        get=hr_and_council(PAGE),
        post=hr_and_council(COUNCIL_FILE),
        args=a_draft,
        data=lambda world: {"on": timezone.localdate(), "revision": 2},
    ),
    Row(
        "rounds:council-question",
        HR_COUNCIL,
        get=hr_and_council(PAGE),
        post=hr_and_council(COUNCIL_FILE) | {"anonymous": "401", "kiosk": "401"},
        args=a_draft,
        data=fields(words_nl="Ik kan hier terecht.", words_en="I can turn to somebody.", revision=2),
    ),
    # Another round is open, so this one does not open: the page says what is missing.
    Row(
        "rounds:open", HR, get=only("hr", PAGE), post=only("hr", ROUND), args=a_draft, data=fields(revision=2)
    ),
    Row("rounds:message", HR, get=only("hr", PAGE), post=only("hr", ROUND), args=a_round),
    Row(
        "rounds:last-day",
        HR,
        get=only("hr", PAGE),
        post=only("hr", ROUND),
        args=a_round,
        data=lambda world: {"ends_on": timezone.localdate()},
    ),
    Row("rounds:stricter", HR, get=only("hr", PAGE), post=only("hr", ROUND), args=a_round, data=fields(k=8)),
    Row("rounds:stop", HR, get=only("hr", PAGE), post=only("hr", ROUND), args=a_round),
    # People still answer: not now.
    Row("rounds:make-result", HR, get=only("hr", ROUND), post=only("hr", ROUND), args=a_round),
    Row("rounds:forms", HR_RESEARCHER, get=hr_and_researcher(PAGE)),
    Row("rounds:codebook", HR_RESEARCHER, get=hr_and_researcher(PAGE)),
    Row(
        "rounds:pack-new",
        HR,
        get=only("hr", PAGE),
        post=hr("-> rounds:forms"),
        data=lambda world: {
            "file": a_pack_file(),
            "confirmed": "on",
            "about_themselves": "on",
            "note": "typed meanwhile",
        },
    ),
    Row("rounds:pack-codebook", HR_RESEARCHER, get=hr_and_researcher(PAGE), args=a_pack),
    Row("rounds:pack-away", HR, post=only("hr", "-> rounds:forms"), args=a_pack),
    Row("rounds:pack-back", HR, post=only("hr", "-> rounds:forms"), args=a_pack),
    # Paper for a round
    Row("paper:room", HR, get=only("hr", PAGE), args=a_round),
    Row(
        "paper:cards",
        HR,
        get=only("hr", PAGE),
        post=only("hr", "400"),
        args=a_round,
        data=fields(whom="nobody"),
    ),
    Row("paper:make-sheets", HR, post=only("hr", "-> paper:room"), args=a_round),
    Row("paper:sheets", HR, get=only("hr", PAGE), args=lambda world: a_round(world) | {"batch": 1}),
    Row("paper:posters", HR, get=only("hr", PAGE), args=a_round),
    Row(
        "paper:typing",
        HR,
        get=only("hr", PAGE),
        post=only("hr", "-> paper:typing"),
        args=a_round,
        data=lambda world: {"batch": 1, "sheet": 1, "entry": uuid4(), "language": "nl", "q1": "4", "q2": "9"},
    ),
    # For everybody
    Row("privacy", OPEN, get=everybody(PAGE)),
    Row("styleguide", OPEN, get=everybody(PAGE), post=everybody("-> styleguide")),
    Row(
        "styleguide-theme",
        OPEN,
        get=everybody(PAGE),
        post=everybody("-> styleguide-theme"),
        args=lambda world: {"theme": "donker"},
    ),
    Row("pwa:worker", OPEN, get=everybody(PAGE)),
    Row("pwa:manifest", OPEN, get=everybody(PAGE)),
    Row("pwa:shell", OPEN, get=everybody(PAGE), args=lambda world: {"language": "nl"}),
]
ROWS = {row.name: row for row in TABLE}
