"""Rounds that told numbers before, made without answers: just what the budget of later rounds reads of them."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
from django.utils import timezone

from mortel.apps.climate.drafts import asked_in
from mortel.apps.climate.models import Release, Round
from mortel.apps.people.models import Team
from mortel.pure.disclosure.shapes import Block
from mortel.pure.results.record import Record, Recorded


def numbers_told(like: Round, day: date, teams: Iterable[Team]) -> Release:
    """A release of that day, with levels of these teams about the questions of this round."""
    items = asked_in(like).codes
    leaves = tuple(str(team.pk) for team in teams)
    block = Recorded(Block("b", leaves, 9), (9,) * len(items), (30,) * len(items), None)
    dimensions = ("",) * len(items)
    record = Record("earlier", "Eerder", day, 7, False, False, tuple(items), dimensions, (block,), (), ())
    at = timezone.now()
    earlier = Round.objects.create(
        name="Eerder", starts_on=day, ends_on=day, opened_at=at, ended_at=at, closing_at=at, released_at=at
    )
    return Release.objects.create(
        round=earlier, day=day, record=msgspec.json.encode(record).decode(), organisation="{}"
    )


def numbers_told_three_times(like: Round, teams: Iterable[Team]) -> None:
    chosen = list(teams)
    for number in (1, 2, 3):
        numbers_told(like, timezone.localdate() - timedelta(days=120 * number), chosen)
