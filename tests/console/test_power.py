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
    rows = [line.split() for line in lines[4:9]]
    assert [row[0] for row in rows] == ["5", "8", "12", "12", "20"]
    assert rows[2][1:5] == ["67", "%", "44", "%"]
    assert lines[4].endswith("the conversation")
    assert lines[6].endswith("figures; of change the conversation")
    assert lines[8].endswith("figures, also of change")
    assert "3 of 5 teams will probably get figures" in lines[10]
    assert any(line.startswith("0.4 and 0.8 are points on a scale of 1 to 5") for line in lines)
    ten = detection(10)
    told = [f"{100 * ten.change_some:.0f}", "%", f"{100 * ten.change_much:.0f}", "%"]
    assert any(line.split()[:5] == ["10", *told] for line in lines)


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
        ("5", "0", "a percentage above 0 and up to 100"),
        ("5", "101", "a percentage above 0 and up to 100"),
        ("5", "many", "a percentage above 0 and up to 100"),
        ("5", "nan", "a percentage above 0 and up to 100"),
    ],
)
def test_wrong_input_is_one_clear_sentence(teams: str, response: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("power", "--teams", teams, "--response", response)
