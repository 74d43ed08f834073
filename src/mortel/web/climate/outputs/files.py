"""Files to take along: how they are called, and the answer that hands one over."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext

from mortel.apps.climate.queries import ARelease


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file that no browser and no server in between keeps a copy of."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def file_name(what: str, release: ARelease, ending: str) -> str:
    """`uitslag-najaar-2026.xlsx`: what it is, of which round, in which year."""
    said = slugify(f"{what} {release.round.name}") or gettext("results")
    year = str(release.day.year)
    return f"{said}.{ending}" if year in said else f"{said}-{year}.{ending}"
