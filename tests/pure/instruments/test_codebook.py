"""The codebook tells a researcher everything about each question, and opens safely in a spreadsheet."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from mortel.pure.instruments.codebook import codebook, codebook_csv, codebook_table, harmless
from mortel.pure.instruments.packs.as_instrument import pack_instrument
from mortel.pure.instruments.packs.reading import read_pack
from mortel.pure.instruments.shipped import shipped_instrument

FILES = Path(__file__).parent / "packs"
BANK = shipped_instrument()


def row_of(code, language="nl"):
    return next(row for row in codebook(BANK, language) if row.code == code)


def of_pack(name):
    return codebook(pack_instrument(read_pack(name, (FILES / name).read_bytes())), "en")


def test_every_item_of_the_bank_has_a_row_in_its_order():
    assert [row.code for row in codebook(BANK, "nl")] == [item.code for item in BANK.items]


def test_a_row_says_everything_about_its_item():
    row = row_of("WOR3")
    assert row.forms[0] == "long"
    assert "check.space.workload" in row.forms
    assert (row.dimension, row.subdimension, row.facet) == (
        "dim.space",
        "sub.space.workload",
        "tasks put off",
    )
    assert (row.referent, row.window) == ("Ik", "Het gaat over de afgelopen vier weken.")
    assert (row.scale, row.question, row.pole, row.scored) == (
        "agreement",
        "Klopt dit voor jou?",
        "opposite",
        True,
    )
    assert row.labels[0] == "klopt helemaal niet"
    assert (row.source, row.pretest, row.translation) == ("S-44", "not yet", "once")
    assert row.text_nl == "Ik stel taken uit door de drukte."
    assert row.text_en == "I put off tasks because it is too busy."
    assert row.history == ("2026.1: Written anew.",)
    assert (row.instrument, row.version, row.licence) == ("mortel", "2026.1", "EUPL-1.2")
    assert row.citation == BANK.citation


def test_its_language_is_that_of_labels_and_not_of_the_texts():
    row = row_of("WOR3", "en")
    assert (row.referent, row.question, row.labels[0]) == ("Me", "Is this true for you?", "not true at all")
    assert row.text_nl == row_of("WOR3").text_nl


def test_the_dutch_of_belgium_has_a_column_of_its_own():
    row = row_of("JOB2")
    assert "uurrooster" in row.text_nl_be
    assert "uurrooster" not in row.text_nl


def test_a_pack_without_english_has_no_english_text():
    assert {row.text_en for row in of_pack("dutch_only.toml")} == {""}
    assert {row.text_nl for row in of_pack("english_only.toml")} == {""}


def test_an_item_that_no_form_asks_keeps_its_words():
    (first, *_) = codebook(replace(BANK, forms=()), "nl")
    assert first.forms == ()
    assert first.text_en


def test_the_table_is_square_and_labels_have_a_column_each():
    table = codebook_table(codebook(BANK, "nl"))
    assert {len(row) for row in table.rows} == {len(table.header)}
    assert [name for name in table.header if name.startswith("label")] == [f"label_{n}" for n in range(1, 6)]
    (row,) = (dict(zip(table.header, row, strict=True)) for row in table.rows if row[0] == "WOR3")
    assert (row["label_5"], row["scored"]) == ("klopt helemaal", "yes")
    assert row["forms"].splitlines()[0] == "long"


def test_a_table_of_nothing_has_a_header():
    assert codebook_table(()).header[0] == "code"
    assert codebook_table(()).rows == ()


def test_the_csv_is_read_back_as_the_table():
    rows = codebook(BANK, "en")
    read = list(csv.reader(io.StringIO(codebook_csv(rows), newline="")))
    table = codebook_table(rows)
    assert tuple(map(tuple, read)) == (table.header, *table.rows)


def test_a_formula_of_others_is_harmless_in_the_csv():
    read = list(csv.DictReader(io.StringIO(codebook_csv(of_pack("formulas.toml")), newline="")))
    assert read[0]["text_nl"] == "'=HYPERLINK(1) Ik barst van energie."
    assert read[0]["licence"] == "'@licence"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless(f"1{start}1") == f"1{start}1"
