"""Start cards for all who have not begun, on one print: choose whose, hear what it means, print once."""

import uuid

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.people.access import team_for, viewer
from mortel.apps.people.actions.passes import NumberChanged, hand_out_start_cards
from mortel.apps.people.choices import GrantKind, PassKind
from mortel.apps.people.queries import not_begun, teams_not_begun
from mortel.web.account.cards import printed_cards
from mortel.web.gate import for_grants

ON_A_SHEET = 6
# A print of more is one that gets stuck in the printer, and then all its codes are lost.
AT_ONCE = 1000


@for_grants(GrantKind.ADMIN)
@require_GET
def start_cards(request: HttpRequest) -> HttpResponse:
    """For whom: everybody, or one team."""
    number = not_begun().count()
    context = {"number": number, "teams": teams_not_begun(), "at_once": AT_ONCE, "all": number <= AT_ONCE}
    return render(request, "office/start_cards.html", context)


@for_grants(GrantKind.ADMIN)
@reauthentication_required
@require_http_methods(["GET", "POST"])
def make_start_cards(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """What making them does; then the cards, once. Only as many as were said, or it is asked again."""
    administrator, wrong = viewer(request), ""
    team = team_for(administrator, pk) if pk else None
    if request.method == "POST":
        try:
            made = hand_out_start_cards(by=administrator, team=pk, number=_said(request))
        except NumberChanged:
            wrong = _("Something changed since you looked. Look at the number once more.")
        else:
            cards = printed_cards(PassKind.START_CARD, made)
            sheets = [cards[first : first + ON_A_SHEET] for first in range(0, len(cards), ON_A_SHEET)]
            return render(request, "office/start_cards_made.html", {"sheets": sheets})
    number = not_begun(team=pk).count()
    if not 0 < number <= AT_ONCE:
        return redirect("office:start-cards")
    context = {"number": number, "sheets": -(-number // ON_A_SHEET), "team": team, "wrong": wrong}
    return render(request, "office/start_cards_confirm.html", context, status=400 if wrong else 200)


def _said(request: HttpRequest) -> int:
    """The number of cards on the page that was sent, or one that nobody is shown."""
    typed = request.POST.get("number", "")
    said = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    return said if 0 < said <= AT_ONCE else -1
