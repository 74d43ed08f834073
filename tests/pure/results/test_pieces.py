"""Where figures about leads may be shown, held against everything that can be worked out from them."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.shapes import Block, Unit
from mortel.pure.results.pieces import LEADS, Pieces, pieces, pieces_with_leads
from tests.pure.results.subtraction import Leads, gives_few_away, matrix_of


def world(seed: int) -> tuple[list[Unit], list[Block], Leads]:
    """A tree of three floors with blocks of one team, of teams together, of leads, and of teams that nobody leads."""
    random = np.random.default_rng(seed)
    tree, blocks, leads = [Unit("top", None)], list[Block](), list[frozenset[int]]()
    people = int(random.integers(2, 8))
    for area in range(int(random.integers(1, 4))):
        tree.append(Unit(f"a{area}", "top"))
        for unit in range(int(random.integers(1, 4))):
            name = f"u{area}.{unit}"
            tree.append(Unit(name, f"a{area}"))
            for team in range(int(random.integers(1, 4))):
                tree.append(Unit(f"{name}.{team}", name))
                alone = random.random() < 0.8
                blocks.append(Block(f"{name}.{team}" if alone else name, (f"{name}.{team}",), 10))
                who = random.integers(0, people, int(random.choice([0, 1, 1, 1, 2, 3])))
                leads.append(frozenset(who.tolist()))
    return tree, blocks, leads


def shown_cells(tree: Sequence[Unit], blocks: Sequence[Block], shown: Pieces) -> Iterator[tuple[int, ...]]:
    yield from ((at,) for at, own in enumerate(shown.blocks) if own)
    within = blocks_of_units(tree, blocks)
    yield from (within[unit] for unit, own in shown.units.items() if own)


@pytest.mark.parametrize("seed", range(150))
def test_no_sum_or_difference_speaks_of_fewer_than_three_leads(seed: int) -> None:
    tree, blocks, leads = world(seed)
    cells = list(shown_cells(tree, blocks, pieces_with_leads(tree, blocks, leads)))
    assert not gives_few_away(cells, leads)


def test_without_looking_at_what_is_left_over_some_would() -> None:
    """The planted rule: a group shows leadership as soon as it has three leads itself."""
    found = 0
    for seed in range(150):
        tree, blocks, leads = world(seed)
        within = blocks_of_units(tree, blocks)
        cells = [(at,) for at, who in enumerate(leads) if len(who) >= LEADS]
        for cell in within.values():
            if len(frozenset().union(*(leads[at] for at in cell))) >= LEADS:
                cells.append(cell)
        found += gives_few_away(cells, leads)
    assert found > 30


def test_worlds_show_something_and_hide_something() -> None:
    shown = [pieces_with_leads(*world(seed)) for seed in range(150)]
    assert sum(any(each.units.values()) for each in shown) > 80
    assert sum("" in each.of_block for each in shown) > 30


@pytest.mark.parametrize("seed", range(60))
def test_what_pieces_give_is_what_can_be_worked_out(seed: int) -> None:
    tree, blocks, leads = world(seed)
    shown = pieces_with_leads(tree, blocks, leads)
    matrix = matrix_of(list(shown_cells(tree, blocks, shown)), len(blocks))
    rank = np.linalg.matrix_rank(matrix) if len(matrix) else 0
    random = np.random.default_rng(seed)
    cells = [cell for cell in blocks_of_units(tree, blocks).values() if cell]
    cells += [
        tuple(np.flatnonzero(random.random(len(blocks)) < 0.5).tolist()) for _ in range(20) if len(blocks) > 1
    ]
    for cell in filter(None, cells):
        follows = np.linalg.matrix_rank(np.vstack([matrix, matrix_of([cell], len(blocks))])) == rank
        assert shown.give(cell) == follows


HOUSE = [Unit("top", None), Unit("care", "top"), Unit("cure", "top")] + [
    Unit(name, parent)
    for name, parent in (("a", "care"), ("b", "care"), ("c", "care"), ("d", "cure"), ("e", "cure"))
]
BLOCKS = [Block(name, (name,), 10) for name in "abcde"]


def who(*leads: tuple[int, ...]) -> Leads:
    return [frozenset(each) for each in leads]


def test_a_unit_of_three_leads_shows_it_and_its_teams_do_not() -> None:
    shown = pieces_with_leads(HOUSE, BLOCKS, who((1,), (2,), (3,), (4,), (5,)))
    assert shown.units["care"]
    assert shown.blocks == (False,) * 5
    assert not shown.units["cure"]
    # The house less care would be the two leads of cure.
    assert not shown.units["top"]


def test_a_lead_with_two_teams_counts_once() -> None:
    assert not pieces_with_leads(HOUSE, BLOCKS, who((1,), (1,), (2,), (4,), (5,))).units["care"]
    assert pieces_with_leads(HOUSE, BLOCKS, who((1,), (1,), (2,), (4,), (5,))).units["top"]


def test_a_team_that_nobody_leads_is_something_that_is_left_over() -> None:
    alone = who((1,), (2,), (3,), (), ())
    assert not pieces_with_leads(HOUSE, BLOCKS, alone).units["top"]
    beside = who((1,), (2,), (), (3,), (4,))
    assert pieces_with_leads(HOUSE, BLOCKS, beside).units["top"]


def test_a_team_with_three_leads_shows_it_itself() -> None:
    shown = pieces_with_leads(HOUSE, BLOCKS, who((1, 2, 3), (4,), (5,), (), ()))
    assert shown.blocks[0]
    # Care less that team would be two leads.
    assert not shown.units["care"]
    assert not shown.units["top"]


def test_nothing_shown_gives_nothing() -> None:
    shown = pieces(HOUSE, BLOCKS, [False] * 5, dict.fromkeys([unit.id for unit in HOUSE], False))
    assert not shown.give((0,))
    assert not shown.give(())
