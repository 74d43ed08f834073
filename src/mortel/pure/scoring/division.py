"""How the parts of the one extra division differ, as words and never as levels (release.md, rule 5)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.scoring.belief import after
from mortel.pure.scoring.estimates import LevelWord
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.errors import StatsError


def division_words(scores: Scores, sigma2: ArrayLike | None = None) -> NDArray[np.int8]:
    """(parts, dimensions) LevelWord of every part beside all others together, at a probability above .9.

    `scores` of the protected categories (`score_blocks`). The difference of a part of n people and the N - n others has
    the sampling variance and noise of both; expected is none, with the frozen spread of a change. A dimension that is
    withheld in some part is not distinguishable in any. StatsError with one part.
    """
    if len(scores.n) < 2:
        raise StatsError("A division has at least two parts: there is nothing to compare with.")
    n = scores.n[:, np.newaxis].astype(np.float64)
    others = n.sum() - n
    variances = scores.variances(sigma2)
    rest = ((n * scores.means).sum(axis=0) - n * scores.means) / others
    rest_variances = ((n**2 * variances).sum(axis=0) - n**2 * variances) / others**2
    belief = after(scores.means - rest, variances + rest_variances)
    return np.select(
        [belief.is_above, belief.is_below],
        [LevelWord.PRESUMABLY_HIGHER, LevelWord.PRESUMABLY_LOWER],
        LevelWord.NOT_DISTINGUISHABLE,
    ).astype(np.int8)
