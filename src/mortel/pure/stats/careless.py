"""Signs that a questionnaire was filled in without reading. Each index is a flag, never a verdict on a person.

`answers` is people x items in the order of the form, NaN where missing, reversed items *not* turned round unless
said otherwise. Compare results with and without the flagged people; never tell who they are.
Curran 2016; Yentes and Wilhelm, R package careless 1.2.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, distributions
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# An item of which less than this share is left beside the items before it follows from them.
_COLLINEAR = 1e-10


@dataclass(frozen=True, slots=True)
class Runs:
    """Per person the longest and the mean run of one and the same answer; NaN for who answered nothing."""

    longest: Floats
    average: Floats


@dataclass(frozen=True, slots=True)
class Distances:
    """Per person how unusual the whole pattern is, and how often so far by chance; NaN where an answer is missing."""

    squared: Floats
    p: Floats


def longstring(answers: ArrayLike) -> Runs:
    """Runs of equal answers side by side. A missing answer ends a run and counts in none.

    Weak on short pages: use it over the whole form. Johnson 2005. R: `careless::longstring(x, avg = TRUE)`.
    """
    x = arguments.matrix(answers, "answers")
    seen = ~np.isnan(x)
    people = len(x)
    length, longest = np.zeros(people), np.zeros(people)
    runs = np.zeros(people)
    for at in range(x.shape[1]):
        same = seen[:, at] & (x[:, at] == x[:, at - 1]) if at else np.zeros(people, dtype=bool)
        runs += seen[:, at] & ~same
        length = np.where(seen[:, at], np.where(same, length + 1, 1), 0)
        longest = np.maximum(longest, length)
    answered = seen.any(axis=1)
    average = seen.sum(axis=1) / np.maximum(runs, 1)
    return Runs(np.where(answered, longest, np.nan), np.where(answered, average, np.nan))


def irv(answers: ArrayLike) -> Floats:
    """Intra-individual response variability: the sd (divisor p - 1) of each person's answers, NaN below two answers.

    Low means the same everywhere, high means scattered. Dunn et al. 2018. R: `careless::irv(x)`.
    """
    x = arguments.matrix(answers, "answers")
    counts = (~np.isnan(x)).sum(axis=1)
    means = np.nansum(x, axis=1) / np.maximum(counts, 1)
    squares = np.nansum((x - means[:, None]) ** 2, axis=1)
    return np.where(counts >= 2, np.sqrt(squares / np.maximum(counts - 1, 1)), np.nan)


def mahalanobis(answers: ArrayLike) -> Distances:
    """D^2 = (x - m)' S^-1 (x - m) with mean and covariance of the complete rows, p from chi^2 with p items.

    Flag below p = .001. Mahalanobis 1936; Meade and Craig 2012. R: `careless::mahad(x)`.
    StatsError when there are no more complete rows than items, or when an item follows from the others.
    """
    x = arguments.matrix(answers, "answers")
    complete = ~np.isnan(x).any(axis=1)
    rows = x[complete]
    items = x.shape[1]
    if len(rows) <= items:
        raise StatsError(
            f"A distance over {items} items needs more than {items} people who answered all of them."
        )
    centred = rows - rows.mean(axis=0)
    q, r = np.linalg.qr(centred)
    own = np.abs(np.diag(r)) > _COLLINEAR * np.linalg.norm(centred, axis=0)
    if not (own & (np.ptp(rows, axis=0) > 0)).all():
        raise StatsError("One item never varies or follows from the others: leave it out of the distance.")
    squared = np.full(len(x), np.nan)
    squared[complete] = (len(rows) - 1) * np.einsum("ij,ij->i", q, q)
    p = np.full(len(x), np.nan)
    p[complete] = distributions.chi2_upper(squared[complete], items)
    return Distances(squared, p)


def even_odd(answers: ArrayLike, scale_sizes: Sequence[int]) -> Floats:
    """Inconsistency between the even and the odd items of each scale, -1 (consistent) to 1, per person.

    `scale_sizes`: how many columns each scale has, in order; reversed items turned round already. The correlation
    over scales of even and odd means, corrected by Spearman-Brown and turned round. NaN for a person whose halves
    do not vary or who answered fewer than three scales. Curran 2016. R: `careless::evenodd(x, factors)`.
    StatsError with fewer than three scales, a scale of one item, or sizes that do not add up to the columns.
    """
    x = arguments.matrix(answers, "answers")
    if len(scale_sizes) < 3 or min(scale_sizes) < 2:
        raise StatsError("Even against odd needs at least three scales of at least two items.")
    if sum(scale_sizes) != x.shape[1]:
        raise StatsError(
            f"The sizes of the scales add up to {sum(scale_sizes)} and there are {x.shape[1]} columns."
        )
    scales = np.split(x, np.cumsum(scale_sizes)[:-1], axis=1)
    even, odd = (np.column_stack([_row_means(scale[:, at::2]) for scale in scales]) for at in (1, 0))
    r = _row_correlations(even, odd)
    with np.errstate(divide="ignore"):
        corrected = 2 * r / (1 + r)
    return -np.maximum(corrected, -1)


def psychometric_synonyms(answers: ArrayLike, least: float = 0.6) -> Floats:
    """Per person the correlation over pairs of items that mean the same (r above `least` in the sample).

    Low means careless. NaN for a person without spread on either side, or with fewer than three pairs answered.
    Jackson 1976. R: `careless::psychsyn(x, critval)`. StatsError when fewer than three pairs are that alike.
    """
    x = arguments.matrix(answers, "answers")
    return _over_pairs(x, _sample_correlations(x) > least, f"correlate above {least:g}: lower the limit")


def psychometric_antonyms(answers: ArrayLike, most: float = -0.6) -> Floats:
    """As `psychometric_synonyms` for opposites (r below `most`): near -1 is careful, near 0 or above careless.

    R: `careless::psychant(x, critval)`.
    """
    x = arguments.matrix(answers, "answers")
    return _over_pairs(x, _sample_correlations(x) < most, f"correlate below {most:g}: raise the limit")


def _over_pairs(x: Floats, pairs: NDArray[np.bool_], what: str) -> Floats:
    later, earlier = np.nonzero(np.tril(pairs, -1))
    if len(later) < 3:
        raise StatsError(f"Only {len(later)} pairs of items {what}, or leave this index out.")
    return _row_correlations(x[:, later], x[:, earlier])


def _sample_correlations(x: Floats) -> Floats:
    """Correlations of the items over the people who answered both; 0 where an item does not vary."""
    seen = (~np.isnan(x)).astype(np.float64)
    lowest, highest = np.where(seen > 0, x, np.inf).min(axis=0), np.where(seen > 0, x, -np.inf).max(axis=0)
    means = np.where(seen > 0, x, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    filled = np.where((seen > 0) & (highest > lowest), x - means, 0)
    counts = np.maximum(seen.T @ seen, 1)
    of_row, of_column = filled.T @ seen, seen.T @ filled
    products = filled.T @ filled - of_row * of_column / counts
    squares = (filled**2).T @ seen - of_row**2 / counts
    # Of a column that holds one value among those who answered both, rounding may leave a hair below nought.
    scale = np.sqrt(np.maximum(squares, 0) * np.maximum(squares.T, 0))
    correlations: Floats = np.divide(products, scale, out=np.zeros_like(products), where=scale > 0)
    return correlations


def _row_means(x: Floats) -> Floats:
    counts = (~np.isnan(x)).sum(axis=1)
    return np.where(counts > 0, np.nansum(x, axis=1) / np.maximum(counts, 1), np.nan)


def _row_correlations(left: Floats, right: Floats) -> Floats:
    """Correlation within each row over the columns both have; NaN below three or without spread."""
    both = ~(np.isnan(left) | np.isnan(right))
    counts = both.sum(axis=1)
    one, other = (_row_deviations(side, both, counts) for side in (left, right))
    scale = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    defined = (counts >= 3) & (scale > 0)
    products = (one * other).sum(axis=1)
    return np.where(defined, np.clip(products / np.where(defined, scale, 1), -1, 1), np.nan)


def _row_deviations(side: Floats, both: NDArray[np.bool_], counts: NDArray[np.intp]) -> Floats:
    """Distances to the row's own mean; exactly nought where the row holds one value, however it is rounded."""
    filled = np.where(both, side, 0)
    means = filled.sum(axis=1) / np.maximum(counts, 1)
    lowest, highest = (
        np.where(both, side, np.inf).min(axis=1),
        np.where(both, side, -np.inf).max(axis=1),
    )
    return np.where(both & (highest > lowest)[:, None], filled - means[:, None], 0)
