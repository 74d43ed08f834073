"""Action cards: choose by effort, computer, stage, place, level and who acts; a card to take along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from mortel.apps.library.queries import OwnCard, own_cards
from mortel.pure.catalogue.entries import Guide, Intervention, Kit, Statement
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import EFFORTS, LEVELS, ORIGINS
from mortel.web.library.reading import found_or_404, in_any_case, kits_for, reads_evidence
from mortel.web.library.topics import topic_choices
from mortel.web.library.wishes import Wishes, let_go
from mortel.web.words import Words

PAGE = 24
LABELS = {
    "about": _("About"),
    "effort": _("How much work"),
    "computer": _("Computer"),
    "maturity": _("How far we are"),
    "settings": _("Kind of work"),
    "who_acts": _("Who acts"),
    "levels": _("For"),
}


# A card that says so fits every kind of work.
ANY_WORK = "set.any"
# So many of the nearest cards are shown when none fits all wishes.
NEAREST = 6


class CardFilter(Wishes):
    """What somebody asks of a card."""

    def __init__(self, data: Any, *, words: Words) -> None:
        super().__init__(data)
        used = shipped().current(Intervention)
        choices: dict[str, Iterable[Any]] = {
            "about": topic_choices(words),
            "effort": EFFORTS.items(),
            "computer": [("no", _("works without a computer"))],
            "maturity": words.named({one for card in used for one in card.maturity}),
            "settings": words.named({one for card in used for one in card.settings}),
            "who_acts": words.named({one for card in used for one in card.who_acts}),
            "levels": LEVELS.items(),
        }
        for name, offered in choices.items():
            self.offer(name, LABELS[name], offered)


@dataclass(frozen=True)
class Nearest:
    """What there would be without one of the wishes."""

    wish: str
    cards: list[OwnCard | Intervention]
    query: str

    @property
    def first(self) -> list[OwnCard | Intervention]:
        return self.cards[:NEAREST]


def _chosen(wanted: Mapping[str, str], own: Iterable[OwnCard]) -> list[OwnCard | Intervention]:
    """The cards that fit: the organisation's own first, then the shipped ones in written order."""
    asked = dict(wanted)
    about = asked.pop("about", "")
    catalogue = shipped()
    shipped_ones = catalogue.about(about, Intervention) if about else catalogue.current(Intervention)
    ids = set(catalogue.with_parts(about))
    own_ones = [card for card in own if not about or not ids.isdisjoint(card.dimensions)]
    among: list[OwnCard | Intervention] = [*own_ones, *shipped_ones]
    return [card for card in among if all(_fits(card, name, value) for name, value in asked.items())]


def _fits(card: OwnCard | Intervention, name: str, value: str) -> bool:
    if name == "computer":
        return card.computer != "yes"
    offered = getattr(card, name)
    # What a card does not say excludes nothing.
    return (
        value == offered if isinstance(offered, str) else not offered or bool({value, ANY_WORK} & {*offered})
    )


def _nearest(form: CardFilter, own: Iterable[OwnCard]) -> list[Nearest]:
    """The same wishes with one let go, most cards first; nothing where that does not help."""
    near = [
        Nearest(form.called(name), _chosen(others, own), query) for name, others, query in let_go(form.wanted)
    ]
    return sorted((one for one in near if one.cards), key=lambda one: -len(one.cards))


@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    words, own = Words(), own_cards()
    form = CardFilter(request.GET, words=words)
    chosen = _chosen(form.wanted, own)
    context = {
        "form": form,
        "nearest": [] if chosen else _nearest(form, own),
        "page": Paginator(chosen, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "library/cards.html", context)


@require_GET
@in_any_case
def card(request: HttpRequest, pk: str) -> HttpResponse:
    catalogue = shipped()
    shown = found_or_404(pk, Intervention)
    topics = [one for one in shown.dimensions if catalogue.knows(one)]
    beside = {other.id: other for topic in topics for other in catalogue.about(topic, Intervention)}
    beside.pop(shown.id, None)
    context = {
        "card": shown,
        "origin": ORIGINS[shown.origin],
        "kits": kits_for(request, (kit for kit in catalogue.current(Kit) if shown.id in kit.interventions)),
        "guides": {guide.id: guide for topic in topics for guide in catalogue.about(topic, Guide)}.values(),
        "beside": list(beside.values())[:4],
        "statements": _statements(request, topics),
    }
    return render(request, "library/card.html", context)


def _statements(request: HttpRequest, topics: Iterable[str]) -> list[Statement]:
    if not reads_evidence(request):
        return []
    found = {one.id: one for topic in topics for one in shipped().about(topic, Statement)}
    return list(found.values())
