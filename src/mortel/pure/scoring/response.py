"""How many answered: to the head for the organisation, in steps of 5 % for a block (release.md)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.disclosure.shapes import Counts
from mortel.pure.scoring.frozen import REACH
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Blocks are told in steps of one twentieth: nobody can count who did not answer.
STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Response:
    """Of the whole organisation, exact."""

    answered: int
    invited: int

    @property
    def share(self) -> float:
        return self.answered / self.invited


@dataclass(frozen=True, slots=True, eq=False)
class WholeGroup:
    """(groups, dimensions) 80 % interval for the mean of all who were invited; NaN where the score is withheld."""

    low: Floats
    high: Floats


def organisation_response(answered: int, invited: int) -> Response:
    """How many of how many. StatsError when that cannot be."""
    _shares([answered], [invited])
    return Response(answered, invited)


def block_responses(answered: ArrayLike, invited: ArrayLike) -> Floats:
    """(blocks,) share that answered, to the nearest 5 % (halves upward). StatsError as `organisation_response`."""
    found: Floats = np.floor(_shares(answered, invited) * STEPS + 0.5) / STEPS
    return found


def whole_group(scores: Scores, invited: Counts, sigma2: ArrayLike | None = None) -> WholeGroup:
    """What all who were invited would have given, if those who answered are like those who did not.

    mean +- 1.2816 sqrt(sigma2 / n (1 - n/N) + noise): where everybody answered only the noise is left (Cochran 1977,
    chapter 2). `invited` (groups,) are the N. R: `mean + c(-1, 1) * qnorm(.9) * sqrt(s2 / n * (1 - n / N) + noise)`.
    """
    unheard = 1 - _shares(scores.n, invited)[:, np.newaxis]
    reach = REACH * np.sqrt((scores.variances(sigma2) - scores.noise) * unheard + scores.noise)
    return WholeGroup(scores.means - reach, scores.means + reach)


def _shares(answered: ArrayLike, invited: ArrayLike) -> Floats:
    some, everybody = np.asarray(answered), np.asarray(invited)
    if (everybody < 1).any():
        raise StatsError("Nobody was invited: a response needs at least one person.")
    if (some < 0).any() or (some > everybody).any():
        raise StatsError(
            "More people answered than were invited, or fewer than none: correct who was invited."
        )
    shares: Floats = some / everybody
    return shares
