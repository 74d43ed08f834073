"""Keeping erased what was erased: after a restore, and after a deletion that was cut off halfway."""

from dataclasses import dataclass

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.queries import erased
from mortel.apps.moments.actions.moments import erase_again as erase_moments_again
from mortel.apps.people.actions.leaving import erase_again as erase_persons_again


@dataclass(frozen=True)
class Erased:
    """How many rows were still there: moments with lists of then and now, and persons."""

    moments: int
    persons: int


def erase_again() -> Erased:
    """Delete whatever stands on the erasure list of the keys database and is here nonetheless. Safe to repeat."""
    moments = erase_moments_again(erased(ErasureKind.MOMENT), erased(ErasureKind.LOOKBACK))
    return Erased(moments, erase_persons_again(erased(ErasureKind.PERSON)))
