"""What may be taken along: figures by team for HR and researchers, of the whole organisation also for the council.

A team takes its own sheet: what its page says today, so without leadership until its lead has had her day.
"""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from mortel.web.climate.office_reading import opened, opened_by_team
from mortel.web.climate.outputs.archives import measured, open_data
from mortel.web.climate.outputs.changed import changed
from mortel.web.climate.outputs.facts import tell_leadership
from mortel.web.climate.outputs.files import attached, file_name
from mortel.web.climate.outputs.hidden import hidden_of, sentences
from mortel.web.climate.outputs.printed import printed
from mortel.web.climate.outputs.report import organisation_report, paper
from mortel.web.climate.outputs.slides import slides
from mortel.web.climate.outputs.workbook import workbook
from mortel.web.climate.team import context_of, story_for
from mortel.web.words import Words

ZIP: Final = "application/zip"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_REASONS_ON_A_WALL: Final = 4


@require_GET
def team_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One A4 for the meeting, with figures or with the conversation of ten minutes."""
    words = Words()
    story = story_for(request, pk, words)
    what = f"a4 {slugify(story.team.name)}"
    name = file_name(what, story.release, "pdf") if story.release else f"{slugify(what)}.pdf"
    context = context_of(story, words) | {
        "leadership": tell_leadership([story.group]),
        "changed": changed(story.figures.changes if story.figures else ()),
        "back": reverse("climate:team-sheet", args=[pk]) + story.query,
    }
    return printed(request, "climate/print_team.html", context, name=name, one_page=True)


@require_GET
def report_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report of a round; the pages by unit are in it for HR and researchers, not for the council."""
    one = opened(request, pk)
    found = paper(one)
    context = {"one": one, "paper": found, "report": found.report, "back": _page_of(pk)}
    name = file_name(gettext("report"), one.release, "pdf")
    return printed(request, "climate/print_report.html", context, name=name)


@require_GET
def wall_poster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wall of the organisation on A3, to hang up."""
    one = opened(request, pk)
    report = organisation_report(one)
    hidden = sentences(hidden_of(one))[:_REASONS_ON_A_WALL]
    context = {
        "one": one,
        "report": report,
        "changed": changed(report.changed),
        "hidden": hidden,
        "back": _page_of(pk),
    }
    name = file_name(gettext("poster"), one.release, "pdf")
    return printed(request, "climate/print_poster.html", context, name=name, one_page=True)


@require_GET
def workbook_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened_by_team(request, pk)
    return attached(workbook(one), XLSX, file_name(gettext("results"), one.release, "xlsx"))


@require_GET
def slides_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    made = slides(one, organisation_report(one))
    return attached(made, PPTX, file_name(gettext("results"), one.release, "pptx"))


@require_GET
def data_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened_by_team(request, pk)
    return attached(measured(one), ZIP, file_name(gettext("data"), one.release, "zip"))


@require_GET
def open_data_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    return attached(open_data(one), ZIP, file_name(gettext("open data"), one.release, "zip"))


def _page_of(pk: UUID) -> str:
    return reverse("climate:organisation", args=[pk])
