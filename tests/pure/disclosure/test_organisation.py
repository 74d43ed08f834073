"""What is told about the questionnaire: words from 100 people, numbers from 250 (release.md, the table)."""

from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure import organisation
from mortel.pure.disclosure.organisation import Scale, Statistic, Word
from mortel.pure.disclosure.protection import blocks_of
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Unit
from mortel.pure.stats import agreement, omega, reliability, sufficient
from tests.pure.disclosure.rounds import SEVEN, ballots


def closed(people: int, *, teams: int = 12, spread: float = 0.8, seed: int = 3) -> Ballots:
    """Answers with something in common per person, so that a scale has a reliability."""
    tree = (Unit("top", None), *(Unit(f"t{at}", "top") for at in range(teams)))
    sizes = [people // teams + (at < people % teams) for at in range(teams)]
    raw = ballots({f"t{at}": size for at, size in enumerate(sizes)}, tree=tree)
    random = np.random.default_rng(seed)
    person = (
        random.normal(0, spread, (people, 1)) + random.normal(0, 0.4, teams)[raw.leaves - 1][:, np.newaxis]
    )
    answers = np.clip(np.round(3.4 + person + random.normal(0, 0.8, raw.answers.shape)), 1, 5)
    return replace(raw, answers=answers.astype(np.int8))


def scale(round_: Ballots, name: str = "lead") -> Scale:
    return next(
        each
        for each in organisation.scales(round_, blocks_of(round_, SEVEN), SEVEN)
        if each.dimension == name
    )


def test_numbers_from_250_people_are_those_of_the_statistics_rounded() -> None:
    round_ = closed(250)
    moments = sufficient.item_moments(round_.answers[:, :4])
    alpha, told = reliability.alpha(moments), scale(round_)
    assert told.alpha == Statistic(number=round(alpha.alpha, 2))
    assert told.omega_total == Statistic(number=round(omega.one_factor(moments).omega_total, 2))
    assert told.sd == Statistic(number=round(alpha.sd, 1))
    assert [each.number for each in told.rest_correlations] == [
        round(item.rest_correlation or 0, 2) for item in alpha.items
    ]
    groups = sufficient.group_moments(round_.answers[:, :4], round_.leaves, complete=True)
    assert told.rwg_j == Statistic(number=round(agreement.rwg_j(groups, 2.0).mean or 0, 1))
    assert told.awg == Statistic(number=round(agreement.awg(groups, 1, 5).mean or 0, 1))
    deviation = agreement.average_deviation(round_.answers[:, :4], round_.leaves).mean
    assert told.average_deviation == Statistic(number=round(deviation or 0, 1))


def test_between_100_and_250_people_reliability_is_a_word_and_a_spread_is_nothing() -> None:
    for people in (100, 249):
        told = scale(closed(people, spread=1.2))
        assert told.alpha == told.omega_total == Statistic(word=Word.HIGH)
        assert told.sd == Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 250))
    assert scale(closed(180, spread=0.7)).alpha == Statistic(word=Word.MIDDLE)
    assert scale(closed(180, spread=0.1)).alpha == Statistic(word=Word.LOW)


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.8, Word.HIGH), (0.799, Word.MIDDLE), (0.7, Word.MIDDLE), (0.699, Word.LOW), (-0.2, Word.LOW)],
)
def test_the_words_split_at_eight_and_seven_tenths(value: float, word: Word) -> None:
    assert organisation._reliability(value, 249) == Statistic(word=word)
    assert organisation._reliability(value, 250) == Statistic(number=round(value, 2))


def test_below_100_people_nothing_is_told() -> None:
    told = scale(closed(99))
    nothing = Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 100))
    assert {told.alpha, told.omega_total, told.sd, told.rwg_j, told.average_deviation} == {nothing}
    assert set(told.rest_correlations) == {nothing}


def test_the_people_are_those_who_answered_the_whole_scale() -> None:
    round_ = closed(250)
    answers = round_.answers.copy()
    answers[0, 1] = 0
    missing = replace(round_, answers=answers)
    assert scale(missing).alpha.word is Word.HIGH
    assert scale(missing, "room").alpha.number is not None


def test_agreement_needs_ten_blocks() -> None:
    assert scale(closed(300, teams=9)).rwg_j == Statistic(gap=Gap(Reason.FEW_BLOCKS, 10))
    assert scale(closed(300, teams=10)).rwg_j.number is not None


def test_leads_who_count_nowhere_are_not_in_it() -> None:
    round_ = closed(250)
    tree = (*round_.tree, Unit("leads", "top", leads=True))
    some = np.arange(250) < 3
    moved = replace(round_, tree=tree, leaves=np.where(some, len(tree) - 1, round_.leaves))
    assert scale(moved).alpha.word is Word.HIGH


