"""A smooth curve through points: a penalised cubic regression spline, its smoothness chosen by the data."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mortel.pure.stats import arguments, optimise
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

_KNOTS = 10
_FEWEST_VALUES = 4
# exp(25): from no penalty at all to a straight line, whatever the units.
_REACH = 25.0


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve at each of the n points, its standard error there, and how many degrees of freedom it took."""

    fitted: Floats
    standard_errors: Floats
    effective_df: float


def smooth(x: ArrayLike, y: ArrayLike) -> Curve:
    """Smooth y (n) over x (n): natural cubic spline on 10 knots, penalty on curvature by generalised cross-validation.

    Minimises sum (y - f)^2 + lambda integral f''^2 at the lambda with least n RSS / (n - edf)^2; standard errors
    are Bayesian. Wood 2017, sections 5.3.1, 6.2 and 6.10.
    R: `g <- mgcv::gam(y ~ s(x, bs = "cr"))`, `predict(g, se.fit = TRUE)`.
    StatsError with fewer than four different values of x.
    """
    points, outcome = arguments.complete_vector(x, "x"), arguments.complete_vector(y, "y")
    arguments.same_length(points, outcome, "x", "y")
    values = np.unique(points)
    if values.size < _FEWEST_VALUES or points.size <= _KNOTS:
        raise StatsError(
            f"A smooth curve needs at least {_FEWEST_VALUES} different values of x and more than {_KNOTS} points."
        )
    knots = np.quantile(values, np.linspace(0, 1, min(_KNOTS, values.size)))
    basis, penalty = _natural_spline(points, knots)
    return _best_curve(basis, penalty, outcome)


def _natural_spline(points: Floats, knots: Floats) -> tuple[Floats, Floats]:
    """Basis (n x k) whose coefficients are the heights at the knots, and the matrix of the curvature (k x k)."""
    k, widths = knots.size, np.diff(knots)
    second = np.zeros((k - 2, k))
    bands = np.zeros((k - 2, k - 2))
    for i in range(k - 2):
        second[i, i : i + 3] = 1 / widths[i], -1 / widths[i] - 1 / widths[i + 1], 1 / widths[i + 1]
        bands[i, i] = (widths[i] + widths[i + 1]) / 3
        if i < k - 3:
            bands[i, i + 1] = bands[i + 1, i] = widths[i + 1] / 6
    curvature = np.zeros((k, k))
    curvature[1:-1] = np.linalg.solve(bands, second)
    at = np.clip(np.searchsorted(knots, points, "right") - 1, 0, k - 2)
    width, left, right = widths[at], points - knots[at], knots[at + 1] - points
    rows = np.arange(points.size)
    basis = np.zeros((points.size, k))
    basis[rows, at] = right / width
    basis[rows, at + 1] += left / width
    basis += ((right**3 / width - width * right) / 6)[:, None] * curvature[at]
    basis += ((left**3 / width - width * left) / 6)[:, None] * curvature[at + 1]
    return basis, second.T @ curvature[1:-1]


def _best_curve(basis: Floats, penalty: Floats, outcome: Floats) -> Curve:
    """Turn basis and penalty to the axes in which both are diagonal: every smoothness is then one line of sums."""
    q, r = np.linalg.qr(basis)
    inverse = np.asarray(np.linalg.inv(r), dtype=np.float64)
    stiffness, turn = np.linalg.eigh(inverse.T @ penalty @ inverse)
    stiffness = np.maximum(stiffness, 0)
    axes = q @ turn
    heights = axes.T @ outcome
    unexplained = max(float(outcome @ outcome - heights @ heights), 0.0)
    n = outcome.size

    def badness(logarithm: float) -> float:
        shares = 1 / (1 + np.exp(logarithm) * stiffness)
        squares = unexplained + float(((1 - shares) ** 2) @ heights**2)
        return n * squares / float(n - shares.sum()) ** 2

    centre = -float(np.log(stiffness.max()))
    (best,) = optimise.lowest_point(badness, [centre - _REACH], [centre + _REACH])
    shares = 1 / (1 + np.exp(best) * stiffness)
    fitted = axes @ (shares * heights)
    variance = float(np.sum((outcome - fitted) ** 2)) / (n - shares.sum())
    return Curve(fitted, np.sqrt(variance * (axes**2 @ shares)), float(shares.sum()))
