"""Ruimte beside an amount: hours a week one can call on, and apart from it the load of work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from mortel.pure.results.shapes import Curve, CurvePoint
from mortel.web.climate.office_drawing import Drawing, drawing
from mortel.web.climate.office_quality import Shown, shown
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_scales import ItemLine, codes_about, item_lines
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_questions import in_one_language

_HOURS: Final = "hours"


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
        time=_time(result.time, one) if result.time else None,
        load=_load(result.load, one) if result.load else None,
        classes=next((each for each in asked if each.classes or each.reason), None),
    )


def _time(curve: Curve, one: Opened) -> CurveShown:
    """Hours are their own marks, as short as they can be said."""
    labels = [in_one_language(each, one.words) for each in one.asked.scale(_HOURS).labels]
    marks = [_mark(each, labels) for each in curve.points]
    return _curve(curve, [_hours(each, labels) for each in curve.points], one, marks)


def _load(curve: Curve, one: Opened) -> CurveShown:
    """Points on a scale from little to much are their own marks."""
    labels = [each.labels for each in curve.points]
    return _curve(curve, labels, one, labels)


def _curve(curve: Curve, labels: Sequence[str], one: Opened, marks: Sequence[str]) -> CurveShown:
    means = [point.mean for point in curve.points]
    name = label_of(curve.dimension, one.words)
    return CurveShown(
        label=name,
        word=shown(curve.word, one.words, 0),
        points=tuple(zip(marks, labels, (point.n for point in curve.points), means, strict=True)),
        drawing=drawing(labels, [(name, means)], marks) if len(labels) > 1 else None,
        reason=curve.gap.sentence(one.words.language) if curve.gap else "",
    )


def _bounds(label: str, *, is_last: bool) -> tuple[int, int]:
    """From how many hours to how many an answer reaches: "less than 1 hour" from nought, "no hours" nowhere."""
    numbers = [int(each) for each in re.findall(r"\d+", label)] or [0]
    return numbers[0] if len(numbers) > 1 or is_last else 0, numbers[-1]


def _mark(point: CurvePoint, labels: Sequence[str]) -> str:
    """`0`, `< 1`, `1-2`, `2+`: the hours of one answer or of several that stand together."""
    if not point.first:
        return point.labels
    is_last = point.last == len(labels)
    low = _bounds(labels[point.first - 1], is_last=point.first == len(labels))[0]
    high = _bounds(labels[point.last - 1], is_last=is_last)[1]
    if is_last:
        return f"{low}+"
    return f"< {high}" if low == 0 and high else f"{low}" if low == high else f"{low}\N{EN DASH}{high}"


def _hours(point: CurvePoint, labels: Sequence[str]) -> str:
    """What people answered, in the language of the page; several answers that stand together as from and to."""
    if not point.first:
        return point.labels
    first, last = labels[point.first - 1], labels[point.last - 1]
    if point.first < point.last == len(labels):
        return gettext("%(hours)d hours or more") % {"hours": _bounds(first, is_last=False)[0]}
    return first if first == last else f"{first} \N{EN DASH} {last}"
