"""Whether a relation bends and turns: too little and too much of x, tested in two ways.

A quadratic term alone proves no turning point; a curve that only levels off has one too. `quadratic` therefore
tests the slopes at both ends (Lind and Mehlum), `two_lines` fits a line on each side of a break (Simonsohn), and
`robin_hood` chooses that break. All take x (n) and y (n) without missing values.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, distributions, regression, smoothing
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.interval import Interval
from mortel.pure.stats.regression import Inference

_SURE = 0.05
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Slope:
    """The steepness of the curve at one x."""

    x: float
    slope: float
    standard_error: float

    @property
    def t(self) -> float:
        return self.slope / self.standard_error


@dataclass(frozen=True, slots=True)
class Quadratic:
    """y = b_0 + b_1 x + b_2 x^2 with its turning point."""

    classical: Inference
    robust: Inference
    """HC3, or HC1 when a point has a leverage of 1 (see its `kind`)."""
    r_squared: float
    turning_point: float | None
    """None when the line does not bend at all."""
    turning_point_error: float | None
    """By the delta method; trust the Fieller interval rather."""
    fieller: Interval | None
    """95 % interval of the turning point; None when b_2 is not different from nought: then it is unbounded."""
    inside: bool
    """Whether the turning point lies within the data."""
    at_lowest: Slope
    at_highest: Slope
    lind_mehlum_t: float
    lind_mehlum_p: float
    """Small: the slope really changes sign within the data. Above .5 when it does not change sign at all."""


def quadratic(x: ArrayLike, y: ArrayLike) -> Quadratic:
    """Fit a parabola and test for a (inverted) U.

    Turning point -b_1 / 2 b_2; Fieller's interval from b_1 + 2 b_2 z = 0; Lind and Mehlum's (2010) p is the larger
    of two one-sided p: rising at one end *and* falling at the other. Fieller 1954; Sasabuchi 1980.
    R: `lm(y ~ x + I(x^2))`, `sandwich::vcovHC(f, "HC3")`. StatsError with fewer than three different values of x,
    fewer than four points, or a missing value.
    """
    points, outcome = _pair(x, y)
    design = np.column_stack((np.ones_like(points), points, points**2))
    fit = regression.least_squares(design, outcome)
    plain, robust = regression.classical(fit), regression.hc3(fit)
    if fit.r_squared is None:
        raise StatsError("All values of y are equal, so there is no shape to find.")
    if fit.residual_variance == 0:
        raise StatsError("The curve fits without any error, so there is nothing to test: look at the data.")
    bends = abs(plain.coefficients[2]) * np.ptp(points) ** 2 > _ROUNDING * np.ptp(outcome)
    turn, error = _turning_point(plain) if bends else (None, None)
    low, high = (_slope_at(plain, float(end)) for end in (points.min(), points.max()))
    rising_first = 1.0 if plain.coefficients[2] < 0 else -1.0
    t = min(rising_first * low.t, -rising_first * high.t)
    return Quadratic(
        classical=plain,
        robust=robust,
        r_squared=fit.r_squared,
        turning_point=turn,
        turning_point_error=error,
        fieller=_fieller(plain),
        inside=turn is not None and low.x < turn < high.x,
        at_lowest=low,
        at_highest=high,
        lind_mehlum_t=t,
        lind_mehlum_p=float(distributions.t_upper(t, fit.residual_df)),
    )


def _pair(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    points, outcome = arguments.complete_vector(x, "x"), arguments.complete_vector(y, "y")
    arguments.same_length(points, outcome, "x", "y")
    return points, outcome


def _turning_point(found: Inference) -> tuple[float, float]:
    """Where the slope is nought, with its standard error by the delta method."""
    _, slope, bend = (float(b) for b in found.coefficients)
    gradient = np.array([0, -1 / (2 * bend), slope / (2 * bend**2)])
    return -slope / (2 * bend), sqrt(float(gradient @ found.covariance @ gradient))


def _slope_at(found: Inference, x: float) -> Slope:
    direction = np.array([0, 1, 2 * x])
    error = sqrt(float(direction @ found.covariance @ direction))
    return Slope(x, float(direction @ found.coefficients), error)


def _fieller(found: Inference) -> Interval | None:
    """All z for which b_1 + 2 b_2 z is not different from nought: a quadratic inequality in 2z."""
    squared = distributions.t_quantile(0.975, float(found.df[0])) ** 2
    _, slope, bend = found.coefficients
    a = bend**2 - squared * found.covariance[2, 2]
    b = slope * bend - squared * found.covariance[1, 2]
    c = slope**2 - squared * found.covariance[1, 1]
    if a <= 0:
        return None
    root = sqrt(float(b**2 - a * c))
    return Interval(float((-b - root) / (2 * a)), float((-b + root) / (2 * a)))


@dataclass(frozen=True, slots=True)
class Line:
    """The line on one side of the break: its slope, tested robustly against the normal distribution."""

    slope: float
    standard_error: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A line on each side of the break."""

    break_at: float
    left: Line
    """Up to and with the break."""
    right: Line
    """From and with the break."""
    turns: bool
    """The slopes have opposite signs and both p < .05."""
    robust_kinds: tuple[regression.Covariance, regression.Covariance]


