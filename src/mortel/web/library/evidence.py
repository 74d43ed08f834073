"""What is known and how sure it is, the disputes side by side, the words of the field, the eleven tips. For readers of
evidence only, in the terms of the sources."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from mortel.pure.catalogue.entries import Advice, Dispute, Statement
from mortel.pure.catalogue.kinds import OutcomeCategory, ReviewStep, Term
from mortel.pure.catalogue.references import family
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import SOURCES
from mortel.web.library.places import CLAIMS, CONDITIONS, OUTCOMES, group_of
from mortel.web.library.reading import for_readers, found_or_404, in_any_case
from mortel.web.words import Words

GROUPS = {
    OUTCOMES: _("What it yields"),
    CONDITIONS: _("What helps and what harms"),
    CLAIMS: _("Claims to be careful with, and the review itself"),
}


@for_readers
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The way into what is known: three pages of statements, and the disputes."""
    catalogue = shipped()
    known = catalogue.current(Statement)
    vendors = sum(one.source_kind == "vendor" and group_of(one) == CLAIMS for one in known)
    groups = [(name, label, sum(group_of(one) == name for one in known)) for name, label in GROUPS.items()]
    context = {"groups": groups, "vendors": vendors}
    context["disputes"] = catalogue.current(Dispute)
    return render(request, "library/evidence.html", context)


@for_readers
@require_GET
def statements(request: HttpRequest, group: str) -> HttpResponse:
    """The statements of one group, each with its chip: how strong, in which direction, measured on whom."""
    if group not in GROUPS:
        raise Http404
    catalogue, words = shipped(), Words()
    shown = [one for one in catalogue.current(Statement) if group_of(one) == group]
    context = {
        "title": GROUPS[group],
        "sections": _sections(group, shown, words),
        "steps": catalogue.current(ReviewStep) if group == CLAIMS else (),
        "is_outcomes": group == OUTCOMES,
    }
    return render(request, "library/statements.html", context)


@dataclass(frozen=True)
class Section:
    """Statements under one heading; `anchor` is what an address points at."""

    anchor: str
    label: str | Promise
    statements: list[Statement]


def _sections(group: str, shown: list[Statement], words: Words) -> list[Section]:
    """Claims by what kind of source says them, vendors first; the others by what they are about: outcome category or
    dimension, and what belongs under none last."""
    catalogue = shipped()
    if group == CLAIMS:
        by_source = [(kind, [one for one in shown if one.source_kind == kind]) for kind in SOURCES]
        return [Section(kind, SOURCES[kind], found) for kind, found in by_source if found]
    heads = catalogue.current(OutcomeCategory) if group == OUTCOMES else catalogue.dimensions
    left, sections = {one.id: one for one in shown}, []
    for head in heads:
        under = [one for one in left.values() if any(_belongs(about, head.id) for about in one.about)]
        for one in under:
            left.pop(one.id)
        if under:
            sections.append(Section(head.id, words.of(head.label), under))
    return [*sections, Section("other", _("Other statements"), list(left.values()))] if left else sections


def _belongs(about: str, head: str) -> bool:
    item = shipped().item(about) if family(about) in ("out", "sub") else None
    return head in (about, getattr(item, "category", ""), getattr(item, "part_of", ""))


@for_readers
@require_GET
@in_any_case
def dispute(request: HttpRequest, pk: str) -> HttpResponse:
    shown = found_or_404(pk, Dispute)
    context = {
        "dispute": shown,
        "statements": [found_or_404(one, Statement) for one in shown.statements],
    }
    return render(request, "library/dispute.html", context)


@for_readers
@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """The glossary of neighbouring terms (S-142), in the alphabet of the page's language."""
    words = Words()
    known = sorted(shipped().current(Term), key=lambda term: words.of(term.research_label).casefold())
    return render(request, "library/terms.html", {"terms": known})


@for_readers
@require_GET
def tips(request: HttpRequest) -> HttpResponse:
    """The eleven tips of a vendor's list (S-134), to read; each with what it is about here and how sure that is."""
    return render(request, "library/tips.html", {"tips": shipped().current(Advice)})
