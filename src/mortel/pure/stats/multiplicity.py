"""p-values of a family of tests, adjusted so that the family as a whole keeps its error rate.

Holm and Hommel hold the chance of even one false finding; Benjamini-Hochberg holds the share of false findings
among the findings (for independent or positively dependent tests), Benjamini-Yekutieli whatever the dependence.
Each takes p-values (m) between 0 and 1 in any order and gives adjusted ones in the same order; compare those with
the level you chose. StatsError when a p-value is missing or outside 0 to 1.
"""

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.stats import arguments
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """min over j >= i of m p_(j) / j. Benjamini and Hochberg 1995. R: `p.adjust(p, "BH")`."""
    return _step_up(_checked(p_values), 1.0)


def benjamini_yekutieli(p_values: ArrayLike) -> Floats:
    """As `benjamini_hochberg`, times 1 + 1/2 + ... + 1/m. Benjamini and Yekutieli 2001. R: `p.adjust(p, "BY")`."""
    p = _checked(p_values)
    return _step_up(p, float(np.sum(1 / np.arange(1, p.size + 1))))


def holm(p_values: ArrayLike) -> Floats:
    """max over j <= i of (m - j + 1) p_(j). Holm 1979. R: `p.adjust(p, "holm")`."""
    p = _checked(p_values)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum.accumulate(np.arange(p.size, 0, -1) * p[order])
    return np.minimum(adjusted, 1)


def hommel(p_values: ArrayLike) -> Floats:
    """The closed test of Simes, never larger than Holm's. Needs independent or positively dependent tests.

    Hommel 1988, in Wright's (1992) form. R: `p.adjust(p, "hommel")`.
    """
    p = _checked(p_values)
    m = p.size
    order = np.argsort(p, kind="stable")
    ordered = p[order]
    everywhere = np.full(m, np.min(m * ordered / np.arange(1, m + 1)))
    highest = everywhere.copy()
    for size in range(m - 1, 1, -1):
        first = m - size + 1
        within = np.min(size * ordered[first:] / np.arange(2, size + 1))
        everywhere[:first] = np.minimum(size * ordered[:first], within)
        everywhere[first:] = everywhere[first - 1]
        highest = np.maximum(highest, everywhere)
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum(highest, ordered)
    return adjusted


def _checked(p_values: ArrayLike) -> Floats:
    p = arguments.complete_vector(p_values, "p-values")
    if p.min() < 0 or p.max() > 1:
        raise StatsError("A p-value lies between 0 and 1: look at where these come from.")
    return p


def _step_up(p: Floats, factor: float) -> Floats:
    order = np.argsort(-p, kind="stable")
    scaled = factor * p.size / np.arange(p.size, 0, -1) * p[order]
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum.accumulate(scaled)
    return np.minimum(adjusted, 1)
