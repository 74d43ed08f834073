"""An interval as a bar on the scale of 1 to 5, in units of its drawing (`components/interval.html`)."""

from dataclasses import dataclass
from typing import Final

from mortel.pure.disclosure.shapes import HIGHEST, LOWEST

WIDTH: Final = 320
_EDGE: Final = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """`x` and `width` of the interval, `at` of the score, `whole` of the whole organisation if it is drawn."""

    x: float
    width: float
    at: float
    whole: float | None


def bar(score: float, low: float, high: float, whole: float | None = None) -> Bar:
    return Bar(_place(low), round(_place(high) - _place(low), 1), _place(score), _maybe(whole))


def _maybe(value: float | None) -> float | None:
    return None if value is None else _place(value)


def _place(value: float) -> float:
    """Where a score lies on the line; what lies outside the scale stands at its end."""
    inside = min(max(value, LOWEST), HIGHEST)
    return round(_EDGE + (WIDTH - 2 * _EDGE) * (inside - LOWEST) / (HIGHEST - LOWEST), 1)
