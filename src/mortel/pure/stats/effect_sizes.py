"""How large a difference is: within the same people, or between two groups, with exact intervals.

All in standard deviations, positive when the later (paired) or the first (independent) is higher. Which standard
deviation is meant changes the figure, so each has its own name.
"""

from dataclasses import dataclass
from math import exp, lgamma, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from mortel.pure.stats import arguments, distributions, optimise
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval

# A spread below this share of the values themselves is what binary fractions leave of none.
_ROUNDING = 1e-12
_FAR = 1_000.0


@dataclass(frozen=True, slots=True)
class TTest:
    """A difference of means with its test."""

    difference: float
    standard_error: float
    t: float
    df: float
    p: float
    """Two-sided."""
    interval: Interval


@dataclass(frozen=True, slots=True)
class PairedEffect:
    """The change of n people from one moment to the next."""

    n: int
    test: TTest
    correlation: float | None
    """None when nobody differs from anybody at one of the moments."""
    d_z: float
    """In standard deviations of the change."""
    d_z_interval: Interval
    d_av: float
    """In the mean spread of the two moments: comparable with a difference between groups."""
    d_rm: float | None
    """d_z corrected for the correlation; None when there is none."""
    g_av: float
    """d_av without its small-sample bias."""
    superiority: float
    """Chance that a person is higher the second time, equals counted half."""


@dataclass(frozen=True, slots=True)
class IndependentEffect:
    """The difference between two groups of people."""

    sizes: tuple[int, int]
    d: float
    """In the pooled standard deviation."""
    d_interval: Interval
    g: float
    """d without its small-sample bias."""
    g_interval: Interval
    student: TTest
    welch: TTest


def paired(before: ArrayLike, after: ArrayLike, level: float = 0.95) -> PairedEffect:
    """Change of the same people (n before, n after).

    d_z = mean(d)/sd(d); d_av = mean(d)/sqrt((var_1 + var_2)/2); d_rm = d_z sqrt(2(1-r)); g_av = J(n-1) d_av with
    the exact J. Interval of d_z from the noncentral t. Lakens 2013; Cumming 2012.
    R: `t.test(y, x, paired = TRUE)`, `effectsize::cohens_d(y, x, paired = TRUE)`.
    StatsError with fewer than three pairs, a missing value, or when everybody changed by the same amount.
    """
    x, y = arguments.complete_vector(before, "before"), arguments.complete_vector(after, "after")
    arguments.same_length(x, y, "before", "after")
    change = y - x
    n = _enough(change, "pairs", least=3)
    spread = float(change.std(ddof=1))
    if spread <= _ROUNDING * max(np.abs(x).max(), np.abs(y).max()):
        raise StatsError(
            "Everybody changed by the same amount, so there is no spread to compare the change with."
        )
    test = _t_test(float(change.mean()), spread / sqrt(n), n - 1, level)
    d_z = test.difference / spread
    r = _correlation(x, y)
    d_av = test.difference / sqrt((x.var(ddof=1) + y.var(ddof=1)) / 2)
    return PairedEffect(
        n=n,
        test=test,
        correlation=r,
        d_z=d_z,
        d_z_interval=_noncentral(test.t, n - 1, 1 / sqrt(n), level),
        d_av=d_av,
        d_rm=None if r is None else d_z * sqrt(2 * (1 - r)),
        g_av=d_av * small_sample_factor(n - 1),
        superiority=float(np.mean(change > 0) + np.mean(change == 0) / 2),
    )


def _correlation(x: Floats, y: Floats) -> float | None:
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    return float(np.corrcoef(x, y)[0, 1])


