"""The noise: its law, and that the same ballots always get the same (release.md, rule 2)."""

import hashlib

import numpy as np
import pytest

from mortel.pure.disclosure import noise

SEEDS = [hashlib.sha256(str(at).encode()).digest() for at in range(20_000)]


def test_the_law_is_two_sided_geometric() -> None:
    drawn = noise.two_sided_geometric(SEEDS, [noise.DECAY] * 10, purpose=b"test")
    centre = (1 - noise.DECAY) / (1 + noise.DECAY)
    for z in range(-6, 7):
        expected = centre * noise.DECAY ** abs(z)
        assert (drawn == z).mean() == pytest.approx(expected, abs=5 * np.sqrt(expected / drawn.size))
    assert drawn.var() == pytest.approx(noise.ITEM_VARIANCE, rel=0.02)
    assert abs(drawn.mean()) < 0.02


def test_release_md_states_a_mean_of_1_19_and_a_variance_of_3_31() -> None:
    assert pytest.approx(3.307, abs=5e-4) == noise.ITEM_VARIANCE
    assert pytest.approx(1.1985, abs=1e-3) == 2 * noise.DECAY / (1 - noise.DECAY**2)


def test_the_noise_has_no_bound_within_reach() -> None:
    steps = noise._steps(noise.DECAY)
    assert len(steps) == 57
    assert float(steps[-1]) / 2**64 == pytest.approx(noise.DECAY, abs=1e-15)


def test_a_draw_does_not_depend_on_the_draws_after_it() -> None:
    many = noise.two_sided_geometric(SEEDS[:50], [noise.DECAY] * 9, purpose=b"test")
    few = noise.two_sided_geometric(SEEDS[:50], [noise.DECAY] * 4, purpose=b"test")
    assert np.array_equal(many[:, :4], few)


def test_two_purposes_and_two_seeds_give_other_noise() -> None:
    one = noise.two_sided_geometric(SEEDS[:200], [noise.DECAY] * 5, purpose=b"one")
    other = noise.two_sided_geometric(SEEDS[:200], [noise.DECAY] * 5, purpose=b"other")
    assert (one == other).mean() < 0.4
    assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.15
    assert (one[:-1] == one[1:]).mean() < 0.4


def test_a_decay_of_nought_is_no_noise() -> None:
    assert not noise.two_sided_geometric(SEEDS[:3], [0.0, 0.0], purpose=b"test").any()


def test_a_seed_names_the_round_and_the_ballots_without_mixing_them_up() -> None:
    assert noise.seed(b"s", "ab", b"c") != noise.seed(b"s", "a", b"bc")
    assert noise.seed(b"s", "a", b"c") != noise.seed(b"t", "a", b"c")
    assert noise.seed(b"s", "a", b"c") == noise.seed(b"s", "a", b"c")


@pytest.mark.parametrize(("items", "variance"), [(1, 0.0), (2, 0.0), (3, 0.0), (4, 0.2732), (10, 0.7693)])
def test_the_items_of_a_dimension_share_what_their_own_noise_does_not_reach(
    items: int, variance: float
) -> None:
    assert noise.shared_variance(items) == pytest.approx(variance, abs=1e-4)
    decay = noise.decay_of(variance)
    assert 2 * decay / (1 - decay) ** 2 == pytest.approx(variance)
