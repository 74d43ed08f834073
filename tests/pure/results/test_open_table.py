"""Counts for everybody outside: what one ballot can change, and what that is worth to who knows all the others."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from mortel.pure.disclosure.attack.model import Model, category_probabilities
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Block, RoundForm, Unit
from mortel.pure.results.groups import ONE_LEAD
from mortel.pure.results.open_table import (
    CELLS,
    EPSILON,
    LEAST,
    PER_QUESTION,
    epsilon_of_one,
    margin,
    open_table,
)
from mortel.pure.results.shapes import OpenTable
from tests.pure.results.houses import SECRET, SEVEN

TREE = (Unit("house", None), Unit("all", "house"))


def a_round(people: int, items: int, seed: int = 1) -> tuple[Ballots, Block]:
    random = np.random.default_rng(seed)
    form = RoundForm(tuple(f"q{at}" for at in range(items)), ("dim.space",) * items)
    made = Ballots(
        "spring",
        form,
        TREE,
        random.integers(0, 2**64, (people, 2), dtype=np.uint64),
        np.ones(people, dtype=np.int64),
        random.choice(6, (people, items), p=[0.05, 0.05, 0.1, 0.3, 0.4, 0.1]).astype(np.int8),
    )
    return made, Block("house", ("all",), people)


def true_counts(made: Ballots) -> np.ndarray:
    return np.stack([np.roll(np.bincount(column, minlength=6), -1) for column in made.answers.T])


def law(epsilon: float, reach: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """The noise on one cell, far enough out that what is left does not show in ten decimals."""
    z = np.arange(-reach, reach + 1)
    weight = np.exp(-epsilon * np.abs(z))
    return z, weight / weight.sum()


def told_of_cell(count: int, epsilon: float) -> dict[int, float]:
    """How likely each figure is in a cell that truly holds `count`; nothing is told below nought."""
    z, chance = law(epsilon)
    told: dict[int, float] = {}
    for noisy, p in zip((count + z).tolist(), chance.tolist(), strict=True):
        told[max(noisy, 0)] = told.get(max(noisy, 0), 0.0) + p
    return told


@pytest.mark.parametrize("questions", [1, 6, 24, 30, 60])
def test_no_table_is_more_than_e_to_the_epsilon_likelier_with_one_ballot_than_without(questions: int) -> None:
    each = epsilon_of_one(questions)
    for count in range(4):
        without, with_one = told_of_cell(count, each), told_of_cell(count + 1, each)
        ratios = [without[told] / with_one[told] for told in without if told < 200]
        worst = max(*ratios, *(1 / ratio for ratio in ratios))
        # One ballot changes one cell of each question, and the cells have noise of their own: the factors multiply.
        assert worst == pytest.approx(math.exp(each))
        assert worst**questions <= math.exp(EPSILON) * (1 + 1e-9)


def test_the_bound_is_that_of_all_cells_of_a_small_table_together() -> None:
    each, z = epsilon_of_one(1), range(-2, 5)
    chance = dict(zip(*(part.tolist() for part in law(each)), strict=True))
    without, with_one = np.array([1, 2, 0]), np.array([1, 3, 0])
    ratios = [
        math.prod(chance[told - true] for told, true in zip(table, with_one.tolist(), strict=True))
        / math.prod(chance[told - true] for told, true in zip(table, without.tolist(), strict=True))
        for table in product(z, repeat=3)
    ]
    assert max(ratios) == pytest.approx(math.exp(each))
    assert min(ratios) == pytest.approx(math.exp(-each))


def advantage(prior: np.ndarray, epsilon: float) -> float:
    """How many points better than the prior an attacker guesses who knows all other ballots, exactly.

    Of each cell what is left after the others is noise, plus one where the answer is. Whether that is one or more is
    all it tells: the likelihood of an answer is e^epsilon in its own cell, or e^-epsilon, times what all share.
    """
    decay = math.exp(-epsilon)
    own, other = 1 / (1 + decay), decay / (1 + decay)
    guessed = 0.0
    for signs in product((True, False), repeat=len(prior)):
        chance = np.where(signs, other, 1 - other).prod() * np.where(
            signs, own / other, (1 - own) / (1 - other)
        )
        guessed += float((prior * chance).max())
    return 100 * (guessed - float(prior.max()))


def people_who_answer(mean: float) -> np.ndarray:
    given = category_probabilities(np.array(mean), np.sqrt(Model().variance))
    return np.append(0.97 * given, 0.03)


def test_the_sign_of_what_is_left_is_all_that_a_cell_tells() -> None:
    z, chance = law(0.1)
    for left in (-3, 0, 1, 7):
        with_it, without = (float(chance[z == left - one][0]) for one in (1, 0))
        assert with_it / without == pytest.approx(math.exp(0.1 if left >= 1 else -0.1))


@pytest.mark.parametrize(("questions", "found"), [(30, 0.46), (24, 0.72), (6, 0.72), (60, 0.12)])
def test_one_answer_is_guessed_less_than_a_point_better_on_average(questions: int, found: float) -> None:
    means = np.linspace(2.5, 4.5, 41)
    points = [advantage(people_who_answer(mean), epsilon_of_one(questions)) for mean in means]
    assert np.mean(points) == pytest.approx(found, abs=0.02)
    assert np.mean(points) < 1


def test_where_every_answer_is_as_likely_it_is_two_points() -> None:
    assert advantage(np.full(5, 0.2), epsilon_of_one(30)) == pytest.approx(1.94, abs=0.01)


def test_the_counts_carry_noise_of_their_own_and_are_never_below_nought() -> None:
    made, whole = a_round(400, 30)
    table = open_table(made, whole, SECRET, SEVEN)
    assert isinstance(table, OpenTable)
    assert table.epsilon == EPSILON
    rows = np.array([row for _, row in table.rows])
    assert rows.shape == (30, CELLS)
    assert rows.min() == 0
    off = (rows - true_counts(made))[:, 2:4]
    decay = math.exp(-EPSILON / 30)
    assert np.std(off) == pytest.approx(math.sqrt(2 * decay) / (1 - decay), rel=0.3)
    assert table.answered == pytest.approx(400, abs=40)
    assert table.answered != 400


def test_closing_again_tells_the_same_and_another_secret_something_else() -> None:
    made, whole = a_round(250, 24)
    assert open_table(made, whole, SECRET, SEVEN) == open_table(made, whole, SECRET, SEVEN)
    assert open_table(made, whole, SECRET[::-1], SEVEN) != open_table(made, whole, SECRET, SEVEN)


def test_the_noise_is_not_that_of_the_sums_or_the_classes() -> None:
    made, whole = a_round(250, 24)
    one, other = (open_table(replace(made, round=name), whole, SECRET, SEVEN) for name in ("spring", "fall"))
    assert one != other


def test_few_questions_are_told_no_better_than_twenty_four() -> None:
    made, whole = a_round(250, 6)
    table = open_table(made, whole, SECRET, SEVEN)
    assert isinstance(table, OpenTable)
    assert table.epsilon == 6 * PER_QUESTION < EPSILON


@pytest.mark.parametrize("people", [LEAST - 1, LEAST])
def test_a_table_takes_two_hundred_ballots(people: int) -> None:
    made, whole = a_round(people, 3)
    found = open_table(made, whole, SECRET, SEVEN)
    if people < LEAST:
        assert found == Gap(Reason.OPEN_DATA_SMALL, 200)
    else:
        assert isinstance(found, OpenTable)


def test_a_turned_question_is_told_as_it_was_answered() -> None:
    made, whole = a_round(4000, 2)
    table = open_table(made, whole, SECRET, SEVEN, turned={"q1"})
    assert isinstance(table, OpenTable)
    truth = true_counts(made)
    truth[1, :5] = truth[1, 4::-1]
    assert np.abs(np.array([row for _, row in table.rows]) - truth).max() < 150


def test_a_question_left_out_is_nowhere_in_the_table() -> None:
    made, whole = a_round(250, 3)
    table = open_table(made, whole, SECRET, SEVEN, left_out={"q1"})
    assert isinstance(table, OpenTable)
    assert [code for code, _ in table.rows] == ["q0", "q2"]
    assert open_table(made, whole, SECRET, SEVEN, left_out={"q0", "q1", "q2"}) == ONE_LEAD


@pytest.mark.parametrize(("epsilon", "questions"), [(3.0, 24), (0.125, 1), (3.0, 60), (30.0, 2)])
def test_the_margin_of_a_count_is_the_least_that_nineteen_in_twenty_stay_within(
    epsilon: float, questions: int
) -> None:
    table = OpenTable(epsilon, 300, (("q", (1,) * CELLS),) * questions)
    alpha = math.exp(-epsilon / questions)

    def beyond(far: int) -> float:
        return 2 * sum((1 - alpha) / (1 + alpha) * alpha**z for z in range(far + 1, far + 4000))

    found = margin(table)
    assert beyond(found) <= 0.05
    assert found == 0 or beyond(found - 1) > 0.05
