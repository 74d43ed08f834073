"""Whether teams get numbers this time, or words: what is foretold of a round wherever somebody reads what it gives.

Closing decides it block by block (`pure.disclosure.budget`); here it is said of the round, before anybody answers.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.utils import timezone

from mortel.apps.climate.models import Release, Round
from mortel.apps.climate.outlook import who_would_be_in
from mortel.apps.climate.queries import places_of, record_in
from mortel.pure.disclosure.budget import LEVEL_MONTHS, LEVELS, Budget, months_before
from mortel.pure.results.record import told_of
from mortel.pure.rounds.places import Place
from mortel.pure.rounds.questionnaire import Questionnaire

# From this share of the teams that are large enough on, it is said of all.
NEARLY_ALL: Final = 0.9


def teams_get_words(
    round_: Round, asked: Questionnaire, *, foreseen: Collection[Place] | None = None
) -> bool:
    """Words were promised, or nearly every team had its numbers three times in 24 months. One query in most rounds.

    `foreseen` are the places of a draft that has an outlook already; without them a draft is counted here.
    """
    if round_.words_only or asked.reports == "organisation":
        return round_.words_only
    day = _told_on(round_)
    earlier = Release.objects.filter(
        tells_teams=True, day__gt=months_before(day, LEVEL_MONTHS), day__lte=day
    ).exclude(round=round_)
    ids = tuple(earlier.order_by("pk").values_list("pk", flat=True))
    if len(ids) < LEVELS:
        return False
    if round_.opened_at is not None:
        teams = _teams_frozen(round_.pk, round_.k)
    else:
        places = who_would_be_in(round_, timezone.localdate()).places if foreseen is None else foreseen
        teams = _large_enough(places, round_.k)
    return _are_spent(ids, day, frozenset(asked.codes), teams)


def _told_on(round_: Round) -> date:
    if round_.closing_at is not None:
        return timezone.localdate(round_.closing_at)
    return max(round_.ends_on, timezone.localdate())


# Every ballot asks this while a round is open, and nothing of it changes: places are frozen, releases append-only.
@lru_cache(maxsize=8)
def _teams_frozen(round_id: UUID, k: int) -> frozenset[str]:
    return _large_enough(places_of(Round.objects.only("places").get(pk=round_id)), k)


def _large_enough(places: Collection[Place], k: int) -> frozenset[str]:
    return frozenset(place.id for place in places if place.kind == "team" and place.invited >= k)


@lru_cache(maxsize=8)
def _are_spent(releases: tuple[UUID, ...], day: date, items: frozenset[str], teams: frozenset[str]) -> bool:
    rows = Release.objects.filter(pk__in=releases)
    budget = Budget.of((each for row in rows for each in told_of(record_in(row))), day)
    spent = sum(budget.levels_left([team], items) < 1 for team in teams)
    return bool(teams) and spent >= NEARLY_ALL * len(teams)