def independent(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> IndependentEffect:
    """Difference between two groups of people, first minus second.

    d = (m_1 - m_2) / s_pooled, g = J(n_1 + n_2 - 2) d with the exact J, intervals from the noncentral t; beside
    Student's test Welch's, which does not suppose equal spread. Hedges 1981; Cumming 2012.
    R: `effectsize::cohens_d(a, b)`, `effectsize::hedges_g(a, b)`, `t.test(a, b)`.
    StatsError with fewer than two people in a group, a missing value, or no spread in both groups.
    """
    a, b = arguments.complete_vector(first, "first group"), arguments.complete_vector(second, "second group")
    n, m = _enough(a, "people in the first group"), _enough(b, "people in the second group")
    df = n + m - 2
    pooled = sqrt(((n - 1) * a.var(ddof=1) + (m - 1) * b.var(ddof=1)) / df)
    if pooled <= _ROUNDING * max(np.abs(a).max(), np.abs(b).max()):
        raise StatsError("Nobody differs from the rest of the group, so there is no spread to compare with.")
    scale = sqrt(1 / n + 1 / m)
    student = _t_test(float(a.mean() - b.mean()), pooled * scale, df, level)
    d = student.difference / pooled
    interval = _noncentral(student.t, df, scale, level)
    factor = small_sample_factor(df)
    return IndependentEffect(
        sizes=(n, m),
        d=d,
        d_interval=interval,
        g=d * factor,
        g_interval=Interval(interval.low * factor, interval.high * factor),
        student=student,
        welch=welch(a, b, level),
    )


def welch(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> TTest:
    """Difference of two means, first minus second, without supposing equal spread.

    Degrees of freedom by Welch and Satterthwaite. Welch 1947. R: `t.test(a, b)`.
    StatsError with fewer than two people in a group, a missing value, or no spread in both groups.
    """
    a, b = arguments.complete_vector(first, "first group"), arguments.complete_vector(second, "second group")
    n, m = _enough(a, "people in the first group"), _enough(b, "people in the second group")
    of_a, of_b = float(a.var(ddof=1)) / n, float(b.var(ddof=1)) / m
    if sqrt(of_a + of_b) <= _ROUNDING * max(np.abs(a).max(), np.abs(b).max()):
        raise StatsError("Nobody differs from the rest of the group, so there is no spread to compare with.")
    df = (of_a + of_b) ** 2 / (of_a**2 / (n - 1) + of_b**2 / (m - 1))
    return _t_test(float(a.mean() - b.mean()), sqrt(of_a + of_b), df, level)


def small_sample_factor(df: float) -> float:
    """Hedges' J: what a standardised difference with `df` degrees of freedom is multiplied by to lose its bias.

    Gamma(df/2) / (sqrt(df/2) Gamma((df-1)/2)). Hedges 1981. R: `exp(lgamma(m/2) - log(sqrt(m/2)) - lgamma((m-1)/2))`.
    StatsError with one degree of freedom or fewer: there the mean of d does not exist.
    """
    if df <= 1:
        raise StatsError(
            "Too few people to correct the effect size for their number: at least three are needed."
        )
    return exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)


def _enough(values: Floats, what: str, least: int = 2) -> int:
    if values.size < least:
        raise StatsError(f"There must be at least {least} {what}, and there are {values.size}.")
    return int(values.size)


def _t_test(difference: float, error: float, df: float, level: float) -> TTest:
    arguments.level(level)
    t = difference / error
    reach = float(distributions.t_quantile((1 + level) / 2, df)) * error
    p = 2 * float(distributions.t_upper(abs(t), df))
    return TTest(difference, error, t, df, p, Interval(difference - reach, difference + reach))


def _noncentral(t: float, df: float, scale: float, level: float) -> Interval:
    """Effects for which the found t would be in the upper or lower tail, by the noncentral t."""
    tail = (1 - level) / 2
    return Interval(*(scale * _noncentrality(t, df, probability) for probability in (1 - tail, tail)))


def _noncentrality(t: float, df: float, probability: float) -> float:
    """The noncentrality under which t stands at this probability."""
    # Large effects in small samples spread far: df = 2 gives t a spread of about its own size.
    reach = 10 + 3 * abs(t)
    return optimise.root(lambda nc: _noncentral_lower(t, df, nc) - probability, t - reach, t + reach)


def _noncentral_lower(t: float, df: float, noncentrality: float) -> float:
    """P(T <= t) for the noncentral t. R: `pt(t, df, noncentrality)`.

    scipy's series takes about t^2 terms and would not end for groups a thousand standard deviations apart. There
    T <= t is s >= (z + noncentrality) / t, with s^2 a chi^2 over df, smooth in z: summed by Gauss and Hermite.
    """
    if t < 0:
        return 1 - _noncentral_lower(-t, df, -noncentrality)
    if t < max(_FAR, sqrt(df)):
        return float(special.nctdtr(df, noncentrality, t))
    z, weights = np.polynomial.hermite_e.hermegauss(61)
    squares = (np.maximum(z + noncentrality, 0) / t) ** 2
    return float(weights @ distributions.chi2_upper(df * squares, df) / weights.sum())


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """What one person's change must exceed to be more than the noise of the instrument."""

    measurement_error: float
    difference_error: float
    threshold: float
    """In points of the scale."""


def reliable_change(sd: float, reliability: float, level: float = 0.95) -> ReliableChange:
    """Jacobson and Truax 1991: sem = sd sqrt(1 - reliability), s_diff = sqrt(2) sem, threshold z s_diff.

    `sd` of the persons' scores (points), `reliability` 0 to 1 (alpha, omega or retest).
    R: `qnorm(.975) * sqrt(2) * sd * sqrt(1 - alpha)`. StatsError outside those ranges.
    """
    if not 0 <= reliability <= 1:
        raise StatsError(
            "A reliability lies between 0 and 1: below nought the items do not measure one thing."
        )
    if not 0 < sd < float("inf"):
        raise StatsError("The standard deviation must be above nought.")
    error = sd * sqrt(1 - reliability)
    difference = sqrt(2) * error
    arguments.level(level)
    z = float(distributions.normal_quantile((1 + level) / 2))
    return ReliableChange(error, difference, z * difference)
