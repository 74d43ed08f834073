"""What people wrote down themselves in the weeks before a round, counted of everybody together (S-08, S-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mortel.pure.disclosure.tallies import Tally
from mortel.web.words import Words

WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Written:
    """`lines`: each kind with how many one writer marked in four weeks, on average. No lines with a `reason`."""

    people: int
    lines: Sequence[tuple[str, float]]
    reason: str

    def of(self, kind: str) -> float | None:
        return next((number for name, number in self.lines if name == kind), None)


def written(counted: Tally | None, words: Words) -> Written | None:
    """None for a round from before moments were counted."""
    if counted is None:
        return None
    if counted.gap is not None:
        return Written(0, (), counted.gap.sentence(words.language))
    return Written(counted.people, tuple(zip(counted.kinds, counted.per_person, strict=True)), "")
