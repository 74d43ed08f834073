"""Cards with a code for whoever has no address: the code is folded inside and stuck shut, the name stays in view."""

import uuid
from collections.abc import Iterator
from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mortel.apps.climate.access import round_for
from mortel.apps.climate.actions.cards import AT_ONCE, CodeCard, print_cards
from mortel.apps.climate.actions.codes import in_groups
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.queries import ARound, invited_by, phase_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import organisation
from mortel.pure.rounds.phases import takes_ballots
from mortel.web.gate import for_grants
from mortel.web.paper.places import place_names
from mortel.web.paper.room import shut
from mortel.web.qr import qr_image
from mortel.web.words import Words

ON_A_SHEET: Final = 6
# Before the number of a part, where a team has its id.
PART: Final = "all"


class ForWhomForm(forms.Form):
    """Everybody with a card, in parts where they are many, or the people of one team."""

    whom = forms.ChoiceField(label=gettext_lazy("For whom"))

    def __init__(self, *args: object, choices: list[tuple[str, str]]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[str, int]:
        """The leaf, or "" and the part of everybody."""
        whom = self.cleaned_data["whom"]
        if whom.startswith(PART):
            return "", int(whom.removeprefix(PART))
        return whom, 0


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def cards(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for whom, then show their cards ready to print; the log says how many were printed."""
    adviser = viewer(request)
    round_ = round_for(adviser, pk)
    if not takes_ballots(phase_of(round_)):
        return shut(request, round_)
    names, counts = place_names(round_, Words()), invited_by(round_, Channel.CARD)
    form = ForWhomForm(request.POST or None, choices=list(_choices(counts, names)))
    if request.method == "POST" and form.is_valid():
        leaf, part = form.chosen
        made = print_cards(by=adviser, round_=round_, leaf=leaf, part=part)
        shown = [_shown(round_, one, names) for one in made]
        sheets = [shown[first : first + ON_A_SHEET] for first in range(0, len(shown), ON_A_SHEET)]
        return render(request, "paper/cards_made.html", {"round": round_, "sheets": sheets})
    context = {"round": round_, "form": form, "number": sum(counts.values())}
    return render(request, "paper/cards.html", context, status=400 if form.errors else 200)


def _choices(counts: dict[str, int], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    everybody = sum(counts.values())
    for part in range(-(-everybody // AT_ONCE)):
        first, last = part * AT_ONCE + 1, min((part + 1) * AT_ONCE, everybody)
        whole = ngettext("Everybody: %(number)d card", "Everybody: %(number)d cards", everybody)
        said = whole % {"number": everybody}
        if everybody > AT_ONCE:
            said = _("Everybody: cards %(first)d to %(last)d") % {"first": first, "last": last}
        yield f"{PART}{part}", said
    for leaf, name in names.items():
        if leaf in counts:
            yield leaf, f"{name} ({counts[leaf]})"


def _shown(round_: ARound, card: CodeCard, names: dict[str, str]) -> dict[str, str]:
    return {
        "organisation": organisation().name,
        "name": card.name,
        "where": names[card.leaf],
        "code": in_groups(card.code),
        "address": settings.ORIGIN + reverse("ballot:code"),
        "kiosk": settings.ORIGIN + reverse("kiosk:code"),
        "qr": qr_image(settings.ORIGIN + reverse("ballot:ballot", args=[card.code])),
        "until": date_format(round_.ends_on, "j F Y"),
    }
