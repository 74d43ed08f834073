"""A questionnaire of others is read as it was meant, or refused with one sentence; one small file for each oddity."""

from pathlib import Path

import pytest

from mortel.pure.instruments.packs.reading import MAX_BYTES, read_pack
from mortel.pure.instruments.packs.shapes import PackError

FILES = Path(__file__).parent / "packs"
GUIDE = (Path(__file__).parents[3] / "docs/packs.md").read_text(encoding="utf-8")
TOML = (FILES / "good.toml").read_text(encoding="utf-8")


def pack_in(name):
    return read_pack(name, (FILES / name).read_bytes())


def refused(name, data=None):
    with pytest.raises(PackError) as caught:
        read_pack(name, (FILES / name).read_bytes() if data is None else data)
    return caught.value.sentence


def problems(name):
    return [problem.en for problem in pack_in(name).problems]


def codes(pack):
    return [item.code for item in pack.items]


def test_a_pack_says_what_its_file_says():
    pack = pack_in("good.toml")
    assert (pack.id, pack.version, pack.licence) == ("vigour", "2019.1", "CC-BY-4.0")
    assert pack.title == {"nl": "Bevlogen in je werk", "en": "Vigour at work"}
    assert pack.citation == "Voorbeeld, A. (2019). Bevlogen in je werk."
    assert pack.languages == ("nl", "nl-BE", "en")
    assert [label["nl"] for label in pack.scales[0].labels] == [
        "helemaal niet",
        "niet",
        "soms",
        "wel",
        "helemaal wel",
    ]
    assert pack.scales[0].question["en"] == "How is that for you?"
    assert [(item.code, item.dimension, item.pole) for item in pack.items] == [
        ("VIG1", "vigour", "with"),
        ("VIG2", "vigour", "opposite"),
        ("OPN1", "", "with"),
    ]
    assert pack.problems == ()


def test_the_dutch_of_belgium_is_the_other_dutch_where_it_says_nothing():
    first, second, _ = pack_in("good.toml").items
    assert second.text["nl-BE"] == "Ik ben dikwijls moe op mijn werk."
    assert first.text["nl-BE"] == first.text["nl"]


@pytest.mark.parametrize(
    "name",
    [
        "good.csv",
        "commas.csv",
        "tabs.tsv",
        "separator_line.csv",
        "old_mac_line_ends.csv",
        "padded_by_a_spreadsheet.csv",
    ],
)
def test_a_spreadsheet_says_the_same_in_every_dialect(name):
    pack, same = pack_in(name), pack_in("good.toml")
    assert (pack.title, pack.licence, pack.citation) == (same.title, same.licence, same.citation)
    assert [(item.code, item.text["nl"], item.text["en"], item.pole) for item in pack.items] == [
        (item.code, item.text["nl"], item.text["en"], item.pole) for item in same.items
    ]
    assert [label["en"] for label in pack.scales[0].labels] == [
        label["en"] for label in same.scales[0].labels
    ]


@pytest.mark.parametrize("name", ["utf8_with_mark.csv", "windows_1252.csv"])
def test_letters_of_a_spreadsheet_are_read_in_both_encodings(name):
    assert pack_in(name).items[0].text["nl"] == "Ik bárst van energie."


def test_a_mark_before_toml_is_no_obstacle():
    assert pack_in("utf8_with_mark.toml") == pack_in("good.toml")


def test_the_header_says_what_parts_the_cells():
    assert pack_in("title_with_commas_first.csv").title["nl"] == "Een, twee, drie, vier"


def test_columns_may_be_written_in_other_ways_and_what_is_not_read_is_told():
    assert pack_in("own_header_names.csv").items == pack_in("good.csv").items
    assert problems("own_header_names.csv") == ["We do not know or read “notes”."]


def test_a_spreadsheet_may_hold_several_kinds_of_answers():
    pack = pack_in("two_scales.csv")
    assert [item.scale for item in pack.items] == ["answers", "often", "answers"]
    assert [scale.labels[0]["en"] for scale in pack.scales] == ["not at all", "never"]


def test_a_slip_of_the_pen_in_a_key_is_told():
    assert problems("unknown_keys.toml") == [
        "We do not know or read “colour”.",
        "We do not know or read “dimention”.",
    ]


def test_what_is_filled_in_is_told():
    pack = pack_in("no_version_no_citation.toml")
    assert (pack.version, pack.citation) == ("1", "Bevlogen in je werk")
    assert len(pack.problems) == 2


def test_a_pack_without_an_id_is_called_after_its_file():
    assert pack_in("no_id.toml").id == "no-id"
    nameless = TOML.replace('id = "vigour"\n', "").encode()
    assert read_pack("C:\\Mijn map\\2019 Vragen (v2).TOML", nameless).id == "pack-2019-vragen-v2"


def test_a_language_that_no_page_has_is_left_out():
    assert pack_in("german_too.toml").languages == ("nl", "nl-BE", "en")
    assert problems("german_too.toml") == ["The language “de” was left out."]


@pytest.mark.parametrize(
    ("name", "languages"),
    [("dutch_only.toml", ("nl", "nl-BE")), ("english_only.toml", ("en",)), ("belgian_only.toml", ("nl-BE",))],
)
def test_one_language_is_enough(name, languages):
    pack = pack_in(name)
    assert pack.languages == languages
    assert set(pack.items[0].text) == set(languages)


def test_markup_becomes_text():
    text = pack_in("markup.toml").items[0].text
    assert text["nl"] == "Ik barst van energie."
    assert text["en"] == "I burst with energy."


