"""All rounds, and the year beside them: how often people are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from mortel.apps.climate.queries import ARound, phase_of
from mortel.apps.climate.queries import rounds as all_rounds
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.rounds.calendar import Month, Planned, State, Strain, strains, two_years
from mortel.pure.rounds.phases import Phase
from mortel.web.gate import for_grants
from mortel.web.rounds.words import PHASES, STATES, STRAINS
from mortel.web.words import Sentence

PAGE: Final = 20
_DONE: Final = (Phase.CLOSING, Phase.RELEASED)


@dataclass(frozen=True, slots=True)
class Line:
    """One round in the list, and where this reader reads on."""

    name: str
    starts_on: date
    ends_on: date
    phase: Sentence
    address: str


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, each with what asks in it: (its first day, [(name of a round, its state in words)])."""

    year: int
    months: list[tuple[date, list[tuple[str, Sentence]]]]

    @property
    def busy(self) -> list[date]:
        """The first day of each month in which something is asked."""
        return [first for first, asked in self.months if asked]


@for_grants(GrantKind.HR, GrantKind.COUNCIL)
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    sets_up = GrantKind.HR in grants_of(viewer(request))
    every = list(all_rounds())
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    planned = [in_calendar(one) for one in every]
    context = {
        "page": page,
        "lines": [_line(one, sets_up=sets_up) for one in page],
        "sets_up": sets_up,
        "years": _years(two_years(planned, timezone.localdate())),
        "warnings": _warnings(planned),
    }
    return render(request, "rounds/rounds.html", context)


def _line(round_: ARound, *, sets_up: bool) -> Line:
    name = "rounds:round" if sets_up else "rounds:council"
    phase = PHASES[phase_of(round_)]
    return Line(round_.name, round_.starts_on, round_.ends_on, phase, reverse(name, args=[round_.pk]))


def in_calendar(round_: ARound) -> Planned:
    """A round as the calendar knows it; six questions for the whole organisation give teams no levels."""
    phase = phase_of(round_)
    state = State.PLANNED if phase == Phase.DRAFT else State.DONE if phase in _DONE else State.OPEN
    return Planned(
        str(round_.pk), round_.name, round_.starts_on, round_.ends_on, state, not round_.words_only
    )


def strains_of(round_: ARound) -> list[Sentence]:
    """What speaks against asking this round beside the others. One query."""
    return [STRAINS[one] for one in strains(in_calendar(round_), map(in_calendar, all_rounds()))]


def _warnings(planned: Sequence[Planned]) -> list[str]:
    """Of every round that was not opened yet, what speaks against it."""
    found: list[tuple[Planned, Strain]] = [
        (one, strain) for one in planned if one.state == State.PLANNED for strain in strains(one, planned)
    ]
    return [f"{one.name}: {STRAINS[strain]}" for one, strain in found]


def _years(months: Sequence[Month]) -> list[Year]:
    by_year: dict[int, Year] = {}
    for month in months:
        year = by_year.setdefault(month.first.year, Year(month.first.year, []))
        year.months.append((month.first, [(one.name, STATES[one.state]) for one in month.rounds]))
    return list(by_year.values())
