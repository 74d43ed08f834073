"""`mortel analyse`"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyreadstat
import pytest
import xlsxwriter
from django.core.management import call_command

from mortel.console.management.commands.analyse import Command
from mortel.console.refusal import Refused
from tests.pure.stats.reference import figures, outside_file

SCALES = ";".join(
    f"S{scale}=" + ",".join(f"{'-' if item == 3 else ''}s{scale}_{item}" for item in range(1, 6))
    for scale in range(1, 9)
)
SMALL = ("--group", "team", "--items", "A=q1,q2,-q3", "--range", "1,5")


def survey() -> pl.DataFrame:
    """1,000 people in 50 teams, 8 scales of 5 items (the third reversed), some answers missing."""
    draw = np.random.default_rng(1)
    teams = np.repeat(np.arange(50), 20)
    columns: dict[str, Sequence[Any]] = {"team": [f"team {team}" for team in teams]}
    for scale in range(1, 9):
        climate = draw.normal(0, 0.4, 50)[teams] + draw.normal(0, 0.7, 1000)
        for item in range(1, 6):
            score = np.clip(np.round(3 + climate + draw.normal(0, 0.7, 1000)), 1, 5)
            score = 6 - score if item == 3 else score
            absent = draw.uniform(size=1000) < 0.02
            columns[f"s{scale}_{item}"] = [
                None if gone else int(one) for one, gone in zip(score, absent, strict=True)
            ]
    return pl.DataFrame(columns)


def write_csv(table: pl.DataFrame, path: Path) -> None:
    table.write_csv(path)


def write_xlsx(table: pl.DataFrame, path: Path) -> None:
    table.write_excel(path)


def write_sav(table: pl.DataFrame, path: Path) -> None:
    pyreadstat.write_sav(table, path)


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    table.write_parquet(path)


WRITERS: dict[str, Callable[[pl.DataFrame, Path], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "sav": write_sav,
    "parquet": write_parquet,
}


def printed(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> str:
    call_command("analyse", str(path), *options)
    return capsys.readouterr().out


def found(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> Any:
    return json.loads(printed(capsys, path, *options, "--json"))


def refusal(path: Path, *options: str) -> str:
    with pytest.raises(Refused) as refused:
        call_command("analyse", str(path), *(options or SMALL))
    return str(refused.value)


def small(rows: int = 12) -> dict[str, list[Any]]:
    """A dozen people in two teams who answered three items, one way and the other."""
    return {
        "team": ["a", "b"] * (rows // 2) + ["a"] * (rows % 2),
        "q1": [1 + at % 5 for at in range(rows)],
        "q2": [1 + (at + at // 4) % 5 for at in range(rows)],
        "q3": [5 - at % 4 for at in range(rows)],
    }


def small_csv(folder: Path, **changed: list[Any]) -> Path:
    path = folder / "survey.csv"
    pl.DataFrame({**small(), **changed}, strict=False).write_csv(path)
    return path


def test_a_survey_gives_the_same_figures_in_all_four_kinds_of_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, answers = survey(), []
    for ending, write in WRITERS.items():
        path = tmp_path / f"survey.{ending}"
        write(table, path)
        analysis = found(capsys, path, "--group", "team", "--items", SCALES, "--range", "1,5")
        assert analysis.pop("file") == path.name
        answers.append(analysis)
    assert all(other == answers[0] for other in answers[1:])
    first = answers[0]
    assert (first["rows"], first["careless"]["items"]) == (1000, 40)
    assert first["group"] == {"column": "team", "groups": 50, "rows_without": 0}
    for name in (f"S{scale}" for scale in range(1, 9)):
        scale, level = first["scales"][name], first["multilevel"][name]
        assert 0.75 < scale["alpha_ci"][0] < scale["alpha"] < scale["alpha_ci"][1] < 0.9
        assert scale["omega_total"] == pytest.approx(scale["alpha"], abs=0.02)
        assert level["groups"] == 50
        assert level["icc1_anova"] == pytest.approx(level["icc1_reml"], abs=0.02)
        assert 0.05 < level["icc1_reml"] < 0.4
        assert level["tau2_reml"] / (level["tau2_reml"] + level["sigma2_reml"]) == pytest.approx(
            level["icc1_reml"]
        )
        assert 0 < first["agreement"][name]["rwgj_mean"] <= 1
        assert 0 < first["agreement"][name]["ad_mean"] < 2
    missing = first["missing"]
    assert missing["missing"] == sum(table[column].null_count() for column in table.columns)
    assert missing["missing"] == sum(missing["by_item"].values())


def test_bfi_equals_psych_and_lavaan(capsys: pytest.CaptureFixture[str]) -> None:
    scales = {
        "agree": "-A1,A2,A3,A4,A5",
        "conscientious": "C1,C2,C3,-C4,-C5",
        "extraversion": "-E1,-E2,E3,E4,E5",
        "neuroticism": "N1,N2,N3,N4,N5",
        "openness": "O1,-O2,O3,O4,-O5",
    }
    told = figures("reliability")
    items = ";".join(f"{name}={columns}" for name, columns in scales.items())
    analysis = found(
        capsys, outside_file("bfi.csv"), "--group", "education", "--items", items, "--range", "1,6"
    )
    for name in scales:
        scale = analysis["scales"][name]
        assert scale["n"] == told[name]["n_complete"]
        assert scale["alpha"] == pytest.approx(told[name]["raw_alpha"], abs=1e-10)
        assert scale["alpha_ci"] == pytest.approx(told[name]["ci_feldt"], abs=1e-10)
        assert scale["omega_total"] == pytest.approx(told[name]["cfa_1f"]["omega_u"], abs=1e-6)
    assert analysis["careless"]["longstring_flagged"] >= 4
    assert analysis["group"]["rows_without"] > 0


def test_people_read_a_table_and_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "survey.csv"
    survey().write_csv(path)
    text = printed(capsys, path, "--group", "team", "--items", SCALES, "--range", "1,5")
    lines = text.splitlines()
    assert lines[0] == "survey.csv: 1000 people, 40 items, 50 groups."
    assert "at least 2/3 of its items" in lines[1]
    assert [line.split()[0] for line in lines[3:12]] == ["Reliability", *(f"S{n}" for n in range(1, 9))]
    assert lines[3].split()[1:] == ["people", "alpha", "95", "%", "omega", "mean", "sd"]
    assert any(line.startswith("Careless: ") for line in lines)
    assert any(line.startswith("Missing: ") for line in lines)
    assert max(len(line) for line in lines[3:]) <= 130


def test_what_does_not_exist_is_null_with_the_reason_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_csv(tmp_path, team=[f"t{at}" for at in range(12)])
    options = ("--group", "team", "--items", "A=q1,q2", "--range", "1,5")
    analysis = found(capsys, path, *options)
    assert analysis["scales"]["A"]["omega_total"] is None
    assert "at least three items" in analysis["scales"]["A"]["reasons"]["omega_total"]
    assert analysis["multilevel"]["A"]["icc1_anova"] is None
    assert "one person" in analysis["multilevel"]["A"]["reasons"]["icc1_anova"]
    assert analysis["agreement"]["A"]["rwgj_mean"] is None
    assert "two people" in analysis["agreement"]["A"]["reasons"]["rwgj_mean"]
    assert analysis["careless"]["even_odd_mean"] is None
    lines = printed(capsys, path, *options).splitlines()
    at = lines.index("Not computed (-):")
    assert "A, omega_total: Omega needs at least three items; with two take alpha." in lines[at:]


def test_every_undefined_figure_of_a_thin_file_has_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each null in each part, except the interval that goes with its figure, is explained."""
    holes = [1 if at < 2 else None for at in range(12)]
    path = small_csv(tmp_path, q2=holes, q3=[5 - at % 4 if at > 8 else None for at in range(12)])
    analysis = found(capsys, path, *SMALL)
    parts = [analysis["careless"], *(analysis[part]["A"] for part in ("scales", "multilevel", "agreement"))]
    follow = {
        "alpha_ci": "alpha",
        "mean": "alpha",
        "sd": "alpha",
        "average_correlation": "alpha",
        "icc1_anova_ci": "icc1_anova",
        "icc2": "icc1_anova",
        "tau2_reml": "icc1_reml",
        "sigma2_reml": "icc1_reml",
    }
    undefined = [(part, key) for part in parts for key, value in part.items() if value is None]
    assert len(undefined) > 8
    for part, key in undefined:
        assert key in part["reasons"] or follow[key] in part["reasons"]


