"""What LimeSurvey exports, in the shape of version 6 and of version 3."""

from pathlib import Path

import pytest

from mortel.pure.instruments.packs.reading import read_pack

FILES = Path(__file__).parent / "packs"
GOOD = (FILES / "good.lss").read_text(encoding="utf-8")
NEVER_TO_ALWAYS = ["Nooit", "Zelden", "Soms", "Vaak", "Altijd"]


def pack_in(name):
    return read_pack(name, (FILES / name).read_bytes())


def labels(pack):
    return [label["nl"] for label in pack.scales[0].labels]


def test_questions_come_in_the_order_in_which_they_are_asked():
    pack = pack_in("good.lss")
    assert [(item.code, item.text["nl"]) for item in pack.items] == [
        ("Q1_SQ001", "Ik barst van energie."),
        ("Q1_SQ002", "Ik ben moe."),
        ("Q2", "Ik kies dit werk weer."),
    ]


def test_the_words_above_an_array_stand_above_its_answers():
    array, single = pack_in("good.lss").scales
    assert array.question == {"nl": "Hoe vaak gebeurt dat?", "en": "How often?"}
    assert single.question == {}
    assert labels(pack_in("good.lss")) == NEVER_TO_ALWAYS


def test_a_group_of_questions_is_a_dimension():
    assert [item.dimension for item in pack_in("good.lss").items] == ["Energie", "Energie", "Tot slot"]


def test_a_dimension_has_its_name_in_a_language_that_is_read():
    german_first = GOOD.replace(
        "<group_l10ns>\n  <rows>\n",
        "<group_l10ns>\n  <rows>\n<row><gid>1</gid><group_name>Kraft</group_name><language>de</language></row>\n",
    )
    assert german_first != GOOD
    assert read_pack("good.lss", german_first.encode()).items[0].dimension == "Energie"


def test_lines_in_the_description_say_what_limesurvey_does_not_know():
    pack = pack_in("good.lss")
    assert (pack.id, pack.version, pack.licence) == ("limesurvey-4711", "3", "CC-BY-4.0")
    assert pack.citation == "Voorbeeld, A. (2019)."
    assert [item.pole for item in pack.items] == ["with", "opposite", "with"]
    assert pack.problems == ()


def test_without_that_line_nobody_knows_which_questions_are_opposite():
    pack = pack_in("poles_unknown.lss")
    assert {item.pole for item in pack.items} == {"with"}
    assert [problem.en for problem in pack.problems] == [
        "LimeSurvey does not say which questions are reversed. Now each counts as it stands."
    ]


@pytest.mark.parametrize("name", ["renamed.xml", "utf16.lss"])
def test_xml_is_told_by_its_content(name):
    assert pack_in(name) == pack_in("good.lss")


def test_version_3_repeats_its_rows_in_each_language():
    old, new = pack_in("version_3.lss"), pack_in("good.lss")
    assert old.languages == ("nl", "en")
    assert old.items == new.items[:2]
    assert old.scales == new.scales[:1]


@pytest.mark.parametrize("name", ["numbers_from_high_to_low.lss", "answers_out_of_order.lss"])
def test_answers_go_by_their_number_or_else_by_their_place(name):
    assert labels(pack_in(name)) == NEVER_TO_ALWAYS


def test_lists_with_the_same_answers_share_a_scale():
    lists = GOOD.replace("<type><![CDATA[F]]>", "<type><![CDATA[L]]>").replace("Omgekeerd: Q1_SQ002", "")
    pack = read_pack("lists.lss", lists.encode())
    assert [(item.code, item.scale) for item in pack.items] == [("Q1", "Q1"), ("Q2", "Q1")]
    assert len(pack.scales) == 1


def test_every_other_kind_of_question_is_skipped_with_its_reason():
    said = [problem.en for problem in pack_in("every_kind.lss").problems]
    assert len(said) == 25
    assert said[0] == "Question “K0” was left out: an open question does not fit in a round."
    assert said[-1] == "Question “K25” was left out: this kind of question does not fit in a round."
    assert not any("…" in sentence for sentence in said)


def test_a_condition_is_told_because_here_everybody_is_asked():
    assert [problem.en for problem in pack_in("condition.lss").problems] == [
        "Question “Q2” was asked only after a certain answer. Here everybody gets it."
    ]


def test_a_condition_of_a_whole_group_is_told_for_each_of_its_questions():
    group = "<group_order><![CDATA[1]]></group_order>"
    shown_later = GOOD.replace(group, group + "<grelevance>Q0 == 1</grelevance>")
    said = [problem.en for problem in read_pack("good.lss", shown_later.encode()).problems]
    assert said == ["Question “Q1” was asked only after a certain answer. Here everybody gets it."]
