"""Results for HR, researchers and the council: the list, and the pages of the whole organisation."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import READ_THE_WHOLE
from mortel.apps.climate.choices import Audience
from mortel.apps.climate.queries import released, trend_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.web.climate.office_insights import insights
from mortel.web.climate.office_organisation import report
from mortel.web.climate.office_outcomes import columns, limited, together
from mortel.web.climate.office_quality import quality
from mortel.web.climate.office_reading import opened
from mortel.web.climate.office_time import times
from mortel.web.gate import for_grants

RELEASES_A_PAGE = 20


@require_GET
@for_grants(*READ_THE_WHOLE)
def results(request: HttpRequest) -> HttpResponse:
    """Every round that was released, the newest first."""
    page = Paginator(released(), RELEASES_A_PAGE).get_page(request.GET.get("page"))
    reads_rounds = bool({GrantKind.HR, GrantKind.COUNCIL} & grants_of(viewer(request)))
    return render(request, "climate/office_results.html", {"page": page, "reads_rounds": reads_rounds})


@require_GET
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    if one.too_few:
        return render(request, "climate/office_too_few.html", {"one": one})
    told = [each for each in trend_of(one.result.whole.id, Audience.OFFICE) if each[1] <= one.release.day]
    return render(request, "climate/office_organisation.html", {"one": one, "report": report(one, told)})


@require_GET
def questionnaire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How well the questions themselves worked."""
    one = opened(request, pk)
    return render(
        request, "climate/office_quality.html", {"one": one, "quality": quality(one.result, one.words)}
    )


@require_GET
def amounts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The inverted U of time, and apart from it the line of load."""
    one = opened(request, pk)
    return render(request, "climate/office_time.html", {"one": one, "times": times(one)})


@require_GET
def board(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    return render(request, "climate/office_insights.html", {"one": one, "insights": insights(one)})


@require_GET
def outcomes(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    context = {"one": one, "columns": columns(one), "together": together(one), "limited": limited()}
    return render(request, "climate/office_outcomes.html", context)


@require_GET
def poster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The outcomes on one sheet, A4 or A3."""
    one = opened(request, pk)
    context = {"one": one, "columns": columns(one), "is_large": request.GET.get("papier") == "a3"}
    return render(request, "climate/office_poster.html", context)


@require_GET
def no_benchmark(request: HttpRequest) -> HttpResponse:
    """Why these figures are not laid beside those of other organisations. For everybody."""
    return render(request, "climate/office_no_benchmark.html")
