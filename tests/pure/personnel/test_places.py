import pytest

from mortel.pure.personnel.places import AmbiguousUnitError, Places
from mortel.pure.personnel.state import CurrentState, TeamPlace, UnitPath

KNOWN = CurrentState(
    units=frozenset(
        {("Kust",), ("Kust", "Zuid"), ("Kust", "Zuid", "Kaap"), ("Kust", "Noord"), ("Kust", "Noord", "Duin")}
    ),
    teams=frozenset({TeamPlace(("Kust", "Zuid", "Kaap"), "Eb")}),
)


def unit(written: UnitPath, *others: UnitPath, known: CurrentState = KNOWN) -> UnitPath:
    return Places(known, [written, *others]).unit(written)


def test_a_name_finds_the_one_unit_that_has_it_whatever_its_case() -> None:
    assert unit(("kaap",)) == ("Kust", "Zuid", "Kaap")


def test_the_end_of_a_path_finds_its_unit() -> None:
    assert unit(("Zuid", "Kaap")) == ("Kust", "Zuid", "Kaap")


def test_a_new_unit_is_made_under_the_parent_it_names() -> None:
    places = Places(KNOWN, [("Zuid", "Baken")])
    assert places.unit(("Zuid", "Baken")) == ("Kust", "Zuid", "Baken")
    assert places.new_units == [("Kust", "Zuid", "Baken")]


def test_new_parents_come_before_their_children() -> None:
    assert Places(KNOWN, [("Oost", "Baken")]).new_units == [("Oost",), ("Oost", "Baken")]


def test_a_name_shared_by_two_units_is_asked_for_as_a_path() -> None:
    with pytest.raises(AmbiguousUnitError) as asked:
        unit(("Kaap",), ("Noord", "Kaap"))
    assert asked.value.example == ("Kust", "Noord", "Kaap")


def test_a_child_of_an_ambiguous_parent_is_ambiguous_and_not_made() -> None:
    known = CurrentState(units=frozenset({("A", "Zuid"), ("B", "Zuid")}))
    places = Places(known, [("Zuid", "Kaap")])
    assert places.new_units == []
    with pytest.raises(AmbiguousUnitError):
        places.unit(("Zuid", "Kaap"))


def test_a_name_and_a_path_in_one_list_mean_the_same_new_unit() -> None:
    places = Places(KNOWN, [("Baken",), ("Zuid", "Baken")])
    assert places.unit(("Baken",)) == places.unit(("Zuid", "Baken"))


def test_a_team_is_known_by_name_within_its_unit_only() -> None:
    places = Places(KNOWN, [])
    assert places.team(("Kust", "Zuid", "Kaap"), "EB") == TeamPlace(("Kust", "Zuid", "Kaap"), "Eb")
    places.team(("Kust", "Noord", "Duin"), "Eb")
    assert places.new_teams == [TeamPlace(("Kust", "Noord", "Duin"), "Eb")]
