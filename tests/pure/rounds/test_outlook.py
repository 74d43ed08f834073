"""What a round will probably give to whom, before anybody is asked."""

import pytest

from mortel.pure.rounds.outlook import Forecast, Gives, forecast
from mortel.pure.rounds.places import Place
from mortel.pure.scoring.power import team_power

PLACES = (
    Place("top", "De Waddenkant", None, "organisation", 30),
    Place("kaap", "De Kaap", "top", "unit", 30),
    Place("small", "Duinzicht", "kaap", "team", 5, (0,)),
    Place("large", "Wadzicht", "kaap", "team", 14, (1,)),
    Place("both", "Zeezicht", "kaap", "team", 8, (0,)),
    Place("kaap/leads", "De Kaap", "kaap", "leads", 3),
)


def of(found: Forecast, place: str) -> Gives:
    return next(one.gives for one in found.places if one.id == place)


def test_a_team_of_fourteen_may_expect_figures_and_a_team_of_five_a_conversation() -> None:
    found = forecast(PLACES, k=7)
    assert of(found, "large") == Gives.FIGURES
    assert of(found, "small") == of(found, "both") == of(found, "kaap/leads") == Gives.CONVERSATION
    assert (found.teams, found.with_figures) == (3, 1)


def test_the_chance_is_that_of_enough_answers_at_sixty_percent() -> None:
    (large,) = (one for one in forecast(PLACES, k=7).places if one.id == "large")
    assert large.chance == pytest.approx(team_power(14, 0.6).once)


def test_a_unit_says_how_many_of_its_teams_get_figures_and_does_not_count_its_leads() -> None:
    (unit,) = (one for one in forecast(PLACES, k=7).places if one.id == "kaap")
    assert (unit.teams, unit.with_figures) == (3, 1)
    assert unit.chance == pytest.approx(team_power(27, 0.6).once)


def test_words_alone_may_be_had_from_six_answers_and_are_called_words() -> None:
    found = forecast(PLACES, k=6, words_only=True, response=0.9)
    assert of(found, "both") == Gives.WORDS
    assert found.with_figures == 2


def test_of_six_questions_only_the_whole_organisation_is_told_of() -> None:
    found = forecast(PLACES, k=7, whole_only=True)
    assert {one.gives for one in found.places if one.kind != "organisation"} == {Gives.WHOLE}
    assert of(found, "top") == Gives.FIGURES


def test_a_lead_of_two_teams_is_not_counted_as_a_lead_of_one() -> None:
    assert forecast(PLACES, k=7).leads_of_one == 1


def test_the_middle_team_of_the_round_is_told_of_first() -> None:
    assert [one.invited for one in forecast(PLACES, k=7).powers] == [8, 12, 20]


def test_an_organisation_without_anybody_expects_nothing() -> None:
    found = forecast([Place("top", "De Waddenkant", None, "organisation")], k=7)
    assert (found.teams, found.leads_of_one) == (0, 0)
    assert found.places[0].chance == 0
