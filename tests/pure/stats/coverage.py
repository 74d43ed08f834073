"""How often an interval holds the truth when its model is true.

200 seeded simulations in every run catch an interval that is plainly wrong; 2,000 with MORTEL_LONG=1 measure it. An
interval known to deviate states its own bounds for the long run.
"""

import os
from collections.abc import Callable

import numpy as np

LONG = bool(os.environ.get("MORTEL_LONG"))
SHORT_BOUNDS = (0.88, 0.99)
LONG_BOUNDS = (0.935, 0.965)


def assert_covers(
    holds: Callable[[np.random.Generator], bool], *, seed: int, long_bounds: tuple[float, float] = LONG_BOUNDS
) -> None:
    """`holds` draws data, makes the 95 % interval and says whether the truth lies in it."""
    generator = np.random.default_rng(seed)
    runs = 2_000 if LONG else 200
    found = sum(holds(generator) for _ in range(runs)) / runs
    low, high = long_bounds if LONG else SHORT_BOUNDS
    assert low <= found <= high, f"the interval holds the truth in {found:.1%} of {runs} simulations"
