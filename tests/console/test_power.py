"""`mortel power`"""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mortel.pure.scoring.power import detection


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    call_command("power", *arguments)
    return capsys.readouterr().out.splitlines()


def test_it_says_which_teams_get_figures_and_which_a_conversation(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--teams", "5,8,12,12,20", "--response", "60")
    assert lines[0] == "5 teams, 60 % response expected. A team needs 7 answers."
    rows = [line.split() for line in lines[4:8]]
    assert [row[0] for row in rows] == ["5", "8", "12", "20"]
    assert rows[2][1:7] == ["(x", "2)", "67", "%", "44", "%"]
    assert lines[4].endswith("the conversation")
    assert lines[6].endswith("figures; of change the conversation")
    assert lines[7].endswith("figures, also of change")
    assert lines[9] == "3 of 5 teams will probably get figures of their own in a round."
    assert lines[10].startswith("The others are counted together")
    assert any(line.startswith("0.4 and 0.8 are points on a scale of 1 to 5") for line in lines)
    ten = detection(10)
    told = [f"{100 * ten.change_some:.0f}", "%", f"{100 * ten.change_much:.0f}", "%"]
    assert any(line.split()[:5] == ["10", *told] for line in lines)


def test_one_team_that_gets_figures_has_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--teams", "20", "--response", "60")
    assert lines[0] == "1 team, 60 % response expected. A team needs 7 answers."
    assert "1 of 1 team will probably get figures of their own in a round." in lines
    assert not any("others" in line for line in lines)


def test_the_heads_of_the_table_stand_above_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--teams", ",".join(["10000"] * 12), "--response", "60")
    assert lines[3].index("once") + len("once") == lines[4].index(" %") + 2
    assert lines[3].index("expect") == lines[4].index("figures")


def test_a_program_gets_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = printed(capsys, "--teams", "8,12", "--response", "60%", "--json")
    found = json.loads(line)
    assert (found["response"], found["least_answers"]) == (0.6, 7)
    assert [team["of_round"] for team in found["teams"]] == ["conversation", "figures"]
    assert [team["of_change"] for team in found["teams"]] == ["conversation", "conversation"]
    assert round(found["teams"][1]["twice"], 2) == 0.44
    assert [one["n"] for one in found["detection"]] == [7, 8, 10, 12, 14, 15, 20, 30]
    assert set(found["teams"][0]) == {
        "invited", "once", "twice", "some", "much", "check_in", "of_round", "of_change",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("teams", "response", "sentence"),
    [
        ("5,x", "60", "whole numbers with commas between"),
        ("5,,8", "60", "whole numbers with commas between"),
        ("5,0", "60", "at least one person"),
        ("5,10001", "60", "at most 10,000 people"),
        ("99999999", "60", "at most 10,000 people"),
        ("9" * 5_000, "60", "whole numbers with commas between"),
        ("5", "0", "a percentage, 1 up to 100"),
        ("5", "101", "a percentage, 1 up to 100"),
        ("5", "many", "a percentage, 1 up to 100"),
        ("5", "nan", "a percentage, 1 up to 100"),
        ("5", "0.6", "did you mean 60 instead of 0.6"),
        ("5", "0.6%", "did you mean 60 instead of 0.6%"),
        ("5", "1e-320", "did you mean"),
    ],
)
def test_wrong_input_is_one_clear_sentence(teams: str, response: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("power", "--teams", teams, "--response", response)
