"""What a round, a change and a check-in can show, before anybody is asked."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.scoring.change import Pair, variances
from mortel.pure.scoring.effect import EffectWord, effects
from mortel.pure.scoring.power import (
    Outcome,
    TeamPower,
    chance_of_enough,
    chance_of_word,
    change_variance,
    detection,
    effect_variance,
    organisation_power,
    team_power,
)
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import follow_up, scores


def test_a_team_of_twelve_has_seven_answers_in_both_waves_in_forty_four_percent_at_sixty_percent_response() -> (
    None
):
    found = team_power(12, 0.6)
    assert found.once == pytest.approx(0.6652085575680)  # 1 - pbinom(6, 12, .6)
    assert round(found.twice, 2) == 0.44
    assert found.twice == pytest.approx(found.once**2)


def test_the_chance_of_enough_answers_is_that_of_a_team_in_one_wave() -> None:
    for invited, k in ((12, 7), (6, 7), (40, 15)):
        assert chance_of_enough(invited, 0.6, k) == pytest.approx(team_power(invited, 0.6, k).once)


def test_words_alone_may_be_promised_from_six_answers() -> None:
    assert team_power(6, 1.0, 6, words_only=True).once == pytest.approx(1)
    with pytest.raises(DisclosureError):
        team_power(6, 1.0, 6)


def test_seven_people_need_everybody_and_six_can_do_nothing() -> None:
    assert team_power(7, 0.5).once == pytest.approx(0.5**7)
    assert astuple(team_power(6, 1.0)) == (6, 0, 0, 0, 0, 0)
    assert team_power(7, 1.0).once == pytest.approx(1)


def test_a_round_that_promised_more_answers_needs_more() -> None:
    assert team_power(12, 0.6, 8).once == pytest.approx(0.4381782171648)  # 1 - pbinom(7, 12, .6)


@pytest.mark.parametrize(
    ("once", "twice", "of_round", "of_change"),
    [
        (0.5, 0.5, Outcome.FIGURES, Outcome.FIGURES),
        (0.5, 0.49, Outcome.FIGURES, Outcome.CONVERSATION),
        (0.49, 0.3, Outcome.CONVERSATION, Outcome.CONVERSATION),
    ],
)
def test_figures_are_expected_when_they_are_as_likely_as_not(
    once: float, twice: float, of_round: Outcome, of_change: Outcome
) -> None:
    found = TeamPower(12, once, twice, 0, 0, 0)
    assert (found.of_round, found.of_change) == (of_round, of_change)


def test_where_everybody_answers_the_chance_of_a_word_is_that_of_the_size() -> None:
    found, sized = team_power(12, 1.0), detection(12)
    assert (found.some, found.much, found.check_in) == pytest.approx(
        (sized.change_some, sized.change_much, sized.check_in_much)
    )


def test_the_chance_of_a_word_is_weighed_over_the_numbers_of_answers() -> None:
    p = 0.7
    by_hand = {7: 8 * p**7 * (1 - p), 8: p**8}
    expected = sum(
        by_hand[a]
        * by_hand[b]
        * float(chance_of_word(0.8, change_variance(np.array([a]), np.array([b]), 4))[0])
        for a in by_hand
        for b in by_hand
    )
    assert team_power(8, p).much == pytest.approx(expected)


@pytest.mark.simulated
@pytest.mark.parametrize(
    ("n", "some", "much"), [(8, 0.17, 0.60), (10, 0.27, 0.77), (12, 0.36, 0.87), (14, 0.43, 0.93)]
)
def test_changes_are_found_as_often_as_release_says(n: int, some: float, much: float) -> None:
    assert detection(n).change_some == pytest.approx(some, abs=0.045)
    assert detection(n).change_much == pytest.approx(much, abs=0.045)


def test_the_variance_of_a_change_is_the_one_the_words_are_made_with() -> None:
    for n in (9, 14, 15, 20):
        made = Pair(scores([n], [3.0]), scores([n + 1], [3.0]), np.full((1, 2), 0.6))
        found = change_variance(np.array([n]), np.array([n + 1]), 4)
        assert found[0] == pytest.approx(variances(made)[0, 0])


def test_the_variance_of_an_effect_is_what_is_left_to_chance() -> None:
    made = follow_up(np.random.default_rng(1), n=np.arange(10, 50), items=1)
    known = np.flatnonzero(made.known)[0]
    n = np.array([10 + known])
    assert effect_variance(n, n, 1)[0] == pytest.approx(made.left_to_chance()[known])


@pytest.mark.simulated
@pytest.mark.parametrize("n", [8, 10, 14, 20, 30])
def test_effects_are_found_about_as_often_as_is_told_beforehand(n: int) -> None:
    generator = np.random.default_rng(n)
    told = detection(n)
    for effect, items, chance in (
        (0.4, 4, told.effect_some),
        (0.8, 4, told.effect_much),
        (0.8, 3, told.check_in_much),
    ):
        words = [
            effects(follow_up(generator, effect=effect, items=items, n=np.full(40, n))).words
            for _ in range(200)
        ]
        assert np.mean(np.concatenate(words) == EffectWord.PROBABLY_HELPED) == pytest.approx(chance, abs=0.07)


def test_nothing_is_found_more_often_than_the_threshold_without_a_change() -> None:
    assert chance_of_word(0.0, np.array([1e-9]))[0] == pytest.approx(0.1, abs=1e-6)
    assert chance_of_word(0.0, np.array([0.06]))[0] < 0.05


def test_a_whole_organisation_is_no_trouble() -> None:
    found = team_power(20_000, 0.6)
    assert found.once == pytest.approx(1)
    assert found.much == pytest.approx(1)


def test_the_chance_of_a_word_in_figures() -> None:
    # pnorm(.4 / .3 - qnorm(.9) * sqrt(1 + .09 / .0625))
    assert chance_of_word(0.4, np.array([0.09]))[0] == pytest.approx(0.251902708268)
    assert detection(12).n == 12


def test_teams_keep_their_order() -> None:
    found = organisation_power((12, 5, 12), 0.6)
    assert [team.invited for team in found] == [12, 5, 12]
    assert found[0] == found[2] == team_power(12, 0.6)
    assert organisation_power((12,), 0.6, 9)[0] == team_power(12, 0.6, 9)


def test_wrong_input_is_one_clear_sentence() -> None:
    with pytest.raises(StatsError, match="at least one person"):
        team_power(0, 0.6)
    for bad in (0.0, 1.01, -0.2):
        with pytest.raises(StatsError, match="Response is a share"):
            team_power(12, bad)
    with pytest.raises(StatsError, match="at least one team size"):
        organisation_power((), 0.6)
    with pytest.raises(DisclosureError, match="at least 7 answers"):
        team_power(12, 0.6, 6)


@given(st.integers(1, 60), st.floats(0.05, 0.95))
@settings(max_examples=40)
def test_more_people_and_more_response_never_show_less(invited: int, response: float) -> None:
    here, larger, keener = (
        team_power(invited, response),
        team_power(invited + 1, response),
        team_power(invited, response + 0.05),
    )
    for other in (larger, keener):
        assert all(a <= b + 1e-9 for a, b in zip(astuple(here)[1:], astuple(other)[1:], strict=True))
    assert 0 <= here.some <= here.much <= here.twice + 1e-12
    assert here.twice <= here.once <= 1
