"""The table of counts that is for everybody, as the large house gives it."""

from math import exp, sqrt

import numpy as np
import pytest

from mortel.pure.results.open_table import EPSILON, PER_QUESTION
from tests.web.attack.conftest import Harvest
from tests.web.attack.open_data import beyond, cells_of_answers, log_odds, table_in, true_counts
from tests.web.attack.world import Truth

# The harvest is made in tables, which are there only where a test asks for them.
pytestmark = pytest.mark.django_db


def tables(harvested: Harvest) -> list[tuple[Truth, dict[str, np.ndarray], float]]:
    """Of each round its open table as it was fetched, and what one question spends."""
    found = []
    for truth, kept in zip(harvested.told, harvested.rounds, strict=True):
        sent = {page.raw for page in harvested.pages if page.address == f"climate:open-data {kept.release}"}
        assert len(sent) == 1, "everybody is sent the same bytes, whenever"
        table, told = table_in(sent.pop()), kept.whole.open_table
        assert told is not None
        found.append((truth, table, told.epsilon / len(table)))
    return found


def test_another_language_or_day_draws_no_other_noise(large_harvest: Harvest) -> None:
    table, found = tables(large_harvest)[-1][1], table_in(large_harvest.open_data_elsewhere)
    assert found.keys() == table.keys()
    assert all((found[code] == table[code]).all() for code in table)


def test_its_noise_is_what_its_epsilon_says(large_harvest: Harvest) -> None:
    off, totals = [], []
    for truth, table, each in tables(large_harvest):
        assert each == pytest.approx(min(EPSILON / len(table), PER_QUESTION))
        for code, row in table.items():
            true = true_counts(truth, code)
            off += (row - true)[true >= 30].tolist()
            totals.append(int(row.sum() - true.sum()))
    alpha = exp(-each)
    size, drawn = len(off), np.abs(off)
    assert size > 200
    assert np.std(off) == pytest.approx(sqrt(2 * alpha) / (1 - alpha), rel=0.2)
    for far in (0, 5, 10, 20, 30):
        chance = beyond(far, each)
        assert (drawn > far).mean() == pytest.approx(chance, abs=4 * sqrt(chance * (1 - chance) / size))
    # The six counts of a question do not add up to who answered: the one that is left does not follow from the others.
    assert np.std(totals) > 1.5 * np.std(off)
    assert np.mean(np.abs(totals) <= 1) < 0.15


def test_another_round_draws_other_noise(large_harvest: Harvest) -> None:
    """Otherwise the difference of two tables would be exact. (By chance two of 132 draws are 0.35 alike here.)"""
    drawn = [
        np.concatenate([table[code] - true_counts(truth, code) for code in table])
        for truth, table, _ in tables(large_harvest)
    ]
    assert (np.abs(np.corrcoef(drawn)[np.triu_indices(len(drawn), 1)]) < 0.5).all()


def gained_by(told: tuple[Truth, dict[str, np.ndarray], float]) -> float:
    """The points that a guess gains on average for who knows all other answers."""
    truth, table, each = told
    gained = []
    for code, row in table.items():
        true, cells = true_counts(truth, code), cells_of_answers(truth, code)
        prior = true / true.sum()
        for cell in np.unique(cells):
            odds = log_odds(row, true - (np.arange(len(true)) == cell), each)
            hit = float(np.argmax(prior * np.exp(odds)) == cell) - float(np.argmax(prior) == cell)
            gained += [hit] * int((cells == cell).sum())
    return 100 * float(np.mean(gained))


def test_who_knows_all_other_answers_hardly_guesses_better(large_harvest: Harvest) -> None:
    """On the tables as they were fetched. That the noise is what epsilon asks is held against its law above."""
    # One draw of noise is the luck or bad luck of all who gave that answer: 0.7 on average over many tables.
    assert np.mean([gained_by(told) for told in tables(large_harvest)]) < 3
