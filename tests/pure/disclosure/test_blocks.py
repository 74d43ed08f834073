"""Blocks: disjoint, never under k, and nobody lost on the way (release.md, rule 1)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.blocks import blocks_of_units, common_unions, plan_blocks
from mortel.pure.disclosure.shapes import Block, DisclosureError, Unit
from tests.pure.disclosure.rounds import HOUSE, asked


def plan(k: int = 7, **numbers: int) -> dict[str, tuple[set[str], int]]:
    """Unit of the block -> its leaves and its n."""
    tree = asked({name.replace("_", "-") for name in numbers})
    counted = [numbers.get(unit.id.replace("-", "_"), 0) for unit in tree]
    return {block.unit: (set(block.leaves), block.n) for block in plan_blocks(tree, counted, k)}


def test_a_team_with_k_ballots_is_a_block_and_a_smaller_one_is_not() -> None:
    assert plan(north=7, south=8) == {"north": ({"north"}, 7), "south": ({"south"}, 8)}
    assert plan(north=6, south=8) == {"care": ({"north", "south"}, 14)}


def test_small_teams_of_one_parent_are_taken_together_without_touching_the_large_one() -> None:
    assert plan(north=4, south=3, night=9) == {"care": ({"north", "south"}, 7), "night": ({"night"}, 9)}


def test_the_smallest_neighbour_joins_when_the_small_ones_do_not_reach_k() -> None:
    assert plan(north=3, south=12, night=9) == {"care": ({"north", "night"}, 12), "south": ({"south"}, 12)}


def test_a_team_of_one_is_not_left_alone_either() -> None:
    assert plan(north=1, south=9, night=8) == {"care": ({"north", "night"}, 9), "south": ({"south"}, 9)}


def test_the_order_in_which_units_are_written_down_does_not_matter() -> None:
    counted = {"north": 4, "south": 3, "day": 9, "care-leads": 7}
    plans = []
    for tree in (HOUSE, HOUSE[::-1], HOUSE[3:] + HOUSE[:3]):
        blocks = plan_blocks(tree, [counted.get(unit.id, 0) for unit in tree], 7)
        plans.append({(block.unit, frozenset(block.leaves), block.n) for block in blocks})
    assert plans[0] == plans[1] == plans[2]
    assert len(plans[0]) == 3


def test_of_two_equal_neighbours_the_first_in_the_alphabet_joins() -> None:
    assert plan(north=3, south=9, night=9) == {"care": ({"north", "night"}, 12), "south": ({"south"}, 9)}


def test_what_does_not_reach_k_in_a_department_goes_one_level_up() -> None:
    assert plan(day=3, clinic=2, staff=3, north=8, south=8, night=8)["house"] == (
        {"staff", "day", "clinic"},
        8,
    )


def test_what_is_left_at_the_top_joins_the_smallest_block_of_all() -> None:
    assert plan(day=3, north=8, south=9) == {
        "south": ({"south"}, 9),
        "house": ({"day", "north"}, 11),
    }


def test_a_round_with_fewer_than_k_ballots_in_all_has_no_block() -> None:
    assert plan(north=3, day=3) == {}


def test_a_team_where_nobody_answered_looks_like_any_small_team() -> None:
    """Whether it is empty cannot be seen from its neighbours: they are the same with nobody and with six."""
    for few in (0, 1, 6):
        others = {"north": 7, "south": 8, "day": 7, "clinic": 7}
        made = {unit: leaves for unit, (leaves, _n) in plan(night=few, **others).items()}
        assert made == {"care": {"north", "night"}, "south": {"south"}, "day": {"day"}, "clinic": {"clinic"}}
    assert "night" in plan(north=4, south=4, night=0)["care"][0]


def test_an_empty_team_at_the_top_looks_like_a_small_one_too() -> None:
    for few in (0, 1, 6):
        made = {unit: leaves for unit, (leaves, _n) in plan(north=9, day=8, staff=few).items()}
        assert made == {"north": {"north"}, "house": {"day", "staff"}}


def test_leads_are_never_counted_with_the_teams_they_lead() -> None:
    assert plan(north=7, care_leads=7)["care-leads"] == ({"care-leads"}, 7)
    assert plan(north=7, care_leads=6) == {"north": ({"north"}, 7)}
    assert plan(north=3, south=5, care_leads=9)["care"] == ({"north", "south"}, 8)


def test_leads_of_two_departments_are_taken_together_a_level_up() -> None:
    tree = (*HOUSE, Unit("cure-leads", "cure", leads=True))
    counted = [{"care-leads": 4, "cure-leads": 3, "north": 9, "day": 9}.get(unit.id, 0) for unit in tree]
    leads = [block for block in plan_blocks(tree, counted, 7) if block.leads]
    assert [set(block.leaves) for block in leads] == [{"care-leads", "cure-leads"}]
    assert [block.unit for block in leads] == ["house"]


def test_an_organisation_that_is_one_team_is_a_block_from_k() -> None:
    assert plan_blocks((Unit("only", None),), [7], 7) == (Block("only", ("only",), 7),)
    assert plan_blocks((Unit("only", None),), [6], 7) == ()


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ((Unit("a", None), Unit("b", None)), "exactly one"),
        ((Unit("a", None), Unit("b", "x")), "not in the tree"),
        ((Unit("a", None), Unit("b", "c"), Unit("c", "b")), "circle"),
    ],
)
def test_a_tree_that_is_none_is_refused(tree: tuple[Unit, ...], sentence: str) -> None:
    with pytest.raises(DisclosureError, match=sentence):
        plan_blocks(tree, [0] * len(tree), 7)


def test_ballots_belong_to_leaves_alone() -> None:
    with pytest.raises(DisclosureError, match="units under it"):
        plan_blocks(HOUSE, [1] + [0] * (len(HOUSE) - 1), 7)


@st.composite
def trees(draw: st.DrawFn) -> tuple[tuple[Unit, ...], list[int]]:
    """Random trees of up to four levels, with up to 20 ballots in each leaf."""
    size = draw(st.integers(1, 25))
    parents = [None] + [f"u{draw(st.integers(0, at - 1))}" for at in range(1, size)]
    tree = [Unit(f"u{at}", parent) for at, parent in enumerate(parents)]
    inner = {unit.parent for unit in tree}
    tree = [
        Unit(
            unit.id,
            unit.parent,
            leads=unit.id not in inner and unit.parent is not None and draw(st.booleans()),
        )
        for unit in tree
    ]
    return tuple(tree), [0 if unit.id in inner else draw(st.integers(0, 20)) for unit in tree]


@settings(max_examples=150, deadline=None)
@given(trees(), st.integers(7, 10))
def test_blocks_are_disjoint_never_under_k_and_hold_every_team_that_can_be_held(
    case: tuple[tuple[Unit, ...], list[int]], k: int
) -> None:
    tree, numbers = case
    blocks = plan_blocks(tree, numbers, k)
    leaves = [leaf for block in blocks for leaf in block.leaves]
    number = {unit.id: n for unit, n in zip(tree, numbers, strict=True)}
    leads = {unit.id for unit in tree if unit.leads}
    assert len(leaves) == len(set(leaves))
    assert len({(block.unit, block.leads) for block in blocks}) == len(blocks)
    for block in blocks:
        assert block.n >= k
        assert block.n == sum(number[leaf] for leaf in block.leaves)
        assert {leaf in leads for leaf in block.leaves} == {block.leads}
    teams = sum(n for unit, n in number.items() if unit not in leads)
    assert sum(block.n for block in blocks if not block.leads) == (teams if teams >= k else 0)


@settings(max_examples=100, deadline=None)
@given(trees())
def test_a_unit_has_exactly_the_blocks_that_lie_wholly_in_it(
    case: tuple[tuple[Unit, ...], list[int]],
) -> None:
    tree, numbers = case
    blocks = plan_blocks(tree, numbers, 7)
    parent = {unit.id: unit.parent for unit in tree}

    def under(leaf: str, unit: str) -> bool:
        at: str | None = leaf
        while at is not None and at != unit:
            at = parent[at]
        return at == unit

    for unit, members in blocks_of_units(tree, blocks).items():
        for at, block in enumerate(blocks):
            whole = all(under(leaf, unit) for leaf in block.leaves)
            # A block that was made further up because of leaves without ballots may lie wholly in a lower unit.
            assert (at in members) <= whole
            assert at in members or not whole or under(unit, block.unit)


def test_two_rounds_are_compared_on_the_smallest_unions_that_are_whole_in_both() -> None:
    before = (Block("a", ("a",), 8), Block("b", ("b",), 8), Block("d", ("c", "e"), 9), Block("f", ("f",), 7))
    after = (
        Block("a", ("a",), 9),
        Block("d", ("b", "c"), 9),
        Block("e", ("e",), 9),
        Block("f", ("f", "new"), 8),
    )
    assert common_unions(before, after) == (((0,), (0,)), ((1, 2), (1, 2)))


def test_every_union_is_named_once() -> None:
    before = tuple(Block(name, (name,), 8) for name in "abcd")
    after = (Block("x", ("a", "b"), 16), Block("y", ("c", "d"), 16))
    assert common_unions(before, after) == (((0, 1), (0,)), ((2, 3), (1,)))


def test_a_team_that_is_gone_takes_its_whole_union_out_of_the_comparison() -> None:
    assert common_unions((Block("d", ("a", "b"), 9),), (Block("a", ("a",), 9),)) == ()
