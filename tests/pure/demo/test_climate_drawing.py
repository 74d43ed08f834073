"""Who answers the drawn rounds, when, and what they fill in, whatever the seed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from mortel.pure.demo.climate.answering import fill_in
from mortel.pure.demo.climate.chance import Chance
from mortel.pure.demo.climate.drawing import DrawnRound, draw_round
from mortel.pure.demo.climate.levels import View
from mortel.pure.demo.climate.population import long_leaves
from mortel.pure.demo.climate.source import Climate, Oddities, Spread
from mortel.pure.instruments.shipped import shipped_instrument
from tests.pure.demo.conftest import DRAWS
from tests.pure.demo.drawing import Drawn, draw
from tests.pure.demo.test_climate_reading import shipped

BANK = shipped_instrument()
SEED, TODAY = DRAWS[0]
CARE = shipped("waddenkant")
ROUNDS = range(3)


@cache
def drawn_round(seed: int, today: date, number: int, climate: Climate = CARE) -> DrawnRound:
    return draw_round(climate, draw(seed, today).plan, BANK, seed=seed, number=number, today=today)


@pytest.fixture(params=DRAWS, ids=["seed 1", "seed 7, leap day"])
def organisation(request: pytest.FixtureRequest) -> Drawn:
    return draw(*request.param)


@pytest.fixture
def rounds(organisation: Drawn) -> list[DrawnRound]:
    seed = next(seed for seed, today in DRAWS if today == organisation.today)
    return [drawn_round(seed, organisation.today, number) for number in ROUNDS]


def answering(made: DrawnRound) -> set[str]:
    return {ballot.person for ballot in made.answers}


def colleagues(made: DrawnRound) -> Counter[str]:
    """How many answered per team, leads not counted."""
    leads = {person.person for person in made.asked if person.is_lead}
    return Counter(ballot.team for ballot in made.answers if ballot.person not in leads)


def test_the_same_seed_and_day_draw_the_same_round_and_another_seed_another() -> None:
    again = draw_round(CARE, draw(SEED, TODAY).plan, BANK, seed=SEED, number=2, today=TODAY)
    assert again == drawn_round(SEED, TODAY, 2)
    other = draw_round(CARE, draw(SEED, TODAY).plan, BANK, seed=2, number=2, today=TODAY)
    assert other.answers != again.answers


def test_the_last_round_closed_two_weeks_ago_and_the_others_half_a_year_apart(
    organisation: Drawn, rounds: list[DrawnRound]
) -> None:
    assert timedelta(days=14) <= organisation.today - rounds[2].closed <= timedelta(days=20)
    for one, next_one in pairwise(rounds):
        assert 170 <= (next_one.closed - one.closed).days <= 195
    assert [(one.opened.weekday(), one.closed.weekday()) for one in rounds] == [(0, 4)] * 3


def test_response_grows_from_58_to_66_of_a_hundred(rounds: list[DrawnRound]) -> None:
    shares = [len(one.answers) / len(one.asked) for one in rounds]
    assert shares == pytest.approx([0.58, 0.62, 0.66], abs=0.005)


def test_everybody_is_asked_once_and_answers_once_for_a_team_that_she_works_in(
    organisation: Drawn, rounds: list[DrawnRound]
) -> None:
    for one in rounds:
        assert max(Counter(person.person for person in one.asked).values()) == 1
        assert len(answering(one)) == len(one.answers)
        works = {
            (row.person, row.team)
            for row in organisation.plan.memberships
            if row.starts <= one.opened and (row.ends is None or row.ends >= one.opened)
        }
        assert {(ballot.person, ballot.team) for ballot in one.answers} <= works


def test_every_question_is_answered_with_one_of_the_seven_boxes(rounds: list[DrawnRound]) -> None:
    for one in rounds:
        codes = [code for form in one.forms for code in BANK.form(form).items]
        assert all(list(ballot.answers) == codes for ballot in one.answers)
        assert {value for ballot in one.answers for value in ballot.answers.values()} == set(range(7))


def test_mostly_the_same_people_answer_again(rounds: list[DrawnRound]) -> None:
    for one, next_one in pairwise(rounds):
        still = answering(one) & {person.person for person in next_one.asked}
        assert len(still & answering(next_one)) / len(still) > 0.75


def test_some_sixty_sheets_of_paper_come_from_people_without_an_address(
    organisation: Drawn, rounds: list[DrawnRound]
) -> None:
    made = rounds[-1]
    no_email = {person.key for person in organisation.plan.people if person.email is None}
    paper = {ballot.person for ballot in made.answers if ballot.paper}
    assert paper <= no_email
    assert not (answering(made) - paper) & no_email
    assert 54 <= len(paper) <= 62


def test_three_and_nine_of_the_sister_teams_answer_and_three_of_the_team_that_gets_a_conversation() -> None:
    counts = [colleagues(drawn_round(SEED, TODAY, number)) for number in ROUNDS]
    assert [(count["Lamsoor"], count["Zeekraal"]) for count in counts] == [(2, 6), (3, 9), (3, 9)]
    assert [count["Logeerzorg"] for count in counts] == [3, 3, 3]


def test_somebody_with_two_teams_answers_for_the_second() -> None:
    for number in ROUNDS:
        made = drawn_round(SEED, TODAY, number)
        teams = {person.person: person.team for person in made.asked}
        moved = [(teams[b.person], b.team) for b in made.answers if b.team != teams[b.person]]
        assert moved == [("De Reiger", "Nachtteam Terpstee")]


def test_who_is_on_long_leave_was_asked_before_and_is_not_asked_now() -> None:
    (leave,) = long_leaves(CARE, draw(SEED, TODAY).plan, TODAY)
    asked = [
        {person.person for person in made.asked} for made in (drawn_round(SEED, TODAY, at) for at in ROUNDS)
    ]
    assert [leave.person in people for people in asked] == [True, True, False]
    assert leave.starts < drawn_round(SEED, TODAY, 2).opened - timedelta(days=28)


def test_careless_and_unwilling_answers_are_as_rare_as_the_model_says(rounds: list[DrawnRound]) -> None:
    ballots = [ballot for one in rounds for ballot in one.answers]
    one_box = [ballot for ballot in ballots if len(set(ballot.answers.values())) == 1]
    values = Counter(value for ballot in ballots for value in ballot.answers.values())
    assert 0.015 < len(one_box) / len(ballots) < 0.05
    assert 0.008 < values[0] / values.total() < 0.022


def test_only_where_nobody_leads_a_question_about_a_lead_does_not_apply(rounds: list[DrawnRound]) -> None:
    found = Counter(
        (ballot.team, BANK.item(code).referent)
        for one in rounds
        for ballot in one.answers
        for code, value in ballot.answers.items()
        if value == 6
    )
    assert set(found) == {("Wijkteam Oude Vaart", "lead")}
    assert found.total() > 50


def test_an_item_of_the_opposite_pole_is_filled_in_as_it_is_read() -> None:
    calm = replace(CARE, oddities=Oddities(0, 0, 0, 0, 0), spread=Spread(0, 0, 0, 0, 0, 0))
    items = [BANK.item("WOR1"), BANK.item("WOR3")]
    view = View({"dim.space": 4.9}, hours=3)
    given = fill_in(calm, items, view, "p001", Chance(1, 1, 0), has_lead=True)
    assert given == {"WOR1": 5, "WOR3": 1}


def test_asking_less_changes_no_answer_to_what_is_still_asked() -> None:
    less = replace(CARE, rounds=tuple(replace(one, forms=("short",)) for one in CARE.rounds))
    whole, part = drawn_round(SEED, TODAY, 2), drawn_round(SEED, TODAY, 2, less)
    assert [ballot.person for ballot in part.answers] == [ballot.person for ballot in whole.answers]
    for one, other in zip(part.answers, whole.answers, strict=True):
        assert dict(one.answers) == {code: other.answers[code] for code in one.answers}
        assert len(one.answers) == 24


def test_the_university_has_one_round_with_what_it_yields() -> None:
    climate, plan = shipped("waalstroom"), draw(SEED, TODAY, "waalstroom").plan
    made = draw_round(climate, plan, BANK, seed=SEED, number=0, today=TODAY)
    assert len(made.answers) == round(len(made.asked) * 0.66)
    assert {"OUT1", "ATT1", "VIT1", "CIT1", "TIM2"} <= set(made.answers[0].answers)
