"""Intervals for shares and for means of a group that is known by head, and the test of two answers of one person."""

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike

from mortel.pure.stats import arguments, distributions
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) with its interval."""

    share: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class FiniteMean:
    """The mean of those who answered, as an estimate for a group of known size."""

    mean: float
    standard_error: float
    interval: Interval
    answered: int
    size: int


@dataclass(frozen=True, slots=True)
class McNemar:
    """Whether more people changed one way than the other."""

    chi_squared: float
    p: float


def wilson(successes: int, trials: int, level: float = 0.95) -> Share:
    """Score interval of a share, good from a handful of trials on.

    (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Wilson 1927. R: `prop.test(x, n, correct = FALSE)`.
    """
    share = _share(successes, trials)
    arguments.level(level)
    z = float(distributions.normal_quantile((1 + level) / 2))
    shrunk = 1 + z**2 / trials
    middle = (share + z**2 / (2 * trials)) / shrunk
    reach = z * sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2)) / shrunk
    low = 0.0 if successes == 0 else middle - reach
    high = 1.0 if successes == trials else middle + reach
    return Share(share, Interval(low, high))


def clopper_pearson(successes: int, trials: int, level: float = 0.95) -> Share:
    """Interval of a share that holds at least its level, whatever the share: wide, but never too narrow.

    Quantiles of beta(x, n-x+1) and beta(x+1, n-x). Clopper and Pearson 1934. R: `binom.test(x, n)`.
    """
    share = _share(successes, trials)
    arguments.level(level)
    tail = (1 - level) / 2
    x, rest = float(successes), float(trials - successes)
    low = 0.0 if successes == 0 else float(distributions.beta_quantile(tail, x, rest + 1))
    high = 1.0 if successes == trials else float(distributions.beta_quantile(1 - tail, x + 1, rest))
    return Share(share, Interval(low, high))


def _share(successes: int, trials: int) -> float:
    arguments.count(successes, "successes")
    arguments.count(trials, "trials")
    if trials < 1:
        raise StatsError("A share of nobody does not exist: there must be at least one answer.")
    if not 0 <= successes <= trials:
        raise StatsError(f"{successes} of {trials} is not a share: count from 0 to {trials}.")
    return successes / trials


def finite_mean(values: ArrayLike, size: int, level: float = 0.95) -> FiniteMean:
    """The mean of a group of `size` people of whom some answered, as if those were drawn at random.

    Standard error s/sqrt(n) sqrt(1 - n/N), t with n - 1 degrees of freedom; nought when everybody answered.
    Cochran 1977, chapter 2. R: `mean(x) + c(-1, 1) * qt(.975, n - 1) * sd(x) / sqrt(n) * sqrt(1 - n/N)`.
    StatsError with fewer than two values, a missing value, or more values than people.
    """
    x = arguments.complete_vector(values, "values")
    if x.size < 2:
        raise StatsError("The spread within a group needs at least two answers.")
    if x.size > size:
        raise StatsError(
            f"{x.size} answers cannot come from a group of {size}: correct the size of the group."
        )
    arguments.level(level)
    error = float(x.std(ddof=1)) / sqrt(x.size) * sqrt(1 - x.size / size)
    reach = distributions.t_quantile((1 + level) / 2, float(x.size - 1)) * error
    mean = float(x.mean())
    return FiniteMean(mean, error, Interval(mean - reach, mean + reach), x.size, size)


def mcnemar(only_first: int, only_second: int) -> McNemar:
    """Yes-or-no answers of the same people at two moments: `only_first` said yes only at the first, and so on.

    (|b - c| - 1)^2 / (b + c), 1 degree of freedom. McNemar 1947, with Edwards' correction.
    R: `mcnemar.test(table)`. StatsError when nobody changed.
    """
    arguments.count(only_first, "only_first")
    arguments.count(only_second, "only_second")
    if min(only_first, only_second) < 0:
        raise StatsError("A number of people cannot be below nought.")
    changed = only_first + only_second
    if changed == 0:
        raise StatsError("Nobody gave another answer the second time, so there is no change to test.")
    # Without a difference there is nothing to correct; the bare formula would give 1 / (b + c).
    chi_squared = max(abs(only_first - only_second) - 1, 0) ** 2 / changed
    return McNemar(chi_squared, float(distributions.chi2_upper(chi_squared, 1)))
