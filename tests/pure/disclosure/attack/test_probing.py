"""What running the release again and again gives away: nothing of the honest one, and something of each broken one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure.attack.naive import naive_blocks
from mortel.pure.disclosure.attack.population import Setting
from mortel.pure.disclosure.attack.probing import probe
from mortel.pure.disclosure.shapes import Ballots, Block, Protected
from tests.pure.disclosure.attack.releases import honest, true_sums

# The form of a round is frozen at its opening, so no round is ever closed with two forms.
OF_NO_ROUND = {"an item has other noise in a shorter form"}


def codes(release: Callable[[Ballots], Protected], items: int = 4) -> set[str]:
    return {
        one.code for one in probe(release, Setting(items=items).form, np.random.default_rng(1))
    } - OF_NO_ROUND


@pytest.mark.parametrize("items", [1, 4])
def test_the_honest_release_holds(items: int) -> None:
    assert codes(honest, items) == set()


def test_the_control_gives_itself_away_in_every_way() -> None:
    assert codes(naive_blocks) == {
        "noise stays from round to round",
        "one ballot less gives its answers away",
        "a block below the limit",
        "an item below the limit",
        "unanimity is shown",
    }


def new_noise_every_time() -> Callable[[Ballots], Protected]:
    rng = np.random.default_rng(1)

    def release(ballots: Ballots) -> Protected:
        released = true_sums(ballots)
        noisy = released.sums + rng.integers(-3, 4, released.sums.shape)
        return replace(released, sums=np.clip(noisy, released.counts + 2, 5 * released.counts - 2))

    return release


def noise_of_the_whole_round(ballots: Ballots) -> Protected:
    """One seed for all blocks: a single ballot changes the noise of everybody."""
    released = true_sums(ballots)
    rng = np.random.default_rng([int(ballots.ids.sum() % 2**32), *ballots.round.encode()])
    noisy = released.sums + rng.integers(-3, 4, released.sums.shape)
    return replace(released, sums=np.clip(noisy, released.counts + 2, 5 * released.counts - 2))


def one_draw_for_all_items(ballots: Ballots) -> Protected:
    released = true_sums(ballots)
    rng = np.random.default_rng([int(ballots.ids.sum() % 2**32), *ballots.round.encode()])
    noisy = released.sums + rng.integers(-3, 4, (len(released.sums), 1))
    return replace(released, sums=np.clip(noisy, released.counts + 2, 5 * released.counts - 2))


def a_team_twice(ballots: Ballots) -> Protected:
    released = honest(ballots)
    top = Block("all", tuple(leaf for block in released.blocks for leaf in block.leaves), len(ballots.ids))
    return replace(
        released,
        blocks=(*released.blocks, top),
        sums=np.vstack([released.sums, released.sums.sum(axis=0)]),
        counts=np.vstack([released.counts, released.counts.sum(axis=0)]),
    )


def small_items(ballots: Ballots) -> Protected:
    released = honest(ballots)
    return replace(released, counts=np.where(released.counts > 0, 5, 0))


@pytest.mark.parametrize(
    ("release", "code"),
    [
        (new_noise_every_time(), "repeated figures differ"),
        (noise_of_the_whole_round, "a ballot changes the noise of other blocks"),
        (one_draw_for_all_items, "noise of items hangs together"),
        (a_team_twice, "a team in two blocks"),
        (small_items, "an item below the limit"),
        (true_sums, "one ballot less gives its answers away"),
        (true_sums, "unanimity is shown"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)
def test_a_broken_release_is_found_out(release: Callable[[Ballots], Protected], code: str) -> None:
    assert code in codes(release)
