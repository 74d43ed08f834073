"""What the style guide shows and in which order. A test compares it with the components and styles there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mortel.pure.uses import Use, use_of_template, uses_in_styles
from mortel.web.styleguide.tokens import CSS

COMPONENTS: Path = settings.PACKAGE / "web" / "templates" / "components"


@dataclass(frozen=True, slots=True)
class Chapter:
    """`names`: components and styles; each has its samples in `styleguide/samples/NAME.html`."""

    id: str
    title: str | Promise
    names: tuple[str, ...]


CHAPTERS = (
    Chapter("doing", _("To press"), ("button", "dialog")),
    Chapter(
        "lying",
        _("What lies on the page"),
        ("brick", "stack", "details", "prose", "about", "quiet-question", "confirm", "two-lists"),
    ),
    Chapter("filling", _("To fill in"), ("field", "choices", "scale", "who-sees", "error-summary")),
    Chapter("saying", _("What the page says back"), ("notice", "stays", "empty")),
    Chapter("listing", _("Lists and facts"), ("moment", "pager", "tabs", "facts", "table", "evidence-chip")),
    Chapter(
        "drawing",
        _("Drawings"),
        (
            "mark",
            "wall",
            "climate-wall",
            "interval",
            "heat-square",
            "curve",
            "shares",
            "two-circles",
            "drawing",
        ),
    ),
    Chapter("paper", _("On paper"), ("card-print", "paper-card", "boxes", "cut-cards")),
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One component in the guide: its own sentence in the language of the page, its samples and its pieces."""

    name: str
    sentence: str
    parameters: str
    template: str
    pieces: tuple[tuple[str, str], ...]


@cache
def component_uses() -> dict[str, Use | None]:
    """Each component with what it says of itself; None when it says nothing."""
    files = sorted(COMPONENTS.glob("*.html"))
    return {file.stem: use_of_template(file.stem, file.read_text(encoding="utf-8")) for file in files}


@cache
def style_uses() -> dict[str, Use]:
    return {use.name: use for use in uses_in_styles((CSS / "mortel.css").read_text(encoding="utf-8"))}


def pieces_of(name: str) -> Iterator[Use]:
    """The components that are only a piece of this one, and the pieces of those."""
    for use in component_uses().values():
        if use and name in use.part_of:
            yield use
            yield from pieces_of(use.name)


def specimen(name: str) -> Specimen:
    """KeyError when nothing of this name says when to use it."""
    use = component_uses().get(name) or style_uses()[name]
    return Specimen(
        name=name,
        sentence=gettext(use.sentence),
        parameters=use.parameters,
        template=f"styleguide/samples/{name}.html",
        pieces=tuple((piece.name, gettext(piece.sentence)) for piece in pieces_of(name)),
    )
