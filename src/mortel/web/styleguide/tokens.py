"""The tokens of tokens.css and print.css as they are written, and the pairs of colours that must be readable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.pure.contrast import contrast

CSS: Path = settings.PACKAGE / "web" / "static" / "mortel" / "css"
TEXT_AT_LEAST, EDGE_AT_LEAST = 4.5, 3.0
_BLOCK = re.compile(r":root[^{};]*\{([^{}]*)\}")
_COLOUR = re.compile(r"--mortel-([a-z-]+)-color: (#[0-9a-f]{3}(?:[0-9a-f]{3})?);")
_SIZE = re.compile(r"--mortel-([a-z0-9-]+(?<!-color)): ([^;]+);")
# tokens.css writes light once and every other palette twice: for the device's wish and for the own choice.
BLOCKS = {"light": (0,), "dark": (1, 2), "contrast": (3, 4), "contrast-dark": (5, 6)}
NEVER_PRINTED = {"action", "action-background", "action-hover-background", "course-background", "focus"}
PALETTES: dict[str, str | Promise] = {
    "light": _("light"),
    "dark": _("dark"),
    "contrast": _("high contrast"),
    "contrast-dark": _("high contrast on a dark device"),
    "paper": _("paper"),
}

_SURFACES = ("document-background", "card-background")
_EDGES = ("control-border", "accent", "focus", "action-background")
TEXT_PAIRS = (
    *(
        (ink, surface)
        for ink in ("document", "document-subtle", "link", "good", "neutral", "look", "error")
        for surface in _SURFACES
    ),
    ("document", "fill-background"),
    ("document", "fill-strong-background"),
    ("document", "control-background"),
    ("document", "hatch"),
    ("document-subtle", "control-background"),
    ("link", "fill-background"),
    ("action", "action-background"),
    ("action", "action-hover-background"),
)
EDGE_PAIRS = (
    *((edge, surface) for edge in _EDGES for surface in _SURFACES),
    ("control-border", "fill-background"),
    ("accent", "fill-background"),
    ("focus", "fill-background"),
    ("error", "control-background"),
)


@dataclass(frozen=True, slots=True)
class Colour:
    name: str
    value: str
    on_page: float
    on_card: float


@dataclass(frozen=True, slots=True)
class Pair:
    """`ink` on `surface`, as values and names; an edge is held to less than text."""

    ink: str
    surface: str
    ink_value: str
    surface_value: str
    ratio: float
    at_least: float


@dataclass(frozen=True, slots=True)
class Palette:
    name: str
    label: str | Promise
    colours: tuple[Colour, ...]
    pairs: tuple[Pair, ...]
    widths: tuple[tuple[str, str], ...]


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(_BLOCK.findall((CSS / "tokens.css").read_text(encoding="utf-8")))


@cache
def blocks() -> tuple[dict[str, str], ...]:
    """The colours of each palette in tokens.css, in order: name without `--mortel-` and `-color` -> #rrggbb."""
    return tuple(found for body in _bodies() if (found := _colours(body)))


@cache
def widths_of(palette: str) -> tuple[tuple[str, str], ...]:
    """How thick its edges are; paper keeps those of light."""
    place = BLOCKS.get(palette, BLOCKS["light"])[0]
    return tuple(_SIZE.findall([body for body in _bodies() if _colours(body)][place]))


def colours_of(palette: str) -> dict[str, str]:
    """The colours of a palette; paper is light with what print.css lays over it, without what is pressed."""
    if palette == "paper":
        printed = blocks()[0] | _colours((CSS / "print.css").read_text(encoding="utf-8"))
        return {name: value for name, value in printed.items() if name not in NEVER_PRINTED}
    return blocks()[BLOCKS[palette][0]]


@cache
def sizes() -> tuple[tuple[str, str], ...]:
    """What every theme has alike: letters, spaces, the roundness of corners."""
    return tuple(_SIZE.findall(_bodies()[0]))


def spaces() -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in sizes() if pair[0].startswith("space-"))


@cache
def palette(name: str) -> Palette:
    """A palette with its contrasts worked out."""
    found = colours_of(name)
    page, card = (found[surface] for surface in _SURFACES)
    colours = (
        Colour(each, value, contrast(value, page), contrast(value, card)) for each, value in found.items()
    )
    return Palette(name, PALETTES[name], tuple(colours), tuple(_pairs(found)), widths_of(name))


def _pairs(found: dict[str, str]) -> Iterator[Pair]:
    for pairs, at_least in ((TEXT_PAIRS, TEXT_AT_LEAST), (EDGE_PAIRS, EDGE_AT_LEAST)):
        for ink, surface in pairs:
            if ink in found and surface in found:
                one, other = found[ink], found[surface]
                yield Pair(ink, surface, one, other, contrast(one, other), at_least)


def _colours(css: str) -> dict[str, str]:
    return {name: _long(value) for name, value in _COLOUR.findall(css)}


def _long(value: str) -> str:
    """#rgb as #rrggbb."""
    return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
