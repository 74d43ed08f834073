"""The control: the same attacker, when the protection is replaced in the test. And a closing that is done again."""

import re
from copy import deepcopy
from datetime import timedelta

import numpy as np
import pytest
import time_machine

from mortel.apps.climate.actions.closing import make_result, take_snapshot
from mortel.pure.disclosure.attack.noise_law import learn_noise
from tests.web.attack.attack import Claim, claims
from tests.web.attack.bare import bare, unprotect
from tests.web.attack.conftest import Harvest, readers
from tests.web.attack.facts import Fact, reader, stored
from tests.web.attack.harvest import Moment, harvest
from tests.web.attack.world import DAYS, Story, ask, end, tell
from tests.web.visiting import forgotten

pytestmark = pytest.mark.django_db
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_OF_OFFICE, _OF_TEAM = ("climate:organisation", "climate:place", "climate:data"), ("climate:team",)


def sent(story: Story) -> list[tuple[str, bytes]]:
    """What HR and two leads are sent of the newest round, without the ids, which are drawn anew."""
    pages = harvest(
        story, readers(story), Moment(0), rows=("climate:organisation", "climate:place", "climate:team")
    )
    return [(page.who, _ID.sub(b"ID", page.raw)) for page in pages]


def test_a_closing_that_is_done_again_is_read_the_same(house: Story) -> None:
    """Otherwise two releases of one round could be subtracted, and their noise averaged out."""
    # A copy: whoever opens a round lets people come and go in the house.
    house = deepcopy(house)
    with time_machine.travel(DAYS[0], tick=False):
        over = end(house, ask(house))
        take_snapshot(over)
        told = []
        for _ in range(2):
            with forgotten():
                make_result(over)
                told.append(sent(house))
    assert len(told[0]) > 30
    assert told[0] == told[1]


def unprotected(story: Story) -> Harvest:
    """Three rounds without protection, read by HR and by one person of each team; call it with `unprotect` in force."""
    found = Harvest()
    for at, day in enumerate(DAYS):
        with time_machine.travel(day, tick=False):
            found.told.append(tell(story, ask(story)))
            found.rounds.append(stored(found.told[-1]))
        with time_machine.travel(day + timedelta(days=3), tick=False):
            moment = Moment(at, later=True)
            found.pages += harvest(story, {"hr": story.cast.hr}, moment, rows=_OF_OFFICE)
            teams = {f"member of {name}": people[-1] for name, people in story.staff.members.items()}
            found.pages += harvest(story, teams, moment, rows=_OF_TEAM)
    found.reads = reader(found.rounds, found.told[0].asked)
    return found


def found_for_certain(harvested: Harvest, facts: list[Fact]) -> list[Claim]:
    """Single answers, by whoever read these figures; wrong claims would make the attacker a liar."""
    law = learn_noise(bare, harvested.told[0].asked.form(), np.random.default_rng(1))
    assert law.bound == 0
    claimed = [claim for truth in harvested.told for claim in claims(truth, facts, law.bound)]
    by_name = {truth.name: truth for truth in harvested.told}
    assert all(claim.is_true(by_name[claim.round]) for claim in claimed)
    return [claim for claim in claimed if claim.low == claim.high]


def test_without_protection_he_finds_people(house: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    unprotect(monkeypatch)
    harvested = unprotected(deepcopy(house))
    people = {person for truth in harvested.told for person in truth.leaf}
    of_hr = {claim.person for claim in found_for_certain(harvested, harvested.facts("hr"))}
    of_teams = {
        claim.person
        for name in house.staff.members
        for claim in found_for_certain(harvested, harvested.facts(f"member of {name}"))
    }
    # 28 and 15 of 134 when this was written (docs/algorithms/attack-figures.md).
    assert len(of_hr) > 0.03 * len(people), f"{len(of_hr)} of {len(people)}"
    assert len(of_teams) > 0.03 * len(people), f"{len(of_teams)} of {len(people)}"
