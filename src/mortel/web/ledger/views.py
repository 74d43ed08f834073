"""The log of the organisation: what administrators did, for the works council and for themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mortel.apps.climate.queries import names_of_rounds
from mortel.apps.ledger import queries
from mortel.apps.ledger.actions import first_break
from mortel.apps.people.access import READ_THE_LOG
from mortel.apps.people.queries import names_by_ledger_id, organisation
from mortel.web.gate import for_grants
from mortel.web.ledger.sentences import sentence

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One act: when, what, who did it and about whom or which round it is."""

    at: datetime
    what: str
    by: str
    about: str


@for_grants(*READ_THE_LOG)
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.entries(), PAGE).get_page(request.GET.get("page"))
    names, rounds = names_by_ledger_id(), names_of_rounds()
    lines = [
        Line(
            row.at,
            sentence(row.act, row.details),
            _name(row.actor, names),
            rounds.get(row.details.get("round", "")) or _name(row.subject, names),
        )
        for row in page
    ]
    context = {"page": page, "lines": lines, "broken": first_break(), "organisation": organisation()}
    return render(request, "ledger/entries.html", context)


def _name(ledger_id: UUID | None, names: dict[UUID, str]) -> str:
    if ledger_id is None:
        return _("not named")
    return names.get(ledger_id) or _("somebody who is deleted")
