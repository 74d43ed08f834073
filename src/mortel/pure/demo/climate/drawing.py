"""Drawing one climate round of a demo organisation: who answers, and what each of them fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mortel.pure.demo.climate.answering import fill_in
from mortel.pure.demo.climate.chance import Chance
from mortel.pure.demo.climate.closing_days import days_of_round
from mortel.pure.demo.climate.levels import view_of
from mortel.pure.demo.climate.population import AskedPerson, asked_on
from mortel.pure.demo.climate.responding import who_answers
from mortel.pure.demo.climate.source import Climate
from mortel.pure.demo.plan import OrganisationPlan
from mortel.pure.instruments.shapes import Instrument, Item


@dataclass(frozen=True, slots=True)
class DrawnBallot:
    """What one person fills in. `person` is a key of the plan, `team` the name of the team her ballot carries.

    `answers` per item code: 1 to 5 as ticked, 0 "rather not", 6 "does not apply to me".
    """

    person: str
    team: str
    paper: bool
    language: str
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DrawnRound:
    """A closed round. `opened` and `closed` are its first and last day, `forms` the ids of what it asks, in order;
    `asked` who was invited."""

    name: str
    opened: date
    closed: date
    forms: tuple[str, ...]
    asked: tuple[AskedPerson, ...]
    answers: tuple[DrawnBallot, ...]


def draw_round(
    climate: Climate, plan: OrganisationPlan, instrument: Instrument, *, seed: int, number: int, today: date
) -> DrawnRound:
    """Round `number` (0 is the first) as it was drawn for `today`; the same seed and day give the same ballots."""
    opened, closed = days_of_round(climate, number, today)
    chance, source = Chance(seed, climate.draw, number), climate.rounds[number]
    asked = asked_on(climate, plan, opened, today)
    answering = who_answers(climate, asked, chance)
    items = [item for form in source.forms for item in instrument.asked(form)]
    led = {row.team for row in plan.memberships if row.is_lead}
    ballots = tuple(
        _ballot(climate, one, items, chance, has_lead=one.answers_for in led)
        for one in asked
        if one.person in answering
    )
    return DrawnRound(source.name, opened, closed, source.forms, asked, ballots)


def _ballot(
    climate: Climate, one: AskedPerson, items: Sequence[Item], chance: Chance, *, has_lead: bool
) -> DrawnBallot:
    view = view_of(climate, one.person, one.answers_for, chance)
    answers = fill_in(climate, items, view, one.person, chance, has_lead=has_lead)
    return DrawnBallot(one.person, one.answers_for, one.paper, "nl", answers)