def test_a_formula_stays_text():
    pack = pack_in("formulas.toml")
    assert pack.items[0].text["nl"] == "=HYPERLINK(1) Ik barst van energie."
    assert [label["nl"] for label in pack.scales[0].labels][:2] == ["-", "--"]


def test_an_item_holds_300_characters_and_not_one_more():
    assert len(pack_in("item_of_300.toml").items[0].text["nl"]) == 300
    assert refused("item_of_301.toml").en.startswith("The text at “VIG1” is longer than 300")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("blank_licence.toml", "names no licence"),
        ("no_licence.toml", "names no licence"),
        ("no_licence.csv", "names no licence"),
        ("no_licence.lss", "names no licence"),
        ("no_title.toml", "has no title"),
        ("name_of_our_bank.toml", "“mortel” cannot be a name"),
        ("odd_code.toml", "cannot be a name at “code”"),
        ("double_code.toml", "“vig1” comes twice"),
        ("double_scale.toml", "“agreement” comes twice"),
        ("double_title.lss", "“Q1” comes twice"),
        ("seven_answers.toml", "does not have five different answers"),
        ("same_answer_twice.toml", "does not have five different answers"),
        ("four_answers.csv", "does not have five different answers"),
        ("gap_in_answers.csv", "does not have five different answers"),
        ("seven_answers.lss", "“Q1” does not have five different answers"),
        ("other_answer.lss", "“Q2” does not have five different answers"),
        ("unknown_scale.toml", "names answers that do not exist: “often”"),
        ("unknown_pole.toml", "must be “with” or “opposite”"),
        ("unknown_opposite.lss", "“Q9” is listed as an opposite question"),
        ("missing_english.toml", "“OPN1” has no text in the language “en”"),
        ("only_markup.toml", "“VIG1” has no text in the language “nl”"),
        ("german_only.toml", "neither in Dutch nor in English"),
        ("placeholder.toml", "“VIG1” holds something in braces"),
        ("placeholder_in_label.toml", "“agreement” holds something in braces"),
        ("expression.lss", "“Q1_SQ002” holds something in braces"),
        ("broken_markup.toml", "“VIG1” holds broken markup"),
        ("number_as_version.toml", "What stands at “version”"),
        ("labels_as_text.toml", "What stands at “labels”"),
        ("items_as_text.toml", "What stands at “items”"),
        ("broken.toml", "not valid TOML. Look at line 8"),
        ("windows_1252.toml", "letters in this file cannot be read"),
        ("utf16.csv", "letters in this file cannot be read"),
        ("workbook_named.csv", "letters in this file cannot be read"),
        ("no_header.csv", "No line begins with “code”"),
        ("no_items.csv", "no question with five answers"),
        ("nothing_that_fits.lss", "no question with five answers"),
        ("open_quote.csv", "Row 12 has a quotation mark"),
        ("empty.csv", "This file is empty"),
        ("notes.docx", "cannot read this kind of file"),
        ("not_a_survey.lss", "holds no LimeSurvey questionnaire"),
        ("half_a_file.lss", "This file is damaged"),
        ("not_xml.lss", "This file is damaged"),
        ("unknown_encoding.lss", "This file is damaged"),
        ("entity_bomb.lss", "a line with DOCTYPE"),
        ("outside_entity.lss", "a line with DOCTYPE"),
        ("bare_doctype.lss", "a line with DOCTYPE"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(name, why):
    assert why in refused(name).en


def test_every_file_that_is_refused_says_so_in_two_languages():
    for file in sorted(FILES.iterdir()):
        try:
            said = read_pack(file.name, file.read_bytes()).problems
        except PackError as error:
            said = (error.sentence,)
        for sentence in said:
            assert sentence.nl != sentence.en
            assert "%(" not in sentence.nl + sentence.en


def test_a_file_of_more_than_a_megabyte_is_refused():
    padded = TOML.encode() + b"#" * (MAX_BYTES - len(TOML.encode()))
    assert codes(read_pack("good.toml", padded)) == ["VIG1", "VIG2", "OPN1"]
    assert "larger than 1 MB" in refused("good.toml", padded + b"#").en


def items(number):
    row = '\n[[items]]\ncode = "X{0}"\ntext.nl = "Vraag {0}."\ntext.en = "Item {0}."\nscale = "agreement"\n'
    return (TOML + "".join(row.format(place) for place in range(number - 3))).encode()


def test_200_questions_are_read_and_not_one_more():
    assert len(read_pack("many.toml", items(200)).items) == 200
    assert "more than 200 questions" in refused("many.toml", items(201)).en


def test_remarks_are_as_many_as_somebody_reads():
    noisy = "".join(f"key{place} = 1\n" for place in range(70)) + TOML
    said = read_pack("noisy.toml", noisy.encode()).problems
    assert len(said) == 51
    assert said[-1].en == "And 20 more remarks."


def test_a_value_in_a_sentence_is_cut_short_and_on_one_line():
    long = TOML.replace('"OPN1"', '"a\\u202e\\n' + "b" * 900 + '"').encode()
    assert refused("long.toml", long).en.startswith("“a " + "b" * 37 + "…” cannot be a name")


@pytest.mark.parametrize("format", ["toml", "csv"])
def test_the_example_in_the_instructions_is_read_without_a_remark(format):
    example = GUIDE.split(f"```{format}\n")[1].split("```")[0]
    pack = read_pack(f"example.{format}", example.encode())
    assert pack.problems == ()
    assert {item.pole for item in pack.items} == {"with", "opposite"}
    assert pack.languages == ("nl", "en")
