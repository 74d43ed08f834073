"""Protected sums: clamped, withheld under k, and the same whenever a closing is done again (release.md, rules 1-3)."""

from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure import noise
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, membership, protect
from mortel.pure.disclosure.shapes import Ballots, Block, DisclosureError, Protected, RoundForm, Unit
from tests.pure.disclosure.rounds import FORM, HOUSE, SECRET, SEVEN, ballots

NUMBERS = {"north": 20, "south": 8, "night": 4, "day": 7, "clinic": 15, "staff": 3}


def protected(closed: Ballots, promise: Promise = SEVEN, secret: bytes = SECRET) -> Protected:
    return protect(closed, blocks_of(closed, promise), secret, promise)


def true_sums(closed: Ballots, released: Protected) -> np.ndarray:
    place = {unit.id: at for at, unit in enumerate(closed.tree)}
    return np.array(
        [
            closed.answers[np.isin(closed.leaves, [place[leaf] for leaf in block.leaves])].sum(
                axis=0, dtype=int
            )
            for block in released.blocks
        ]
    )


def shuffled(closed: Ballots) -> Ballots:
    order = np.random.default_rng(5).permutation(len(closed.ids))
    return replace(closed, ids=closed.ids[order], leaves=closed.leaves[order], answers=closed.answers[order])


def test_closing_again_gives_the_identical_release_in_whatever_order_the_ballots_lie() -> None:
    closed = ballots(NUMBERS)
    assert np.array_equal(protected(closed).sums, protected(shuffled(closed)).sums)


def test_another_round_another_secret_or_one_other_ballot_gives_other_noise() -> None:
    closed = ballots(NUMBERS)
    first = protected(closed)
    ids = closed.ids.copy()
    ids[0, 0] += 1  # a ballot of north
    north = [block.unit for block in first.blocks].index("north")
    for other in (
        protected(replace(closed, round="autumn")),
        protected(closed, secret=SECRET[::-1]),
        protected(replace(closed, ids=ids)),
    ):
        assert (other.sums[north] != first.sums[north]).sum() >= 4
    others = [at for at in range(len(first.blocks)) if at != north]
    assert np.array_equal(protected(replace(closed, ids=ids)).sums[others], first.sums[others])


def test_the_noise_has_the_variance_that_is_stated_in_large_and_in_small_blocks() -> None:
    tree = (Unit("top", None), *(Unit(f"t{at}", "top") for at in range(3000)))
    for n, shared in ((14, noise.shared_variance(4)), (15, 0.0)):
        closed = ballots({f"t{at}": n for at in range(3000)}, tree=tree)
        closed = replace(closed, answers=np.full_like(closed.answers, 3))
        error = protected(closed).sums - 3 * n
        assert error.var() == pytest.approx(noise.ITEM_VARIANCE + shared * 8 / 9, rel=0.04)
        assert np.cov(error[:, 0], error[:, 3])[0, 1] == pytest.approx(shared, abs=0.25)
        dimension = error[:, :4].mean(axis=1)
        assert dimension.var() == pytest.approx(noise.ITEM_VARIANCE / 4 + shared, rel=0.1)
        assert error[:, 8].var() == pytest.approx(noise.ITEM_VARIANCE, rel=0.1)


def test_a_sum_never_tells_that_everybody_chose_the_end_of_the_scale() -> None:
    closed = ballots(NUMBERS)
    for answer, bound in ((1, "least"), (5, "most")):
        released = protected(replace(closed, answers=np.full_like(closed.answers, answer)))
        assert (released.sums >= released.counts + 2).all()
        assert (released.sums <= 5 * released.counts - 2).all()
        at_the_end = released.sums == (released.counts + 2 if bound == "least" else 5 * released.counts - 2)
        assert 0.6 < at_the_end.mean() < 1


