"""The rounds of a demo, held with the same actions as any other round (docs/demo.md)."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from mortel.apps.climate.actions.founding import Given, hold_round
from mortel.apps.climate.drafts import RoundDraft
from mortel.apps.people.access import Viewer
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.workforce import reporting_tree
from mortel.pure.demo.climate.drawing import DrawnBallot, DrawnRound, draw_round
from mortel.pure.demo.climate.population import long_leaves
from mortel.pure.demo.climate.source import Climate
from mortel.pure.demo.plan import OrganisationPlan
from mortel.pure.instruments.shipped import shipped_instrument

_TIME = "check.space.time"


def hold_rounds(
    climate: Climate, plan: OrganisationPlan, people: Mapping[str, Viewer], *, seed: int, today: date
) -> int:
    """Hold every round of the demo, the oldest first; returns how many. HR does it, with the council's consent."""
    adviser = people[next(grant.person for grant in plan.grants if grant.kind == "hr")]
    for leave in long_leaves(climate, plan, today):
        add_away(by=people[leave.person], starts=leave.starts, ends=None)
    teams = {row.name: UUID(row.id) for row in reporting_tree() if row.kind == "team"}
    for number in range(len(climate.rounds)):
        drawn = draw_round(climate, plan, shipped_instrument(), seed=seed, number=number, today=today)
        hold_round(
            by=adviser,
            draft=_draft(drawn),
            note=f"Besluit van {drawn.opened - timedelta(days=10):%d-%m-%Y}",
            given=[_given(ballot, people, teams) for ballot in drawn.answers],
            paper=sorted({teams[one.team] for one in drawn.asked if one.paper}),
        )
    return len(climate.rounds)


def _draft(drawn: DrawnRound) -> RoundDraft:
    return RoundDraft(
        name=drawn.name,
        starts_on=drawn.opened,
        ends_on=drawn.closed,
        form=drawn.forms[0],
        modules=[name for name in drawn.forms[1:] if name != _TIME],
        asks_time=_TIME in drawn.forms,
    )


def _given(ballot: DrawnBallot, people: Mapping[str, Viewer], teams: Mapping[str, UUID]) -> Given:
    return Given(people[ballot.person].pk, teams[ballot.team], ballot.answers, ballot.language, ballot.paper)
