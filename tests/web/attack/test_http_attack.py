"""The attacker on what HTTP gives, over three rounds; and that he finds people when the protection is taken out.

He is signed in as HR, researcher, works council, lead, colleague, and as two leads who talk to each other. He fetches
every address of the permission table and reads every format (reading.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import time_machine

from mortel.apps.climate import access
from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import Release, ReleasedFigure
from tests.web.attack.accounting import BY_TEAM, unaccounted
from tests.web.attack.attack import best_guess, cells_of, claims
from tests.web.attack.conftest import LEAD, MEMBER, OFFICE, OFFICE_PAGES, OTHER_LEAD, Harvest, readers
from tests.web.attack.facts import LEADERSHIP, stored_mean
from tests.web.attack.findings import (
    all_claims,
    contradictions,
    honest,
    leadership,
    leads_read_by_office,
    noise_of,
)
from tests.web.attack.harvest import Moment, Page, harvest
from tests.web.attack.reading import Said
from tests.web.attack.world import DAYS, Story
from tests.web.permissions import TABLE

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


# Nobody is known


@pytest.mark.parametrize("who", [(), ("hr",), ("council",), COALITION, (*COALITION, "hr", MEMBER)])
def test_of_nobody_one_answer_or_two_are_left(harvested: Harvest, who: tuple[str, ...]) -> None:
    """Over everything that these people read together; two insiders in every group."""
    assert all_claims(harvested, harvested.facts(*who), noise_of(honest, harvested)) == []


def test_who_takes_the_figures_for_the_truth_finds_nobody_either(harvested: Harvest) -> None:
    """Taken at their word the figures single out some, and are right about no more of them than by luck."""
    found = [claim for truth in harvested.told for claim in claims(truth, harvested.facts(), 0)]
    by_name = {truth.name: truth for truth in harvested.told}
    right = {
        claim.person for claim in found if claim.low == claim.high and claim.is_true(by_name[claim.round])
    }
    assert len(right) <= 1, f"{len(right)} people of {len(found)} claims"


def test_the_best_guess_gains_little_of_one_person(harvested: Harvest) -> None:
    """Against release.md, with every protected sum of three rounds: 5 points on average, and nobody is made sure of.

    What he expects of himself is steady. How often he is right varies by 1.2 points from one organisation of a hundred
    people to another; over forty of them it is 3.6. Where the second rule breaks: docs/algorithms/attack-figures.md.
    """
    found = best_guess(harvested.told, noise_of(honest, harvested))
    hits = 100 * (found.hits - found.baseline).mean(axis=0)
    expected = 100 * found.expected.mean(axis=0)
    assert (expected <= 5).all(), expected
    assert (hits <= 5 + 2 * 1.2).all(), hits
    assert not found.surer.any()


# Leadership is of one recognisable person


@pytest.mark.parametrize("who", OFFICE)
def test_the_office_reads_of_leads_in_threes_only(harvested: Harvest, who: str) -> None:
    facts = harvested.facts(who)
    assert any(fact.subject == LEADERSHIP for fact in facts), "of all leads together something is told"
    assert leads_read_by_office(harvested, facts) == []


def test_a_planted_figure_about_one_lead_is_found(harvested: Harvest) -> None:
    fact = next(one for one in harvested.facts("hr") if one.subject == LEADERSHIP)
    team = next(truth.leaf[person] for truth in harvested.told[:1] for person in truth.dissenters)
    planted = replace(fact, place=team)
    assert leads_read_by_office(harvested, [planted]) == [planted]


def test_what_is_subtracted_from_what_is_shown_is_found_too(harvested: Harvest) -> None:
    """All teams of a unit but one, and the unit: the one follows."""
    truth = harvested.told[0]
    fact = next(one for one in harvested.facts("hr") if one.subject == LEADERSHIP and one.round == truth.name)
    cells = cells_of(truth)
    unit = next(place.parent for place in truth.record.places if place.name == "Toren")
    inside = [place for place, cell in cells.items() if cell < cells[unit] and len(cell) == 1]
    planted = [replace(fact, place=place) for place in [unit, *inside[1:]]]
    assert leads_read_by_office(harvested, planted)


def test_leads_who_talk_to_each_other_read_their_own_teams_alone(harvested: Harvest) -> None:
    own = frozenset().union(*(harvested.leads[who] for who in COALITION))
    top = {one.whole.whole.id for one in harvested.rounds}
    facts = harvested.facts(*COALITION)
    assert {fact.place for fact in facts} <= own | top
    assert not [fact for fact in facts if fact.place in top and fact.subject in leadership(harvested.told[0])]


def test_the_council_reads_of_the_organisation_alone(harvested: Harvest) -> None:
    assert {fact.place for fact in harvested.facts("council")} == {
        one.whole.whole.id for one in harvested.rounds
    }


# The same thing says the same everywhere


def test_no_figure_differs_between_two_readers_or_two_moments(harvested: Harvest) -> None:
    assert contradictions(harvested.facts()) == []
    fact = harvested.facts("hr")[0]
    moved = replace(fact, value=fact.value + 0.2, who="council")
    assert contradictions([fact, moved]) == [(fact, moved)]


def of_the_round(page: Page) -> set[Said]:
    """What it says, but for the day on which it is read (in the head of every page)."""
    return {said for said in page.said if not said.text.startswith(_HEAD)}


def test_a_page_about_an_old_round_stays_as_it_was(harvested: Harvest) -> None:
    """What a later round tells may not change what an earlier one told: the difference would speak of who came."""
    of_hr = [page for page in harvested.pages if page.who == "hr" and page.row in OFFICE_PAGES]
    about = {page.address: page for page in reversed(of_hr) if page.row != "climate:results"}
    again = [page for page in of_hr if page.address in about]
    assert len(again) == 2 * len(about)
    assert [page.address for page in again if of_the_round(page) != of_the_round(about[page.address])] == []


# A reader's pages do not depend on what she may not have


def shift(content: str, *, only: Callable[[dict[str, Any]], bool] = lambda thing: True) -> str:
    """The same stored result with other figures and words wherever `only` says so."""
    return msgspec.json.encode(_shifted(msgspec.json.decode(content), only)).decode()


def _shifted(thing: Any, only: Callable[[dict[str, Any]], bool]) -> Any:
    if isinstance(thing, list):
        return [_shifted(each, only) for each in thing]
    if not isinstance(thing, dict):
        return thing
    inside = {name: _shifted(value, only) for name, value in thing.items()}
    return inside | _others(inside) if only(inside) else inside


def _others(thing: dict[str, Any]) -> dict[str, Any]:
    """Another figure for each, on the other side of the scale, and the opposite words."""
    figures = {
        name: round(6 - value, 2)
        for name, value in thing.items()
        if name in ("mean", "low", "high") and value is not None
    }
    words = {"word": _OPPOSITE.get(thing.get("word", ""), "")} if thing.get("word") else {}
    return figures | words


def _is_leadership(thing: dict[str, Any]) -> bool:
    return thing.get("id") == LEADERSHIP or thing.get("code") in _LEAD_QUESTIONS


def change_figures(rows: Iterable[ReleasedFigure], **how: Any) -> int:
    """Write other figures into these rows; returns into how many."""
    changed = 0
    for row in rows:
        other = shift(row.content, **how)
        changed += other != row.content
        ReleasedFigure.objects.filter(pk=row.pk).update(content=other)
    return changed


def read_by(house: Story, *who: str, days: int = 3) -> dict[tuple[str, str], set[Said]]:
    """What these readers are sent so many days after the last release, files included."""
    with time_machine.travel(DAYS[-1] + timedelta(days=days), tick=False):
        people = {name: person for name, person in readers(house).items() if name in who}
        pages = harvest(house, people, Moment(len(DAYS) - 1, later=days > 0), rows=_RESULTS)
    return {(page.who, page.address): of_the_round(page) for page in pages}


def test_a_colleague_reads_nothing_of_leadership_on_the_day_of_her_lead(
    harvested: Harvest, house: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ReleasedFigure.objects.filter(
        release=harvested.told[-1].release, audience=Audience.TEAM, place=str(house.staff.team("Toren"))
    )
    early, later = read_by(house, MEMBER, days=0), read_by(house, MEMBER)
    assert change_figures(own, only=_is_leadership) == 1
    assert read_by(house, MEMBER, days=0) == early
    assert read_by(house, MEMBER) != later, "on the working day after it she reads it"

    monkeypatch.setattr(access, "_as_read", lambda team, result, day: result)
    assert read_by(house, MEMBER, days=0) != early, "the planted bug tells her a day too early"


@pytest.mark.parametrize("who", COALITION)
def test_a_lead_reads_nothing_that_depends_on_the_figures_of_others(
    harvested: Harvest, house: Story, who: str
) -> None:
    every = ReleasedFigure.objects.all()
    own = every.filter(audience=Audience.TEAM, place__in=harvested.leads[who])
    before = read_by(house, who)
    assert change_figures(every.exclude(pk__in=own.values("pk"))) > 50
    assert read_by(house, who) == before
    change_figures(own)
    assert read_by(house, who) != before


def test_the_council_reads_nothing_that_depends_on_the_figures_of_a_part(
    harvested: Harvest, house: Story
) -> None:
    top = harvested.rounds[0].whole.whole.id
    before = read_by(house, "council")
    change_figures(ReleasedFigure.objects.exclude(place=top))
    assert read_by(house, "council") == before
    for release in Release.objects.all():
        Release.objects.filter(pk=release.pk).update(organisation=shift(release.organisation))
    assert read_by(house, "council") != before


def test_hr_reads_nothing_that_depends_on_what_a_team_reads_of_itself(
    house: Story, harvested: Harvest
) -> None:
    before = read_by(house, "hr")
    assert change_figures(ReleasedFigure.objects.filter(audience=Audience.TEAM)) > 10
    assert read_by(house, "hr") == before
    change_figures(ReleasedFigure.objects.filter(audience=Audience.OFFICE))
    assert read_by(house, "hr") != before


_HEAD = "Mortel, naar de eerste pagina"
_OPPOSITE = {
    "presumably_higher": "presumably_lower",
    "presumably_lower": "presumably_higher",
    "not_distinguishable": "presumably_lower",
    "better": "worse",
    "worse": "better",
    "no_difference": "worse",
    "too_early": "better",
}
_LEAD_QUESTIONS = ("ENC2", "TRU1", "PRA1", "ROL1", "JUS2")
# Without the report and the poster, which hold what these do and take seconds to set.
_SET = ("climate:report", "climate:wall-poster")
_RESULTS = tuple(row.name for row in TABLE if row.name.startswith("climate:") and row.name not in _SET)
