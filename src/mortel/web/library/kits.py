"""Kits: everything on paper for one session or habit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt

from mortel.pure.catalogue.entries import Kit
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.cards import LEVELS
from mortel.web.library.reading import found_or_404, reads_evidence
from mortel.web.words import Words


@require_GET
def kits(request: HttpRequest) -> HttpResponse:
    shown = [kit for kit in shipped().current(Kit) if reads_evidence(request) or not kit.technical]
    return render(request, "library/kits.html", {"words": Words(), "kits": shown})


@require_GET
def kit(request: HttpRequest, pk: str) -> HttpResponse:
    """All sheets of a kit on one page; printed, each begins on a page of its own."""
    words, shown = Words(), found_or_404(pk, Kit)
    if shown.technical and not reads_evidence(request):
        raise Http404
    context = {
        "words": words,
        "kit": shown,
        "levels": [LEVELS[level] for level in shown.levels],
        "sheets": [(sheet, as_html(words.of(sheet.body))) for sheet in shown.sheets],
    }
    return render(request, "library/kit.html", context)


def as_html(markdown: str) -> SafeString:
    """Our own Markdown as HTML. Raw HTML in it stays text: an organisation's word may hold a tag."""
    return SafeString(MarkdownIt("js-default").render(markdown))
