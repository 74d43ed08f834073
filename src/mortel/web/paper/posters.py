"""A poster for each place: that a round is on, until when, how, and a few tips. Never a figure."""

import uuid
from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import round_for
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.queries import ARound, invited_by, phase_of, places_of, questions_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import organisation
from mortel.pure.rounds.phases import takes_ballots
from mortel.web.gate import for_grants
from mortel.web.paper.room import shut
from mortel.web.qr import qr_image

ALL: Final = "all"
FORMATS: Final = [("a4", "A4"), ("a3", "A3")]


class PosterForm(forms.Form):
    plek = forms.ChoiceField(label=gettext_lazy("For which place"), required=False)
    formaat = forms.ChoiceField(label=gettext_lazy("Size of the paper"), choices=FORMATS, required=False)

    def __init__(self, *args: object, places: dict[str, str]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        everywhere = [(ALL, _("One poster for each place"))] if len(places) > 1 else []
        self.fields["plek"].choices = [*places.items(), *everywhere]  # type: ignore[attr-defined]


@for_grants(GrantKind.HR)
@require_GET
def posters(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Posters of the organisation as a whole, or of one of its units, on A4 or A3."""
    round_ = round_for(viewer(request), pk)
    if not takes_ballots(phase_of(round_)):
        return shut(request, round_)
    places = {one.id: one.name for one in places_of(round_) if one.kind in ("organisation", "unit")}
    form = PosterForm(request.GET, places=places)
    form.is_valid()
    chosen = form.cleaned_data.get("plek") or next(iter(places))
    shown = list(places.values()) if chosen == ALL else [places[chosen]]
    context = {
        "round": round_,
        "form": form,
        "size": form.cleaned_data.get("formaat") or FORMATS[0][0],
        "places": [name if name != organisation().name else "" for name in shown],
        "organisation": organisation().name,
        "minutes": questions_of(round_).minutes,
        "until": date_format(round_.ends_on, "l j F"),
        "ways": ways(round_),
        "address": (address := settings.ORIGIN + reverse("ballot:code")),
        "kiosk": settings.ORIGIN + reverse("kiosk:code"),
        "qr": qr_image(address),
    }
    return render(request, "paper/posters.html", context)


def ways(round_: ARound) -> list[str]:
    """How people get their questions in this round; ways that nobody has are not named."""
    said = {
        Channel.LINK: _("In your mail: open the link."),
        Channel.CARD: _("On your card: scan the square, or type the code."),
        Channel.PAPER: _("On paper: fill in the sheet and hand it in."),
    }
    return [sentence for channel, sentence in said.items() if invited_by(round_, channel)]
