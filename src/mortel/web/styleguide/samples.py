"""The invented content of the samples, frozen. Nothing here comes from a person."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from mortel.pure.catalogue.entries import Evidence
from mortel.pure.catalogue.kinds import Dimension
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import shipped
from mortel.web.climate.office_drawing import Drawing, drawing
from mortel.web.climate.office_heat import Square
from mortel.web.climate.team_bars import Bar, bar
from mortel.web.climate.wall import Brick, State, Wall, walls
from mortel.web.qr import qr_image
from mortel.web.styleguide.forms import (
    ChoicesForm,
    FieldsForm,
    LinesForm,
    ScaleForm,
    choices_form,
    fields_form,
    lines_form,
    scale_form,
)
from mortel.web.words import shown_language

ADDRESS = "https://mortel.example/begin"
WHEN = datetime(2026, 3, 2, 16, 40, tzinfo=ZoneInfo("Europe/Amsterdam"))
EVIDENCE = (
    Evidence(
        "strength.several_studies",
        "positive",
        contested=False,
        note=Text(nl="Gevonden in drie landen.", en="Found in three countries."),
    ),
    Evidence("strength.limited", "negative", contested=False),
    Evidence("strength.mixed", "mixed", contested=True),
    Evidence("strength.one_study", "none", contested=False),
    Evidence("strength.association", "nonlinear", contested=False),
    Evidence("strength.self_report", "both_ways", contested=True),
    Evidence("strength.definition", "not_applicable", contested=False),
    Evidence("strength.vendor", "positive", contested=False),
    Evidence("strength.expert", "negative", contested=False),
)


def _two_lines() -> Drawing:
    """Two lines over three rounds."""
    lines = [(gettext("Room"), (2.9, 3.1, 3.4)), (gettext("Sharing knowledge"), (3.3, 3.4, 3.6))]
    return drawing(["1", "2", "3"], lines)


def _squares() -> tuple[Square, ...]:
    """One in every state."""
    higher, lower = gettext("presumably higher than elsewhere"), gettext("presumably lower than elsewhere")
    same, reason = gettext("no difference to be seen"), gettext("There are fewer than 7 answers here.")
    return (
        Square(gettext("Sharing knowledge"), "strong", higher, 4.1, gettext("better"), 0, ""),
        Square(gettext("Room"), "talk", lower, 2.7, gettext("worse"), 0, ""),
        Square(gettext("Support"), "same", same, 3.4, "", 0, ""),
        Square(gettext("Chances"), "joint", gettext("hidden"), None, "", 1, reason),
    )


def _walls() -> tuple[Wall, Wall]:
    """A wall with a brick in every state, in the language of the page."""
    elsewhere = gettext("presumably higher than elsewhere")
    lower, same = gettext("presumably lower than elsewhere"), gettext("no difference to be seen")
    said: dict[str, tuple[State, str]] = {
        "dim.sharing": ("strong", elsewhere),
        "dim.space": ("talk", lower),
        "dim.opportunities": ("joint", gettext("Fewer than 7 people gave an answer here.")),
    }
    labels = {one.id: one.label.in_language(shown_language(), {}) for one in shipped().dimensions}
    states = (
        (one.id, *said.get(one.id, ("same", same))) for one in shipped().dimensions if not one.crosscutting
    )
    return walls(Brick(name, labels[name], words, state) for name, state, words in states)


def _page(number: int) -> Page[int]:
    return Paginator(range(30), 10).get_page(number)


@dataclass(frozen=True, slots=True)
class Samples:
    """Made anew for each page: forms and words know its language."""

    fields: dict[str, FieldsForm] = field(
        default_factory=lambda: {s: fields_form(s) for s in ("empty", "filled", "wrong", "hint", "disabled")}
    )
    lines: dict[str, LinesForm] = field(
        default_factory=lambda: {state: lines_form(state) for state in ("fields", "whole", "secret")}
    )
    choices: dict[str, ChoicesForm] = field(
        default_factory=lambda: {s: choices_form(s) for s in ("empty", "chosen", "wrong", "hint", "disabled")}
    )
    scales: dict[str, ScaleForm] = field(
        default_factory=lambda: {state: scale_form(state) for state in ("empty", "chosen", "hint", "wrong")}
    )
    pages: tuple[Page[int], ...] = field(default_factory=lambda: tuple(_page(n) for n in (1, 2, 3)))
    bricks: tuple[Dimension, ...] = field(
        default_factory=lambda: tuple(one for one in shipped().dimensions if not one.crosscutting)
    )
    evidence: tuple[Evidence, ...] = EVIDENCE
    climate_walls: tuple[Wall, Wall] = field(default_factory=_walls)
    sure: Bar = field(default_factory=lambda: bar(3.6, 3.4, 3.8, 3.3))
    curve: Drawing = field(
        default_factory=lambda: drawing(["0", "1-2", "4"], [(gettext("Room"), (2.9, 3.6, 3.3))])
    )
    two_lines: Drawing = field(default_factory=_two_lines)
    squares: tuple[Square, ...] = field(default_factory=_squares)
    classes: tuple[int, ...] = (30, 50, 20)
    unsure: Bar = field(default_factory=lambda: bar(2.9, 2.2, 3.6))
    when: datetime = WHEN
    address: str = ADDRESS
    qr: str = field(default_factory=lambda: qr_image(ADDRESS))
