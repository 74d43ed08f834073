"""What costs energy and what gives it, for a person alone (S-106): answered and shown in her own browser.

The page has no form: nothing that is ticked can reach the server, and its address is the same for everybody.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.pure.instruments.shapes import Item
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.web.words import Words

FORM: Final = "module.demands"
SCALE: Final = "agreement"
CONVERSATION: Final = "CV-21"
# Which resources lie nearest to what costs energy. An idea of ours that nobody has measured; the page says so.
NEAREST: Final = {
    "dem.pressure": ("res.support", "res.assignment"),
    "dem.conflict": ("res.coaching", "res.support"),
    "dem.complexity": ("res.feedback", "res.coaching"),
    "dem.physical": ("res.support", "res.unfolding"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """`id` of what it asks about in the catalogue; `near` the ids of the resources that lie nearest, by a space."""

    id: str
    code: str
    label: str
    text: str
    near: str


@require_GET
def energy(request: HttpRequest) -> HttpResponse:
    words = Words()
    asked = [_question(item, words) for item in shipped_instrument().asked(FORM)]
    context = {
        "demands": [one for one in asked if one.near],
        "resources": [one for one in asked if not one.near],
        "labels": [words.of(label) for label in shipped_instrument().scale(SCALE).labels],
        "conversation": CONVERSATION,
    }
    return render(request, "climate/scan.html", context)


def _question(item: Item, words: Words) -> Question:
    near = " ".join(NEAREST.get(item.subdimension, ()))
    return Question(item.subdimension, item.code, words.called(item.subdimension), words.of(item.text), near)
