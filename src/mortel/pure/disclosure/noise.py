"""The noise on a block sum: always the same for the same ballots, so that repeating and averaging give nothing.

Release.md, rule 2. Two-sided geometric noise has no bound: with a bounded noise two colluders in a block of seven can
be certain of five unanimous colleagues. It is drawn from one HMAC over the round and the sorted random ids of the
ballots in the block, so that a closing done again gives the identical figures, and nobody without the secret can tell
it.

In a block under FEW only dimensions are shown. The noise of several items would average out in them, the one person who
left the block would not: so the items of one dimension share a second draw there, as large as `shared_variance` says
(docs/algorithms/block-release.md has the attack that made it necessary).
"""

import hashlib
import hmac
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.shapes import Counts

DECAY: Final = 0.468
ITEM_VARIANCE: Final = 2 * DECAY / (1 - DECAY) ** 2
# The least variance of the noise in the sum, over the people of a block under FEW, of their means on one dimension.
DIMENSION_VARIANCE: Final = 1.1
_BITS: Final = 64
_PAIR: Final = 2 * _BITS // 8


def shared_variance(items: int) -> float:
    """Variance of the draw that `items` items of one dimension share in a block under FEW; 0 up to three items."""
    return max(0.0, DIMENSION_VARIANCE - ITEM_VARIANCE / items)


def decay_of(variance: float) -> float:
    """The r of a two-sided geometric law, P(z) proportional to r^|z|, with this variance 2r / (1 - r)^2."""
    return 0.0 if variance == 0 else (variance + 1 - math.sqrt(2 * variance + 1)) / variance


def seed(secret: bytes, round_id: str, sorted_ids: bytes) -> bytes:
    """32 bytes that only this set of ballots in this round gives."""
    name = round_id.encode()
    return hmac.digest(secret, len(name).to_bytes(4, "big") + name + sorted_ids, "sha256")


def two_sided_geometric(seeds: Sequence[bytes], decays: Sequence[float], *, purpose: bytes) -> Counts:
    """(seeds, decays) whole numbers z with P(z) proportional to decay^|z|; the j-th does not depend on the later ones.

    A draw is the difference of two one-sided geometric numbers, which has exactly this law. Whole numbers are compared
    with whole numbers, so that no machine rounds differently; beyond 2^-64 the tail is not reached.
    """
    drawn = np.zeros((len(seeds), len(decays)), dtype=np.int64)
    stream = b"".join(hashlib.shake_256(start + purpose).digest(_PAIR * len(decays)) for start in seeds)
    uniform = np.frombuffer(stream, dtype=">u8").reshape(len(seeds), len(decays), 2).astype(np.uint64)
    for at, decay in enumerate(decays):
        steps = _steps(decay)
        one_sided = len(steps) - np.searchsorted(steps, uniform[:, at], side="right")
        drawn[:, at] = one_sided[:, 0] - one_sided[:, 1]
    return drawn


@cache
def _steps(decay: float) -> npt.NDArray[np.uint64]:
    """2^64 times decay, decay^2, ... rounded down, smallest first, as long as there is anything left."""
    ratio, steps, power = Fraction(decay), [], 1 << _BITS
    while power := int(power * ratio):
        steps.append(power)
    return np.array(steps[::-1], dtype=np.uint64)