def test_answers_that_are_all_alike_and_scales_of_one_item_are_named() -> None:
    round_ = closed(250)
    alike = scale(replace(round_, answers=np.full_like(round_.answers, 4)))
    assert alike.alpha == Statistic(gap=Gap(Reason.SAME_ANSWERS, 2))
    form = replace(round_.form, dimensions=("lead",) * 4 + ("room",) + ("",) * 4)
    one = replace(round_, form=form)
    assert scale(one, "room").alpha == Statistic(gap=Gap(Reason.FEW_ITEMS, 2))
    two = replace(round_, form=replace(round_.form, dimensions=("lead",) * 2 + ("room",) * 6 + ("",)))
    assert scale(two).omega_total == Statistic(gap=Gap(Reason.NO_ONE_FACTOR, 3))
    assert scale(two).alpha.number is not None


def test_correlations_between_dimensions_follow_the_same_rule() -> None:
    for people, number in ((250, True), (249, False)):
        round_ = closed(people)
        found = organisation.correlations(round_, blocks_of(round_, SEVEN), SEVEN)
        assert list(found) == [("lead", "room")]
        told = found["lead", "room"]
        expected = np.corrcoef(round_.answers[:, :4].mean(axis=1), round_.answers[:, 4:8].mean(axis=1))[0, 1]
        assert told == (Statistic(number=round(float(expected), 2)) if number else Statistic(word=Word.HIGH))
    few = closed(99)
    assert organisation.correlations(few, blocks_of(few, SEVEN), SEVEN)["lead", "room"].gap is not None
    same = replace(round_, answers=np.full_like(round_.answers, 4))
    told = organisation.correlations(same, blocks_of(same, SEVEN), SEVEN)["lead", "room"]
    assert told.gap == Gap(Reason.SAME_ANSWERS, 2)


def careless(round_: Ballots) -> organisation.Careless:
    return organisation.carelessness(round_, blocks_of(round_, SEVEN), SEVEN)


def test_careless_answering_is_a_share_in_steps_of_five_and_a_word() -> None:
    round_ = closed(250, spread=0.2)
    base = careless(round_).per_cent.number
    answers = round_.answers.copy()
    answers[:60] = np.array([3] * 5 + [1, 5, 1, 5], dtype=np.int8)  # five of nine in a row
    told = careless(replace(round_, answers=answers))
    assert told.per_cent.number is not None
    assert base is not None
    assert told.per_cent.number % 5 == 0
    assert 20 <= told.per_cent.number <= 30
    answers[:60] = 5
    assert careless(replace(round_, answers=answers)).without_them == Statistic(word=Word.CHANGES)
    answers[:60] = [3, 4, 3, 4, 3, 4, 3, 4, 3]
    assert careless(replace(round_, answers=answers)).without_them == Statistic(word=Word.CHANGES_NOTHING)


def test_careless_answering_is_told_from_250_people() -> None:
    assert careless(closed(249)).per_cent == Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 250))
    assert careless(closed(249)).without_them == Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 250))


def test_everybody_careless_changes_nothing_because_nobody_is_left_to_compare_with() -> None:
    round_ = closed(250)
    told = careless(replace(round_, answers=np.full_like(round_.answers, 3)))
    assert told == organisation.Careless(Statistic(number=100), Statistic(word=Word.CHANGES_NOTHING))


def test_a_best_amount_is_a_word_from_250_people() -> None:
    random = np.random.default_rng(1)
    hours = random.integers(0, 10, 260)
    middle = np.clip(np.round(4.5 - 0.12 * (hours - 4.5) ** 2 + random.normal(0, 0.5, 260)), 1, 5)
    rising = np.clip(np.round(2 + 0.2 * hours + random.normal(0, 0.5, 260)), 1, 5)
    dent = np.clip(np.round(2 + 0.12 * (hours - 4.5) ** 2 + random.normal(0, 0.5, 260)), 1, 5)
    for answers, word in ((middle, Word.TOP_IN_THE_MIDDLE), (rising, Word.NO_TOP), (dent, Word.NO_TOP)):
        pair = np.stack([answers, answers], axis=1).astype(np.int8)
        assert organisation.best_amount(hours, pair) == Statistic(word=word)
    hours[:10] = -1
    assert organisation.best_amount(hours, pair).word is Word.NO_TOP
    hours[10] = -1
    assert organisation.best_amount(hours, pair) == Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 250))


def test_a_best_amount_of_two_amounts_is_no_question() -> None:
    hours = np.arange(260) % 2
    answers = np.full((260, 2), 4, dtype=np.int8)
    assert organisation.best_amount(hours, answers) == Statistic(gap=Gap(Reason.SAME_ANSWERS, 2))


def test_the_variance_between_people_is_measured_once_from_250() -> None:
    round_ = closed(250)
    found = organisation.person_variances(round_, blocks_of(round_, SEVEN), SEVEN)
    means = round_.answers[:, :4].mean(axis=1)
    within = sum(
        ((means[round_.leaves == leaf] - means[round_.leaves == leaf].mean()) ** 2).sum()
        for leaf in range(1, 13)
    )
    assert found["lead"] == Statistic(number=round(within / (250 - 12), 2))
    few = closed(249)
    assert organisation.person_variances(few, blocks_of(few, SEVEN), SEVEN)["lead"] == Statistic(
        gap=Gap(Reason.ORGANISATION_SMALL, 250)
    )
