"""The map and the wovenness: truth tables first, then what must hold for every answer."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mortel
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shapes import Place as MapPlace
from mortel.pure.placing import (
    APART,
    APART_EXAMPLES,
    DEFINITIONS,
    FORMAL,
    INFORMAL,
    INFORMAL_ALONE,
    INFORMAL_TOGETHER,
    NO_MARKERS,
    NONFORMAL,
    Answers,
    Markers,
    place,
    wovenness,
)

CONTENT = Path(mortel.__file__).parent / "content"
YES, NO, SKIPPED = True, False, None
PLANNED = Markers(intention=4, spontaneity=0, structure=4)
SPONTANEOUS = Markers(intention=0, spontaneity=4, structure=0)

maybe = st.sampled_from((True, False, None))
slider = st.one_of(st.none(), st.integers(0, 4))
all_answers = st.builds(
    Answers, part_of_work=maybe, goals_set_beforehand=maybe, certificate=maybe, with_others=maybe
)
all_markers = st.builds(Markers, intention=slider, spontaneity=slider, structure=slider)
definitions = st.sampled_from(DEFINITIONS)


def answered(work, goals, certificate, others=False):
    return Answers(part_of_work=work, goals_set_beforehand=goals, certificate=certificate, with_others=others)


INTERWOVEN = {
    (YES, YES, YES): FORMAL,
    (YES, YES, NO): INFORMAL_ALONE,
    (YES, YES, SKIPPED): None,
    (YES, NO, YES): INFORMAL_ALONE,
    (YES, NO, NO): INFORMAL_ALONE,
    (YES, NO, SKIPPED): INFORMAL_ALONE,
    (YES, SKIPPED, YES): None,
    (YES, SKIPPED, NO): INFORMAL_ALONE,
    (YES, SKIPPED, SKIPPED): None,
    (NO, YES, YES): FORMAL,
    (NO, YES, NO): NONFORMAL,
    (NO, YES, SKIPPED): None,
    (NO, NO, YES): APART,
    (NO, NO, NO): APART,
    (NO, NO, SKIPPED): APART,
    (NO, SKIPPED, YES): None,
    (NO, SKIPPED, NO): None,
    (NO, SKIPPED, SKIPPED): None,
    (SKIPPED, YES, YES): FORMAL,
    (SKIPPED, YES, NO): None,
    (SKIPPED, YES, SKIPPED): None,
    (SKIPPED, NO, YES): None,
    (SKIPPED, NO, NO): None,
    (SKIPPED, NO, SKIPPED): None,
    (SKIPPED, SKIPPED, YES): None,
    (SKIPPED, SKIPPED, NO): None,
    (SKIPPED, SKIPPED, SKIPPED): None,
}

# goals, certificate, part of work, then the place when planned, when nothing is known, when spontaneous
NARROW = [
    (YES, YES, YES, FORMAL, FORMAL, FORMAL),
    (YES, YES, NO, FORMAL, FORMAL, FORMAL),
    (YES, NO, YES, NONFORMAL, NONFORMAL, NONFORMAL),
    (YES, NO, NO, NONFORMAL, NONFORMAL, NONFORMAL),
    (NO, YES, YES, None, INFORMAL_ALONE, INFORMAL_ALONE),
    (NO, NO, YES, None, INFORMAL_ALONE, INFORMAL_ALONE),
    (NO, YES, NO, APART, APART, INFORMAL_ALONE),
    (NO, NO, NO, APART, APART, INFORMAL_ALONE),
]


def test_the_interwoven_table_has_every_combination_of_three_answers():
    assert set(INTERWOVEN) == set(product((YES, NO, SKIPPED), repeat=3))


@pytest.mark.parametrize(("given_answers", "expected"), INTERWOVEN.items())
def test_three_answers_give_the_place_of_the_interwoven_table(given_answers, expected):
    assert place(answered(*given_answers)).place == expected


@pytest.mark.parametrize(("given_answers", "expected"), INTERWOVEN.items())
def test_company_changes_only_an_informal_place(given_answers, expected):
    together = place(answered(*given_answers, YES)).place
    assert together == (INFORMAL_TOGETHER if expected == INFORMAL_ALONE else expected)


@pytest.mark.parametrize(("goals", "certificate", "work", "planned", "unknown", "spontaneous"), NARROW)
def test_the_narrow_definition_looks_at_plan_and_spontaneity(
    goals, certificate, work, planned, unknown, spontaneous
):
    answers = answered(work, goals, certificate)
    places = [
        place(answers, definition="narrow", markers=markers).place
        for markers in (PLANNED, NO_MARKERS, SPONTANEOUS)
    ]
    assert places == [planned, unknown, spontaneous]


@pytest.mark.parametrize(
    "marker", [{"intention": 3}, {"spontaneity": 1}, {"structure": 3}, {"intention": 4, "spontaneity": 4}]
)
def test_one_slider_on_the_planned_side_is_enough_to_leave_the_narrow_definition(marker):
    answers = answered(YES, NO, NO)
    narrow = place(answers, definition="narrow", markers=Markers(**marker))
    assert (narrow.place, narrow.informal) == (None, False)
    assert "why.planned" in narrow.reasons
    assert place(answers, markers=Markers(**marker)).informal is True


def test_switching_the_definition_changes_what_counts_as_informal():
    feedback_on_purpose = answered(YES, NO, NO, YES)
    on_purpose = Markers(intention=4)
    assert place(feedback_on_purpose, markers=on_purpose).informal is True
    assert place(feedback_on_purpose, definition="narrow", markers=on_purpose).informal is False
    idea_at_home = answered(NO, NO, NO)
    assert place(idea_at_home, markers=SPONTANEOUS).informal is False
    assert place(idea_at_home, definition="narrow", markers=SPONTANEOUS).informal is True


@pytest.mark.parametrize("others", [YES, NO, SKIPPED])
@pytest.mark.parametrize(
    ("what", "certificate"),
    [("a coach", NO), ("a MOOC", NO), ("a MOOC with a certificate", YES), ("a conference", NO)],
)
def test_what_stands_apart_without_goals_of_somebody_else_is_work_related_not_informal(
    what, certificate, others
):
    placing = place(answered(NO, NO, certificate, others))
    assert (placing.place, placing.informal) == (APART, False), what


@given(all_answers, definitions, all_markers, st.sampled_from(sorted(APART_EXAMPLES)))
def test_a_coach_mooc_or_conference_is_apart_whatever_else_was_answered(
    answers, definition, markers, example
):
    placing = place(answers, definition=definition, markers=markers, example=example)
    assert (placing.place, placing.informal, placing.reasons) == (APART, False, ("why.apart_example",))


def test_a_coach_at_the_workplace_is_still_apart():
    at_the_workplace = answered(YES, NO, NO, YES)
    assert place(at_the_workplace, example="apart.coach").place == APART


def test_it_is_known_to_be_informal_before_it_is_known_whether_somebody_took_part():
    placing = place(answered(YES, NO, NO, SKIPPED))
    assert placing.place is None
    assert placing.informal is True
    assert placing.open_questions == ("with_others",)
    assert placing.reasons == ("why.unanswered",)


def test_only_questions_that_can_change_the_place_stay_open():
    assert place(answered(NO, YES, SKIPPED, SKIPPED)).open_questions == ("certificate",)
    assert place(answered(SKIPPED, YES, YES, SKIPPED)).open_questions == ()
    assert place(Answers()).open_questions == (
        "part_of_work",
        "goals_set_beforehand",
        "certificate",
        "with_others",
    )


def test_the_reasons_tell_the_answers_that_led_to_the_place():
    assert place(answered(YES, NO, NO, YES)).reasons == (
        "why.part_of_work",
        "why.no_goals_set",
        "why.with_others",
    )
    assert place(answered(NO, YES, YES)).reasons == (
        "why.stands_apart",
        "why.goals_set",
        "why.certificate",
    )
    assert place(answered(NO, NO, NO), definition="narrow", markers=SPONTANEOUS).reasons == (
        "why.stands_apart",
        "why.no_goals_set",
        "why.alone",
        "why.spontaneous",
    )


@given(all_answers, definitions, all_markers)
def test_a_skipped_question_never_decides(answers, definition, markers):
    placing = place(answers, definition=definition, markers=markers)
    for question in ("part_of_work", "goals_set_beforehand", "certificate", "with_others"):
        if getattr(answers, question) is not None or placing.open_questions:
            continue
        for answer in (True, False):
            told = {**{q: getattr(answers, q) for q in Answers.__slots__}, question: answer}
            answered_too = place(Answers(**told), definition=definition, markers=markers)
            assert answered_too.place == placing.place


@given(all_answers, definitions, all_markers)
def test_answering_the_open_questions_always_ends_in_a_settled_place(answers, definition, markers):
    placing = place(answers, definition=definition, markers=markers)
    told = {q: getattr(answers, q) for q in Answers.__slots__}
    all_told = Answers(**{**told, **dict.fromkeys(placing.open_questions, True)})
    settled = place(all_told, definition=definition, markers=markers)
    assert settled.open_questions == ()
    assert settled.informal is not None


@given(all_answers, definitions, all_markers)
def test_informal_says_the_same_as_the_place(answers, definition, markers):
    placing = place(answers, definition=definition, markers=markers)
    assert placing.definition == definition
    if placing.place is not None:
        assert placing.informal is (placing.place in INFORMAL)
    assert placing.reasons or placing.place is None


@given(all_answers, all_markers)
def test_under_the_interwoven_definition_sliders_do_not_move_the_place(answers, markers):
    assert place(answers, markers=markers) == place(answers)


def test_every_place_reason_and_example_stands_in_the_catalogue():
    catalogue = load_catalogue(CONTENT)
    assert {item.id for item in catalogue.current(MapPlace)} == {FORMAL, NONFORMAL, APART, *INFORMAL}
    assert {item.id for item in catalogue.current(MapPlace) if item.interwoven} == INFORMAL
    assert {item.id for item in catalogue.taxonomy("apart_examples").current} == APART_EXAMPLES
    given_reasons = {"why.unanswered", "why.apart_example"}
    for definition, markers in product(DEFINITIONS, (NO_MARKERS, PLANNED, SPONTANEOUS)):
        for answers in product((YES, NO), repeat=4):
            placing = place(answered(*answers), definition=definition, markers=markers)
            given_reasons |= set(placing.reasons)
    assert {item.id for item in catalogue.taxonomy("placing_reasons").current} == given_reasons


def test_an_unknown_definition_or_example_is_refused():
    with pytest.raises(ValueError, match="definition"):
        place(Answers(), definition="wide")
    with pytest.raises(ValueError, match="example"):
        place(Answers(), example="apart.lunch")


@pytest.mark.parametrize("marker", ["intention", "spontaneity", "structure"])
@pytest.mark.parametrize("value", [-1, 5])
def test_a_slider_outside_nought_to_four_is_refused(marker, value):
    with pytest.raises(ValueError, match=marker):
        Markers(**{marker: value})


@pytest.mark.parametrize(
    ("intention", "spontaneity", "structure", "part_of_work", "proposed"),
    [
        (0, 4, 0, True, 4),  # suddenly asked to stand in, no plan at all
        (4, 2, 0, True, 3),  # asking a colleague for feedback: on purpose, yet woven in
        (4, 0, 4, True, 2),  # a worked-out training during the shift
        (4, 0, 4, False, 0),  # a conference
        (0, 4, 0, False, 1),  # an idea that came up at home
        (0, 4, 0, None, 3),
        (4, 0, 4, None, 1),
        (None, None, None, True, 3),
        (None, None, None, False, 0),
        (None, None, None, None, None),
        (2, 2, 2, None, 2),
        (None, 4, None, True, 4),
        (4, None, None, True, 2),
    ],
)
def test_wovenness_follows_the_written_formula(intention, spontaneity, structure, part_of_work, proposed):
    markers = Markers(intention=intention, spontaneity=spontaneity, structure=structure)
    assert wovenness(markers, part_of_work=part_of_work) == proposed


@given(all_markers, maybe)
def test_wovenness_stays_between_nought_and_four_and_is_unknown_only_without_any_answer(markers, work):
    proposed = wovenness(markers, part_of_work=work)
    assert (proposed is None) is (work is None and markers == NO_MARKERS)
    assert proposed is None or 0 <= proposed <= 4


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.integers(0, 3), maybe)
def test_more_spontaneous_is_never_less_woven_and_more_structure_or_intention_never_more(
    first, second, third, low, work
):
    def proposed(**marker):
        others = {"intention": first, "spontaneity": second, "structure": third}
        return wovenness(Markers(**{**others, **marker}), part_of_work=work)

    assert proposed(spontaneity=low) <= proposed(spontaneity=low + 1)
    assert proposed(structure=low) >= proposed(structure=low + 1)
    assert proposed(intention=low) >= proposed(intention=low + 1)


@given(all_markers)
def test_part_of_the_work_is_never_less_woven_than_apart(markers):
    apart = wovenness(markers, part_of_work=False)
    inside = wovenness(markers, part_of_work=True)
    assert apart <= 1 < 2 <= inside
    if markers != NO_MARKERS:
        assert apart <= wovenness(markers, part_of_work=None) <= inside
