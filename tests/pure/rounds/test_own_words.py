"""What an organisation adds to a round: the question of its council, and how long people have worked there."""

import pytest

from mortel.pure.rounds.own_question import Remark, remarks_on
from mortel.pure.rounds.service import service_bands


@pytest.mark.parametrize(
    ("question", "remarks"),
    [
        ("Ik kan in mijn team zeggen wat ik denk.", ()),
        ("Ik word gehoord en gezien.", (Remark.TWO_THINGS,)),
        ("I am not heard.", (Remark.NEGATION,)),
        ("I can't say what I think.", (Remark.NEGATION,)),
        ("Ik heb in de afgelopen vier weken bij ons op het werk genoeg tijd gehad.", (Remark.LONG,)),
        ("", ()),
    ],
)
def test_a_question_that_can_be_read_in_two_ways_gets_a_remark(
    question: str, remarks: tuple[Remark, ...]
) -> None:
    assert remarks_on(question) == remarks


def test_een_enquete_is_no_en() -> None:
    assert remarks_on("Deze enquête past bij ons offerteproces.") == ()


def test_a_band_has_a_label_in_every_language_of_the_round() -> None:
    assert service_bands(["nl", "en"])[0] == "korter dan 2 jaar / less than 2 years"
    assert service_bands(["nl-BE"]) == service_bands([]) == service_bands(["nl"])
