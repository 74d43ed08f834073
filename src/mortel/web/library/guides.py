"""Conversations: a page for each, made for the phone in a hand and for an A4 on the table. Nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.pure.catalogue.entries import Guide, Kit
from mortel.pure.catalogue.references import CLIMATE, family
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import LEVELS
from mortel.web.library.reading import found_or_404, in_any_case, kits_for


@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    """All conversations, by for whom: a person, a team, the organisation. One that serves two stands under both."""
    groups = [
        (label, [guide for guide in shipped().current(Guide) if level in guide.levels])
        for level, label in LEVELS.items()
    ]
    return render(request, "library/guides.html", {"groups": groups})


@require_GET
@in_any_case
def guide(request: HttpRequest, pk: str) -> HttpResponse:
    catalogue = shipped()
    shown = found_or_404(pk, Guide)
    context = {
        "guide": shown,
        "topics": [one for one in shown.about if family(one) in CLIMATE],
        "kits": kits_for(request, (kit for kit in catalogue.current(Kit) if shown.id in kit.guides)),
    }
    return render(request, "library/guide.html", context)
