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
    unsure: Bar = field(default_factory=lambda: bar(2.9, 2.2, 3.6))
    when: datetime = WHEN
    address: str = ADDRESS
    qr: str = field(default_factory=lambda: qr_image(ADDRESS))
