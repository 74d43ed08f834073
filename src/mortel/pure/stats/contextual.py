"""Between people or between groups? One relation taken apart: within groups, between groups, and the difference.

Who works longer than their colleagues may feel worse, and so may a team that works longer than other teams; the two
need not be alike, and a relation over all people mixes them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.stats import arguments, distributions, mixed, regression
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.clustered import ClusteredMoments, clustered_moments
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval


@dataclass(frozen=True, slots=True)
class Effect:
    """A slope: outcome points for each point of x."""

    estimate: float
    standard_error: float
    df: float

    @property
    def p_value(self) -> float:
        """Two-sided."""
        return float(2 * distributions.t_upper(abs(self.estimate / self.standard_error), self.df))

    def interval(self, level: float = 0.95) -> Interval:
        arguments.level(level)
        reach = float(distributions.t_quantile((1 + level) / 2, self.df)) * self.standard_error
        return Interval(self.estimate - reach, self.estimate + reach)


@dataclass(frozen=True, slots=True)
class Contextual:
    """The slope within groups, the slope between groups, and what the group adds (between minus within)."""

    intercept: float
    within: Effect
    between: Effect
    contextual: Effect


@dataclass(frozen=True, slots=True)
class Waba:
    """Within and between analysis (Dansereau): each correlation over all people is made of two.

    r = eta_between_x eta_between_y r_between + eta_within_x eta_within_y r_within.
    """

    total_correlation: float
    eta_between_x: float
    """Correlation of x with the means of its groups; its square is the share of x that lies between groups."""
    eta_between_y: float
    between_correlation: float
    """Of the group means, each counted once for everybody in the group."""
    eta_within_x: float
    eta_within_y: float
    within_correlation: float
    """Of the distances to the group means."""


def contextual_effects(x: ArrayLike, y: ArrayLike, groups: ArrayLike) -> Contextual:
    """The three slopes of `y` on `x` (n each) with a random intercept for each group (n labels), by REML.

    y on (x - group mean) and group mean; the two columns are orthogonal, so contextual = between - within has the sum
    of their variances, and the fewer of their Satterthwaite degrees of freedom. Snijders & Bosker 2012, Multilevel
    analysis, 2nd ed., section 4.6; Enders & Tofighi 2007, Psychological Methods 12, 121-138.
    R: `lmerTest::lmer(y ~ I(x - ave(x, g)) + ave(x, g) + (1 | g))`. StatsError as `mixed.random_intercept`, or when x
    does not differ within, or not between, groups.
    """
    moments = clustered_moments(_design(x, groups), y, groups)
    fit = mixed.random_intercept(moments)
    return _taken_apart(fit.coefficients, fit.covariance, fit.df)


def ordinary_effects(x: ArrayLike, y: ArrayLike, groups: ArrayLike) -> Contextual:
    """The same three slopes by ordinary least squares: large groups weigh more, and people count as independent.

    The standard errors between groups are therefore too small wherever groups differ: report `contextual_effects`.
    R: `lm(y ~ I(x - ave(x, g)) + ave(x, g))`, and for the contextual slope `lm(y ~ x + ave(x, g))`.
    """
    found = regression.classical(regression.least_squares(_design(x, groups), y))
    return _taken_apart(found.coefficients, found.covariance, found.df)


def waba(x: ArrayLike, y: ArrayLike, groups: ArrayLike) -> Waba:
    """Dansereau, Alutto & Yammarino 1984. R: `multilevel::waba(x, y, g)`.

    StatsError when x or y does not differ within groups, or not between them.
    """
    moments = clustered_moments(arguments.complete_vector(x, "x")[:, np.newaxis], y, groups)
    within, between = moments.within, _between(moments)
    for part, where in ((within, "within"), (between, "between")):
        if not (np.diag(part) > 1e-12 * np.diag(within + between)).all():
            raise StatsError(f"x or y does not differ {where} groups, so there is nothing to take apart.")
    total = within + between
    etas_between, etas_within = (np.sqrt(np.diag(part) / np.diag(total)) for part in (between, within))
    return Waba(
        total_correlation=_correlation(total),
        eta_between_x=float(etas_between[0]),
        eta_between_y=float(etas_between[1]),
        between_correlation=_correlation(between),
        eta_within_x=float(etas_within[0]),
        eta_within_y=float(etas_within[1]),
        within_correlation=_correlation(within),
    )


def _design(x: ArrayLike, groups: ArrayLike) -> Floats:
    """Ones, distance to the group mean, group mean."""
    values = arguments.complete_vector(x, "x")
    codes, labels = arguments.group_codes(groups)
    arguments.same_length(values, codes, "x", "groups")
    means = (np.bincount(codes, values, len(labels)) / np.bincount(codes))[codes]
    around = values - values.mean()
    if not (np.ptp(values - means) > 1e-12 * np.ptp(around) and np.ptp(means) > 1e-12 * np.ptp(around)):
        raise StatsError(
            "x does not differ within groups, or not between them, so there is nothing to take apart."
        )
    return np.column_stack((np.ones(len(values)), values - means, means))


def _taken_apart(coefficients: Floats, covariance: Floats, df: Floats) -> Contextual:
    within, between = (
        Effect(float(coefficients[at]), float(np.sqrt(covariance[at, at])), float(df[at])) for at in (1, 2)
    )
    variance = float(covariance[1, 1] + covariance[2, 2] - 2 * covariance[1, 2])
    difference = Effect(
        between.estimate - within.estimate, float(np.sqrt(variance)), min(within.df, between.df)
    )
    return Contextual(float(coefficients[0]), within, between, difference)


def _between(moments: ClusteredMoments) -> Floats:
    around = moments.means - moments.sizes @ moments.means / moments.n
    return (around.T * moments.sizes) @ around


def _correlation(products: Floats) -> float:
    return float(products[0, 1] / np.sqrt(products[0, 0] * products[1, 1]))
