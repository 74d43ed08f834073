"""Hand-written files that are wrong stop with file and line."""

import shutil
from pathlib import Path

import pytest

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.demo.reading import read_source
from tests.pure.demo.drawing import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "waddenkant"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_files_read_as_762_texts_for_33_functions() -> None:
    source = read_source(FOLDER)
    assert (len(source.texts), len(source.functions)) == (762, 33)
    unheard = {name for text in source.texts for name in text.functions}
    assert unheard == {name for function in source.functions for name in function.texts}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('unit = "De Terpstee"', 'unit = "De Terpste"', "unknown unit 'De Terpste'"),
        ('"1 teamleider", "2 verp', '"1 teamleidr", "2 verp', "unknown function 'teamleidr'"),
        ('from = "De Reiger"', 'from = "De Reigers"', "unknown team 'De Reigers'"),
        ('shift = "night"', 'shift = "nights"', "unknown shift 'nights'"),
        ('texts = ["hr"]', 'texts = ["hrm"]', "unknown text function 'hrm'"),
        ("writers = 55", "writers = 55\nwriter = 5", "unknown key 'writer'"),
        ('"07:20-09:50 2"', '"7:20-9:50 2"', "does not have the form of 'blocks'"),
    ],
)
def test_a_slip_in_the_organisation_is_named(folder: Path, old: str, new: str, problem: str) -> None:
    change(folder / "organisation.toml", old, new)
    with pytest.raises(CatalogueError) as raised:
        read_source(folder)
    assert problem in str(raised.value)


def test_a_text_with_an_unknown_key_or_season_is_named_with_its_line(folder: Path) -> None:
    file = folder / "moments-zorg.toml"
    change(file, 'season = "winter"', 'season = "winters"')
    line = 1 + file.read_text(encoding="utf-8").split('season = "winters"')[0].count("\n")
    with pytest.raises(CatalogueError) as raised:
        read_source(folder)
    assert (raised.value.file.name, raised.value.line) == ("moments-zorg.toml", line)
    change(file, 'season = "winters"', 'saison = "winter"')
    with pytest.raises(CatalogueError, match="saison"):
        read_source(folder)
