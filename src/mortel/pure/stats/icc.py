"""Is there a group level at all? Intraclass correlations, and how reliable a group mean is.

Three estimators are in use and differ in the third decimal; each is here under its own name. ICC(1) is the share of
the variance that lies between groups; ICC(2) the reliability of the mean of a group of middling size. Made from
`sufficient.one_way(scores, groups)`, or one column of `sufficient.group_moments`.
"""

from dataclasses import dataclass

import numpy as np

from mortel.pure.stats import arguments, clustered, distributions, mixed
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval
from mortel.pure.stats.sufficient import OneWay, gathered


@dataclass(frozen=True, slots=True)
class Anova:
    """One-way analysis of variance of n people in G groups.

    An ICC below zero says that groups differ less than chance would have them.
    """

    n: int
    groups: int
    mean_size: float
    n0: float
    """(N - sum n_g^2 / N) / (G - 1): the size that makes ICC(1) unbiased when sizes differ."""
    between_mean_square: float
    within_mean_square: float
    f: float
    p_value: float
    icc1: float
    """With the mean size, as R's multilevel::ICC1."""
    icc1_n0: float
    icc1_interval: Interval
    icc2: float | None
    """None when all group means are the same."""
    icc2_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Reml:
    """Variances by restricted maximum likelihood; never below zero."""

    n: int
    groups: int
    mean: float
    """The mean over groups, each weighed by what it knows (generalised least squares)."""
    tau2: float
    sigma2: float
    icc1: float
    icc2: float
    """Of a group of the mean size."""
    mean_reliability: float
    """The mean of the reliabilities of the groups, as R's multilevel::GmeanRel."""
    log_likelihood: float


def anova(scores: OneWay, *, level: float = 0.95) -> Anova:
    """ICC(1) and ICC(2) from mean squares, with the interval that follows from F.

    From raw scores: `anova(sufficient.one_way(scores, groups))`.
    ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), ICC(2) = (MSB - MSW) / MSB. Bartko 1976, Psychological Bulletin 83,
    762-765; Bliese 2000; interval: McGraw & Wong 1996, Psychological Methods 1, 30-46, exact when groups are of one
    size. R: `multilevel::ICC1(aov(y ~ as.factor(g)))`, `ICC2`.
    StatsError with fewer than two groups, with one person in each, or when nobody differs within a group.
    """
    arguments.level(level)
    _refuse(scores)
    n, groups = scores.n, len(scores.sizes)
    size = n / groups
    msb, msw = scores.between / (groups - 1), scores.within / (n - groups)
    f = msb / msw
    low, high = (
        f / distributions.f_quantile(at, groups - 1, n - groups) for at in ((1 + level) / 2, (1 - level) / 2)
    )
    n0 = (n - float((scores.sizes**2).sum()) / n) / (groups - 1)
    return Anova(
        n=n,
        groups=groups,
        mean_size=size,
        n0=n0,
        between_mean_square=msb,
        within_mean_square=msw,
        f=f,
        p_value=float(distributions.f_upper(f, groups - 1, n - groups)),
        icc1=_icc1(f, size),
        icc1_n0=_icc1(f, n0),
        icc1_interval=Interval(_icc1(low, size), _icc1(high, size)),
        icc2=1 - 1 / f if f > 0 else None,
        icc2_interval=Interval(1 - 1 / low, 1 - 1 / high) if f > 0 else None,
    )


def reml(scores: OneWay) -> Reml:
    """ICC(1) = tau2 / (tau2 + sigma2) and the reliabilities from a random intercept.

    From raw scores: `reml(sufficient.one_way(scores, groups))`.
    R: `lme4::lmer(y ~ 1 + (1 | g))`, `multilevel::GmeanRel`. StatsError as `anova`.
    """
    _refuse(scores)
    fit = mixed.random_intercept(clustered.moments_of_one_way(scores))
    icc1 = fit.tau2 / (fit.tau2 + fit.sigma2)
    size = scores.n / len(scores.sizes)
    return Reml(
        n=scores.n,
        groups=len(scores.sizes),
        mean=float(fit.coefficients[0]),
        tau2=fit.tau2,
        sigma2=fit.sigma2,
        icc1=icc1,
        icc2=float(group_reliability(icc1, np.array([size]))[0]),
        mean_reliability=float(group_reliability(icc1, scores.sizes).mean()),
        log_likelihood=fit.log_likelihood,
    )


def group_reliability(icc1: float, sizes: Floats) -> Floats:
    """How far the mean of a group of each size can be trusted, 0 to 1: n icc / (1 + (n - 1) icc) (Spearman-Brown)."""
    if not 0 <= icc1 <= 1:
        raise StatsError(f"A share of the variance lies between 0 and 1, not {icc1:.3f}: below zero, take 0.")
    if not (sizes > 0).all():
        raise StatsError("A group has at least one person.")
    return sizes * icc1 / (1 + (sizes - 1) * icc1)


def _icc1(f: float, size: float) -> float:
    return (f - 1) / (f + size - 1)


def _refuse(scores: OneWay) -> None:
    gathered(scores, OneWay)
    if len(scores.sizes) < 2:
        raise StatsError("There is one group only: a share between groups needs at least two.")
    if scores.sizes.max() < 2:
        raise StatsError("Every group has one person: what lies between people cannot be told from groups.")
    if scores.within <= 0:
        raise StatsError(
            "Nobody differs within a group, so there is nothing to compare groups with: look at the data."
        )
