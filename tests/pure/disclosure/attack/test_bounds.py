"""Hard bounds: what must be true, whatever anybody believes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.attack.bounds import disjoint_bounds, possible_sums
from mortel.pure.disclosure.attack.programs import (
    least_support,
    linear_bounds,
    singled_out,
    small_differences,
)
from mortel.pure.disclosure.attack.tables import Table, joined, without_insiders
from mortel.pure.disclosure.shapes import DisclosureError


def table(groups: list[list[int]], sums: list[tuple[int, int]], people: int) -> Table:
    members = np.zeros((len(groups), people), dtype=bool)
    for row, group in enumerate(groups):
        members[row, group] = True
    least, greatest = np.array(sums).T
    return Table(members, least, greatest)


def by_trying_everything(found: Table) -> tuple[np.ndarray, np.ndarray]:
    fitting = [
        answers
        for answers in product(range(1, 6), repeat=found.members.shape[1])
        if (found.members @ answers >= found.least).all()
        and (found.members @ answers <= found.greatest).all()
    ]
    return np.min(fitting, axis=0), np.max(fitting, axis=0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=5, max_size=5),
    st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=1, max_size=4),
    st.integers(0, 2),
)
def test_linear_programs_find_what_trying_everything_finds(answers, groups, slack) -> None:
    sums = [sum(answers[p] for p in group) for group in groups]
    found = table([sorted(group) for group in groups], [(s - slack, s + slack) for s in sums], 5)
    low, high = by_trying_everything(found)
    bounds = linear_bounds(found)
    # A linear program may leave a whole number that no whole answers reach; it never rules out one that they do.
    assert (bounds.low <= low).all()
    assert (bounds.high >= high).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=6, max_size=6), st.integers(0, 3))
def test_disjoint_groups_have_exact_bounds_in_closed_form(answers, slack) -> None:
    total, rest = sum(answers[:4]), sum(answers[4:])
    found = table([[0, 1, 2, 3], [4, 5]], [(total - slack, total + slack), (rest - slack, rest + slack)], 6)
    low, high = by_trying_everything(found)
    bounds = disjoint_bounds(found)
    assert (bounds.low == low).all()
    assert (bounds.high == high).all()


def test_two_dissenters_in_a_block_with_bounded_noise_know_five_colleagues() -> None:
    """The figures of release.md: 1, 1 and five times 5; noise of +2 shows 29."""
    answers = np.array([1, 1, 5, 5, 5, 5, 5])
    insiders = np.array([True, True, *[False] * 5])
    least, greatest = possible_sums(np.array([29]), np.array([7]), 2, 2)
    block = without_insiders(Table(np.ones((1, 7), dtype=bool), least, greatest), insiders, answers)
    assert disjoint_bounds(block).exact == 5
    least, greatest = possible_sums(np.array([29]), np.array([7]), None, 2)
    block = without_insiders(Table(np.ones((1, 7), dtype=bool), least, greatest), insiders, answers)
    assert (disjoint_bounds(block).exact, disjoint_bounds(block).narrowed) == (0, 0)


def test_a_sum_that_was_cut_off_may_be_anything_beyond() -> None:
    least, greatest = possible_sums(np.array([9, 20, 33]), np.array([7, 7, 7]), 3, 2)
    assert least.tolist() == [7, 17, 30]
    assert greatest.tolist() == [12, 23, 35]
    least, greatest = possible_sums(np.array([10, 32]), np.array([7, 7]), 1, 2)
    assert (least.tolist(), greatest.tolist()) == ([9, 31], [11, 33])


def test_overlapping_groups_are_sent_to_the_linear_programs() -> None:
    with pytest.raises(DisclosureError, match="linear programming"):
        disjoint_bounds(table([[0, 1], [1, 2]], [(4, 4), (5, 5)], 3))


def test_groups_that_fit_no_answers_are_refused() -> None:
    with pytest.raises(DisclosureError, match="same people"):
        linear_bounds(table([[0, 1]], [(11, 12)], 2))


def test_exact_and_narrowed_count_people() -> None:
    found = linear_bounds(table([[0, 1], [2, 3], [4]], [(10, 10), (9, 9), (1, 5)], 5))
    assert (found.exact, found.narrowed) == (2, 4)


def test_the_row_space_finds_who_is_left_when_groups_are_subtracted() -> None:
    members = table([[0, 1, 2], [1, 2], [3, 4]], [(0, 0)] * 3, 5).members
    assert singled_out(members).tolist() == [True, False, False, False, False]
    circle = table([[0, 1], [1, 2], [2, 0]], [(0, 0)] * 3, 3).members
    assert singled_out(circle).all()
    assert not singled_out(np.zeros((0, 3), dtype=bool)).any()


def test_disjoint_blocks_and_their_sums_single_out_nobody() -> None:
    members = table([[0, 1, 2], [3, 4, 5], [0, 1, 2, 3, 4, 5]], [(0, 0)] * 3, 6).members
    assert not singled_out(members).any()


def test_the_least_support_is_the_smallest_group_two_partitions_can_leave() -> None:
    blocks = np.array([0] * 8 + [1] * 8)
    assert least_support(blocks, np.array([0] * 8 + [1] * 8)) == 0
    assert least_support(blocks, np.array([0] * 7 + [1] * 9)) == 1
    assert least_support(blocks, np.array(([0] * 4 + [1] * 4) * 2)) == 8
    three = np.array([0, 0, 0, 1, 1, 1, 2, 2, 0, 0, 0, 1, 1, 1, 2, 2])
    assert least_support(blocks, three) == 4


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=2, max_size=12))
def test_the_least_support_is_what_trying_all_unions_finds(places) -> None:
    blocks, categories = np.array(places).T
    least_per_choice = []
    for chosen in product([False, True], repeat=4):
        inside = np.array(chosen)[categories]
        taken = [np.array(some)[blocks] for some in product([False, True], repeat=3)]
        least_per_choice.append(min(int((inside != some).sum()) for some in taken))
    assert least_support(blocks, categories) == min((s for s in least_per_choice if s), default=0)


def test_too_many_categories_are_refused() -> None:
    with pytest.raises(DisclosureError, match="take some of them together"):
        least_support(np.zeros(17, dtype=np.int64), np.arange(17))


def test_small_differences_are_found_within_and_between_rounds() -> None:
    before = np.zeros((2, 12), dtype=bool)
    before[0, :8], before[1, :6] = True, True
    after = np.zeros((1, 12), dtype=bool)
    after[0, :9] = True
    found = list(small_differences([before, after], 7))
    assert [one.people for one in found] == [(6, 7), (8,), (6, 7, 8)]
    assert found[1].larger == (1, 0)
    assert found[1].smaller == (0, 0)
    assert not list(small_differences([before[:1], before[:1]], 7))


def test_two_tables_of_the_same_people_are_read_together() -> None:
    first, second = table([[0, 1, 2]], [(9, 9)], 3), table([[1, 2]], [(7, 7)], 3)
    together = linear_bounds(joined(first, second))
    assert (together.low[0], together.high[0]) == (2, 2)
