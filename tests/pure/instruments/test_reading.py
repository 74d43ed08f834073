"""A bank that is wrong is refused with the file and the line; a changed word without a new version is wrong."""

import shutil
from pathlib import Path

import pytest

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.catalogue.words import SHOWN
from mortel.pure.instruments.checksums import checksum
from mortel.pure.instruments.reading import read_instrument
from mortel.pure.instruments.shipped import shipped_instrument

RELEASED = [
    line.split() for line in (Path(__file__).parent / "released.txt").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CONTENT / "instruments", tmp_path / "bank")
    return tmp_path / "bank"


def change(file, old, new):
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


def refused(folder):
    with pytest.raises(CatalogueError) as caught:
        read_instrument(folder)
    return caught.value


def test_the_shipped_bank_is_read(folder):
    assert read_instrument(folder) == shipped_instrument()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("items/support.toml", 'code = "REW1"', 'code = "REW2"', "comes twice"),
        ("items/support.toml", 'code = "REW1"', 'code = "rew"', "form of 'code'"),
        ("items/support.toml", 'referent = "own"', 'referent = "client"', "is not one of"),
        ("items/support.toml", 'scale = "agreement"', 'scale = "hundred"', "is not one of"),
        ("items/support.toml", 'window = "four_weeks"', 'window = "ever"', "is not one of"),
        ("items/support.toml", 'pole = "with"', 'pole = "reversed"', "is not one of"),
        ("items/support.toml", 'source = "S-39"', 'source = "S-129"', "form of 'source'"),
        ("items/support.toml", 'pretest = "not yet"', 'pretest = "maybe"', "is not one of"),
        ("items/support.toml", "scored = true", "scored = 1", "true or false"),
        ("items/support.toml", 'text.nl = "Ik', 'text.nl = "{client}', "no placeholder"),
        ("items/support.toml", "text.en = ", "text.fr = ", "missing key 'en'"),
        ("items/leadership.toml", "text.nl-BE = ", "text.be = ", "unknown key 'be'"),
        ("items/leadership.toml", "het materiaal dat", "de spullen die", "says the same as nl"),
        ("items/support.toml", "facet = ", "aspect = ", "missing key 'facet'"),
        ("forms.toml", '"ENC1"', '"ENC9"', "unknown item 'ENC9'"),
        ("forms.toml", 'id = "short"', 'id = "long"', "comes twice"),
        ("forms.toml", 'kind = "short"', 'kind = "shorter"', "is not one of"),
        ("instrument.toml", '"too little", "too little"', '"too little"', "each label its class"),
        ("instrument.toml", "untested.nl", "tested.nl", "missing text"),
    ],
)
def test_what_is_wrong_is_refused_with_its_file(folder, file, old, new, problem):
    change(folder / file, old, new)
    error = refused(folder)
    assert problem in error.problem
    assert error.file == folder / file


def test_the_line_is_named(folder):
    file = folder / "items/support.toml"
    change(file, 'pole = "with"', 'pole = "reversed"')
    lines = file.read_text(encoding="utf-8").splitlines()
    assert refused(folder).line == lines.index('pole = "reversed"') + 1


@pytest.mark.parametrize("strange", ["scales.toml", "items/more.csv"])
def test_a_file_that_nobody_reads_is_refused(folder, strange):
    (folder / strange).write_text("", encoding="utf-8")
    assert "nobody reads this" in refused(folder).problem


def test_a_missing_file_is_refused(folder):
    (folder / "forms.toml").unlink()
    assert "cannot be read" in refused(folder).problem


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("items/leadership.toml", "tips waar ik iets aan heb", "tips waar ik wat aan heb"),
        ("items/leadership.toml", "gives me tips that I can use", "gives me tips that I like"),
        ("items/leadership.toml", "regelt het materiaal", "zorgt voor het materiaal"),
        ("instrument.toml", "soms wel, soms niet", "soms wel"),
        ("instrument.toml", "Klopt dit voor jou?", "Klopt dit?"),
        ("instrument.toml", "de afgelopen vier weken", "de afgelopen maand"),
        ("instrument.toml", "wie ons team begeleidt", "wie ons team leidt"),
        ("instrument.toml", "Liever niet", "Zeg ik niet"),
        ("items/space.toml", 'pole = "opposite"', 'pole = "with"'),
        ("items/space.toml", "scored = false", "scored = true"),
        ("forms.toml", '"ENC1", "ENC2"', '"ENC2", "ENC1"'),
        ("forms.toml", 'version = "2026.1"', 'version = "2026.2"'),
    ],
)
def test_a_changed_word_breaks_the_checksum(folder, file, old, new):
    change(folder / file, old, new)
    error = refused(folder)
    assert "changed: give it a version after" in error.problem
    assert error.file == folder / "forms.toml"


def test_the_checksum_of_one_language_leaves_the_others_alone(folder):
    change(folder / "items/leadership.toml", "gives me tips that I can use", "gives me tips that I like")
    assert "'long'" in refused(folder).problem
    lines = (folder / "forms.toml").read_text(encoding="utf-8").splitlines()
    assert lines[refused(folder).line - 1].startswith("sha256.en")


def not_released(instrument, released):
    """What a form says now that was not released under its version."""
    known = {tuple(line) for line in released}
    return [
        (form.id, shown)
        for form in instrument.forms
        for shown in SHOWN
        if (form.id, form.version, shown, checksum(instrument, form, shown)) not in known
    ]


def test_every_form_says_what_was_released_under_its_version():
    assert not_released(shipped_instrument(), RELEASED) == []


def test_a_version_was_released_once():
    assert len({tuple(line[:3]) for line in RELEASED}) == len(RELEASED)


def test_new_words_with_a_new_checksum_under_the_old_version_are_found(folder):
    """Mending the checksum in the bank is not enough: the list of releases still knows the old words."""
    file = folder / "items/leadership.toml"
    change(file, "regelt het materiaal", "zorgt voor het materiaal")
    while True:
        try:
            instrument = read_instrument(folder)
            break
        except CatalogueError as error:
            lines = error.file.read_text(encoding="utf-8").splitlines()
            old = lines[error.line - 1].split('"')[1]
            change(error.file, old, error.problem.split()[-1])
    assert not_released(instrument, RELEASED) == [("long", "nl-BE"), ("check.leadership.practical", "nl-BE")]
