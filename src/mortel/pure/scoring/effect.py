"""Did an action help? The later score beside what comparison blocks foretell (release.md, rule 8).

Never a change score: actions are chosen where scores are low, and what was low by chance rises by itself. The line that
is fitted over blocks that did not act says how far it rises (analysis of covariance).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.belief import after
from mortel.pure.scoring.change import RESPONSE_POINTS
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.frozen import EFFECT_SPREAD_COUNTS_FOR
from mortel.pure.stats import regression
from mortel.pure.stats.arguments import Flags, Floats

# Without so many blocks that did not act it is too early for any word.
COMPARISONS: Final = 8
# "Helped" also needs the measured effect itself to lie so many standard errors above nought. In blocks of hundreds the
# expectation hardly holds back any more, and nine in ten alone would then be false in up to one null action in ten.
STANDARD_ERRORS: Final = 1.85


class EffectWord(IntEnum):
    """One-sided: it says that an action helped, never that it did harm."""

    TOO_EARLY = 0
    PROBABLY_HELPED = 1
    NO_DIFFERENCE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """One row per block that acted, in the order of the blocks.

    rows         which block of the follow-up.
    words        EffectWord.
    numbers      the effect as believed, in points of the scale; NaN in blocks under 15 in either wave, where
                 levels may not be told, or where no effect could be measured.
    low, high    its 80 % interval; NaN as `numbers`.
    comparisons  how many blocks it was compared with.
    alike        False where response changed too much to compare.
    known        False where it did, or where a score is withheld in a wave.
    """

    rows: NDArray[np.int64]
    words: NDArray[np.int8]
    numbers: Floats
    low: Floats
    high: Floats
    comparisons: int
    alike: Flags
    known: Flags

    def gap(self, row: int) -> Gap | None:
        """Why it is too early to say; None where there is something to say."""
        if self.words[row] != EffectWord.TOO_EARLY:
            return None
        if self.comparisons < COMPARISONS:
            return Gap(Reason.FEW_COMPARISONS, COMPARISONS)
        if not self.alike[row]:
            return Gap(Reason.RESPONSE_CHANGED, RESPONSE_POINTS)
        return Gap(Reason.UNCLEAR if self.known[row] else Reason.TOO_FEW_ITEMS, limits.BLOCK)


def effects(followed: FollowUp) -> Effects:
    """The word of every block that acted.

    Over the comparison blocks: later = a + b choosing (+ c earlier), weighted by 1/v (`FollowUp.left_to_chance`),
    residual spread f = s / (J - p), s = sum e^2/v, or (4 + s) / (4 + J - p) when that is larger. Effect = later -
    foretold, variance f (v + x'(X'WX)^-1 x); then the frozen prior N(0, .25^2): probably helped above .9 (and from 1.85
    standard errors on), no difference when the 80 % interval lies within -.3 to .3. Fewer than eight comparison
    blocks: too early.
    R: `predict(lm(later ~ choosing, weights = 1 / v), new, se.fit = TRUE)`.
    """
    (rows,) = np.nonzero(followed.acting)
    comparisons = int(followed.compared.sum())
    judged = followed.known[rows] & (comparisons >= COMPARISONS)
    effect, variance = np.full((2, len(rows)), np.nan)
    if judged.any():
        effect, variance = _measured(followed, rows)
    believed = after(effect, variance)
    helped = believed.is_above & (effect > STANDARD_ERRORS * np.sqrt(variance))
    words = np.select(
        [judged & helped, judged & believed.is_nought],
        [EffectWord.PROBABLY_HELPED, EffectWord.NO_DIFFERENCE],
        EffectWord.TOO_EARLY,
    )
    numbered = judged & followed.levels[rows] & (followed.smallest[rows] >= limits.ITEMS)
    number, low, high = (
        np.where(numbered, part, np.nan) for part in (believed.mean, believed.low, believed.high)
    )
    return Effects(
        rows,
        words.astype(np.int8),
        number,
        low,
        high,
        comparisons,
        followed.comparable[rows],
        followed.known[rows],
    )


def _measured(followed: FollowUp, rows: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Effect and variance of each acting block; NaN where a score is missing."""
    design = np.column_stack([np.ones(len(followed.acting)), followed.baselines])
    chance, outcome, compared = followed.left_to_chance(), followed.outcome, followed.compared
    weight = 1 / np.sqrt(chance[compared])
    fit = regression.least_squares(design[compared] * weight[:, None], outcome[compared] * weight)
    seen = float(fit.residuals @ fit.residuals)
    expected = (EFFECT_SPREAD_COUNTS_FOR + seen) / (EFFECT_SPREAD_COUNTS_FOR + fit.residual_df)
    spread = max(seen / fit.residual_df, expected)
    line = np.einsum("ij,jk,ik->i", design[rows], fit.bread, design[rows])
    return outcome[rows] - design[rows] @ fit.coefficients, spread * (chance[rows] + line)