def test_an_item_that_does_not_vary_is_named_by_its_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, small_csv(tmp_path, q2=[3] * 12), *SMALL)
    assert "A, omega_total: All answers to q2 are the same: leave it out." in text


def test_help_shows_how_a_range_below_nought_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        Command().create_parser("mortel", "analyse").parse_args(["--help"])
    assert "--range=-2,2" in capsys.readouterr().out


def test_a_reversed_item_is_turned_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_csv(tmp_path)
    analysis = found(capsys, path, *SMALL)
    item = analysis["scales"]["A"]["items"][2]
    assert (item["column"], item["reversed"]) == ("q3", True)
    assert item["mean"] == pytest.approx(6 - np.mean(small()["q3"]))


def test_a_person_with_two_of_three_answers_has_a_score_and_one_with_one_has_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = small()
    columns["q1"][0] = columns["q1"][1] = columns["q2"][1] = None
    analysis = found(capsys, small_csv(tmp_path, **columns), *SMALL)
    assert analysis["missing"]["without_person_mean"] == {"A": 1}
    assert analysis["multilevel"]["A"]["n"] == 11
    assert analysis["scales"]["A"]["n"] == 10


def test_rows_without_an_answer_and_people_without_a_group_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = small(14)
    for item in ("q1", "q2", "q3"):
        columns[item][4] = None
    columns["team"][7] = None
    analysis = found(capsys, small_csv(tmp_path, **columns), *SMALL)
    assert (analysis["rows"], analysis["rows_without_answers"]) == (13, 1)
    assert analysis["group"]["rows_without"] == 1
    assert (analysis["scales"]["A"]["n"], analysis["multilevel"]["A"]["n"]) == (13, 12)


