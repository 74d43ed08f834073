"""Where everybody of a round stands: one leaf each, and never in a block that one reads oneself."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.snapshot import Crew
from mortel.pure.rounds.places import (
    EVERYBODY,
    Place,
    Seat,
    as_a_whole,
    counted,
    leads_leaf,
    population,
)
from tests.pure.rounds.alike import who_leads_together

PLACES = (
    Place("house", "Huis", None, "organisation"),
    Place("north", "Noord", "house", "unit"),
    Place("south", "Zuid", "house", "unit"),
    Place("a", "Team A", "north", "team"),
    Place("b", "Team B", "north", "team"),
    Place("c", "Team C", "south", "team"),
    Place("empty", "Leeg", "south", "team"),
)


def leaf_of(seats: list[Seat], person: str) -> tuple[str, tuple[str, ...]]:
    (found,) = (one for one in population(PLACES, seats).invited if one.person == person)
    return found.leaf, found.leaves


def test_a_member_counts_in_her_team_and_may_choose_the_other_one_she_works_in() -> None:
    seats = [Seat("p", "b", is_main=False, is_lead=False), Seat("p", "a", is_main=True, is_lead=False)]
    assert leaf_of(seats, "p") == ("a", ("a", "b"))


def test_a_lead_counts_among_the_leads_of_the_unit_above_her_team() -> None:
    assert leaf_of([Seat("p", "a", is_main=True, is_lead=True)], "p") == (
        leads_leaf("north"),
        (leads_leaf("north"),),
    )


@pytest.mark.parametrize(("other", "unit"), [("b", "north"), ("c", "house")])
def test_a_lead_of_two_teams_counts_above_both(other: str, unit: str) -> None:
    seats = [Seat("p", "a", is_main=True, is_lead=True), Seat("p", other, is_main=False, is_lead=True)]
    assert leaf_of(seats, "p")[0] == leads_leaf(unit)


def test_who_leads_one_team_and_works_in_another_counts_in_the_one_she_does_not_read_as_lead() -> None:
    seats = [Seat("p", "a", is_main=False, is_lead=True), Seat("p", "c", is_main=True, is_lead=False)]
    assert leaf_of(seats, "p") == ("c", ("c", leads_leaf("north")))


def test_places_without_anybody_are_left_out_and_every_place_has_its_number() -> None:
    seats = [Seat(f"p{at}", "a", is_main=True, is_lead=at == 0) for at in range(4)]
    made = population(PLACES, seats)
    assert {place.id: place.invited for place in made.places} == {
        "house": 4,
        "north": 4,
        "a": 3,
        "north/leads": 1,
    }


def test_contracts_and_long_leave_decide_who_is_in() -> None:
    seats = [
        Seat("fixed", "a", is_main=True, is_lead=False),
        Seat("flex", "a", is_main=True, is_lead=False, contract="flex"),
        Seat("student", "a", is_main=True, is_lead=False, contract="student"),
        Seat("away", "a", is_main=True, is_lead=False),
    ]
    assert {one.person for one in population(PLACES, seats, absent={"away"}).invited} == {"fixed", "flex"}
    every = population(PLACES, seats, contracts=("permanent", "flex", "student"))
    assert len(every.invited) == 4


def test_a_lead_who_is_not_asked_still_leads_her_team() -> None:
    seats = [
        Seat("lead", "a", is_main=True, is_lead=True),
        Seat("member", "a", is_main=True, is_lead=False),
        Seat("other", "b", is_main=True, is_lead=False),
    ]
    made = population(PLACES, seats, absent={"lead"})
    leads = {place.id: place.leads for place in made.places}
    assert len(leads["a"]) == 1
    assert leads["b"] == ()


def test_a_round_of_the_whole_has_one_leaf_with_everybody_and_every_lead() -> None:
    seats = [Seat(f"p{at}", "abc"[at % 3], is_main=True, is_lead=at < 3) for at in range(9)]
    top, leaf = as_a_whole(population(PLACES, seats).places)
    assert (top.id, leaf.id, leaf.parent, leaf.invited) == ("house", EVERYBODY, "house", 9)
    assert len(leaf.leads) == 3


def test_a_seat_in_a_team_that_is_not_in_the_tree_is_refused() -> None:
    with pytest.raises(DisclosureError):
        population(PLACES, [Seat("p", "nowhere", is_main=True, is_lead=False)])


PEOPLE = [f"p{at}" for at in range(9)]
CONTRACTS: list[Contract] = ["permanent", "flex", "student"]
SEATS = st.lists(
    st.builds(
        Seat,
        person=st.sampled_from(PEOPLE),
        team=st.sampled_from("abc"),
        is_main=st.booleans(),
        is_lead=st.booleans(),
        contract=st.sampled_from(CONTRACTS),
    )
)


def crews_of(seats: list[Seat], without_mail: set[str]) -> list[Crew]:
    """Whoever has one seat, put together with whoever has one like it."""
    people = Counter((seat.team, seat.is_lead, seat.contract) for seat in seats)
    bare = Counter((s.team, s.is_lead, s.contract) for s in seats if s.person in without_mail)
    return [Crew(*kind, number, bare[kind]) for kind, number in people.items()]


@given(SEATS, st.sets(st.sampled_from(PEOPLE)), st.sets(st.sampled_from(CONTRACTS)))
def test_counting_gives_the_tree_that_everybody_one_by_one_gives(
    seats: list[Seat], without_mail: set[str], contracts: set[Contract]
) -> None:
    times = Counter(seat.person for seat in seats)
    several = [seat for seat in seats if times[seat.person] > 1]
    crews = crews_of([seat for seat in seats if times[seat.person] == 1], without_mail)
    found = counted(PLACES, crews, several, contracts=contracts, without_mail=without_mail)
    whole = population(PLACES, seats, contracts=contracts)
    assert who_leads_together(found.places) == who_leads_together(whole.places)
    assert found.invited == len(whole.invited)
    bare = Counter(one.leaf for one in whole.invited if one.person in without_mail)
    assert found.without_mail == bare


def test_a_crew_in_a_team_that_is_not_in_the_tree_is_refused() -> None:
    with pytest.raises(DisclosureError):
        counted(PLACES, [Crew("nowhere", False, "permanent", 3)], [])
