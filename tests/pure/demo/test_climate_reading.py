"""climate.toml is read strictly, and what it asks a round may ask."""

import shutil
from pathlib import Path

import pytest

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.demo.climate.reading import read_climate
from mortel.pure.demo.climate.source import Climate
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.questionnaire import MOST_MODULES, MOST_QUESTIONS, questionnaire
from tests.pure.demo.drawing import DEMOS, FOLDER, draw
from tests.pure.demo.test_moments import DAY

BANK = shipped_instrument()
DEMO_ROUNDS = ("waddenkant", "waalstroom")
PAGE = (Path(__file__).parents[3] / "docs/demo.md").read_text(encoding="utf-8")


def shipped(name: str) -> Climate:
    climate = read_climate(DEMOS / name, draw(1, DAY, name).source, BANK)
    assert climate is not None
    return climate


def test_the_care_organisation_asks_the_same_in_three_rounds_and_the_university_once() -> None:
    care, university = shipped("waddenkant"), shipped("waalstroom")
    assert [one.months for one in care.rounds] == [12, 6, 0]
    assert len({one.forms for one in care.rounds}) == 1
    assert len(university.rounds) == 1


def test_the_demo_of_flanders_has_no_rounds() -> None:
    assert read_climate(DEMOS / "wilgenkouter", draw(1, DAY, "wilgenkouter").source, BANK) is None


@pytest.mark.parametrize("name", DEMO_ROUNDS)
def test_no_round_asks_more_than_a_round_may(name: str) -> None:
    for one in shipped(name).rounds:
        modules = [form for form in one.forms if BANK.form(form).kind == "module"]
        assert len(modules) <= MOST_MODULES
        assert len(questionnaire(BANK, one.forms, ["nl"]).codes) <= MOST_QUESTIONS
        assert {"TIM1", "TIM2"} <= set(questionnaire(BANK, one.forms, ["nl"]).codes)


def test_the_page_about_the_model_holds_its_numbers() -> None:
    care = shipped("waddenkant")
    rows = [
        f"| {story.team} | {story.dimension.removeprefix('dim.')} | {points(story.start)} | {points(story.change)} |"
        for story in care.stories
    ]
    rows += [f"{scale.middle:.2f}" for name in DEMO_ROUNDS for scale in shipped(name).scales]
    rows += [
        f"`draw = {care.draw}`",
        f"takes .{round(care.load.fall * 100)}",
        f"takes .{round(care.time.fall * 100)}",
    ]
    rows += [
        f"| {', '.join(map(str, row.answers))} |" for row in care.headcounts if row.team == "Paramedisch team"
    ]
    assert [row for row in rows if row not in PAGE] == []


def points(size: float) -> str:
    return f"{size:+.2f}".replace("0.", ".") if size else "0"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("response = 58", "response = 158", "must lie between 0 and 100"),
        ("careless = 30", "careless = 3000", "must lie between 0 and 1000"),
        ('"module.workload"', '"module.work"', "unknown form 'module.work'"),
        ('team = "Revalidatie"', 'team = "Revalidaties"', "unknown team 'Revalidaties'"),
        ('["Nachtteam Terpstee"]', '["Nachtploeg"]', "unknown team 'Nachtploeg'"),
        ('dimension = "engagement"', 'dimension = "engaged"', "unknown dimension 'engaged'"),
        ('dimension = "dim.space"\nstart', 'dimension = "dim.room"\nstart', "unknown scale 'dim.room'"),
        ('["2", "3", "3"]', '["2", "3"]', "a headcount for each of 3 rounds"),
        ('["2", "3", "3"]', '["2", "3", "few"]', "does not have the form of 'answers'"),
        ("since = 2", "since = 3", "begins in a round that there is not"),
        ('function = "verpleegkundige"', 'function = "piloot"', "'piloot' is not one of"),
        ("lasts = 18", "lasts = 18\nlast = 18", "unknown key 'last'"),
        ("doubt = 70\n", "", "missing key 'doubt'"),
    ],
)
def test_a_slip_in_the_model_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "waddenkant"))
    file = folder / "climate.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        read_climate(folder, draw(1, DAY).source, BANK)
    assert problem in str(raised.value)


def test_a_form_about_something_without_a_scale_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "waddenkant"))
    file = folder / "climate.toml"
    text = file.read_text(encoding="utf-8").replace('"module.engagement"', '"module.safety"', 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="no scale for"):
        read_climate(folder, draw(1, DAY).source, BANK)
