"""The way in: the wall of dimensions, one topic, and searching over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.library.queries import outside_links, own_cards
from mortel.apps.people.queries import organisation
from mortel.pure.catalogue.entries import Guide, Intervention, Kit, Preset, Rule, Statement
from mortel.pure.catalogue.kinds import Dimension, Subdimension
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.finding import Answer, found
from mortel.web.library.own_pages import keeps_own
from mortel.web.library.reading import found_or_404, in_any_case, kits_for, reads_evidence, rules_for
from mortel.web.words import Words

# How many cards a topic shows before one chooses from all; of the organisation's own no more than half of them.
SHOWN, OWN_SHOWN = 6, 3


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    catalogue = shipped()
    context = {
        "dimensions": [one for one in catalogue.dimensions if not one.crosscutting],
        "through": [one for one in catalogue.dimensions if one.crosscutting],
        "reads_evidence": reads_evidence(request),
        "preset": preset_of_sector(),
        "keeps_own": keeps_own(request),
        "has_links": bool(outside_links()),
        "counts": {
            "cards": len(catalogue.current(Intervention)) + len(own_cards()),
            "guides": len(catalogue.current(Guide)),
            "advice": len(rules_for(request, catalogue.current(Rule))),
            "kits": len(kits_for(request, catalogue.current(Kit))),
        },
    }
    return render(request, "library/wall.html", context)


def preset_of_sector() -> Preset | None:
    """What often plays in the organisation's sector (S-140)."""
    name = f"preset.{organisation().sector}"
    return next((one for one in shipped().current(Preset) if one.id == name), None)


@require_GET
@in_any_case
def theme(request: HttpRequest, pk: str) -> HttpResponse:
    """One dimension or one part of it: what it is, what helps and harms, actions, conversations, what is known."""
    catalogue = shipped()
    item = found_or_404(pk, Dimension, Subdimension)
    full = reads_evidence(request)
    own, cards = own_cards(item.id), catalogue.about(item.id, Intervention)
    first = own[:OWN_SHOWN]
    context = {
        "item": item,
        "parts": catalogue.subdimensions(item.id),
        "dimension": catalogue.dimension_of(item.id),
        "rules": rules_for(request, catalogue.about(item.id, Rule)),
        "cards": [*first, *cards[: SHOWN - len(first)]],
        "number_of_cards": len(own) + len(cards),
        "links": outside_links(item.id),
        "guides": catalogue.about(item.id, Guide),
        "kits": kits_for(request, catalogue.about(item.id, Kit)),
        "statements": catalogue.about(item.id, Statement) if full else (),
        "reads_evidence": full,
    }
    return render(request, "library/theme.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What answers these words, best first; a reader finds only pages she can open."""
    wanted = request.GET.get("q", "")[:200].strip()
    answer = found(request, wanted, words=Words()) if wanted else Answer([])
    context = {"wanted": wanted, "hits": answer.hits, "language": answer.language}
    return render(request, "library/search.html", context)
