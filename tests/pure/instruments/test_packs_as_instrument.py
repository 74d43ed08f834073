"""A pack goes the same way as our own bank: a form, a checksum, a round."""

from dataclasses import replace
from pathlib import Path

import pytest

from mortel.pure.catalogue.words import SHOWN
from mortel.pure.instruments.checksums import checksum
from mortel.pure.instruments.packs.as_instrument import pack_instrument
from mortel.pure.instruments.packs.reading import read_pack
from mortel.pure.instruments.packs.shapes import PackError
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.questionnaire import questionnaire

FILES = Path(__file__).parent / "packs"


def instrument_in(name):
    return pack_instrument(read_pack(name, (FILES / name).read_bytes()))


def test_a_pack_has_one_form_that_reports_dimensions_only():
    (form,) = instrument_in("good.toml").forms
    assert (form.id, form.kind, form.reports) == ("pack.vigour", "module", "dimensions")
    assert (form.version, form.minutes) == ("2019.1", 1)
    assert form.label.nl == "Bevlogen in je werk"


def test_a_round_asks_its_items_in_order():
    instrument = instrument_in("good.toml")
    assert [item.code for item in instrument.asked("pack.vigour")] == ["VIG1", "VIG2", "OPN1"]
    form = questionnaire(instrument, ["pack.vigour"], ["nl"]).form()
    assert form.dimensions == ("vigour.vigour", "vigour.vigour", "")


def test_an_item_is_about_oneself_and_nobody_here_tested_it():
    instrument = instrument_in("good.toml")
    assert {(item.referent, item.window, item.pretest) for item in instrument.items} == {
        ("own", "four_weeks", "not yet")
    }
    assert not instrument.is_tested
    assert instrument.windows == (shipped_instrument().window("four_weeks"),)
    assert [item.pole for item in instrument.items] == ["with", "opposite", "with"]


def test_a_dimension_of_others_is_never_added_to_one_of_ours():
    data = (FILES / "good.toml").read_text(encoding="utf-8").replace('"vigour"\n', '"dim.space"\n')
    pack = read_pack("p.toml", data.replace('id = "dim.space"', 'id = "vigour"').encode())
    assert [item.dimension for item in pack_instrument(pack).items][:2] == ["vigour.dim.space"] * 2


def test_its_words_are_frozen_by_the_same_checksum():
    instrument = instrument_in("good.toml")
    (form,) = instrument.forms
    assert dict(form.sha256) == {shown: checksum(instrument, form, shown) for shown in SHOWN}


@pytest.mark.parametrize(
    ("name", "offered"),
    [("dutch_only.toml", {"nl", "nl-BE"}), ("english_only.toml", {"en"}), ("belgian_only.toml", {"nl-BE"})],
)
def test_only_its_own_languages_are_offered_and_no_page_is_ever_empty(name, offered):
    instrument = instrument_in(name)
    assert set(instrument.forms[0].sha256) == offered
    for shown in SHOWN:
        assert all(item.text.template(shown) for item in instrument.items)
        assert all(label.template(shown) for scale in instrument.scales for label in scale.labels)
        assert all(scale.question.template(shown) for scale in instrument.scales)


def test_a_list_without_words_above_it_gets_plain_ones():
    instrument = instrument_in("good.lss")
    assert [scale.question.nl for scale in instrument.scales] == [
        "Hoe vaak gebeurt dat?",
        "Kies het antwoord dat past.",
    ]


@pytest.mark.parametrize(("number", "kind"), [(16, "module"), (17, "short")])
def test_more_than_fits_beside_the_short_form_is_a_form_of_its_own(number, kind):
    pack = read_pack("good.toml", (FILES / "good.toml").read_bytes())
    many = replace(pack, items=tuple(replace(pack.items[0], code=f"X{place}") for place in range(number)))
    assert pack_instrument(many).forms[0].kind == kind


def test_a_code_of_our_own_bank_is_refused():
    with pytest.raises(PackError) as caught:
        instrument_in("code_of_our_bank.toml")
    assert caught.value.sentence.nl == "De code “ENC1” hoort bij een vraag van Mortel. Kies een andere."
