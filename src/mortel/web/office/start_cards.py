"""Start cards for all who have not begun, on one print: choose whose, hear what it means, print once."""

import uuid
from collections.abc import Sequence

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.people.access import team_for, viewer
from mortel.apps.people.actions.passes import CardsChanged, hand_out_start_cards
from mortel.apps.people.choices import GrantKind, PassKind
from mortel.apps.people.newcomers import AT_ONCE, next_print, teams_waiting, waiting
from mortel.apps.people.queries import ids_of
from mortel.web.account.cards import printed_cards
from mortel.web.gate import for_grants

ON_A_SHEET = 6
NEWCOMERS = "newcomers_of_list"


def remember_newcomers(request: HttpRequest, numbers: Sequence[str]) -> None:
    """For this session: whom the list that was just read in brought, so that their cards can be made first."""
    request.session[NEWCOMERS] = [str(pk) for pk in ids_of(numbers)]


def _of_list(request: HttpRequest) -> list[uuid.UUID] | None:
    """Whom the address asks for: those of the list; None when it does not ask."""
    if not request.GET.get("lijst"):
        return None
    return [uuid.UUID(pk) for pk in request.session.get(NEWCOMERS, [])]


@for_grants(GrantKind.ADMIN)
@require_GET
def start_cards(request: HttpRequest) -> HttpResponse:
    """For whom: everybody or one team, and only on purpose also who has a card already."""
    teams = teams_waiting()
    context = {
        "waiting": waiting(),
        "teams": [team for team in teams if team.without_card],
        "of_list": bool(request.session.get(NEWCOMERS)),
        "teams_again": [team for team in teams if team.with_card],
    }
    return render(request, "office/start_cards.html", context)


@for_grants(GrantKind.ADMIN)
@reauthentication_required
@require_http_methods(["GET", "POST"])
def make_start_cards(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """What making them does; then the cards, once. Exactly those that were shown, or it is asked again."""
    administrator, wrong = viewer(request), ""
    team = team_for(administrator, pk) if pk else None
    only, again = _of_list(request), bool(request.GET.get("opnieuw"))
    if request.method == "POST":
        fingerprint = request.POST.get("fingerprint", "")
        try:
            made = hand_out_start_cards(
                by=administrator, team=pk, only=only, fingerprint=fingerprint, again=again
            )
        except CardsChanged:
            wrong = _("Something changed since you looked. Look at the numbers once more.")
        else:
            cards = printed_cards(PassKind.START_CARD, made)
            sheets = [cards[first : first + ON_A_SHEET] for first in range(0, len(cards), ON_A_SHEET)]
            return render(request, "office/start_cards_made.html", {"sheets": sheets})
    shown = next_print(team=pk, only=only, again=again)
    number = len(shown.newcomers)
    if not number:
        if wrong:
            messages.error(request, wrong)
        return redirect("office:start-cards")
    context = {
        "print": shown,
        "number": number,
        "sheets": -(-number // ON_A_SHEET),
        "at_once": AT_ONCE,
        "team": team,
        "again": again,
        "of_list": only is not None,
        "wrong": wrong,
    }
    return render(request, "office/start_cards_confirm.html", context, status=400 if wrong else 200)
