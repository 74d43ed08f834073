"""Where the owner's answers put a moment, and who decides (S-01, S-02, S-04, S-05, S-06, S-143)."""

import uuid

import pytest

from mortel.apps.ledger.actions import deliver
from mortel.apps.ledger.models import News
from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.marks import answer_placing, choose_place, mark, set_wovenness
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.people.actions.organisation import switch_definition
from mortel.apps.people.choices import Definition
from tests.cast import Cast

IN_THE_WORK = {"mp.part_of_work": True, "mp.goals_beforehand": False, "mp.with_others": True}


@pytest.fixture
def moment(cast: Cast) -> uuid.UUID:
    return capture_moment(by=cast.marit, text="Meegekeken hoe een collega de wond verzorgt.")[0]


def place_of(cast: Cast, moment: uuid.UUID) -> tuple[str, bool]:
    """The place, and whether it was proposed (not chosen by herself)."""
    placed = moment_for(cast.marit, moment).placed
    return placed.item, not placed.chosen


def test_three_plain_answers_propose_a_place(cast: Cast, moment: uuid.UUID) -> None:
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=None)
    assert place_of(cast, moment) == ("map.informal_social", True)


@pytest.mark.parametrize("example", ["apart.coach", "apart.mooc", "apart.conference"])
def test_a_coach_a_mooc_and_a_conference_stand_apart_from_the_work(
    cast: Cast, moment: uuid.UUID, example: str
) -> None:
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=example)
    assert place_of(cast, moment) == ("map.workrelated_apart", True)


def test_her_own_choice_wins_and_there_is_one_place(cast: Cast, moment: uuid.UUID) -> None:
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=None)
    choose_place(by=cast.marit, moment_id=moment, item="map.nonformal")
    assert place_of(cast, moment) == ("map.nonformal", False)
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=None)
    assert place_of(cast, moment) == ("map.nonformal", False)
    choose_place(by=cast.marit, moment_id=moment, item="")
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=None)
    assert place_of(cast, moment) == ("", False)


def test_a_switch_of_definition_moves_proposed_places_and_leaves_chosen_ones(
    cast: Cast, moment: uuid.UUID
) -> None:
    answers = {"mp.part_of_work": True, "mp.goals_beforehand": True, "mp.certificate": False}
    answer_placing(by=cast.marit, moment_id=moment, answers={**answers, "mp.with_others": True}, example=None)
    chosen, _ = capture_moment(by=cast.marit, text="Zelf gekozen plek")
    choose_place(by=cast.marit, moment_id=chosen, item="map.informal_social")
    assert place_of(cast, moment) == ("map.informal_social", True)
    switch_definition(by=cast.researcher, definition=Definition.NARROW)
    assert deliver() == 1
    assert place_of(cast, moment) == ("map.nonformal", True)
    assert moment_for(cast.marit, moment).placed.definition == "narrow"
    assert place_of(cast, chosen) == ("map.informal_social", False)
    assert not News.objects.exists()


def test_a_switch_there_and_back_loses_no_place(cast: Cast, moment: uuid.UUID) -> None:
    """Done on purpose inside the work: the narrow definition has no place for that."""
    sliders = {"cm.intention": 4, "cm.spontaneity": 0, "cm.structure": 4}
    answer_placing(
        by=cast.marit, moment_id=moment, answers={**IN_THE_WORK, "mp.certificate": False}, example=None
    )
    set_wovenness(by=cast.marit, moment_id=moment, sliders=sliders, by_hand=None)
    switch_definition(by=cast.researcher, definition=Definition.NARROW)
    deliver()
    assert place_of(cast, moment) == ("", True)
    switch_definition(by=cast.researcher, definition=Definition.INTERWOVEN)
    deliver()
    assert place_of(cast, moment) == ("map.informal_social", True)


def test_the_three_sliders_are_kept_apart_and_propose_how_woven_in_it_was(
    cast: Cast, moment: uuid.UUID
) -> None:
    sliders = {"cm.intention": 0, "cm.spontaneity": 4, "cm.structure": 0}
    answer_placing(by=cast.marit, moment_id=moment, answers=IN_THE_WORK, example=None)
    set_wovenness(by=cast.marit, moment_id=moment, sliders=sliders, by_hand=None)
    assert moment_for(cast.marit, moment).values("cm") == {**sliders, "cm.interwoven": 4}
    set_wovenness(by=cast.marit, moment_id=moment, sliders=sliders, by_hand=1)
    assert moment_for(cast.marit, moment).values("cm")["cm.interwoven"] == 1


def test_a_moment_carries_several_activities(cast: Cast, moment: uuid.UUID) -> None:
    mark(by=cast.marit, moment_id=moment, group="act", marks={"act.observe": None, "act.try": None})
    assert moment_for(cast.marit, moment).chosen("act") == ["act.observe", "act.try"]
    mark(by=cast.marit, moment_id=moment, group="act", marks={"act.read": None})
    assert moment_for(cast.marit, moment).chosen("act") == ["act.read"]
