"""Pages made for paper: as a PDF, or as the page itself where this server cannot make PDF."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils._os import safe_join

from mortel.pure.pdf import MissingLibrary, pdf
from mortel.web.climate.outputs.files import attached

PDF: Final = "application/pdf"
# From roomy to dense: how close the words of a sheet may stand before it leaves something out.
DENSITIES: Final = ("roomy", "close", "dense")


def printed(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, name: str, one_page: bool = False
) -> HttpResponse:
    """A PDF to keep. Without the libraries for it the page opens, says so, and prints from the browser.

    `context` holds `back`, the page that such a page leads back to.
    """
    densities = DENSITIES if one_page else DENSITIES[:1]
    versions = (render_to_string(template, {**context, "density": one}, request) for one in densities)
    try:
        return attached(pdf(versions, static_file, most_pages=1 if one_page else None), PDF, name)
    except MissingLibrary as lacks:
        shown = {**context, "density": densities[len(densities) // 2], "lacks": str(lacks)}
        return HttpResponse(render_to_string(template, shown, request))


def static_file(path: str) -> bytes:
    """One of our own static files by its address. FileNotFoundError for anything else."""
    below = settings.STATIC_URL.lstrip("/")
    if not path.startswith(below):
        raise FileNotFoundError(path)
    name = path.removeprefix(below)
    collected = Path(safe_join(settings.STATIC_ROOT, name))
    found = collected if collected.is_file() else finders.find(name)
    if not found:
        raise FileNotFoundError(path)
    return Path(found).read_bytes()
