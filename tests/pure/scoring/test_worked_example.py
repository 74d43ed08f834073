"""The worked figures of docs/algorithms/scoring.md."""

from pathlib import Path

import numpy as np
import pytest

from mortel.pure.scoring.change import ChangeWord, Pair, changes, variances
from mortel.pure.scoring.contrast import contrasts
from mortel.pure.scoring.effect import EffectWord, effects
from mortel.pure.scoring.estimates import estimates
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.scores import score_blocks
from tests.pure.scoring.worlds import protected, scores

# One line, so that where the page breaks its lines does not matter.
PAGE = " ".join(
    (Path(__file__).parents[3] / "docs" / "algorithms" / "scoring.md").read_text(encoding="utf-8").split()
)


def test_one_score() -> None:
    found = score_blocks(protected([[9] * 4], [[31, 28, 33, 27]], [9], ["a"] * 4))
    assert f"the score is **{found.means[0, 0]:.2f}**" in PAGE
    assert f"The noise adds {found.noise[0, 0]:.3f}" in PAGE
    assert f"√{found.variances()[0, 0]:.3f} = **{np.sqrt(found.variances()[0, 0]):.2f}**" in PAGE


def test_six_teams() -> None:
    n, y = [9, 12, 8, 20, 15, 25], [3.31, 3.45, 2.75, 3.6, 3.2, 3.9]
    found = estimates(scores(n, y), np.zeros(6, dtype=np.int64))
    words = {1: "presumably higher", 2: "not distinguishable", 3: "presumably lower"}
    for at in range(6):
        interval = f"{found.low[at, 0]:.2f} to {found.high[at, 0]:.2f}"
        start = f"| {n[at]} | {y[at]:.2f} | {found.means[at, 0]:.2f} | {interval} |"
        assert start in PAGE
        assert PAGE.split(start)[1].split("|")[1].strip() == words[int(found.words[at, 0])]
    assert f"The middle is {found.middle[0]:.2f}" in PAGE
    assert f"**{100 * found.missed[0]:.0f} %** of cases" in PAGE


@pytest.mark.parametrize(
    ("first", "second", "rise", "believed", "word"),
    [
        (9, 10, 0.5, None, ChangeWord.TOO_EARLY),
        (9, 10, 0.9, None, ChangeWord.BETTER),
        (20, 18, 0.5, "**+0.31** (+0.11 to +0.51)", ChangeWord.BETTER),
        (20, 18, 0.05, "-0.17 to +0.23", ChangeWord.NO_DIFFERENCE),
    ],
)
def test_a_change(first: int, second: int, rise: float, believed: str | None, word: ChangeWord) -> None:
    made = Pair(scores([first], [3.0]), scores([second], [3.0 + rise]), np.full((1, 2), 0.6))
    found = changes(made)
    assert found.words[0, 0] == word
    if believed is None:
        assert f"{np.sqrt(variances(made)[0, 0]):.2f}" == "0.30"
        assert np.isnan(found.numbers[0, 0])
    else:
        assert believed in PAGE
        assert f"{found.low[0, 0]:+.2f} to {found.high[0, 0]:+.2f}" in believed


def test_strongest_and_weakest() -> None:
    found = contrasts(scores([12], [[3.9, 3.2, 3.4, 3.1, 3.3, 2.5]]))
    assert (found.strongest[0], found.weakest[0]) == (0, 5)
    assert f"lies {found.values[0, 0]:.2f} above the mean" in PAGE
    assert (
        f"standard error of {found.errors[0, 0]:.2f}: {found.values[0, 0] / found.errors[0, 0]:.1f} times"
        in PAGE
    )
    assert f"({-found.values[0, 5]:.2f} below the others)" in PAGE


def test_an_action() -> None:
    before = [2.6, 2.9, 3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.7]
    after = [3.4, 3.0, 3.1, 3.1, 3.3, 3.2, 3.5, 3.4, 3.6]
    n = [16] * 9
    made = FollowUp(
        [str(at) for at in range(9)],
        scores(n, before),
        scores(n, after),
        0,
        np.arange(9) == 0,
        np.ones(9, dtype=bool),
    )
    found = effects(made)
    assert found.words[0] == EffectWord.PROBABLY_HELPED
    assert f"believed as **{found.numbers[0]:+.2f}** ({found.low[0]:+.2f} to {found.high[0]:+.2f})" in PAGE
    slope, level = np.polyfit(before[1:], after[1:], 1)
    assert f"foretells {level + slope * 2.6:.2f}" in PAGE