def two_lines(x: ArrayLike, y: ArrayLike, break_at: float) -> TwoLines:
    """Interrupted regression at a break that was chosen beforehand.

    y ~ x_low + x_high + D with x_low = x - c below c, x_high = x - c above c, D = 1 above c; the point c itself
    counts left for the left slope and right for the right one. Simonsohn 2018. R: `lm(y ~ xl + xh + D)` twice,
    `sandwich::vcovHC(f, "HC3")`. StatsError when either side has too few different values of x.
    """
    points, outcome = _pair(x, y)
    _room_for_lines(points, break_at)
    below, above = points < break_at, points > break_at
    left, left_kind = _line(points, outcome, break_at, upper=above, which=1)
    right, right_kind = _line(points, outcome, break_at, upper=~below, which=2)
    turns = left.slope * right.slope < 0 and max(left.p, right.p) < _SURE
    return TwoLines(break_at, left, right, turns, (left_kind, right_kind))


def robin_hood(x: ArrayLike, y: ArrayLike) -> TwoLines:
    """Two lines at a break set where it helps the weaker line most.

    A smooth curve is drawn; the points whose fitted height lies within one standard error of its top (or bottom
    for a U) are the flat part. Lines at the median of that part give z_1 and z_2; the final break is the quantile
    |z_2| / (|z_1| + |z_2|) of the flat part, moved inward where fewer than two different values would be left on a
    side. Simonsohn 2018. R: his `twolines()` with `mgcv::gam(y ~ s(x, bs = "cr"))`.
    StatsError as for `two_lines` and `smoothing.smooth`.
    """
    points, outcome = _pair(x, y)
    curve = smoothing.smooth(points, outcome)
    # An inverted U is turned over, so that there is only a bottom to look for.
    sign = -1.0 if quadratic(points, outcome).classical.coefficients[2] < 0 else 1.0
    heights = sign * curve.fitted
    lowest = int(np.argmin(heights))
    flat = points[heights <= heights[lowest] + curve.standard_errors[lowest]]
    first = two_lines(points, outcome, _inward(points, float(np.median(flat))))
    share = abs(first.right.z) / (abs(first.left.z) + abs(first.right.z))
    return two_lines(points, outcome, _inward(points, float(np.quantile(flat, share))))


def _inward(points: Floats, break_at: float) -> float:
    values = np.unique(points)
    if values.size < 5:
        raise StatsError("Two lines need at least five different values of x.")
    return float(np.clip(break_at, values[2], values[-3]))


def _room_for_lines(points: Floats, break_at: float) -> None:
    values = np.unique(points)
    if min((values < break_at).sum(), (values > break_at).sum()) < 2:
        raise StatsError(
            f"A line needs two different values of x on each side of the break at {break_at:g}: move the break inward."
        )


def _line(
    points: Floats, outcome: Floats, break_at: float, *, upper: NDArray[np.bool_], which: int
) -> tuple[Line, regression.Covariance]:
    """One fit of both lines with the break counted on one side; gives coefficient `which` of it."""
    away = points - break_at
    design = np.column_stack(
        (np.ones_like(points), np.where(upper, 0, away), np.where(upper, away, 0), upper)
    )
    fit = regression.least_squares(design, outcome)
    side = points >= break_at if which == 2 else points <= break_at
    if np.abs(fit.residuals[side]).max() <= _ROUNDING * np.ptp(outcome):
        raise StatsError(
            f"On one side of {break_at:g} the points lie exactly on a line, so there is nothing to test: "
            "move the break."
        )
    found = regression.hc3(fit)
    z = float(found.t[which])
    line = Line(
        slope=float(found.coefficients[which]),
        standard_error=float(found.standard_errors[which]),
        z=z,
        p=float(2 * distributions.normal_upper(abs(z))),
    )
    return line, found.kind
