"""Results by unit: a table of squares, one level of the tree at a time, for HR and researchers."""

from dataclasses import replace
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.climate.choices import Audience
from mortel.apps.climate.queries import line_in, lines_under, office_line, trend_of
from mortel.pure.results.shapes import OfficeLine
from mortel.web.climate.office_heat import called, heat
from mortel.web.climate.office_parts import unequal_in
from mortel.web.climate.office_reading import Opened, opened_by_team
from mortel.web.climate.office_rounds import rounds_of

LINES_A_PAGE = 60


@require_GET
def teams(request: HttpRequest, pk: UUID, place: str = "") -> HttpResponse:
    """What stands right under one place, in the order of the tree; without a place under the whole organisation."""
    one = opened_by_team(request, pk)
    here = office_line(one.release, place or one.result.whole.id)
    if here is None:
        raise Http404
    page = Paginator(lines_under(one.release, here.id), LINES_A_PAGE).get_page(request.GET.get("page"))
    lines = [line_in(row) for row in page.object_list]
    told = [each for each in trend_of(here.id, Audience.OFFICE) if each[1] <= one.release.day]
    context = {
        "one": one,
        "here": here,
        "name": called(here),
        "above": office_line(one.release, here.parent) if here.parent else None,
        "own": heat([_with_exact_response(here, one)], one.asked, one.words),
        "heat": heat(lines, one.asked, one.words),
        "unequal": unequal_in(lines, one.words),
        "page": page,
        "rounds": rounds_of(told, one.asked, one.words, ("", "")),
    }
    return render(request, "climate/office_teams.html", context)


def _with_exact_response(here: OfficeLine, one: Opened) -> OfficeLine:
    """Of the organisation everybody who was asked counts, also who stands in no block."""
    of_all = here.kind == "organisation" and not one.too_few
    return replace(here, group=one.result.whole) if of_all else here
