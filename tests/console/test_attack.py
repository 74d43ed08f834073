"""`mortel attack`"""

import json
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mortel.console.attacking import LIMITS, as_lines, change_words, holds, run
from mortel.pure.disclosure.attack.population import Setting, organisation
from mortel.pure.disclosure.attack.report import Report
from mortel.pure.disclosure.blocks import common_unions
from tests.pure.disclosure.attack.releases import honest


@pytest.fixture(scope="module")
def report() -> Report:
    return run(Setting(), 4, 1, naive=False)


def altered(report: Report, **figures: float) -> Report:
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


def test_the_table_puts_every_figure_beside_its_limit(report: Report) -> None:
    lines = "\n".join(as_lines(safe(report), naive=False))
    assert "at most 5.00" in lines
    assert "at most 7.00" in lines
    assert "BROKEN" not in lines
    assert "10-14" in lines
    assert "BROKEN" in "\n".join(as_lines(altered(report, worst_cell=7.1), naive=False))
    assert "at most" not in "\n".join(as_lines(report, naive=True)).replace("at most two", "")


@pytest.mark.parametrize(("key", "limit"), [(key, limit) for key, _, limit, _ in LIMITS])
def test_a_limit_holds_up_to_itself_and_not_beyond(report: Report, key: str, limit: float) -> None:
    assert holds(altered(safe(report), **{key: limit}), naive=False)
    assert not holds(altered(safe(report), **{key: limit + 1e-6}), naive=False)


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


@pytest.mark.parametrize("option", ["--organisations", "--waves", "--people"])
@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused_in_one_sentence(option: str, number: str) -> None:
    with pytest.raises(CommandError, match="whole number above 0"):
        call_command("attack", f"{option}={number}")


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


def test_too_few_people_for_a_block_are_refused_in_one_sentence() -> None:
    with pytest.raises(CommandError, match="at least 40 people"):
        call_command("attack", "--people=39")
