"""Ruimte beside an amount: hours a week one can call on, and apart from it the load of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from mortel.pure.results.shapes import Curve, CurvePoint
from mortel.web.climate.office_drawing import Drawing, drawing
from mortel.web.climate.office_quality import Shown, shown
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_scales import ItemLine, codes_about, item_lines
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_questions import in_one_language

_HOURS = "hours"


@dataclass(frozen=True, slots=True)
class CurveShown:
    """`points` are (its mark in the drawing, what people have, how many to the nearest five, mean)."""

    label: str
    word: Shown
    points: tuple[tuple[str, str, int, float], ...]
    drawing: Drawing | None
    reason: str


@dataclass(frozen=True, slots=True)
class Times:
    """`classes`: too little, just right, too much, in per cent; never added to Ruimte."""

    time: CurveShown | None
    load: CurveShown | None
    classes: ItemLine | None


def times(one: Opened) -> Times:
    result = one.result
    asked = item_lines(result.whole, codes_about(one.asked, "sub.space.time"), one.asked, one.words)
    return Times(
        time=_curve(result.time, [_hours(each, one) for each in result.time.points], one)
        if result.time
        else None,
        load=_load(result.load, one) if result.load else None,
        classes=next((each for each in asked if each.classes or each.reason), None),
    )


def _load(curve: Curve, one: Opened) -> CurveShown:
    """Points on a scale from little to much are their own marks."""
    labels = [each.labels for each in curve.points]
    return _curve(curve, labels, one, labels)


def _curve(curve: Curve, labels: Sequence[str], one: Opened, marks: Sequence[str] = ()) -> CurveShown:
    means = [point.mean for point in curve.points]
    name = label_of(curve.dimension, one.words)
    numbers = marks or [str(at) for at in range(1, len(labels) + 1)]
    return CurveShown(
        label=name,
        word=shown(curve.word, one.words, 0),
        points=tuple(zip(numbers, labels, (point.n for point in curve.points), means, strict=True)),
        drawing=drawing(labels, [(name, means)], marks) if len(labels) > 1 else None,
        reason=curve.gap.sentence(one.words.language) if curve.gap else "",
    )


def _hours(point: CurvePoint, one: Opened) -> str:
    """What people answered, in the language of the page; several answers that stand together as from and to."""
    if not point.first:
        return point.labels
    labels = one.asked.scale(_HOURS).labels
    first, last = (in_one_language(labels[at - 1], one.words) for at in (point.first, point.last))
    return first if first == last else f"{first} – {last}"
