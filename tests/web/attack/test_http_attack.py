"""The attacker on what HTTP gives, over three rounds; and that he finds people when the protection is taken out.

He is signed in as HR, researcher, works council, lead, colleague, and as two leads who talk to each other. He fetches
every address of the permission table and reads every format (reading.py).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest
import time_machine
from django.urls import reverse

from mortel.apps.climate import access
from mortel.apps.climate.actions.closing import make_result, take_snapshot
from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import Release, ReleasedFigure
from mortel.pure.disclosure.attack.noise_law import NoiseLaw, learn_noise
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Protected
from mortel.pure.results.pieces import LEADS
from mortel.pure.results.shapes import Group
from tests.pure.results.subtraction import gives_few_away
from tests.web.attack.accounting import BY_TEAM, unaccounted
from tests.web.attack.attack import Claim, best_guess, cells_of, claims
from tests.web.attack.bare import bare, unprotect
from tests.web.attack.conftest import (
    LEAD,
    MEMBER,
    OFFICE,
    OTHER_LEAD,
    Harvest,
    readers,
    three_rounds,
)
from tests.web.attack.facts import LEADERSHIP, Fact, Stored, stored, stored_mean
from tests.web.attack.harvest import Moment, Page, harvest
from tests.web.attack.reading import Said
from tests.web.attack.world import DAYS, Story, ask, end, tell
from tests.web.visiting import forgotten

pytestmark = pytest.mark.django_db
COALITION = (LEAD, OTHER_LEAD)


# Every number is accounted for


def numbers_out_of_nowhere(harvested: Harvest, pages: list[Page]) -> list[str]:
    return unaccounted(pages, harvested.rounds, harvested.leads, harvested.wording)


def test_every_number_is_a_figure_that_its_reader_may_have(harvested: Harvest) -> None:
    assert {page.who for page in harvested.pages} >= {*OFFICE, LEAD, OTHER_LEAD, MEMBER}
    assert numbers_out_of_nowhere(harvested, harvested.pages) == []


def test_every_score_is_the_stored_one_of_its_own_group(harvested: Harvest) -> None:
    wrong = []
    for page in harvested.pages:
        assert harvested.reads
        for fact in harvested.reads.facts(page):
            kept = stored_mean(fact, harvested.rounds, by_team=page.row.startswith("climate:team"))
            if kept is None or abs(kept - fact.value) > fact.slack + 1e-9:
                wrong.append((fact, kept))
    assert wrong == []
    for who in (*BY_TEAM, "council", LEAD, OTHER_LEAD, MEMBER):
        assert len(harvested.facts(who)) > 50, f"of what {who} reads hardly anything was understood"


def test_try(harvested: Harvest) -> None:
    import collections
    print(collections.Counter((f.who, f.page.split()[0]) for f in harvested.facts()))
