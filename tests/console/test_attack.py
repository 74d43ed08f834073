"""`mortel attack`"""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mortel.console.attack_report import PRIVACY, USEFULNESS, Limit, as_json, as_lines, holds
from mortel.console.attacking import change_words, run, steps
from mortel.console.management.commands.attack import Command
from mortel.pure.disclosure.attack.population import Setting, organisation
from mortel.pure.disclosure.attack.report import Report
from mortel.pure.disclosure.blocks import common_unions
from tests.pure.disclosure.attack.releases import honest


@pytest.fixture(scope="module")
def report() -> Report:
    return run(Setting(), 4, 1, naive=False)


def altered(report: Report, **figures: Any) -> Report:
    return replace(report, figures=replace(report.figures, **figures))


def safe(report: Report) -> Report:
    return altered(
        report, dimension_block_error=0.07, guess_advantage=4.0, worst_cell=6.0, over_posterior_share=0.0005
    )


def test_json_has_the_keys_that_programs_read(capsys: pytest.CaptureFixture[str]) -> None:
    # Two organisations can be unlucky; the exit code has tests of its own.
    with suppress(SystemExit):
        call_command("attack", "--organisations", "2", "--waves", "2", "--json")
    figures = json.loads(capsys.readouterr().out)
    assert list(figures) == [
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
    assert figures["exact"] == figures["narrowed"] == 0
    assert figures["seconds"] > 0
    assert 0 < figures["change_word_share"] < 1


def test_twenty_organisations_withstand_everything_but_the_posterior_rule() -> None:
    """What holds and what does not stands in docs/algorithms/attack-figures.md, with what it would cost to hold all."""
    found = run(Setting(), 20, 1, naive=False).figures
    assert found.people > 4_000
    assert found.exact == found.narrowed == 0
    assert found.guess_advantage <= 5
    assert found.worst_cell <= 7
    assert found.over_posterior_share <= 0.004
    assert found.item_block_error <= 0.15
    assert found.dimension_block_error <= 0.083
    assert found.organisation_error <= 0.035


def test_the_control_is_broken_and_that_is_success(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("attack", "--organisations", "2", "--waves", "2", "--naive", "--json")
    figures = json.loads(capsys.readouterr().out)
    assert figures["exact"] > 0.03 * figures["people"]
    assert figures["change_word_share"] is None


def test_the_table_puts_every_figure_beside_its_limit(report: Report) -> None:
    lines = "\n".join(as_lines(safe(report), naive=False))
    assert "at most 5.00" in lines
    assert "at most 7.00" in lines
    assert "BROKEN" not in lines
    assert "10-14" in lines
    assert "BROKEN" in "\n".join(as_lines(altered(report, worst_cell=7.1), naive=False))
    assert "people made sure of                  0.05 %   at most 0.10 %\n" in lines
    assert "at most 0.02 (from about 180 people; docs/algorithms/attack-figures.md)\n" in lines
    assert "played twice: once ordinary, once with a fifth of its teams unanimous." in lines


def test_the_last_line_says_what_is_broken(report: Report) -> None:
    def last(**figures: float) -> str:
        return list(as_lines(altered(safe(report), **figures), naive=False))[-1]

    assert last() == "Every limit of privacy and usefulness is kept."
    assert last(organisation_error=0.03) == last()
    assert last(exact=1, worst_cell=8) == "Broken: privacy (answers known beyond doubt, in the worst cell)."
    assert last(item_block_error=0.2) == "Broken: usefulness (error of a block, per item)."
    assert last(exact=1, item_block_error=0.2) == (
        "Broken: privacy (answers known beyond doubt) and usefulness (error of a block, per item)."
    )


def test_the_table_of_the_control_has_no_limits_but_a_verdict(report: Report) -> None:
    control = altered(report, people=2715, exact=290, change_word_share=None)
    lines = list(as_lines(control, naive=True))
    assert lines[0].endswith("in ordinary organisations only.")
    assert lines[-1] == "290 of 2,715 people known beyond doubt (10.7 %): broken, as it must be."
    assert "at most" not in "\n".join(lines).replace("at most two", "")
    assert "change words" not in "\n".join(lines)
    assert "twice" not in "\n".join(lines)
    *_, verdict = as_lines(altered(report, people=100, exact=3), naive=True)
    assert verdict.startswith("3 of 100 people known beyond doubt (3.0 %): not broken")


def test_without_a_cell_of_enough_people_no_worst_one_is_named(report: Report) -> None:
    lines = list(as_lines(replace(report, cells=()), naive=False))
    (worst,) = [line for line in lines if "worst cell" in line]
    assert worst.endswith("-   no cell held enough people: play more organisations")
    assert not any(line.startswith("block size") for line in lines)


def test_the_progress_bar_is_moved_after_every_organisation() -> None:
    moved = list[int]()
    for naive in (False, True):
        moved.clear()
        found = run(Setting(people=40, waves=1), 1, 1, naive=naive, done=lambda: moved.append(1))
        assert len(moved) == steps(1, naive=naive)
        # One round has no change to have a word about.
        assert as_json(found)["change_word_share"] is None


@pytest.mark.parametrize("limit", [*PRIVACY, *USEFULNESS], ids=lambda limit: limit.key)
def test_a_limit_holds_up_to_itself_and_not_beyond(report: Report, limit: Limit) -> None:
    assert holds(altered(safe(report), **{limit.key: limit.at_most}), naive=False)
    assert not holds(altered(safe(report), **{limit.key: limit.at_most + 1e-6}), naive=False)


def test_the_control_must_be_broken_for_more_than_three_percent(report: Report) -> None:
    assert holds(altered(report, people=100, exact=4), naive=True)
    assert not holds(altered(report, people=100, exact=3), naive=True)


def test_a_broken_limit_is_the_exit_code(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    command = "mortel.console.management.commands.attack.run"
    monkeypatch.setattr(command, lambda *_, **__: safe(report))
    call_command("attack")
    monkeypatch.setattr(command, lambda *_, **__: altered(safe(report), exact=1))
    with pytest.raises(SystemExit) as ended:
        call_command("attack")
    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("option", "bounds"),
    [
        ("--organisations", (1, 10_000)),
        ("--waves", (1, 8)),
        ("--people", (40, 2_000)),
        ("--seed", (0, 2**32 - 1)),
    ],
)
def test_a_number_out_of_bounds_is_refused_in_one_sentence(option: str, bounds: tuple[int, int]) -> None:
    low, high = bounds
    for number in (low - 1, high + 1, "-1", "many", "1.5", "9" * 5_000):
        with pytest.raises(CommandError, match=f"{option}: Write a whole number from {low} to {high}."):
            call_command("attack", f"{option}={number}")


def test_help_says_what_every_argument_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        Command().create_parser("mortel", "attack").parse_args(["--help"])
    told = capsys.readouterr().out
    for said in (
        "how many organisations",
        "same seed",
        "rounds of each",
        "about how many work",
        "the control",
        "for programs",
    ):
        assert said in told


def test_a_change_word_is_counted_per_group_and_dimension() -> None:
    found = organisation(Setting(waves=2), np.random.default_rng(1))
    before, after = found.waves
    shown, shown_after = honest(before.ballots), honest(after.ballots)
    some, every = change_words(before, shown, after, shown_after)
    assert every == 6 * len(common_unions(shown.blocks, shown_after.blocks))
    assert 0 < some < every


def test_without_groups_in_common_there_are_no_words() -> None:
    found = organisation(Setting(waves=2), np.random.default_rng(1))
    before, after = found.waves
    nobody = replace(honest(before.ballots), blocks=())
    assert change_words(before, nobody, after, honest(after.ballots)) == (0, 0)
