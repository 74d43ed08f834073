"""Counts of what people did, such as moments written down, for the whole organisation (trust.md, step 7).

Each count is differentially private: one person, however much she wrote, moves it by CAP at most, and its noise is made
for that. Nobody can tell from them whether somebody took part.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import limits, noise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Counts, DisclosureError

# Of one person at most so many count in each kind.
CAP: Final = 8
# Per kind: with CAP and two-sided geometric noise exp(-EPSILON / CAP) the privacy loss (Dwork and others 2006).
EPSILON: Final = 1.0
PEOPLE_STEP: Final = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """`people` who did anything, to the nearest ten; `per_person` of each kind, to one decimal, 0 or more.

    With a `gap` there are no figures.
    """

    kinds: tuple[str, ...]
    people: int = 0
    per_person: tuple[float, ...] = ()
    gap: Gap | None = None


def tally(done: Counts, kinds: Sequence[str], secret: bytes, *, purpose: str) -> Tally:
    """What people did, per person who did anything. `done` (people, kinds) counts of everybody who did something.

    From 30 people on. `secret` is that of the round: the same counts give the same figures when it is done again.
    DisclosureError when there is no name for each kind.
    """
    if done.shape[1:] != (len(kinds),):
        raise DisclosureError("Give one row per person and one column per kind.")
    start = [noise.seed(secret, purpose, b"")]
    # One person more moves the number of people by one, and each total by CAP.
    people = len(done) + int(noise.two_sided_geometric(start, [math.exp(-EPSILON)], purpose=b"people")[0, 0])
    if people < limits.CATEGORY:
        return Tally(tuple(kinds), gap=Gap(Reason.FEW_WRITERS, limits.CATEGORY))
    drawn = noise.two_sided_geometric(start, [decay()] * len(kinds), purpose=b"tally")[0]
    totals: npt.NDArray[np.int64] = np.maximum(np.minimum(done, CAP).sum(axis=0) + drawn, 0)
    return Tally(
        tuple(kinds),
        PEOPLE_STEP * round(people / PEOPLE_STEP),
        tuple(round(float(each) / people, 1) for each in totals),
    )


def decay() -> float:
    """The r of the noise: two totals that differ by one person differ by CAP, and r^CAP is exp(-EPSILON)."""
    return math.exp(-EPSILON / CAP)
