"""Our own search for a root and a lowest point: scipy.optimize would triple the time that the import takes."""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from mortel.pure.stats.errors import StatsError

_STEPS = 200
_MESHES = 20


def root(function: Callable[[float], float], low: float, high: float, *, tolerance: float = 1e-14) -> float:
    """Where a continuous function crosses zero between `low` and `high`, to `tolerance` relative to the answer.

    Chandrupatla's method (1997, Advances in Engineering Software 28, 145-149): inverse quadratic interpolation
    where that is safe, halving where not. StatsError when both ends lie on the same side of zero.
    R: `uniroot(function, c(low, high), tol = 1e-14)`.
    """
    a, b = low, high
    at_a, at_b = function(a), function(b)
    if at_a * at_b > 0:
        raise StatsError(f"No crossing of zero between {low} and {high}: widen the range in which to look.")
    c, at_c, share = a, at_a, 0.5
    for _ in range(_STEPS):
        best, at_best = (a, at_a) if abs(at_a) < abs(at_b) else (b, at_b)
        near = tolerance * abs(best) + 1e-300
        if at_best == 0 or abs(b - a) <= 2 * near:
            return best
        x = a + min(max(share, near / abs(b - a)), 1 - near / abs(b - a)) * (b - a)
        at_x = function(x)
        if (at_x > 0) == (at_a > 0):
            c, at_c = a, at_a
        else:
            b, c, at_b, at_c = a, b, at_a, at_b
        a, at_a = x, at_x
        share = _share(a, b, c, at_a, at_b, at_c)
    return best


def _share(a: float, b: float, c: float, at_a: float, at_b: float, at_c: float) -> float:
    """How far from a to b the next look lies: interpolated when the three points allow it, else in the middle."""
    if at_b == at_c or c == b:
        return 0.5
    xi, phi = (a - b) / (c - b), (at_a - at_b) / (at_c - at_b)
    if not (phi**2 < xi and (1 - phi) ** 2 < 1 - xi):
        return 0.5
    towards_c = at_a / (at_b - at_a) * at_c / (at_b - at_c)
    return towards_c + (c - a) / (b - a) * at_a / (at_c - at_a) * at_b / (at_c - at_b)


def lowest_point(
    function: Callable[..., float], low: Sequence[float], high: Sequence[float], *, tolerance: float = 1e-9
) -> tuple[float, ...]:
    """Where a function of one or two numbers is least between `low` and `high` (the ends count as well).

    A net of 21 points a side, then ever finer nets around the best, until a mesh is `tolerance` of the range: slower
    than a descent, but it finds the right valley when there are two, and stops at an end when the least lies there.
    R: `optim(start, function, method = "L-BFGS-B", lower = low, upper = high)`.
    """
    bounds = list(zip(low, high, strict=True))
    axes = [np.linspace(start, stop, _MESHES + 1) for start, stop in bounds]
    mesh = 1 / _MESHES
    while True:
        best = min(product(*axes), key=lambda point: function(*point))
        if mesh < tolerance:
            return tuple(float(at) for at in best)
        reach = 1.5 * mesh
        axes = [
            np.linspace(
                max(start, at - reach * (stop - start)), min(stop, at + reach * (stop - start)), _MESHES + 1
            )
            for at, (start, stop) in zip(best, bounds, strict=True)
        ]
        mesh *= 2 * 1.5 / _MESHES


def lowest_by_slope(valley: Callable[[float], tuple[float, float]], grid: Sequence[float]) -> float | None:
    """Where a smooth function is lowest: `valley` gives its height and its slope at a point, `grid` rises.

    Looks at every point of the grid first, since a likelihood may have two tops, then finds the slope of zero beside
    the best. The first point when the function rises from there; None when it still falls at the last.
    R: `optimise(valley, range(grid))`.
    """
    looked = [valley(at) for at in grid]
    best = min(range(len(grid)), key=lambda number: looked[number][0])
    # Where the floor is flat, rounding chooses the point; the slopes still know which way is down.
    while best >= 0 and looked[best][1] >= 0:
        best -= 1
    if best < 0:
        return grid[0]
    while best < len(grid) - 1 and looked[best + 1][1] < 0:
        best += 1
    if best == len(grid) - 1:
        return None
    return root(lambda at: valley(at)[1], grid[best], grid[best + 1])
