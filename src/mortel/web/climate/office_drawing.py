"""Points and lines of a small drawing on the scale of 1 to 5, in units of the drawing (`components/curve.html`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from mortel.pure.disclosure.shapes import HIGHEST, LOWEST

WIDTH, HEIGHT = 320, 170
_LEFT, _RIGHT, _TOP, _FOOT = 28, 20, 12, 30


@dataclass(frozen=True, slots=True)
class Dot:
    """A point at (x, y) with what stands under it."""

    x: float
    y: float
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its dots and the points of its polyline."""

    name: str
    dots: tuple[Dot, ...]
    points: str


@dataclass(frozen=True, slots=True)
class Level:
    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines that share their labels; `levels` are where 1 to 5 lie, `marks` what stands under each place."""

    series: tuple[Series, ...]
    levels: tuple[Level, ...]
    marks: tuple[tuple[float, str], ...]


def drawing(
    labels: Sequence[str], lines: Sequence[tuple[str, Sequence[float]]], marks: Sequence[str] = ()
) -> Drawing:
    """Each line has a value for every label; else ValueError. `marks` stand under the dots, or 1, 2, 3."""
    places = [_across(at, len(labels)) for at in range(len(labels))]
    series = tuple(
        Series(
            name,
            tuple(
                Dot(x, _height(value), label, value)
                for x, label, value in zip(places, labels, values, strict=True)
            ),
            " ".join(f"{x},{_height(value)}" for x, value in zip(places, values, strict=True)),
        )
        for name, values in lines
    )
    levels = tuple(Level(_height(value), value) for value in range(LOWEST, HIGHEST + 1))
    under = marks or [str(at) for at in range(1, len(labels) + 1)]
    return Drawing(series, levels, tuple(zip(places, under, strict=True)))


def _across(at: int, number: int) -> float:
    room = WIDTH - _LEFT - _RIGHT
    return round(_LEFT + room * (0.5 if number == 1 else at / (number - 1)), 1)


def _height(value: float) -> float:
    inside = min(max(value, LOWEST), HIGHEST)
    return round(_TOP + (HEIGHT - _TOP - _FOOT) * (HIGHEST - inside) / (HIGHEST - LOWEST), 1)
