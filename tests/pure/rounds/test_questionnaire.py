"""What a round asks, frozen: words of the bank, pages of at most six, opposite answers turned."""

import pytest

from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.questionnaire import (
    NOT_APPLICABLE,
    OWN_QUESTION,
    PAGE,
    RATHER_NOT,
    Questionnaire,
    checksum,
    decoded,
    encoded,
    questionnaire,
)

OWN = {"nl": "Ik hoor op tijd wat er verandert.", "en": "I hear in time what changes."}


def asked(*forms: str, own: dict[str, str] | None = None) -> Questionnaire:
    return questionnaire(shipped_instrument(), forms or ("short",), ("nl", "en"), own_question=own)


def test_it_goes_to_json_and_back_and_the_same_words_have_the_same_checksum() -> None:
    made = asked("short", "module.workload", own=OWN)
    assert decoded(encoded(made)) == made
    assert checksum(made) == checksum(asked("short", "module.workload", own=OWN))
    assert checksum(made) != checksum(asked("short", "module.workload"))


def test_every_question_of_the_forms_is_asked_once_in_pages_of_one_referent_and_scale() -> None:
    bank = shipped_instrument()
    made = asked("long", "module.activities")
    wanted = [item.code for form in ("long", "module.activities") for item in bank.asked(form)]
    assert sorted(made.codes) == sorted(wanted)
    for section in made.sections:
        assert 1 <= len(section.questions) <= PAGE
        assert {bank.item(one.code).referent for one in section.questions} == {section.referent}
        assert {bank.item(one.code).scale for one in section.questions} == {section.scale}


def test_opposite_answers_are_turned_and_no_answer_is_nought() -> None:
    made = asked("long")
    at = {code: number for number, code in enumerate(made.codes)}
    row = made.row({"INF3": 5, "INF1": 5, "WOR3": RATHER_NOT, "SHT2": NOT_APPLICABLE})
    assert (row[at["INF3"]], row[at["INF1"]], row[at["WOR3"]], row[at["SHT2"]], row[at["JOB1"]]) == (
        1,
        5,
        0,
        0,
        0,
    )


@pytest.mark.parametrize("given", [{"XXX1": 3}, {"INF1": 7}, {"INF1": -1}])
def test_a_question_or_an_answer_that_does_not_exist_is_refused(given: dict[str, int]) -> None:
    with pytest.raises(DisclosureError):
        asked("short").row(given)


def test_the_question_of_the_council_comes_last_and_is_never_scored() -> None:
    made = asked("short", own=OWN)
    assert made.codes[-1] == OWN_QUESTION
    assert made.form().dimensions[-1] == ""
    assert made.questions[-1].text == OWN


def test_a_form_that_is_asked_twice_is_refused() -> None:
    with pytest.raises(DisclosureError):
        asked("short", "pulse")


@pytest.mark.parametrize(
    ("form", "reports"), [("long", "subdimensions"), ("short", "dimensions"), ("pulse", "organisation")]
)
def test_how_fine_it_is_told_is_that_of_its_form(form: str, reports: str) -> None:
    assert asked(form, "module.workload").reports == reports
