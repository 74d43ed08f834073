"""One extra division, at the top alone (release.md, rule 5)."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from mortel.pure.disclosure.attack.programs import least_support
from mortel.pure.disclosure.division import protect_amounts, protect_categories
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, DisclosureError, Protected
from tests.pure.disclosure.rounds import SECRET, SEVEN, ballots


def divided(closed: Ballots, categories: np.ndarray, names: tuple[str, ...]) -> Protected | Gap:
    return protect_categories(closed, blocks_of(closed, SEVEN), categories, names, SECRET, SEVEN)


def halves(closed: Ballots) -> np.ndarray:
    """Every second ballot of each team in the second category."""
    return np.arange(len(closed.ids)) % 2


def test_categories_have_sums_and_noise_of_their_own() -> None:
    closed = ballots({"north": 40, "south": 40})
    categories = halves(closed)
    shown = divided(closed, categories, ("short", "long"))
    assert isinstance(shown, Protected)
    assert [(block.unit, block.n) for block in shown.blocks] == [("short", 40), ("long", 40)]
    true = np.array([closed.answers[categories == at].sum(axis=0, dtype=int) for at in (0, 1)])
    error = shown.sums - true
    assert 0 < np.abs(error).max() < 15
    blocks = protect(closed, blocks_of(closed, SEVEN), SECRET, SEVEN)
    assert not np.array_equal(shown.sums.sum(axis=0), blocks.sums.sum(axis=0))


def test_a_category_under_thirty_takes_the_whole_division_away() -> None:
    closed = ballots({"north": 40, "south": 40})
    for small, refused in ((29, True), (30, False)):
        categories = np.ones(80, dtype=np.int64)
        categories[np.arange(0, small * 2, 2)] = 0
        shown = divided(closed, categories, ("short", "long"))
        assert shown == Gap(Reason.CATEGORY_SMALL, 30) if refused else isinstance(shown, Protected)


def test_a_category_that_is_a_team_but_for_a_few_people_is_refused() -> None:
    closed = ballots({"north": 40, "south": 40})
    for strangers, refused in ((0, False), (1, True), (6, True), (7, False)):
        categories = (closed.leaves == closed.leaves.max()).astype(np.int64)
        categories[:strangers] = 1
        shown = divided(closed, categories, ("short", "long"))
        assert shown == Gap(Reason.CATEGORY_OVERLAP, 7) if refused else isinstance(shown, Protected)


def test_two_categories_together_may_not_single_out_few_people_either() -> None:
    closed = ballots({"north": 60, "south": 60})
    categories = np.repeat([0, 1, 2, 3], 30)
    categories[59], categories[60] = 2, 1  # first and second together are north but for one person each way
    shown = divided(closed, categories, ("a", "b", "c", "d"))
    assert shown == Gap(Reason.CATEGORY_OVERLAP, 7)


def test_ten_categories_are_the_most() -> None:
    closed = ballots({"north": 400})
    for number, refused in ((10, False), (11, True)):
        shown = divided(closed, np.arange(400) % number, tuple("abcdefghijk"[:number]))
        assert shown == Gap(Reason.CATEGORIES_MANY, 10) if refused else isinstance(shown, Protected)


def test_ballots_that_count_nowhere_are_in_no_category() -> None:
    closed = ballots({"north": 40, "south": 40, "care-leads": 3})
    shown = divided(closed, halves(closed), ("short", "long"))
    assert isinstance(shown, Protected)
    assert sum(block.n for block in shown.blocks) == 80


def exhaustive(cross: np.ndarray) -> int:
    """The fewest people, not none, in whom a sum of categories and a sum of blocks differ."""
    blocks, names = cross.shape
    found = []
    for some in product((False, True), repeat=names):
        for taken in product((False, True), repeat=blocks):
            difference = np.where(
                np.array(some)[np.newaxis, :] != np.array(taken)[:, np.newaxis], cross, 0
            ).sum()
            found.append(int(difference))
    return min((size for size in found if size), default=0)


@pytest.mark.parametrize("seed", range(40))
def test_the_attacker_finds_no_few_people_behind_a_division_that_is_shown(seed: int) -> None:
    random = np.random.default_rng(seed)
    closed = ballots({"north": 50, "south": 45, "day": 40})
    categories = np.arange(135) // 45
    moved = random.choice(135, size=int(random.integers(0, 12)), replace=False)
    categories[moved] = random.integers(0, 3, len(moved))
    shown = divided(closed, categories, ("a", "b", "c"))
    few = least_support(closed.leaves, categories) < 7 and least_support(closed.leaves, categories) > 0
    small = np.bincount(categories).min() < 30
    assert isinstance(shown, Gap) == bool(few or small)


@pytest.mark.parametrize("seed", range(40))
def test_the_support_test_finds_what_trying_every_sum_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    closed = ballots({"north": 50, "south": 45, "day": 40})
    categories = (closed.leaves % 2 if seed % 2 else np.zeros(135, dtype=np.int64)).copy()
    moved = random.choice(135, size=int(random.integers(0, 60)), replace=False)
    categories[moved] = random.integers(0, 3, len(moved))
    cross = np.array(
        [np.bincount(categories[closed.leaves == leaf], minlength=3) for leaf in np.unique(closed.leaves)]
    )
    shown = divided(closed, categories, ("a", "b", "c"))
    small = (cross.sum(axis=0) < 30).any()
    # A difference of one whole block or category is no news: those have k and thirty by themselves.
    alone = exhaustive(cross) < 7 and exhaustive(cross) > 0
    assert isinstance(shown, Gap) == bool(small or alone)


def amounts(closed: Ballots, hours: np.ndarray) -> Protected | Gap:
    return protect_amounts(closed, blocks_of(closed, SEVEN), hours, SECRET, SEVEN)


def test_amounts_make_bins_of_a_tenth_or_more_ten_at_most_in_order() -> None:
    closed = ballots({"north": 130, "south": 130})
    hours = np.arange(260) % 40
    shown = amounts(closed, hours)
    assert isinstance(shown, Protected)
    assert len(shown.blocks) <= 10
    assert sum(block.n for block in shown.blocks) == 260
    assert min(block.n for block in shown.blocks) >= 26
    assert [block.unit for block in shown.blocks][:2] == ["<= 3", "4-7"]
    assert shown.blocks[-1].unit == ">= 35"


def test_a_bin_closes_as_soon_as_it_has_enough() -> None:
    closed = ballots({"north": 130, "south": 130})
    exact = amounts(closed, np.repeat(np.arange(10), 26)[np.random.default_rng(1).permutation(260)])
    assert isinstance(exact, Protected)
    assert [block.n for block in exact.blocks] == [26] * 10
    assert [block.unit for block in exact.blocks] == ["<= 0", *(str(at) for at in range(1, 9)), ">= 9"]


def test_everybody_with_the_same_amount_is_one_bin() -> None:
    closed = ballots({"north": 130, "south": 130})
    shown = amounts(closed, np.full(260, 3))
    assert isinstance(shown, Protected)
    assert [(block.unit, block.n) for block in shown.blocks] == [("all", 260)]


def test_an_item_that_thirty_did_not_answer_is_withheld_in_a_category() -> None:
    closed = ballots({"north": 40, "south": 40})
    answers = closed.answers.copy()
    answers[::2][:11, 0] = 0
    shown = divided(replace(closed, answers=answers), halves(closed), ("short", "long"))
    assert isinstance(shown, Protected)
    assert shown.counts[:, 0].tolist() == [0, 40]
    assert shown.counts[:, 1].tolist() == [40, 40]


def test_a_short_last_bin_joins_the_one_before_it() -> None:
    closed = ballots({"north": 130, "south": 130})
    hours = np.where(np.arange(260) < 14, 9, np.arange(260) % 2)
    shown = amounts(closed, hours)
    assert isinstance(shown, Protected)
    assert [block.n for block in shown.blocks] == [123, 137]


def test_a_few_people_without_an_amount_are_not_what_blocks_less_bins_speak_of() -> None:
    closed = ballots({"north": 140, "south": 140})
    for nowhere, refused in ((0, False), (1, True), (6, True), (7, False)):
        hours = np.arange(280) % 5
        hours[:nowhere] = -1
        shown = amounts(closed, hours)
        assert shown == Gap(Reason.CATEGORY_OVERLAP, 7) if refused else isinstance(shown, Protected)


def test_people_without_a_category_are_counted_by_the_support_test_too() -> None:
    closed = ballots({"north": 40, "south": 40})
    for nowhere, refused in ((6, True), (7, False)):
        categories = halves(closed)
        categories[:nowhere] = -1
        shown = divided(closed, categories, ("short", "long"))
        assert shown == Gap(Reason.CATEGORY_OVERLAP, 7) if refused else isinstance(shown, Protected)


@pytest.mark.parametrize("categories", [np.full(80, 2), np.zeros(79, dtype=np.int64)])
def test_a_category_without_a_name_is_refused_in_words(categories: np.ndarray) -> None:
    with pytest.raises(DisclosureError, match="one category of those that have a name"):
        divided(ballots({"north": 40, "south": 40}), categories, ("short", "long"))


def test_a_curve_needs_250_people_who_gave_an_amount() -> None:
    closed = ballots({"north": 129, "south": 129})
    hours = np.arange(258) % 5
    hours[:8] = -1
    shown = amounts(closed, hours)
    assert isinstance(shown, Protected)
    assert sum(block.n for block in shown.blocks) == 250
    hours[8] = -1
    assert amounts(closed, hours) == Gap(Reason.ORGANISATION_SMALL, 250)


def test_amounts_that_tell_the_teams_apart_but_for_a_few_are_refused() -> None:
    closed = ballots({"north": 130, "south": 130})
    hours = (closed.leaves == closed.leaves.max()).astype(np.int64)
    hours[:3] = 1
    assert amounts(closed, hours) == Gap(Reason.CATEGORY_OVERLAP, 7)
