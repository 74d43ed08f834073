"""What everybody reads of the organisation's own: a card to take along, and the links to outside."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.library.access import card_in_use
from mortel.apps.library.queries import outside_links
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.catalogue.entries import Guide
from mortel.pure.catalogue.shipped import shipped


def keeps_own(request: HttpRequest) -> bool:
    """Whether she adds and changes what is the organisation's own."""
    return GrantKind.HR in grants_of(viewer(request))


@require_GET
def own_card(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    card, catalogue = card_in_use(pk), shipped()
    topics = [one for one in card.dimensions if catalogue.knows(one)]
    context = {
        "card": card,
        "topics": topics,
        "guides": list({guide.id: guide for one in topics for guide in catalogue.about(one, Guide)}.values()),
        "keeps_own": keeps_own(request),
    }
    return render(request, "library/own-card.html", context)


@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """Toolboxes and pages outside Mortel that the organisation points at (S-151)."""
    context = {"links": outside_links(), "keeps_own": keeps_own(request)}
    return render(request, "library/links.html", context)
