"""The page of one round for HR: how it stands and what comes next, in each phase."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import round_for
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.outlook import outlook
from mortel.apps.climate.queries import ARound, packs_ever, phase_of, release_of
from mortel.apps.climate.sheets import sheet_counts
from mortel.apps.climate.tasks import MOST_MESSAGES, WEEK
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import Country, GrantKind
from mortel.apps.people.queries import organisation
from mortel.pure.rounds.phases import GRACE, Phase
from mortel.web.gate import for_grants
from mortel.web.rounds.listing import strains_of
from mortel.web.rounds.outlook import forecast_of
from mortel.web.rounds.words import (
    PHASES,
    asked_parts,
    division_in_words,
    languages_in_words,
    mends,
    people_in_words,
)
from mortel.web.words import Words


@for_grants(GrantKind.HR)
@require_GET
def round_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    round_ = round_for(viewer(request), pk)
    phase = phase_of(round_)
    context = {"round": round_, "phase": phase.value, "phase_label": PHASES[phase], **facts_of(round_)}
    more = {
        Phase.DRAFT: _draft,
        Phase.OPEN: _open,
        Phase.LAST_MINUTES: _last_minutes,
        Phase.TYPING: _typing,
        Phase.CLOSING: _closing,
        Phase.RELEASED: _released,
    }
    return render(request, "rounds/round.html", context | more[phase](round_))


def facts_of(round_: ARound) -> dict[str, Any]:
    """What was set up, in words. One query."""
    titles = {str(pack.pk): pack.title for pack in packs_ever()}
    return {
        "people": people_in_words(round_),
        "asked": asked_parts(round_, titles, Words()),
        "languages": languages_in_words(round_),
        "division": division_in_words(round_),
    }


def _draft(round_: ARound) -> dict[str, Any]:
    found = outlook(round_, timezone.localdate())
    words_only = teams_get_words(round_, found.asked, foreseen=found.who.places)
    foreseen = forecast_of(round_, found.asked, found.who.places, words_only=words_only)
    return {
        "mends": mends(found.missing),
        "can_open": not found.missing,
        "strains": strains_of(round_),
        "questions": len(found.asked.codes),
        "minutes": found.asked.minutes,
        "words_instead": words_only and not round_.words_only,
        "teams": foreseen.teams,
        "with_figures": foreseen.with_figures,
        "in_belgium": organisation().country == Country.BELGIUM,
    }


def _open(round_: ARound) -> dict[str, Any]:
    left = MOST_MESSAGES - round_.messages_sent
    next_on = round_.last_message_on + WEEK if round_.last_message_on and left else None
    return {
        "messages_left": left,
        "next_message_on": next_on,
        "may_send": left > 0 and (next_on is None or next_on <= timezone.localdate()),
        "batches": sheet_counts(round_),
    }


def _last_minutes(round_: ARound) -> dict[str, Any]:
    return {"until": round_.ended_at + GRACE if round_.ended_at else None}


def _typing(round_: ARound) -> dict[str, Any]:
    batches = sheet_counts(round_)
    return {
        "batches": batches,
        "untyped": sum(batch.printed - batch.typed - batch.once for batch in batches),
        "once": sum(batch.once for batch in batches),
    }


def _closing(round_: ARound) -> dict[str, Any]:
    return {"refused": round_.refused is not None}


def _released(round_: ARound) -> dict[str, Any]:
    return {"release": release_of(round_)}
