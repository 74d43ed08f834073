"""Do the items of a scale measure the same thing, and how precisely? Cronbach's alpha and omega total.

Both start from `sufficient.item_moments(items)`: complete rows only. psych::alpha keeps incomplete rows pair by pair
and so says .7030 where this says .7038 (items A1-A5 of bfi); na.omit() first makes the two equal.
Reverse the items that are worded the other way before: nothing here guesses which.
"""

from dataclasses import dataclass

import numpy as np

from mortel.pure.stats import arguments, distributions
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval
from mortel.pure.stats.sufficient import ItemMoments, gathered


@dataclass(frozen=True, slots=True)
class Item:
    """One item beside the others; None where it, or the rest, does not vary, or where no two items are left."""

    mean: float
    sd: float
    total_correlation: float | None
    """With the sum of all items, itself included (psych `raw.r`)."""
    rest_correlation: float | None
    """With the sum of the other items: the corrected item-total correlation (psych `r.drop`)."""
    alpha_without: float | None
    """Alpha of the other items."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha of k items from n complete rows; `mean` and `sd` are those of the person mean."""

    n: int
    alpha: float
    standardised: float | None
    """From the correlations; None when an item does not vary."""
    average_correlation: float | None
    mean: float
    sd: float
    feldt: Interval
    bonett: Interval
    items: tuple[Item, ...]


def alpha(moments: ItemMoments, *, level: float = 0.95) -> Alpha:
    """Cronbach's alpha, its intervals and its items. From raw answers: `alpha(sufficient.item_moments(items))`.

    alpha = k / (k - 1) (1 - sum of the variances / variance of the sum); standardised k r / (1 + (k - 1) r) with r
    the average correlation. Cronbach 1951, Psychometrika 16, 297-334. R: `psych::alpha(na.omit(items))`.
    StatsError with fewer than two items or three complete rows, or when the sum of the items does not vary.
    """
    gathered(moments, ItemMoments)
    covariance, k = moments.covariance, len(moments.means)
    _refuse_few(moments.n, k)
    raw = _raw(covariance)
    if raw is None:
        raise StatsError(
            "The sum of the items does not vary: reverse the reversed items, or leave this scale out."
        )
    correlation = _average_correlation(moments)
    return Alpha(
        n=moments.n,
        alpha=raw,
        standardised=_spearman_brown(correlation, k),
        average_correlation=correlation,
        mean=float(moments.means.mean()),
        sd=float(np.sqrt(covariance.sum())) / k,
        feldt=feldt_interval(raw, moments.n, k, level=level),
        bonett=bonett_interval(raw, moments.n, k, level=level),
        items=tuple(_item(moments, index) for index in range(k)),
    )


def feldt_interval(alpha: float, n: int, items: int, *, level: float = 0.95) -> Interval:
    """Where alpha lies in the population, exact for parallel items with a normal distribution.

    (1 - alpha) / (1 - a) has an F distribution with n - 1 and (n - 1)(k - 1) degrees of freedom. Feldt 1965,
    Psychometrika 30, 357-370. R: `1 - (1 - a) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))`.
    """
    arguments.level(level)
    _refuse_few(n, items)
    df1, df2 = n - 1, (n - 1) * (items - 1)
    low, high = (distributions.f_quantile(at, df1, df2) for at in ((1 + level) / 2, (1 - level) / 2))
    return Interval(1 - (1 - alpha) * low, 1 - (1 - alpha) * high)


def bonett_interval(alpha: float, n: int, items: int, *, level: float = 0.95) -> Interval:
    """As Feldt's, from the logarithm: close to it, and easily joined over samples.

    1 - exp(log(1 - a) +- z sqrt(2k / ((k - 1)(n - 2)))). Bonett 2002, Journal of Educational and Behavioral
    Statistics 27, 335-340. An alpha of 1 gives the point 1.
    """
    arguments.level(level)
    _refuse_few(n, items)
    reach = distributions.normal_quantile((1 + level) / 2) * np.sqrt(2 * items / ((items - 1) * (n - 2)))
    return Interval(float(1 - (1 - alpha) * np.exp(reach)), float(1 - (1 - alpha) * np.exp(-reach)))


def _refuse_few(n: int, items: int) -> None:
    if items < 2:
        raise StatsError("Alpha needs at least two items; of one item the reliability is not known.")
    if n < 3:
        raise StatsError(f"Alpha needs at least three complete rows; there are {n}.")


def _raw(covariance: Floats) -> float | None:
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or total <= 1e-12 * float(np.trace(covariance)):
        return None
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _average_correlation(moments: ItemMoments) -> float | None:
    sds, k = moments.sds, len(moments.means)
    if not (sds > 0).all():
        return None
    correlations = moments.covariance / np.outer(sds, sds)
    return float((correlations.sum() - k) / (k * (k - 1)))


def _spearman_brown(correlation: float | None, k: int) -> float | None:
    if correlation is None or 1 + (k - 1) * correlation <= 0:
        return None
    return k * correlation / (1 + (k - 1) * correlation)


def _item(moments: ItemMoments, index: int) -> Item:
    others = np.arange(len(moments.means)) != index
    own, rest = moments.covariance[index], moments.covariance[np.ix_(others, others)]
    variance = float(own[index])
    return Item(
        mean=float(moments.means[index]),
        sd=float(np.sqrt(variance)),
        total_correlation=_correlation(float(own.sum()), variance, float(moments.covariance.sum())),
        rest_correlation=_correlation(float(own[others].sum()), variance, float(rest.sum())),
        alpha_without=_raw(rest),
    )


def _correlation(covariance: float, variance: float, other: float) -> float | None:
    if variance <= 0 or other <= 0:
        return None
    return covariance / float(np.sqrt(variance * other))
