"""Quantiles and tail probabilities, straight from scipy.special (scipy.stats takes a second to import).

A quantile takes the lower probability. An upper tail keeps its digits far out, where 1 - lower would be nought.
Arguments are numbers or arrays; degrees of freedom need not be whole. Nothing is checked here: callers have done so.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def normal_quantile(lower: Numbers) -> Numbers:
    """R: `qnorm(lower)`."""
    found: Numbers = special.ndtri(lower)
    return found


def normal_lower(z: Numbers) -> Numbers:
    """R: `pnorm(z)`."""
    found: Numbers = special.ndtr(z)
    return found


def normal_upper(z: Numbers) -> Numbers:
    """R: `pnorm(z, lower.tail = FALSE)`."""
    found: Numbers = special.ndtr(-z)
    return found


def t_quantile(lower: float, df: Numbers) -> Numbers:
    """R: `qt(lower, df)`."""
    found: Numbers = special.stdtrit(df, lower)
    return found


def t_upper(t: Numbers, df: float | NDArray[np.float64]) -> Numbers:
    """R: `pt(t, df, lower.tail = FALSE)`."""
    found: Numbers = special.stdtr(df, -t)
    return found


def f_quantile(lower: float, df1: float, df2: float) -> float:
    """R: `qf(lower, df1, df2)`."""
    share = special.betaincinv(df1 / 2, df2 / 2, lower)
    rest = special.betaincinv(df2 / 2, df1 / 2, 1 - lower)
    return float(df2 * share / (df1 * rest))


def f_upper(f: Numbers, df1: float, df2: float) -> Numbers:
    """R: `pf(f, df1, df2, lower.tail = FALSE)`."""
    found: Numbers = special.fdtrc(df1, df2, f)
    return found


def chi2_quantile(lower: float, df: float) -> float:
    """R: `qchisq(lower, df)`."""
    return float(2 * special.gammaincinv(df / 2, lower))


def chi2_upper(x: Numbers, df: float) -> Numbers:
    """R: `pchisq(x, df, lower.tail = FALSE)`."""
    found: Numbers = special.gammaincc(df / 2, x / 2)
    return found


def beta_quantile(lower: float, a: Numbers, b: Numbers) -> Numbers:
    """R: `qbeta(lower, a, b)`."""
    found: Numbers = special.betaincinv(a, b, lower)
    return found
