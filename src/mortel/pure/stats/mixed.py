"""A line through people in groups: a random intercept for each group, by ML or REML.

y = Xb + u_g + e with u_g ~ N(0, tau2) and e ~ N(0, sigma2). Everything follows from
`clustered.clustered_moments`: group sizes,
group means and one within cross-product, so a million people cost one pass and the fit itself milliseconds. Slopes
that differ between groups are not here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mortel.pure.stats import arguments, distributions, optimise
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.clustered import ClusteredMoments
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.likelihood import Method, Profile
from mortel.pure.stats.satterthwaite import Satterthwaite

# Where to look for tau2 / sigma2 first.
_RATIOS = [0.0, *(10.0 ** (power / 2) for power in range(-16, 17))]
# Below this share of its own length a column of the design is what the columns before it leave (R's lm: 1e-7).
_COLLINEAR = 1e-7
_WITHOUT_ERROR = "Nobody differs within a group, or the line fits without any error: look at the data."


@dataclass(frozen=True, slots=True)
class RandomIntercept:
    """The fitted line. p coefficients with covariance (p x p) and Satterthwaite degrees of freedom (p).

    For each of the G groups: `effects` is what the group lies above the line (empirical Bayes, shrunk), and
    `effect_variances` its variance when coefficients and variances are known.
    """

    method: Method
    n: int
    coefficients: Floats
    covariance: Floats
    df: Floats
    tau2: float
    """Variance between groups; exactly 0 where the likelihood is highest there."""
    sigma2: float
    log_likelihood: float
    labels: NDArray[Any]
    sizes: Floats
    effects: Floats
    effect_variances: Floats

    @property
    def standard_errors(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    @property
    def p_values(self) -> Floats:
        """Two-sided, from t with Satterthwaite's degrees of freedom."""
        return 2 * distributions.t_upper(np.abs(self.coefficients / self.standard_errors), self.df)

    def interval(self, level: float = 0.95) -> Floats:
        """p x 2: lower and upper limit of each coefficient."""
        arguments.level(level)
        reach = distributions.t_quantile((1 + level) / 2, self.df) * self.standard_errors
        return np.column_stack((self.coefficients - reach, self.coefficients + reach))


def random_intercept(moments: ClusteredMoments, method: Method = "REML") -> RandomIntercept:
    """Fits the line; the ratio tau2 / sigma2 is where the derivative of the profiled likelihood is zero.

    Laird & Ware 1982, Biometrics 38, 963-974; Bates et al. 2015, Journal of Statistical Software 67(1) (profiling);
    degrees of freedom after Satterthwaite 1946 as in Kuznetsova et al. 2017, Journal of Statistical Software 82(13):
    with tau2 = 0 they are n - p. R: `lmerTest::lmer(y ~ x + (1 | group), REML = TRUE)`.
    StatsError with fewer than two groups, when every group has one person, when a column follows from the others, when
    there are as many columns between groups as groups, or when nobody differs within a group.
    """
    arguments.one_of(method, ("ML", "REML"), "method")
    _refuse(moments)
    start = _ordinary(moments)
    _refuse_saturated(moments)
    about_line = moments.about(start)
    _refuse_without_error(moments, about_line)
    profile = Profile(about_line, method)
    ratio = _best_ratio(profile)
    at = profile.at(ratio)
    sigma2 = at.squares / profile.freedom
    tau2 = ratio * sigma2
    covariance = at.inverse * sigma2
    effects = tau2 / (sigma2 + moments.sizes * tau2) * moments.sizes * profile.residuals(at.coefficients)
    return RandomIntercept(
        method=method,
        n=moments.n,
        coefficients=start + at.coefficients,
        covariance=covariance,
        df=Satterthwaite(profile, at.coefficients, covariance, tau2, sigma2).df(),
        tau2=tau2,
        sigma2=sigma2,
        log_likelihood=-at.deviance / 2,
        labels=moments.labels,
        sizes=moments.sizes,
        effects=effects,
        effect_variances=tau2 * sigma2 / (sigma2 + moments.sizes * tau2),
    )


def _refuse(moments: ClusteredMoments) -> None:
    n, p = moments.n, len(moments.within) - 1
    if len(moments.sizes) < 2:
        raise StatsError("There is one group only: a variance between groups needs at least two.")
    if moments.sizes.max() < 2:
        raise StatsError("Every group has one person: what lies between people cannot be told from groups.")
    if n <= p + 1:
        raise StatsError(
            f"A line with {p} coefficients in groups needs more than {p + 1} rows; there are {n}."
        )


def _ordinary(moments: ClusteredMoments) -> Floats:
    """Ordinary least squares, to start from: residuals are small numbers and keep their digits."""
    total = moments.total
    lengths = np.sqrt(np.diag(total)[:-1])
    if not (lengths > 0).all() or _least_left(total[:-1, :-1] / np.outer(lengths, lengths)) < _COLLINEAR:
        raise StatsError(
            "A column of the design follows from the others (or holds only zeros): leave it out."
        )
    return np.linalg.solve(total[:-1, :-1], total[:-1, -1]).astype(np.float64, copy=False)


def _least_left(correlations: Floats) -> float:
    """The smallest share of a column that the other columns leave; 0 when they leave nothing."""
    if np.linalg.eigvalsh(correlations)[0] <= _COLLINEAR**2:
        return 0.0
    return float(np.sqrt(1 / np.diag(np.linalg.inv(correlations)).max()))


def _refuse_saturated(moments: ClusteredMoments) -> None:
    """As many coefficients that live between groups as there are groups explain every group mean, whatever tau2 is."""
    lengths = np.sqrt(np.diag(moments.total)[:-1])
    within = moments.within[:-1, :-1] / np.outer(lengths, lengths)
    between = int((np.linalg.eigvalsh(within) < _COLLINEAR**2).sum())
    if between >= len(moments.sizes):
        raise StatsError(
            f"There are {len(moments.sizes)} groups and as many coefficients between groups, so nothing is left to "
            "tell how far groups differ: leave out a column, or gather more groups."
        )


def _refuse_without_error(moments: ClusteredMoments, about_line: ClusteredMoments) -> None:
    """Cross-products keep 16 digits of themselves, group means 16 digits of their size: less than that is nothing."""
    rounding = 1e-13 * moments.within[-1, -1] + 1e-24 * moments.total[-1, -1]
    if min(about_line.within[-1, -1], about_line.total[-1, -1]) <= rounding:
        raise StatsError(_WITHOUT_ERROR)


def _best_ratio(profile: Profile) -> float:
    def valley(ratio: float) -> tuple[float, float]:
        at = profile.at(ratio)
        return at.deviance, at.slope

    found = optimise.lowest_by_slope(valley, _RATIOS)
    if found is None:
        raise StatsError(_WITHOUT_ERROR)
    return found
