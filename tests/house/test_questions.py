"""The questions of a round, and the words around them, are as plain as the screens."""

from collections.abc import Iterator

import pytest

from mortel.pure.catalogue.words import Shown
from mortel.pure.instruments.shipped import shipped_instrument
from tests.house import plain_dutch as plain

BANK = shipped_instrument()


def texts(shown: Shown) -> Iterator[str]:
    yield from (item.text.template(shown) for item in BANK.items)
    yield from (form.label.template(shown) for form in BANK.forms)
    yield from (text.template(shown) for text in (BANK.untested, BANK.not_applicable, BANK.rather_not))
    for scale in BANK.scales:
        yield scale.question.template(shown)
        yield from (label.template(shown) for label in scale.labels)
    for window in BANK.windows:
        yield from (window.text.template(shown), window.after_absence.template(shown))
    for referent in BANK.referents:
        said = (referent.label, referent.note, referent.self_managing)
        yield from (text.template(shown) for text in said if text)


def test_the_neutral_dutch_is_plain() -> None:
    assert plain.faults(texts("nl")) == []


def test_the_dutch_of_belgium_is_plain_and_may_sound_like_belgium() -> None:
    """A marked word is one that nl leaves out because one country says it; here it may stand, however rare."""
    found = [fault for fault in plain.faults(texts("nl-BE")) if not fault.startswith("say ")]
    rare = [f"rare, not explained: {word}:" for word in plain.marked_words()]
    assert [fault for fault in found if not fault.startswith(tuple(rare))] == []


def test_the_english_keeps_to_the_same_words() -> None:
    assert plain.english_faults(texts("en")) == []


@pytest.mark.parametrize("shown", ["nl", "nl-BE"])
def test_every_form_reads_easily(shown: Shown) -> None:
    for form in BANK.forms:
        asked = [item.text.template(shown) for item in BANK.asked(form.id)]
        if len(asked) > 3:
            assert plain.flesch_douma(asked) >= plain.FLESCH_DOUMA, form.id