def test_an_item_with_fewer_than_k_answers_is_withheld_in_that_block_alone() -> None:
    closed = ballots(NUMBERS)
    day = np.flatnonzero(closed.leaves == [unit.id for unit in closed.tree].index("day"))
    answers = closed.answers.copy()
    answers[day[0], 2] = 0
    released = protected(replace(closed, answers=answers))
    mine = next(at for at, block in enumerate(released.blocks) if "day" in block.leaves)
    n = released.blocks[mine].n
    assert released.counts[mine, 2] == n - 1 if n > 7 else released.counts[mine, 2] == 0
    answers[day, 2] = 0
    released = protected(replace(closed, answers=answers))
    assert released.counts[mine, 2] in (0, n - len(day))
    assert (released.counts[mine, [0, 1, 3]] == n).all()
    assert ((released.sums == 0) == (released.counts == 0)).all()
    assert released.round == "spring"
    assert released.blocks[mine].n == n


def test_counts_are_exact_and_sums_are_near() -> None:
    closed = ballots(NUMBERS)
    released = protected(closed)
    assert [block.n for block in released.blocks] == released.counts[:, 0].tolist()
    error = released.sums - true_sums(closed, released)
    assert np.abs(error).max() < 15
    assert error.any()


def test_a_short_secret_is_refused() -> None:
    closed = ballots(NUMBERS)
    with pytest.raises(DisclosureError, match="32 bytes"):
        protected(closed, secret=b"x" * 31)
    protected(closed, secret=b"x" * 32)


def test_no_promise_goes_under_seven_or_under_six_with_words_alone() -> None:
    assert Promise(7).k == 7
    assert Promise(6, words_only=True).k == 6
    for k, words_only in ((6, False), (5, True), (0, True)):
        with pytest.raises(DisclosureError, match="at least"):
            Promise(k, words_only=words_only)


def test_blocks_that_do_not_belong_to_the_ballots_are_refused() -> None:
    closed = ballots({"north": 8, "south": 8})
    north, south = Block("north", ("north",), 8), Block("south", ("south",), 8)
    assert membership(closed, [north, south], SEVEN).tolist() == [0] * 8 + [1] * 8
    for blocks, sentence in (
        ([north, Block("care", ("north", "south"), 16)], "two blocks"),
        ([Block("north", ("north",), 9)], "other ballots"),
        ([Block("west", ("west",), 9)], "not in the tree"),
    ):
        with pytest.raises(DisclosureError, match=sentence):
            protect(closed, blocks, SECRET, SEVEN)
    with pytest.raises(DisclosureError, match="fewer than 9"):
        protect(closed, [north], SECRET, Promise(9))


def test_ballots_outside_every_block_count_nowhere() -> None:
    closed = ballots({"north": 8, "care-leads": 3})
    released = protected(closed)
    assert released.counts[:, 0].tolist() == [8]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answers": np.full((16, 9), 6, dtype=np.int8)}, "outside 1 to 5"),
        ({"answers": np.full((16, 9), -1, dtype=np.int8)}, "outside 1 to 5"),
        ({"answers": np.ones((15, 9), dtype=np.int8)}, "one row of answers"),
        ({"leaves": np.full(16, len(HOUSE))}, "not in the tree"),
        ({"leaves": np.full(16, -1)}, "not in the tree"),
        ({"ids": np.zeros((16, 2), dtype=np.uint64)}, "same id"),
        ({"tree": (*HOUSE, Unit("north", "cure"))}, "twice in the tree"),
    ],
)
def test_a_snapshot_that_cannot_be_is_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(DisclosureError, match=sentence):
        replace(ballots({"north": 8, "south": 8}), **change)


def test_two_ids_that_share_their_first_half_are_two_ballots() -> None:
    closed = ballots({"north": 8})
    ids = closed.ids.copy()
    ids[:, 0] = 7
    assert len(replace(closed, ids=ids).ids) == 8


def test_a_form_names_every_item_once_and_its_dimension() -> None:
    with pytest.raises(DisclosureError, match="its dimension"):
        RoundForm(("a", "b"), ("x",))
    with pytest.raises(DisclosureError, match="twice"):
        RoundForm(("a", "a"), ("x", "x"))
    assert FORM.scored == ("lead", "room")
    assert FORM.columns("room").tolist() == [4, 5, 6, 7]