def test_people_read_who_is_not_in_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = small(14)
    for item in ("q1", "q2", "q3"):
        columns[item][4] = None
    columns["team"][7] = None
    lines = printed(capsys, small_csv(tmp_path, **columns), *SMALL).splitlines()
    assert lines[1] == "Rows without a single answer, left out: 1."
    assert lines[2] == "People without a group in the column team, not in the figures of groups: 1."


def test_a_run_over_a_few_items_is_not_called_careless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, small_csv(tmp_path), *SMALL)
    assert "Careless: - people gave one answer" in text
    assert "no alpha changes" not in text
    assert (
        "careless, longstring_flagged, flagged, alpha_without_flagged.A: Over 3 items attentive people give one answer "
        "in a row too; it tells from 20 items on."
    ) in text
    careless = found(capsys, small_csv(tmp_path), *SMALL)["careless"]
    assert careless["longstring_flagged"] is careless["flagged"] is None
    assert careless["alpha_without_flagged"] == {"A": None}
    path = tmp_path / "long.csv"
    survey().write_csv(path)
    long = printed(capsys, path, "--group", "team", "--items", SCALES, "--range", "1,5")
    assert "attentive people" not in long


def test_people_read_which_item_goes_against_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = small(40)
    columns["q2"], columns["q3"] = columns["q1"], [6 - one for one in columns["q1"]]
    path = small_csv(tmp_path, **columns, q4=[min(one + 1, 5) for one in columns["q1"]])
    forgotten = ("--group", "team", "--items", "A=q1,q2,q4,q3", "--range", "1,5")
    assert "A: q3 against the rest of the scale." in printed(capsys, path, *forgotten)
    right = ("--group", "team", "--items", "A=q1,q2,q4,-q3", "--range", "1,5")
    assert "against the rest" not in printed(capsys, path, *right)


def test_when_everybody_is_flagged_the_reason_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alike = {f"q{at}": [row % 5 + 1 for row in range(12)] for at in range(1, 21)}
    many = ("--group", "team", "--items", f"A={','.join(alike)}", "--range", "1,5")
    careless = found(capsys, small_csv(tmp_path, **alike), *many)["careless"]
    assert careless["alpha_without_flagged"] == {"A": None}
    assert careless["reasons"]["alpha_without_flagged.A"] == "Everybody is flagged, so nobody is left."


