"""The codebook and the pretest say what the bank holds."""

import re
from pathlib import Path

import pytest

from mortel.pure.instruments.shipped import shipped_instrument

DOCS = Path(__file__).parents[3] / "docs"
CODEBOOK = (DOCS / "instrument.md").read_text(encoding="utf-8")
PRETEST = " ".join((DOCS / "pretest.md").read_text(encoding="utf-8").split())
BANK = shipped_instrument()


def test_the_codebook_names_every_form_and_no_other():
    named = set(re.findall(r"^\| `([a-z.]+)` \|", CODEBOOK.split("## Forms")[1].split("## Answers")[0], re.M))
    assert named == {form.id for form in BANK.forms if form.kind != "check_in"}


def test_the_codebook_gives_the_minutes_of_every_form():
    for form in BANK.forms:
        if form.kind != "check_in":
            row = re.search(rf"^\| `{re.escape(form.id)}` \|.*\| (\d+)[^|]*\|$", CODEBOOK, re.M)
            assert row, form.id
            assert int(row[1]) == form.minutes, form.id


def test_the_codebook_shows_the_labels_of_every_scale():
    for scale in BANK.scales:
        assert f"| `{scale.id}` | {' · '.join(label.nl for label in scale.labels)} |" in CODEBOOK


def test_the_codebook_explains_every_key_of_an_item():
    for key in BANK.items[0].__slots__:
        assert f"| `{key}` |" in CODEBOOK, key


def test_the_codebook_names_the_items_of_the_opposite_pole():
    said = CODEBOOK.split("**Opposite pole.**")[1].split("\n\n")[0]
    assert set(re.findall(r"[A-Z]{3}\d", said)) == {i.code for i in BANK.items if i.pole == "opposite"}


def test_every_item_that_the_papers_name_exists():
    codes = {item.code for item in BANK.items}
    assert set(re.findall(r"\b[A-Z]{3}[1-9]\b", CODEBOOK + PRETEST)) <= codes


@pytest.mark.parametrize(
    "said",
    [
        "Two rounds of eight people",
        "at least half have no diploma of mbo-4",
        "at least three have Dutch as a second",
    ]
    + ["at least three are Flemish", "thinking aloud", "Not done yet", "Nothing replaces it"],
)
def test_the_pretest_keeps_its_numbers(said):
    assert said in PRETEST


def test_both_papers_say_that_nobody_tested_the_questions():
    assert BANK.untested.nl.rstrip(".") in PRETEST
    assert "have not been tested with people yet" in " ".join(CODEBOOK.split())
