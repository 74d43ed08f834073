"""Results of a round as its closing would store them, for tests of pages: nobody has to answer anything first."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.utils import timezone

from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import Instrument, Release, ReleasedFigure, Round, RoundLead
from mortel.apps.people.models import Membership, Team
from mortel.pure.disclosure.organisation import Careless, Statistic
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import (
    Change,
    Dimension,
    Group,
    OfficeLine,
    OrganisationResult,
    Question,
    TeamResult,
)
from mortel.pure.rounds.questionnaire import checksum, encoded, questionnaire

SIX = ("dim.leadership", "dim.opportunities", "dim.support", "dim.space", "dim.sharing", "dim.autonomy")
LEADERSHIP_QUESTIONS = ("ENC2", "TRU1", "PRA1", "ROL1")
WORDS = {
    "dim.leadership": "not_distinguishable",
    "dim.opportunities": "not_distinguishable",
    "dim.support": "presumably_higher",
    "dim.space": "presumably_lower",
    "dim.sharing": "presumably_higher",
    "dim.autonomy": "not_distinguishable",
}
MEANS = dict(zip(SIX, (3.5, 3.4, 3.9, 2.8, 4.0, 3.3), strict=True))


def dimension(dimension_id: str, **fields: Any) -> Dimension:
    """A scale with a score, unless `fields` say otherwise."""
    mean = fields.pop("mean", MEANS.get(dimension_id, 3.2))
    around = {"mean": mean, "low": mean - 0.3, "high": mean + 0.3} if mean is not None else {"mean": None}
    given = {"low": None, "high": None, "word": WORDS.get(dimension_id, "")} | around | fields
    return Dimension(id=dimension_id, **given)


def group(team: Team, **fields: Any) -> Group:
    """The figures of a team of which 75 % answered, with two strengths and one step."""
    given = {
        "id": str(team.pk),
        "kind": "team",
        "name": team.name,
        "n": 9,
        "response": 0.75,
        "leads": 1,
        "dimensions": tuple(dimension(one) for one in SIX),
        "questions": tuple(Question(code, None, Gap(Reason.ITEMS_NEED_MORE, 15)) for code in _codes()),
        "strengths": ("dim.sharing", "dim.support"),
        "step": "dim.space",
        "leadership_questions": LEADERSHIP_QUESTIONS,
        "strengths_without": ("dim.sharing", "dim.support"),
        "step_without": "dim.space",
    }
    return Group(**(given | fields))


def with_questions() -> tuple[Question, ...]:
    """Every question of the short form with a mean, the two lowest about the lead being PRA1 and ROL1."""
    means = {"PRA1": 2.1, "ROL1": 2.4}
    return tuple(Question(code, means.get(code, 3.6)) for code in _codes())


def figures(team: Team, **fields: Any) -> TeamResult:
    return TeamResult(str(team.pk), team.name, group(team, **fields), None, (), 7)


def conversation(team: Team, *together: str) -> TeamResult:
    """A team without figures: taken together with others, or counted one level up."""
    reason = Reason.TAKEN_TOGETHER if together else Reason.NO_BLOCK
    return TeamResult(str(team.pk), team.name, None, Gap(reason, 7), together, 7)


def change(word: str, **fields: Any) -> Change:
    return Change(since="Voorjaar", word=word, **fields)  # type: ignore[arg-type]


def organisation(name: str, day: date, **fields: Any) -> OrganisationResult:
    """An organisation of which 240 of 412 answered."""
    whole = Group(
        id="organisation",
        kind="organisation",
        name="Zorggroep De Waddenkant",
        n=240,
        response=240 / 412,
        leads=30,
        dimensions=tuple(Dimension(one, 3.4, 3.35, 3.45) for one in SIX),
        questions=(),
    )
    given: dict[str, Any] = {
        "round_name": name,
        "day": day,
        "answered": 240,
        "invited": 412,
        "whole": whole,
        "blocks": 18,
        "teams_with_figures": 16,
        "teams": 34,
        "team_level": (),
        "scales": (),
        "correlations": (),
        "careless": Careless(Statistic(), Statistic()),
        "time": None,
        "load": None,
        "division": None,
        "open_table": None,
        "open_table_gap": None,
    }
    return OrganisationResult(**(given | fields))


def released(
    teams: Iterable[TeamResult] = (),
    *,
    name: str = "Najaar",
    day: date | None = None,
    office: Iterable[OfficeLine] = (),
    modules: Iterable[str] = (),
    whole: Mapping[str, Any] | None = None,
) -> Release:
    """A round that was closed on this day (today), with what it told."""
    day, teams = day or timezone.localdate(), list(teams)
    now = timezone.now() - (timezone.localdate() - day)
    round_ = Round.objects.create(
        name=name,
        languages=["nl", "en"],
        modules=list(modules),
        starts_on=day,
        ends_on=day,
        instrument=_instrument(modules),
        opened_at=now,
        ended_at=now,
        closing_at=now,
        released_at=now,
    )
    for row in Membership.objects.filter(team__in=[one.id for one in teams], is_lead=True):
        RoundLead.objects.create(round=round_, team=row.team_id, person=row.person)
    told = organisation(name, day, **(whole or {}))
    # Later rounds read it: as if nothing was told of any block.
    record = Record(str(round_.pk), name, day, round_.k, False, False, (), (), (), (), ())
    release = Release.objects.create(
        round=round_, day=day, input_sha256="", record=_json(record), organisation=_json(told)
    )
    rows = [(Audience.TEAM, one, "") for one in teams] + [
        (Audience.OFFICE, one, one.parent or "") for one in office
    ]
    for order, (audience, one, parent) in enumerate(rows):
        ReleasedFigure.objects.create(
            release=release, audience=audience, place=one.id, parent=parent, order=order, content=_json(one)
        )
    return release


def _json(thing: Any) -> str:
    return msgspec.json.encode(thing).decode()


def _codes() -> tuple[str, ...]:
    return shipped_instrument().form("short").items


def _instrument(modules: Iterable[str]) -> Instrument:
    words = questionnaire(shipped_instrument(), ["short", *modules], ["nl", "en"])
    found, _ = Instrument.objects.get_or_create(
        sha256=checksum(words), defaults={"words": encoded(words).decode()}
    )
    return found
