"""One answer from several estimates that each have their own error: random-effects pooling.

Estimate i is N(theta_i, v_i) with v_i known, and theta_i is N(mu, tau2). Pooled estimates must not share data.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.stats import arguments, distributions, optimise
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval

Tau2Method = Literal["DL", "PM", "REML"]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean of k estimates, by generalised least squares."""

    k: int
    mu: float
    standard_error: float
    """As if tau2 were known."""
    tau2: float
    q: float
    """Cochran's Q: squared distances from the fixed-effect mean, each divided by v_i."""
    i2: float
    """Share of the variation that lies between what is estimated, 0 to 1 (Higgins & Thompson 2002)."""
    knapp_hartung: float
    """The factor q of Knapp & Hartung: the spread that was seen beside the spread that was expected."""

    def interval(self, level: float = 0.95) -> Interval:
        """Normal, tau2 taken as known: too narrow with few estimates. R: `metafor::rma(y, v)`."""
        arguments.level(level)
        return self._around(self.standard_error * distributions.normal_quantile((1 + level) / 2))

    def knapp_hartung_interval(self, level: float = 0.95, *, at_least_one: bool = False) -> Interval:
        """From t with k - 1 degrees of freedom and the standard error times sqrt(q).

        With `at_least_one` times sqrt(max(1, q)): never narrower than expected, so few estimates that agree by luck
        prove nothing (Rover, Knapp & Friede 2015, BMC Medical Research Methodology 15, 99). Knapp & Hartung 2003,
        Statistics in Medicine 22, 2693-2710. R: `metafor::rma(y, v, test = "knha")` (or `"adhoc"`).
        """
        return self._around(self.knapp_hartung_reach(level, at_least_one=at_least_one))

    def knapp_hartung_reach(self, level: float, *, at_least_one: bool) -> float:
        arguments.level(level)
        factor = max(1.0, self.knapp_hartung) if at_least_one else self.knapp_hartung
        t = float(distributions.t_quantile((1 + level) / 2, float(self.k - 1)))
        return t * self.standard_error * float(np.sqrt(factor))

    def prediction_interval(self, level: float = 0.95) -> Interval:
        """Where the truth of one more of the kind lies: mu +- t (k - 2) sqrt(tau2 + se^2).

        Higgins, Thompson & Spiegelhalter 2009, Journal of the Royal Statistical Society A 172, 137-159; se with
        Knapp & Hartung's max(1, q). Too narrow (88 % for 95 %) where differences are small beside the sampling
        variances. StatsError with fewer than three estimates.
        R: `meta::metagen(y, sqrt(v), prediction = TRUE, method.random.ci = "HK", adhoc.hakn.ci = "se")`.
        """
        arguments.level(level)
        if self.k < 3:
            raise StatsError(f"Where one more lies needs at least three estimates; there are {self.k}.")
        squared = self.tau2 + self.standard_error**2 * max(1.0, self.knapp_hartung)
        return self._around(distributions.t_quantile((1 + level) / 2, float(self.k - 2)) * squared**0.5)

    def _around(self, reach: float) -> Interval:
        return Interval(float(self.mu - reach), float(self.mu + reach))


def random_effects(estimates: ArrayLike, variances: ArrayLike, method: Tau2Method = "REML") -> Pooled:
    """Pools estimates (k) with their sampling variances (k), weights 1 / (v_i + tau2).

    tau2 by DerSimonian & Laird 1986 (DL, moments), Paule & Mandel 1982 (PM) or restricted likelihood (REML, Viechtbauer
    2005). R: `metafor::rma(y, v, method = "REML")`. StatsError with fewer than two estimates or a variance that is not
    above zero.
    """
    y, v = checked(estimates, variances)
    tau2 = between_variance(y, v, method)
    k, fixed = len(y), 1 / v
    weights = 1 / (v + tau2)
    mu = float(weights @ y / weights.sum())
    around_fixed = y - fixed @ y / fixed.sum()
    typical = (k - 1) / (fixed.sum() - (fixed @ fixed) / fixed.sum())
    return Pooled(
        k=k,
        mu=mu,
        standard_error=float(weights.sum() ** -0.5),
        tau2=tau2,
        q=float(fixed @ around_fixed**2),
        i2=float(tau2 / (tau2 + typical)),
        knapp_hartung=float(weights @ (y - mu) ** 2 / (k - 1)),
    )


def between_variance(y: Floats, v: Floats, method: Tau2Method) -> float:
    """tau2 of estimates y (k) with variances v (k), never below zero."""
    arguments.one_of(method, ("DL", "PM", "REML"), "method")
    if method == "DL":
        return _dersimonian_laird(y, v)
    return _paule_mandel(y, v) if method == "PM" else _restricted(y, v)


def checked(estimates: ArrayLike, variances: ArrayLike) -> tuple[Floats, Floats]:
    """Both as floats; StatsError when they do not belong together or a variance is not above zero."""
    y, v = (
        arguments.complete_vector(estimates, "estimates"),
        arguments.complete_vector(variances, "variances"),
    )
    arguments.same_length(y, v, "estimates", "variances")
    if len(y) < 2:
        raise StatsError("One estimate cannot be pooled: at least two are needed.")
    if not (v > 0).all():
        raise StatsError(
            "Every sampling variance must be above zero: an estimate without error is no estimate."
        )
    return y, v


def restricted_likelihood(y: Floats, v: Floats, tau2: float) -> tuple[float, float]:
    """Its logarithm, up to a constant, and the derivative by tau2."""
    # Not with @: BLAS wakes its threads for fifty thousand blocks, and beside other work they wait for one another.
    w = 1 / (v + tau2)
    total = float(w.sum())
    left = y - float(np.einsum("i,i", w, y)) / total
    weighed = w * left
    height = float(np.log(w).sum()) - float(np.log(total)) - float(np.einsum("i,i", weighed, left))
    slope = float(np.einsum("i,i", w, w)) / total - total + float(np.einsum("i,i", weighed, weighed))
    return height / 2, slope / 2


def tau2_grid(y: Floats, v: Floats) -> list[float]:
    """From far below the smallest variance to far above the spread of the estimates."""
    low, high = 1e-6 * float(v.min()), 1e3 * float(y.var() + v.max())
    return [float(tau2) for tau2 in np.geomspace(low, high, 32)]


def _restricted(y: Floats, v: Floats) -> float:
    def valley(tau2: float) -> tuple[float, float]:
        height, slope = restricted_likelihood(y, v, tau2)
        return -height, -slope

    found = optimise.lowest_by_slope(valley, [0.0, *tau2_grid(y, v)])
    if found is None:
        raise StatsError("The estimates lie further apart than can be reckoned with: look at the data.")
    return found


def _dersimonian_laird(y: Floats, v: Floats) -> float:
    w = 1 / v
    q = float(w @ (y - w @ y / w.sum()) ** 2)
    return max(0.0, (q - (len(y) - 1)) / float(w.sum() - w @ w / w.sum()))


def _paule_mandel(y: Floats, v: Floats) -> float:
    def excess(tau2: float) -> float:
        w = 1 / (v + tau2)
        return float(w @ (y - w @ y / w.sum()) ** 2) - (len(y) - 1)

    if excess(0.0) <= 0:
        return 0.0
    return optimise.root(excess, 0.0, float(((y - y.mean()) ** 2).sum()) + float(v.max()))
