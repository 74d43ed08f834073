"""What each test asks of a harvest: claims about single people, readings that differ, figures about too few leads."""

from collections.abc import Callable, Iterable

import numpy as np

from mortel.pure.disclosure.attack.noise_law import NoiseLaw, learn_noise
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Protected
from mortel.pure.results.pieces import LEADS
from tests.pure.results.subtraction import gives_few_away
from tests.web.attack.attack import Claim, cells_of, claims, form_of_six
from tests.web.attack.conftest import Harvest
from tests.web.attack.facts import LEADERSHIP, Fact
from tests.web.attack.world import Truth


def noise_of(release: Callable[[Ballots], Protected], harvested: Harvest) -> NoiseLaw:
    """As anybody measures it, who can run the program."""
    return learn_noise(release, form_of_six(harvested.told[0]), np.random.default_rng(1))


def honest(ballots: Ballots) -> Protected:
    return protect(ballots, blocks_of(ballots, Promise()), bytes(range(32)), Promise())


def all_claims(harvested: Harvest, facts: list[Fact], noise: NoiseLaw) -> list[Claim]:
    return [claim for truth in harvested.told for claim in claims(truth, facts, noise.bound)]


def leadership(truth: Truth) -> set[str]:
    """The side and the questions that are about a lead."""
    return {LEADERSHIP} | {
        question.code
        for section in truth.asked.sections
        for question in section.questions
        if section.referent == "lead" or question.dimension == LEADERSHIP
    }


def leads_read_by_office(harvested: Harvest, facts: Iterable[Fact]) -> list[Fact]:
    """Figures about fewer than three leads, alone or by adding and subtracting what else is shown."""
    found = []
    for truth in harvested.told:
        about, cells = leadership(truth), cells_of(truth)
        places = {place.id: place for place in truth.record.places}
        leads = [
            frozenset(lead for leaf in each.block.leaves for lead in places[leaf].leads)
            for each in truth.record.blocks
        ]
        own = [fact for fact in facts if fact.round == truth.name and fact.subject in about]
        shown = {tuple(sorted(cells[fact.place])) for fact in own}
        alone = [
            fact for fact in own if len(frozenset().union(*(leads[b] for b in cells[fact.place]))) < LEADS
        ]
        found += alone or (own if gives_few_away(sorted(shown), leads) else [])
    return found


def contradictions(facts: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
    """Two readings of one figure that cannot both be right: each would be a second release."""
    known: dict[tuple[str, str, str, bool], Fact] = {}
    found = []
    for fact in facts:
        # What a team reads of its lead is not drawn to leads who are hidden from others.
        key = fact.round, fact.place, fact.subject, fact.page.startswith("climate:team ")
        first = known.setdefault(key, fact)
        if abs(first.value - fact.value) > first.slack + fact.slack + 1e-9:
            found.append((first, fact))
    return found
