"""Is there a team level at all?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.scores import Scores
from mortel.pure.scoring.team_level import TeamLevel, team_level
from mortel.pure.stats import pooling
from tests.pure.scoring.worlds import errors, noise, scores, sizes


def world(
    seed: int, blocks: int, icc: float, n: np.ndarray[tuple[int], np.dtype[np.int64]] | None = None
) -> Scores:
    generator = np.random.default_rng(seed)
    size = sizes(generator, blocks) if n is None else n
    team = generator.normal(0, np.sqrt(0.63 * icc / (1 - icc)), (blocks, 1))
    return scores(size, 3 + team + errors(generator, size, 1) + noise(generator, size, 1))


def test_the_figures_are_those_of_the_model_in_two_decimals() -> None:
    made = world(1, 40, 0.15)
    (found,) = team_level(made)
    tau2 = pooling.between_variance(made.means[:, 0], made.variances()[:, 0], "REML")
    share, size = tau2 / (tau2 + 0.63), made.n.mean()
    assert found.dimension == "d0"
    assert (found.blocks, found.people, found.gap) == (40, int(made.n.sum()), None)
    assert (found.tau2, found.icc1) == (round(tau2, 2), round(share, 2))
    assert found.icc2 == round(size * share / (1 + (size - 1) * share), 2)
    assert 0.05 < (found.icc1 or 0) < 0.3


def test_another_variance_between_people_gives_another_share() -> None:
    made = world(1, 40, 0.15)
    assert (team_level(made, 0.4)[0].icc1 or 0) > (team_level(made)[0].icc1 or 0)


@pytest.mark.parametrize(("blocks", "gap"), [(9, Gap(Reason.FEW_BLOCKS, 10)), (10, None)])
def test_ten_blocks_are_needed(blocks: int, gap: Gap | None) -> None:
    (found,) = team_level(world(2, blocks, 0.1, np.full(blocks, 20)))
    assert (found.dimension, found.blocks) == ("d0", blocks)
    assert (found.gap, found.icc1 is None) == (gap, gap is not None)


@pytest.mark.parametrize(("last", "gap"), [(9, Gap(Reason.ORGANISATION_SMALL, 100)), (10, None)])
def test_a_hundred_people_are_needed(last: int, gap: Gap | None) -> None:
    (found,) = team_level(world(2, 10, 0.1, np.array([10] * 9 + [last])))
    assert (found.dimension, found.blocks, found.people) == ("d0", 10, 90 + last)
    assert (found.gap, found.tau2 is None) == (gap, gap is not None)


def test_blocks_without_a_score_do_not_count() -> None:
    made = world(2, 10, 0.1, np.full(10, 20))
    made.withheld[3] = True
    (found,) = team_level(made)
    assert (found.blocks, found.people, found.gap) == (9, 180, Gap(Reason.FEW_BLOCKS, 10))


def test_a_team_level_is_warranted_from_one_twentieth() -> None:
    assert TeamLevel("a", 20, 200, None, 0.03, 0.05, 0.4).is_warranted
    assert not TeamLevel("a", 20, 200, None, 0.03, 0.04, 0.4).is_warranted
    assert not TeamLevel("a", 9, 200, Gap(Reason.FEW_BLOCKS, 10)).is_warranted


@pytest.mark.simulated
@pytest.mark.parametrize("icc", [0.0, 0.05, 0.2])
def test_the_noise_is_not_taken_for_differences_between_teams(icc: float) -> None:
    found = [team_level(world(seed, 60, icc))[0].icc1 or 0 for seed in range(150)]
    assert np.mean(found) == pytest.approx(icc, abs=0.015)


@given(st.permutations(range(12)), st.floats(-1, 1))
@settings(max_examples=30)
def test_order_and_level_of_the_blocks_do_not_matter(order: list[int], shift: float) -> None:
    made = world(5, 12, 0.2)
    other = scores(made.n[order], made.means[order] + shift)
    assert team_level(other) == team_level(made)
