"""What an interval looks like, whatever it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` up to and including `high`, in the unit of what was estimated."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high
