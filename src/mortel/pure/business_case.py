"""What informal learning saves and costs, counted only from what somebody entered (S-132).

The vendor names cost as an advantage and counts travel and stay only. Working time is a cost too, so it stands beside
them. Nothing is estimated: a line with one number missing does not count, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Entered = Mapping[str, Decimal | None]
Side = Literal["saved", "spent"]
# Per line: on which side it counts, and the two numbers that are multiplied.
LINES: Final[Mapping[str, tuple[Side, str, str]]] = {
    "travel": ("saved", "trips", "cost_of_trip"),
    "stay": ("saved", "nights", "cost_of_night"),
    "time": ("spent", "hours", "cost_of_hour"),
    "means": ("spent", "pieces", "cost_of_piece"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet; `amount` in euros, None when a number is missing."""

    name: str
    side: Side
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """All lines in the order of the sheet, and what could be counted."""

    lines: tuple[Line, ...]

    def total(self, side: Side) -> Decimal:
        return sum((line.amount for line in self.lines if line.side == side and line.amount), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Saved minus spent, in euros."""
        return self.total("saved") - self.total("spent")

    @property
    def counts_something(self) -> bool:
        return any(line.amount is not None for line in self.lines)


def business_case(entered: Entered) -> BusinessCase:
    """The sheet for these numbers (names as in LINES; nought or more, None when left empty)."""
    return BusinessCase(
        tuple(
            Line(name, side, _product(entered.get(number), entered.get(price)))
            for name, (side, number, price) in LINES.items()
        )
    )


def _product(number: Decimal | None, price: Decimal | None) -> Decimal | None:
    return None if number is None or price is None else number * price
