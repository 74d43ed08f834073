"""Statistics in two decimals and counts at curves: what they tell who knows the answers of everybody but one.

The attacker of release.md knows two colleagues; no rule speaks of this one (docs/algorithms/attack-figures.md does).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure import organisation
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.organisation import Scale
from mortel.pure.disclosure.shapes import Ballots, Block
from mortel.pure.results.shapes import Correlation
from tests.web.attack.attack import ballots_of
from tests.web.attack.conftest import Harvest
from tests.web.attack.partitions import partitions_of
from tests.web.attack.strong import HALF, amounts_left, told_of_the_last

# The harvest is made in tables, which are there only where a test asks for them.
pytestmark = pytest.mark.django_db


def statistics_left(harvested: Harvest, at: int) -> tuple[np.ndarray, float]:
    """(5,) the shares of single answers of which 1 to 5 are left, and how many of 625 ballots of a side are."""
    truth, whole = harvested.told[at], harvested.rounds[at].whole
    ballots = ballots_of(truth, truth.counted)
    answers, rows = [], []
    for person in range(len(ballots.answers)):
        left = told_of_the_last(whole.scales, whole.correlations, ballots, person, HALF)
        for name, fitting in left.rows.items():
            own = ballots.answers[person, ballots.form.columns(name)]
            assert (fitting == own).all(axis=1).any(), "the truth is always left"
            rows.append(len(fitting))
        answers += [number for _, _, number in left.answers()]
    return np.bincount(answers, minlength=6)[1:] / len(answers), float(np.median(rows))


def test_statistics_narrow_the_last_answers_and_seldom_settle_one(large_harvest: Harvest) -> None:
    """The attacker of release.md knows two colleagues; no rule speaks of this one (attack-figures.md does)."""
    for at in range(len(large_harvest.told)):
        shares, rows = statistics_left(large_harvest, at)
        assert shares[0] < 0.12, shares
        assert shares[3:].sum() > 0.3, shares
        assert 10 < rows < 60


def statistics_of(ballots: Ballots) -> tuple[tuple[Scale, ...], list[Correlation]]:
    """Of all of them together, as the product makes them, and not rounded."""
    top = Block(ballots.tree[0].id, tuple(unit.id for unit in ballots.tree), len(ballots.leaves))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(organisation, "round", lambda value, digits: value, raising=False)
        pairs = organisation.correlations(ballots, [top], Promise())
        scales = organisation.scales(ballots, [top], Promise())
    return scales, [Correlation(one, other, value) for (one, other), value in pairs.items()]


def test_without_rounding_the_last_answers_are_read_off(large_harvest: Harvest) -> None:
    """The planted bug."""
    truth = large_harvest.told[0]
    ballots = ballots_of(truth, truth.counted)
    scales, correlations = statistics_of(ballots)
    for person in range(0, len(ballots.answers), 10):
        left = told_of_the_last(scales, correlations, ballots, person, 1e-9)
        assert all(number == 1 for _, _, number in left.answers())


def figures_of(ballots: Ballots) -> np.ndarray:
    scales, correlations = statistics_of(ballots)
    found = [each.number for scale in scales for each in (scale.alpha, *scale.rest_correlations)]
    return np.array(found + [each.value.number for each in correlations], dtype=float)


def test_of_who_leaves_the_statistics_of_two_rounds_say_next_to_nothing(large_harvest: Harvest) -> None:
    """What her leaving moves is a small part of what all others move by answering anew."""
    earlier, later = (ballots_of(one, one.counted) for one in large_harvest.told[1:])
    before, after = figures_of(earlier), figures_of(later)
    of_one = []
    for person in range(0, len(earlier.answers), 12):
        stay = np.arange(len(earlier.answers)) != person
        fewer = replace(
            earlier, ids=earlier.ids[stay], leaves=earlier.leaves[stay], answers=earlier.answers[stay]
        )
        of_one.append(figures_of(fewer) - before)
    assert np.std(of_one) < 0.15 * np.std(after - before)


# How many stand at a point of a curve


def sure_of_amounts(counted: Sequence[int], points: np.ndarray) -> int:
    """Of how many people the point follows, for who knows where all the others stand and takes these for the counts."""
    people = np.bincount(points, minlength=len(counted))
    ends = [(at + 1, at + 1) for at in range(len(counted))]
    left = [
        amounts_left(counted, people - (np.arange(len(people)) == at), ends, 5) for at in range(len(people))
    ]
    return int(people[[found == [at] for at, found in enumerate(left)]].sum())


def test_counts_at_a_curve_have_noise_without_which_some_amounts_are_known(large_harvest: Harvest) -> None:
    moved, known = 0, 0
    for truth, kept in zip(large_harvest.told, large_harvest.rounds, strict=True):
        for curve, points in zip(
            (kept.whole.time, kept.whole.load), partitions_of(truth, kept)[2:], strict=True
        ):
            assert curve
            told = np.array([point.n for point in curve.points])
            bare = np.rint(np.bincount(points) / 5) * 5
            moved += int((told != bare).sum())
            known += sure_of_amounts(bare.tolist(), points)
            assert np.abs(told - bare).max() <= 15
    assert moved > 0
    assert known > 20, "the planted bug: steps of five alone"
