"""What the rules left open, settled with figures (docs/algorithms/attack-figures.md)."""

import numpy as np
import pytest

from mortel.pure.disclosure.attack.gaussian import DIMENSION, GENERAL, Aim, Knowledge, guess, spectrum
from mortel.pure.disclosure.attack.model import Model
from mortel.pure.disclosure.attack.worst_case import LEAVER, ROLES, STAYER, Layout, modelled_advantage

ITEM_NOISE = 2 * 0.468 / (1 - 0.468) ** 2
DIMENSIONS, ITEMS = 6, 4
# DIMENSION_VARIANCE of the release, written out: attacker and release share no code.
VARIANCE = 1.1
SHARED = VARIANCE - ITEM_NOISE / ITEMS


def left_over(n: int, blocks: int, category: int | None, *, with_target: bool) -> float:
    """Variance left of a dimension score of the first person, when categories are released beside blocks of n."""
    people = n * blocks
    groups = [np.repeat(np.arange(blocks), n) == at for at in range(blocks)]
    noise = [[ITEM_NOISE + ITEMS * SHARED] * 2 + [np.inf]] * blocks
    if category:
        place = np.random.default_rng(1).permutation(people) % round(people / category)
        groups += [place == at for at in range(place.max() + 1)]
        noise += [[ITEM_NOISE] * 3] * (place.max() + 1)
    team = np.repeat(np.arange(blocks), n)[:, None]
    known = Knowledge(np.zeros(len(groups), dtype=np.int64), np.array(groups), team, np.array(noise).T)
    aim = Aim(np.array([0]), np.array([0]), np.array([[1, 2]]))
    law = spectrum(Model(), DIMENSIONS, ITEMS)
    parts = [
        guess(known, law, part, aim, with_target=with_target).variance[0, 0] for part in (GENERAL, DIMENSION)
    ]
    return float(np.dot(parts, [1 / DIMENSIONS, 1 - 1 / DIMENSIONS]))


def learnt(n: int, blocks: int, category: int | None) -> float:
    """Share of the variance that the target himself adds to what is known."""
    without, with_him = (left_over(n, blocks, category, with_target=w) for w in (False, True))
    return 1 - with_him / without


def test_categories_of_thirty_add_little_to_blocks_and_small_ones_much() -> None:
    blocks_alone = learnt(7, 9, None)
    assert learnt(7, 9, 31) < 1.1 * blocks_alone
    assert learnt(7, 9, 7) > 1.25 * blocks_alone
    costs = [learnt(7, 9, category) for category in (7, 11, 16, 21, 31)]
    assert costs == sorted(costs, reverse=True)


def test_more_dimensions_add_nothing_to_the_guess_of_one_answer() -> None:
    alone = modelled_advantage(Layout((7,), 1, 1, ITEM_NOISE, 0.0), STAYER)
    six = modelled_advantage(Layout((7,), 6, 1, ITEM_NOISE, 0.0), STAYER)
    assert six.answer <= alone.answer
    assert six.score == pytest.approx(six.answer)


def test_a_whole_dimension_is_worth_more_to_the_attacker_than_one_answer() -> None:
    short = modelled_advantage(Layout((7,), 6, 4, ITEM_NOISE, SHARED), STAYER)
    assert short.score > short.answer + 1.5


def test_the_shared_draw_is_what_keeps_a_leaver_of_a_long_form_under_seven() -> None:
    long = VARIANCE - ITEM_NOISE / 10
    with_it = modelled_advantage(Layout((8, 7, 7), 6, 10, ITEM_NOISE, long), LEAVER).worse
    without = modelled_advantage(Layout((8, 7, 7), 6, 10, ITEM_NOISE, 0.0), LEAVER).worse
    assert with_it < 7 / 1.05 < without


@pytest.mark.parametrize("items", [3, 4, 6, 10])
@pytest.mark.parametrize("sizes", [(7,), (8, 7), (8, 7, 7), (7, 8, 7), (8, 8, 7)])
def test_three_levels_keep_the_worst_placed_person_under_seven(items: int, sizes: tuple[int, ...]) -> None:
    layout = Layout(sizes, 6, items, ITEM_NOISE, max(0.0, VARIANCE - ITEM_NOISE / items))
    assert max(1.05 * modelled_advantage(layout, role).worse for role in ROLES) < 7


def test_the_fourth_level_is_the_one_too_many() -> None:
    layout = Layout((8, 7, 7, 7), 6, 10, ITEM_NOISE, VARIANCE - ITEM_NOISE / 10)
    assert 1.05 * modelled_advantage(layout, LEAVER).worse > 7
