"""What is believed of a change or an effect after measuring it, with the frozen expectation from before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.scoring.frozen import BAND, LIKELY, PRIOR_SD, REACH
from mortel.pure.stats import distributions
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.errors import StatsError


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """Normal posteriors, element by element; NaN where nothing was measured, and then every question is answered no."""

    mean: Floats
    sd: Floats

    @property
    def low(self) -> Floats:
        """Lower end of the 80 % interval."""
        return self.mean - REACH * self.sd

    @property
    def high(self) -> Floats:
        """Upper end of the 80 % interval."""
        return self.mean + REACH * self.sd

    @property
    def is_above(self) -> Flags:
        """More than .9 likely to be above nought."""
        return distributions.normal_lower(self.mean / self.sd) > LIKELY

    @property
    def is_below(self) -> Flags:
        """More than .9 likely to be below nought."""
        return distributions.normal_upper(self.mean / self.sd) > LIKELY

    @property
    def is_nought(self) -> Flags:
        """The whole 80 % interval is so near to nought that it makes no difference."""
        return (self.low >= -BAND) & (self.high <= BAND)


def after(measured: ArrayLike, variance: ArrayLike) -> Belief:
    """Normal prior N(0, .25^2) and a measured value with its variance: mean m w, variance .25^2 (1 - w).

    w = .25^2 / (.25^2 + variance). Lindley and Smith 1972. StatsError for a variance that is not above nought.
    R: `w <- .0625 / (.0625 + v); c(m * w, sqrt(.0625 * (1 - w)))`.
    """
    value, spread = np.asarray(measured, dtype=np.float64), np.asarray(variance, dtype=np.float64)
    if (spread <= 0).any():
        raise StatsError("A measured value without any error would be believed blindly: give its variance.")
    prior = PRIOR_SD**2
    weight = prior / (prior + spread)
    return Belief(value * weight, np.sqrt(prior * (1 - weight)))
