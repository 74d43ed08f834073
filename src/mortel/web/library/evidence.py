"""What is known and how sure it is, the disputes side by side, the words of the field, the eleven tips. For readers of
evidence only, in the terms of the sources."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from mortel.pure.catalogue.entries import Advice, Dispute, Statement
from mortel.pure.catalogue.kinds import OutcomeCategory, ReviewStep, Term
from mortel.pure.catalogue.references import family
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.places import CLAIMS, CONDITIONS, OUTCOMES, group_of
from mortel.web.library.reading import for_readers, found_or_404
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
    groups = [(name, label, sum(group_of(one) == name for one in known)) for name, label in GROUPS.items()]
    context = {"words": Words(), "groups": groups, "disputes": catalogue.current(Dispute)}
    return render(request, "library/evidence.html", context)


@for_readers
@require_GET
def statements(request: HttpRequest, group: str) -> HttpResponse:
    """The statements of one group, each with its chip: how strong, in which direction, measured on whom."""
    if group not in GROUPS:
        raise Http404
    catalogue = shipped()
    shown = [one for one in catalogue.current(Statement) if group_of(one) == group]
    context = {
        "words": Words(),
        "title": GROUPS[group],
        "sections": _sections(group, shown),
        "steps": catalogue.current(ReviewStep) if group == CLAIMS else (),
        "is_outcomes": group == OUTCOMES,
    }
    return render(request, "library/statements.html", context)


def _sections(group: str, shown: list[Statement]) -> list[tuple[str, list[Statement]]]:
    """The statements under the id of what they are about: outcome category or dimension; "" for the rest."""
    catalogue = shipped()
    if group == OUTCOMES:
        heads = [one.id for one in catalogue.current(OutcomeCategory)]
    elif group == CONDITIONS:
        heads = [one.id for one in catalogue.dimensions]
    else:
        heads = []
    left, sections = {one.id: one for one in shown}, []
    for head in heads:
        under = [one for one in left.values() if any(_belongs(about, head) for about in one.about)]
        for one in under:
            left.pop(one.id)
        if under:
            sections.append((head, under))
    return [*sections, ("", list(left.values()))] if left else sections


def _belongs(about: str, head: str) -> bool:
    item = shipped().item(about) if family(about) in ("out", "sub") else None
    return head in (about, getattr(item, "category", ""), getattr(item, "part_of", ""))


@for_readers
@require_GET
def dispute(request: HttpRequest, pk: str) -> HttpResponse:
    shown = found_or_404(pk, Dispute)
    context = {
        "words": Words(),
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
    return render(request, "library/terms.html", {"words": words, "terms": known})


@for_readers
@require_GET
def tips(request: HttpRequest) -> HttpResponse:
    """The eleven tips of a vendor's list (S-134), to read; each with what it is about here and how sure that is."""
    return render(request, "library/tips.html", {"words": Words(), "tips": shipped().current(Advice)})
