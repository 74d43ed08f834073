"""Kijk vooraf: who will probably get figures, what this round can find, and what people will read."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import draft_for, round_for_council
from mortel.apps.climate.drafts import asked_in
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.outlook import outlook
from mortel.apps.climate.queries import ARound, phase_of, questions_of, retention_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.rounds.outlook import RESPONSE, Expected, Forecast, forecast
from mortel.pure.rounds.phases import Phase
from mortel.pure.rounds.places import Place
from mortel.pure.rounds.questionnaire import Questionnaire, Words
from mortel.pure.scoring.power import TeamPower
from mortel.web.gate import for_grants
from mortel.web.rounds.words import mends
from mortel.web.words import Sentence

ROWS: Final = 60
ALMOST: Final = 0.01
# From how many times of 100 on something is called so.
_OFTEN: Final[tuple[tuple[int, Sentence], ...]] = (
    (80, gettext_lazy("nearly always")),
    (50, gettext_lazy("often")),
    (20, gettext_lazy("now and then")),
    (5, gettext_lazy("seldom")),
    (0, gettext_lazy("almost never")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One place as it is shown; `opens`: there is something under it."""

    place: Expected
    chance: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Detects:
    """What a team of so many people finds; per cent."""

    people: int
    once: int
    some: int
    much: int

    @property
    def some_words(self) -> Sentence:
        return _how_often(self.some)

    @property
    def much_words(self) -> Sentence:
        return _how_often(self.much)


def _how_often(per_cent: int) -> Sentence:
    return next(words for least, words in _OFTEN if per_cent >= least)


def forecast_of(
    round_: ARound, asked: Questionnaire, places: Sequence[Place], *, words_only: bool
) -> Forecast:
    return forecast(
        places,
        k=round_.k,
        words_only=words_only,
        whole_only=asked.reports == "organisation",
    )


@for_grants(GrantKind.HR)
@require_GET
def beforehand(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole organisation, or what stands under the unit in the address (`plek`)."""
    round_ = draft_for(viewer(request), pk)
    found = outlook(round_, timezone.localdate())
    words_only = teams_get_words(round_, found.asked, foreseen=found.who.places)
    foreseen = forecast_of(round_, found.asked, found.who.places, words_only=words_only)
    here = _here(foreseen, request.GET.get("plek", ""))
    page = Paginator(foreseen.under(here.id), ROWS).get_page(request.GET.get("page"))
    parents = {one.parent for one in foreseen.places}
    without = sum(found.who.without_mail.values())
    context = {
        "round": round_,
        "here": here,
        "above": _above(foreseen, here),
        "page": page,
        "lines": [Line(one, _chance(one.chance), one.id in parents) for one in page],
        "forecast": foreseen,
        "without_figures": foreseen.teams - foreseen.with_figures,
        "response": _per_cent(RESPONSE),
        "detects": [_detects(power) for power in foreseen.powers],
        "asked": found.asked,
        "words_instead": words_only and not round_.words_only,
        "mends": mends(found.missing),
        "invited": found.who.invited,
        "with_mail": found.who.invited - without,
        "without_mail": without,
    }
    return render(request, "rounds/outlook.html", context)


def _here(foreseen: Forecast, wanted: str) -> Expected:
    top = next(one for one in foreseen.places if one.parent is None)
    if not wanted:
        return top
    found = next((one for one in foreseen.places if one.id == wanted), None)
    if found is None:
        raise Http404
    return found


def _above(foreseen: Forecast, here: Expected) -> list[Expected]:
    """The way back up, from the top to just above."""
    by_id = {one.id: one for one in foreseen.places}
    found: list[Expected] = []
    above = here.parent
    while above is not None:
        found.insert(0, by_id[above])
        above = by_id[above].parent
    return found


def _detects(power: TeamPower) -> Detects:
    return Detects(power.invited, *(_per_cent(chance) for chance in (power.once, power.some, power.much)))


def _per_cent(share: float) -> int:
    return round(100 * share)


def _chance(share: float) -> str:
    """Never certain what is not: 100 % is said of nothing, 0 % only of what cannot be."""
    if 0 < share < ALMOST:
        return _("less than 1 %")
    if share > 1 - ALMOST:
        return _("more than 99 %")
    return f"{_per_cent(share)} %"


@dataclass(frozen=True, slots=True)
class Shown:
    """Questions that stand together, in the first language of the round."""

    heading: str
    scale: str
    labels: tuple[str, ...]
    note: str
    questions: tuple[str, ...]


def as_read(asked: Questionnaire) -> list[Shown]:
    """Everything that somebody reads on a ballot, in the first language of the round."""
    language = asked.languages[0]

    def said(words: Words | None) -> str:
        return words[language] if words else ""

    return [
        Shown(
            said(section.heading),
            said(asked.scale(section.scale).question),
            tuple(said(label) for label in asked.scale(section.scale).labels),
            said(section.note),
            tuple(said(question.text) for question in section.questions),
        )
        for section in asked.sections
    ]


def asked_now(round_: ARound) -> Questionnaire:
    """The frozen words, or before opening those of this version of the bank."""
    return asked_in(round_) if phase_of(round_) == Phase.DRAFT else questions_of(round_)


@for_grants(GrantKind.HR, GrantKind.COUNCIL)
@require_GET
def questions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a person who is asked will read: the first page, and every question with its answers."""
    round_ = round_for_council(viewer(request), pk)
    asked = asked_now(round_)
    reads_file = request.GET.get("van") == "raad" or GrantKind.HR not in grants_of(viewer(request))
    language = asked.languages[0]
    context = {
        "round": round_,
        "first": _first_page(round_, asked),
        "words_only": teams_get_words(round_, asked),
        "sections": as_read(asked),
        "language": language,
        "window": asked.window[language],
        "after_absence": asked.after_absence[language],
        "ways_out": (asked.not_applicable[language], asked.rather_not[language]),
        "untested": "" if asked.tested else asked.untested[language],
        "way_back": reverse("rounds:council" if reads_file else "rounds:round", args=[pk]),
    }
    return render(request, "rounds/questions.html", context)


def _first_page(round_: ARound, asked: Questionnaire) -> dict[str, Any]:
    """What the page before the questions needs of a round (templates/ballot/first_page.html)."""
    return {
        "ends_on": round_.ends_on,
        "k": round_.k,
        "retention": retention_of(round_),
        "minutes": asked.minutes,
        "on_kiosk": True,
    }