def with_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def as_text(separator: str, decimal: str = ".") -> str:
    columns = small()
    columns["q1"] = [f"{value}{decimal}0" for value in columns["q1"]]
    rows = [list(columns), *zip(*columns.values(), strict=True)]
    return "\r\n".join(separator.join(str(cell) for cell in row) for row in rows) + "\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (as_text(","), "utf-8-sig"),
        (as_text(";", decimal=","), "cp1252"),
        (as_text("|"), "utf-8"),
        (as_text("|", decimal=","), "utf-8"),
        (as_text("\t"), "utf-16"),
        (as_text(";").replace("a;", "équipe;"), "cp1252"),
        (as_text(",").replace("\r\n", "\r"), "utf-8"),
        (as_text(",").replace("a,", '"a, the first",'), "utf-8"),
    ],
    ids=["mark", "dutch", "bars", "dutch-bars", "tabs", "windows", "old-mac", "quoted"],
)
def test_what_spreadsheets_make_of_csv_is_read(
    text: str, encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = found(capsys, small_csv(tmp_path), *SMALL)
    assert found(capsys, with_text(tmp_path / "survey.csv", text, encoding), *SMALL) == expected


def test_na_and_blanks_are_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_csv(tmp_path, q1=["NA", " ", "NaN", *(str(at % 5 + 1) for at in range(9))])
    assert found(capsys, path, *SMALL)["missing"]["by_item"]["q1"] == 3


def test_teams_may_be_numbers_and_mean_the_same_in_each_kind_of_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pl.DataFrame({**small(), "team": [10, 20] * 6})
    groups = []
    for ending, write in WRITERS.items():
        path = tmp_path / f"numbers.{ending}"
        write(table, path)
        groups.append(found(capsys, path, *SMALL)["multilevel"])
    assert all(group == groups[0] for group in groups)


def test_long_numbers_of_teams_among_texts_stay_apart_in_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.xlsx"
    teams = [1234567, 1234568, "north"] * 4
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for at, (name, cells) in enumerate({**small(), "team": teams}.items()):
            sheet.write_column(0, at, [name, *cells])
    assert found(capsys, path, *SMALL)["group"]["groups"] == 3


def test_what_spss_marks_as_missing_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "survey.sav"
    columns = small()
    columns["q1"][3] = 99
    pyreadstat.write_sav(pl.DataFrame(columns), path, missing_ranges={"q1": [99]})
    assert found(capsys, path, *SMALL)["missing"]["by_item"]["q1"] == 1


# Files that are refused, each with one sentence


def test_no_such_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == f"There is no file {tmp_path / 'none.csv'}."
    (tmp_path / "folder.csv").mkdir()
    assert refusal(tmp_path / "folder.csv").endswith("is a folder: give a file.")


@pytest.mark.parametrize("name", ["survey.docx", "survey", "survey.xls"])
def test_an_unknown_kind_of_file_is_refused(name: str, tmp_path: Path) -> None:
    path = with_text(tmp_path / name, "team,q1\n")
    assert refusal(path) == (
        f"{name} is not a kind of file that can be read; give one that ends in .csv, .parquet, .sav, .xlsx."
    )


@pytest.mark.parametrize("ending", WRITERS)
def test_an_empty_file_is_refused(ending: str, tmp_path: Path) -> None:
    assert refusal(with_text(tmp_path / f"survey.{ending}", " \n")) == f"survey.{ending} is empty."


@pytest.mark.parametrize("ending", ["xlsx", "sav", "parquet"])
def test_a_broken_file_is_refused(ending: str, tmp_path: Path) -> None:
    whole = tmp_path / f"whole.{ending}"
    WRITERS[ending](pl.DataFrame(small()), whole)
    broken = tmp_path / f"broken.{ending}"
    data = whole.read_bytes()
    sentence = f"broken.{ending} is not a sound .{ending} file: open it where it was made and save it again."
    for damaged in (data[: len(data) // 2], b"nothing of the kind " * 50, data[:40] + b"\0" * 400):
        broken.write_bytes(damaged)
        assert refusal(broken) == sentence


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    for name, mark in (("a.xlsx", bytes.fromhex("D0CF11E0A1B11AE1")), ("a.sav", b"ENCRYPTEDSAV")):
        (tmp_path / name).write_bytes(mark + b"\0" * 600)
        assert refusal(tmp_path / name).startswith(f"{name} is protected by a password or of an old kind")


@pytest.mark.parametrize("ending", WRITERS)
def test_a_file_with_names_of_columns_only_is_refused(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"survey.{ending}"
    WRITERS[ending](pl.DataFrame(small()).clear(), path)
    assert refusal(path) == f"survey.{ending} has no rows below the names of the columns."


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.xlsx"
    pl.DataFrame().write_excel(path, include_header=False)
    assert refusal(path) == "The first sheet of survey.xlsx is empty."


@pytest.mark.parametrize("ending", WRITERS)
def test_three_rows_are_too_few(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"survey.{ending}"
    WRITERS[ending](pl.DataFrame(small(3)), path)
    assert (
        refusal(path) == f"survey.{ending} has 3 rows with answers; with fewer than 10 nothing can be said."
    )


@pytest.mark.parametrize(
    ("ending", "where"),
    [
        ("csv", "its first row names"),
        ("xlsx", "the first row of its first sheet names"),
        ("sav", "it has"),
        ("parquet", "it has"),
    ],
)
def test_a_missing_column_is_named_with_those_that_exist(ending: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / f"survey.{ending}"
    WRITERS[ending](pl.DataFrame(small()).drop("q3"), path)
    assert refusal(path) == f"survey.{ending} has no column q3; {where} team, q1, q2."


def test_of_many_columns_twenty_are_named(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    survey().write_csv(path)
    assert refusal(path).endswith("s4_4 and 21 more.")


@pytest.mark.parametrize(("ending", "row"), [("csv", 6), ("xlsx", 6), ("sav", 5), ("parquet", 5)])
def test_text_among_the_answers_is_named_with_column_and_row(ending: str, row: int, tmp_path: Path) -> None:
    """Counted as the file counts: in a sheet the names of the columns are row 1."""
    path = tmp_path / f"survey.{ending}"
    columns = small()
    columns["q2"] = [*map(str, columns["q2"][:4]), "vaak", *map(str, columns["q2"][5:])]
    WRITERS[ending](pl.DataFrame(columns), path)
    assert refusal(path) == (
        f"The column q2 holds text in row {row} ('vaak'): numbers only, and nothing where there is no answer."
    )


@pytest.mark.parametrize(("ending", "row"), [("csv", 9), ("xlsx", 9), ("sav", 8), ("parquet", 8)])
def test_an_answer_outside_the_range_is_named_with_column_and_row(
    ending: str, row: int, tmp_path: Path
) -> None:
    path = tmp_path / f"survey.{ending}"
    columns = small()
    columns["q1"][7] = 9
    WRITERS[ending](pl.DataFrame(columns), path)
    assert refusal(path) == (
        f"The column q1 holds 9 in row {row}, outside 1 to 5: correct it, or give another --range."
    )


@pytest.mark.parametrize("ending", ["xlsx", "sav", "parquet"])
def test_dates_are_no_answers(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"survey.{ending}"
    WRITERS[ending](pl.DataFrame({**small(), "q1": [date(2026, 1, 1)] * 12}), path)
    assert refusal(path).startswith("The column q1 holds ")


def test_a_group_of_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.parquet"
    pl.DataFrame({**small(), "team": [[1, 2]] * 12}).write_parquet(path)
    assert refusal(path) == "The column team holds list(int64): give one of texts or numbers."


@pytest.mark.parametrize("label", [b"\xff", timedelta(1), 1e30], ids=["bytes", "duration", "huge"])
def test_a_group_that_is_no_name_is_refused(label: object, tmp_path: Path) -> None:
    path = tmp_path / "survey.parquet"
    pl.DataFrame({**small(), "team": [label] * 12}).write_parquet(path)
    assert "cannot be written as names of groups" in refusal(path)


def test_a_sheet_that_begins_lower_down_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.xlsx"
    pl.DataFrame(small()).write_excel(path, position="A3")
    assert refusal(path) == "survey.xlsx has no names of columns in its first row."


def test_of_a_workbook_the_first_sheet_that_can_be_seen_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        hidden, seen = workbook.add_worksheet("Lists"), workbook.add_worksheet("Answers")
        hidden.write(0, 0, "nothing of interest")
        for at, (name, cells) in enumerate(small().items()):
            seen.write_column(0, at, [name, *cells])
        seen.activate()
        seen.set_first_sheet()
        hidden.hide()
    assert found(capsys, path, *SMALL)["rows"] == 12


def test_an_item_without_answers_is_refused(tmp_path: Path) -> None:
    assert refusal(small_csv(tmp_path, q2=[None] * 12)) == "The column q2 holds no answers at all."


def test_one_group_or_none_is_refused(tmp_path: Path) -> None:
    one = small_csv(tmp_path, team=["a"] * 12)
    assert refusal(one) == "The column team holds one group only (a): there is nothing to compare."
    none = small_csv(tmp_path, team=[None] * 12)
    assert refusal(none) == "The column team is empty: give a column that names the group of each row."


def test_a_column_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    path = with_text(tmp_path / "survey.csv", "team,q1,q2,q3,q1\na,1,2,3,4\n")
    assert refusal(path) == "survey.csv has 2 columns named q1: give each its own name."


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = with_text(tmp_path / "survey.csv", "team,q1,q2,q3\na,1,2,3\na,1,2,3,4,5\n")
    assert refusal(path).startswith("survey.csv has a row with more cells than its first row")


def test_a_title_above_the_names_of_a_csv_is_named_as_what_is_wrong(tmp_path: Path) -> None:
    path = with_text(tmp_path / "survey.csv", "Survey of 2026\n" + as_text(";"))
    assert "take away a title above it" in refusal(path)


def test_utf_16_without_its_mark_is_refused(tmp_path: Path) -> None:
    path = with_text(tmp_path / "survey.csv", as_text(";"), "utf-16-le")
    assert refusal(path).startswith("survey.csv is not a sound .csv file")


# Requests that are refused


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ("", 'Name at least one scale, as in --items "CLIMATE=q1,q2,-q3".'),
        ("q1,q2", "q1,q2 is no scale: write NAME=COL1,COL2,-COL3 (with - before a reversed item)."),
        ("A=q1,,q2", "A=q1,,q2 is no scale: write NAME=COL1,COL2,-COL3 (with - before a reversed item)."),
        ("A=q1", "The scale A has one item: a scale needs at least two."),
        ("A=q1,-q1", "The scale A names q1 twice."),
        ("A=q1,q2;A=q2,q3", "The scale A is named twice."),
        ("A=q1,team", "The column team cannot be an item and the group at once."),
    ],
)
def test_scales_that_cannot_be_are_refused(items: str, sentence: str, tmp_path: Path) -> None:
    path = small_csv(tmp_path)
    assert refusal(path, "--group", "team", "--items", items, "--range", "1,5") == sentence


@pytest.mark.parametrize("limits", ["5,1", "1", "1;5", "1,5,7", "een,vijf", "1.5,5"])
def test_a_range_that_cannot_be_is_refused(limits: str, tmp_path: Path) -> None:
    path = small_csv(tmp_path)
    sentence = refusal(path, "--group", "team", "--items", "A=q1,q2", "--range", limits)
    assert sentence.startswith("--range is the lowest and the highest answer, as whole numbers")


def test_at_the_console_a_refusal_is_one_sentence_and_exit_code_1_and_no_database_is_made(
    tmp_path: Path,
) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MORTEL_")}
    environment = ours | {"MORTEL_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "mortel.project.settings"}

    def mortel(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from mortel.console.main import main; main()", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    refused = mortel("analyse", "none.csv", *SMALL)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == ["Refused: There is no file none.csv."]
    small_csv(tmp_path)
    done = mortel("analyse", "survey.csv", *SMALL, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] == 12
    assert list(tmp_path.rglob("*.sqlite3")) == []


def paths(part: Any, place: str = "") -> set[str]:
    """Every key of a JSON answer as a path; lists of things count once."""
    if isinstance(part, dict) and not place.endswith("reasons"):
        return set().union(*(paths(value, f"{place}.{key}".strip(".")) for key, value in part.items()))
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return paths(part[0], place)
    return {place}


def test_every_key_stands_in_the_document_and_the_document_names_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    analysis = found(capsys, small_csv(tmp_path), *SMALL)
    present = {
        path.replace(".A", ".NAME").replace("by_item.q1", "by_item.ITEM")
        for path in paths(analysis)
        if not path.endswith((".q2", ".q3"))
    }
    document = Path(__file__).parents[2].joinpath("docs/analyse.md").read_text(encoding="utf8")
    rows = re.findall(r"^\| (`[^|]+) \|", document.split("## Keys")[1], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == present
