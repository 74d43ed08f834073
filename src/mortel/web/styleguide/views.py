"""The style guide: every component in every state, in the colours that are asked for. Open to everybody."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mortel.web.styleguide.chapters import CHAPTERS, specimen
from mortel.web.styleguide.samples import Samples
from mortel.web.styleguide.tokens import palette, sizes, spaces


@dataclass(frozen=True, slots=True)
class Theme:
    """`value`: what the page says of itself in data-theme; None leaves it to the visitor's own choice."""

    label: str | Promise
    value: str | None
    palettes: tuple[str, ...]
    is_paper: bool = False


# The tokens belong to the whole document (html[data-theme]), so each theme has an address of its own.
THEMES = {
    "": Theme(_("as you have chosen"), None, ("light", "dark")),
    "licht": Theme(_("light"), "light", ("light",)),
    "donker": Theme(_("dark"), "dark", ("dark",)),
    "contrast": Theme(_("high contrast"), "contrast", ("contrast", "contrast-dark")),
    "papier": Theme(_("paper"), "light", ("paper",), is_paper=True),
}


@login_not_required
@require_http_methods(["GET", "POST"])
def styleguide(request: HttpRequest, theme: str = "") -> HttpResponse:
    """What is pressed in a sample comes back here; nothing is read and nothing is kept."""
    if theme not in THEMES:
        raise Http404
    if request.method == "POST":
        return redirect(request.path)
    context = {
        "theme": THEMES[theme],
        "here": theme,
        "themes": THEMES.items(),
        "chapters": [(chapter, [specimen(name) for name in chapter.names]) for chapter in CHAPTERS],
        "palettes": [palette(name) for name in THEMES[theme].palettes],
        "sizes": sizes(),
        "spaces": spaces(),
        "samples": Samples(),
    }
    return render(request, "styleguide/styleguide.html", context)
