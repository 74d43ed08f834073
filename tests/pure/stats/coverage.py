"""How often an interval holds the truth, over seeded simulations under the model that it states.

200 simulations, or 2,000 with MORTEL_TEST_LONG=1 in the environment.
"""

import os
from collections.abc import Callable

import numpy as np

LONG = os.environ.get("MORTEL_TEST_LONG") == "1"
TIMES = 2_000 if LONG else 200


def coverage(covers: Callable[[np.random.Generator], float], *, seed: int = 7) -> float:
    """The share of simulations in which `covers` says yes (or the mean of the shares it gives)."""
    return float(np.mean([covers(np.random.default_rng([seed, number])) for number in range(TIMES)]))


def holds(share: float, level: float) -> bool:
    """Within what chance allows around .95: .88 to .99 in 200, .935 to .965 in 2,000."""
    if level != 0.95:
        raise ValueError("the bounds are those of .95")
    low, high = (0.935, 0.965) if LONG else (0.88, 0.99)
    return low <= share <= high


def assert_covers(
    covers: Callable[[np.random.Generator], bool],
    *,
    seed: int,
    long_bounds: tuple[float, float] = (0.935, 0.965),
) -> None:
    """A 95 % interval does what it says; one known to deviate states its own bounds for the long run."""
    found = coverage(covers, seed=seed)
    low, high = long_bounds if LONG else (0.88, 0.99)
    assert low <= found <= high, f"the interval holds the truth in {found:.1%} of {TIMES} simulations"
