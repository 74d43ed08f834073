"""Is there a team level at all? From protected sums, with the variance of the noise taken off (release.md)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats import icc, pooling
from mortel.pure.stats.arguments import Floats

# From here on a share of the variance between teams is called more than small (LeBreton and Senter 2008, Organizational
# Research Methods 11, 815-852: .01 small, .10 medium).
WARRANT: Final = 0.05


@dataclass(frozen=True, slots=True)
class TeamLevel:
    """How much blocks differ in one dimension; two decimals, None with the gap beside it.

    blocks, people  that have a score in this dimension.
    tau2            variance between blocks.
    icc1            share of the variance between people that lies between blocks, 0 to 1.
    icc2            reliability of the mean of a block of mean size, 0 to 1.
    """

    dimension: str
    blocks: int
    people: int
    gap: Gap | None = None
    tau2: float | None = None
    icc1: float | None = None
    icc2: float | None = None

    @property
    def is_warranted(self) -> bool:
        """Enough of what people say goes by team to speak of teams."""
        return self.icc1 is not None and self.icc1 >= WARRANT


def team_level(scores: Scores, sigma2: ArrayLike | None = None) -> tuple[TeamLevel, ...]:
    """Every dimension, from ten blocks and a hundred people on.

    tau2 by restricted maximum likelihood over block means with known variance sigma2/n + noise; ICC(1) = tau2 / (tau2 +
    sigma2); ICC(2) = n ICC(1) / (1 + (n - 1) ICC(1)) at the mean size. `sigma2` is measured if N >= 250, else expected
    (`Scores.person_variances`).
    R: `rma(y, v)$tau2`; on raw answers `multilevel::ICC1` would also count the noise.
    """
    variances, people = scores.variances(sigma2), scores.person_variances(sigma2)
    return tuple(_of(scores, at, variances[:, at], float(people[at])) for at in range(len(scores.dimensions)))


def _of(scores: Scores, at: int, variances: Floats, sigma2: float) -> TeamLevel:
    known = ~scores.withheld[:, at]
    name, blocks, people = scores.dimensions[at], int(known.sum()), int(scores.n[known].sum())
    if blocks < limits.TEAM_LEVEL_BLOCKS:
        return TeamLevel(name, blocks, people, Gap(Reason.FEW_BLOCKS, limits.TEAM_LEVEL_BLOCKS))
    if people < limits.ORGANISATION_WORDS:
        return TeamLevel(name, blocks, people, Gap(Reason.ORGANISATION_SMALL, limits.ORGANISATION_WORDS))
    tau2 = pooling.between_variance(scores.means[known, at], variances[known], "REML")
    share = tau2 / (tau2 + sigma2)
    reliability = float(icc.group_reliability(share, np.array([people / blocks]))[0])
    return TeamLevel(name, blocks, people, None, round(tau2, 2), round(share, 2), round(reliability, 2))
