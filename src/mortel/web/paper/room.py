"""The print room of a round: cards, sheets, posters, and how far the typing is."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import round_for
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.queries import ARound, invited_by, phase_of
from mortel.apps.climate.sheets import sheet_counts
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.pure.rounds.phases import Phase, takes_ballots, takes_sheets
from mortel.web.gate import for_grants
from mortel.web.paper.numbers import sheet_name
from mortel.web.paper.places import place_names
from mortel.web.public_address import public_address
from mortel.web.words import Words


@for_grants(GrantKind.HR)
@require_GET
def room(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What can be printed now, and where the typing goes on."""
    round_ = round_for(viewer(request), pk)
    now_in = phase_of(round_)
    if not takes_sheets(now_in):
        return shut(request, round_)
    on_paper, batches = invited_by(round_, Channel.PAPER), sheet_counts(round_)
    names = place_names(round_, Words())
    context = {
        "round": round_,
        "address": public_address(),
        "prints": takes_ballots(now_in),
        "cards": sum(invited_by(round_, Channel.CARD).values()),
        "on_paper": sum(on_paper.values()),
        "to_make": len(on_paper.keys() - {batch.leaf for batch in batches}),
        "batches": [
            {"counted": one, "name": sheet_name(one.number), "where": names[one.leaf]} for one in batches
        ],
        "printed": sum(one.printed for one in batches),
        "typed": sum(one.typed for one in batches),
        "once": sum(one.once for one in batches),
    }
    return render(request, "paper/room.html", context)


def shut(request: HttpRequest, round_: ARound) -> HttpResponse:
    """The page for when nothing can be printed or typed: before the round opens, and once its result is made."""
    context = {"round": round_, "is_draft": phase_of(round_) == Phase.DRAFT}
    return render(request, "paper/shut.html", context)
