"""The story once, with everything that was sent during it; the tests read what it left in memory, not in tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from mortel.apps.people.models import Person
from tests.cast import assemble
from tests.web.attack.facts import Fact, Reader, Stored, reader, stored
from tests.web.attack.harvest import Moment, Page, harvest, signed_in
from tests.web.attack.houses import LARGE
from tests.web.attack.world import DAYS, Story, Truth, ask, drawn_alike, founded, tell
from tests.web.permissions import TABLE
from tests.web.visiting import body, forgotten

# The colleague of a team of its own, somebody of a team that was taken together, and two leads who talk to each other.
MEMBER, POOLED, LEAD, OTHER_LEAD = (
    "member of Toren",
    "member of Kade",
    "lead of Duin",
    "lead of Wad and Haven",
)
OFFICE = ("hr", "researcher", "council")
LED: Mapping[str, tuple[str, ...]] = {LEAD: ("Duin",), OTHER_LEAD: ("Wad", "Haven")}
# Of every round these are fetched at once, by the office and by teams; everything else at the end.
OFFICE_PAGES = (
    "climate:organisation",
    "climate:questionnaire",
    "climate:board",
    "climate:place",
    "climate:results",
)
TEAM_PAGES = ("climate:team", "climate:team-sheet", "climate:team-reading")
_OF_RESULTS = "climate:"


@dataclass
class Harvest:
    """What three rounds gave. `leads` are the teams of each lead, `wording` the texts of before any round.

    `open_data_elsewhere`: the table of the last round, asked for in another year and language.
    """

    pages: list[Page] = field(default_factory=list)
    told: list[Truth] = field(default_factory=list)
    rounds: list[Stored] = field(default_factory=list)
    leads: dict[str, frozenset[str]] = field(default_factory=dict)
    wording: frozenset[tuple[str, str]] = frozenset()
    reads: Reader | None = None
    open_data_elsewhere: bytes = b""

    def facts(self, *who: str) -> list[Fact]:
        """Everything that these readers together know; everybody when nobody is named."""
        assert self.reads is not None
        return [fact for page in self.pages if not who or page.who in who for fact in self.reads.facts(page)]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The organisation before its first round; forgotten after the last test of a module."""
    with django_db_blocker.unblock(), drawn_alike(), forgotten():
        cache.clear()
        yield founded(assemble())


@pytest.fixture(scope="module")
def large_house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """One that gets everything that is told of organisations of 250 answers."""
    with django_db_blocker.unblock(), drawn_alike(), forgotten():
        cache.clear()
        yield founded(assemble(), LARGE)


@pytest.fixture(scope="module")
def harvested(house: Story) -> Iterator[Harvest]:
    """Every page of three rounds, as the product makes them."""
    with forgotten():
        yield three_rounds(house)


@pytest.fixture(scope="session")
def large_harvest(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Harvest:
    """Made once for several modules; the tables forget it before the first of them reads it."""
    with django_db_blocker.unblock(), drawn_alike(), forgotten():
        cache.clear()
        house = founded(assemble(), LARGE)
        found = three_rounds(house)
        address = reverse("climate:open-data", args=[found.rounds[-1].release])
        with time_machine.travel(DAYS[-1].replace(year=2028), tick=False):
            sent = signed_in(house.cast.council).get(address, headers={"accept-language": "en"})
        found.open_data_elsewhere = body(sent)
    return found


def readers(story: Story) -> dict[str, Person]:
    """Whom the attacker is signed in as."""
    cast, staff = story.cast, story.staff
    office = {"hr": cast.hr, "council": cast.council, "researcher": cast.researcher}
    return office | {
        LEAD: story.lead("Duin"),
        OTHER_LEAD: story.lead("Wad"),
        MEMBER: staff.members["Toren"][-1],
        POOLED: staff.members["Kade"][-1],
    }


def three_rounds(story: Story) -> Harvest:
    found, people = Harvest(), readers(story)
    found.leads = {
        who: frozenset(str(story.staff.team(name)) for name in names) for who, names in LED.items()
    }
    fixed = [row.name for row in TABLE if not row.name.startswith(_OF_RESULTS)]
    before = harvest(story, {"hr": people["hr"]}, Moment(0), rows=fixed)
    found.wording = frozenset((page.row, said.text) for page in before for said in page.said)
    teams = {who: person for who, person in people.items() if who not in OFFICE}
    for at, day in enumerate(DAYS):
        with time_machine.travel(day, tick=False):
            found.told.append(tell(story, ask(story)))
            found.rounds.append(stored(found.told[-1]))
            found.pages += harvest(story, {"hr": people["hr"]}, Moment(at), rows=OFFICE_PAGES)
            found.pages += harvest(story, teams, Moment(at), rows=TEAM_PAGES)
        with time_machine.travel(day + timedelta(days=3), tick=False):
            found.pages += harvest(story, {MEMBER: people[MEMBER]}, Moment(at, later=True), rows=TEAM_PAGES)
    with time_machine.travel(DAYS[-1] + timedelta(days=3), tick=False):
        last = Moment(len(DAYS) - 1, later=True)
        # A researcher reads what HR reads by the same doors: of her the newest round is enough.
        found.pages += harvest(story, {"researcher": people.pop("researcher")}, last)
        found.pages += harvest(story, people, last, everything=True)
    found.reads = reader(found.rounds, found.told[0].asked)
    return found
