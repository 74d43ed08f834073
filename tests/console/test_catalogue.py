"""`mortel catalogue`"""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.pure.small_content import FILES, write_content


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    call_command("catalogue", *arguments)
    return capsys.readouterr().out.splitlines()


def test_the_shipped_content_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "check")
    counts = {name: int(number) for number, name in (line.split(maxsplit=1) for line in lines[:-1])}
    assert (counts["subdimensions"], counts["tips"], counts["retired"]) == (22, 11, 0)
    assert counts["rules"] >= 211
    assert counts["sources cited"] >= 156
    assert lines[-1] == "Version 2026.1: 0 problems."


def test_a_program_gets_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = printed(capsys, "check", "--json")
    found = json.loads(line)
    assert found["problems"] == []
    assert found["counts"]["interventions"] >= 137
    assert found["version"] == "2026.1"


def test_a_mistake_is_named_with_file_and_line_and_is_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_content(tmp_path)
    broken = FILES["tips.toml"].replace("IV-001", "IV-009")
    (folder / "tips.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("catalogue", "check", "--content", str(folder))
    assert left.value.code == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line == f"problem: {folder / 'tips.toml'}:8: refers to unknown id 'IV-009'"


def test_what_a_reader_of_the_pages_would_miss_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("catalogue", "check", "--json", "--content", str(write_content(tmp_path)))
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert problems == ["sub.space.time: only 1 rules", "sub.space.time: only 1 interventions"]


def test_other_placeholders_in_one_language_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_content(tmp_path)
    uneven = FILES["tips.toml"].replace("Zonder tijd", "Zonder {rooster}")
    (folder / "tips.toml").write_text(uneven, encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("catalogue", "check", "--json", "--content", str(folder))
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert "tips.toml:5: other placeholders" in problem


def test_an_entry_is_shown_with_everything_that_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "show", "sub.space.time")
    assert lines[0] == "sub.space.time  (subdimension)"
    assert "label: Tijd" in lines
    assert "part_of: dim.space  Ruimte" in lines
    assert "  - Vraag het aan ieder apart." in lines
    assert any(line.startswith("  - R-055  Leg niet voor iedereen") for line in lines)
    assert any(line.startswith("  - IV-122  ") for line in lines)


def test_it_is_shown_in_english_too_and_placeholders_hold_neutral_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, "show", "IV-019", "--language", "en")
    assert "label: A buddy in the first period" in lines
    assert "  - role.newcomer  New colleague" in lines
    assert not [line for line in lines if "{" in line]


def test_a_rule_is_shown_with_its_triggers_and_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "show", "R-017", "--language", "en")
    assert "  - diagnosis.goal:internal_mobility" in lines
    assert "evidence.strength: strength.strong_contribution  Strong contribution" in lines
    assert lines[-1] == "named by nothing"


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(CommandError, match=r"Nothing in the catalogue is called R-999\."):
        call_command("catalogue", "show", "R-999")


def test_linked_data_is_written_as_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = printed(capsys, "export", "--format", "jsonld", "--out", str(tmp_path / "new"))
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    assert Path(file).name == "catalogue-2026.1.jsonld"
    assert document["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    assert len(document["@graph"]) > 900


def test_tables_are_written_as_a_file_for_each_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        Path(line).stem: Path(line)
        for line in printed(capsys, "export", "--format", "csv", "--out", str(tmp_path))
    }
    assert {"items", "rules", "interventions", "guides", "kits", "statements"} <= files.keys()
    with files["rules"].open(encoding="utf-8-sig", newline="") as stream:
        rules = {row["id"]: row for row in csv.DictReader(stream)}
    assert len(rules) >= 211
    assert rules["R-001"]["advice.nl"].startswith("Maak meedoen")
