"""Who is asked in a round, for which team she answers, and who is on leave."""

from dataclasses import dataclass
from datetime import date

from mortel.pure.demo.climate.closing_days import last_closing
from mortel.pure.demo.climate.source import AwaySource, Climate
from mortel.pure.demo.plan import OrganisationPlan, PlannedMembership
from mortel.pure.disclosure.budget import months_before


@dataclass(frozen=True, slots=True)
class PlannedLeave:
    """Somebody who is away from `starts`; nobody knows until when."""

    person: str
    starts: date


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """`team`: of her main membership at opening; `answers_for`: the team that her ballot carries."""

    person: str
    team: str
    answers_for: str
    is_lead: bool
    paper: bool


def long_leaves(climate: Climate, plan: OrganisationPlan, today: date) -> tuple[PlannedLeave, ...]:
    """Who is on leave today. LookupError when nobody in the team has the function."""
    closed = last_closing(climate, today)
    return tuple(PlannedLeave(_last_of(plan, row), months_before(closed, row.months)) for row in climate.away)


def _last_of(plan: OrganisationPlan, row: AwaySource) -> str:
    found = [
        own.person
        for own in plan.memberships
        if (own.team, own.function, own.ends) == (row.team, row.function, None) and own.is_main
    ]
    if not found:
        raise LookupError(f"nobody in {row.team!r} is {row.function!r}")
    return found[-1]


def asked_on(climate: Climate, plan: OrganisationPlan, day: date, today: date) -> tuple[AskedPerson, ...]:
    """Everybody with a main team on `day` who was not on long leave then, in the order of the plan."""
    away = {leave.person for leave in long_leaves(climate, plan, today) if leave.starts <= day}
    here = [row for row in plan.memberships if _holds(row, day) and row.person not in away]
    leads = {row.person for row in here if row.is_lead}
    second = {row.person: row.team for row in here if not row.is_main and row.team in climate.second_teams}
    no_email = {person.key for person in plan.people if person.email is None}
    return tuple(
        AskedPerson(
            person=row.person,
            team=row.team,
            answers_for=row.team if row.is_lead else second.get(row.person, row.team),
            is_lead=row.person in leads,
            paper=row.person in no_email,
        )
        for row in here
        if row.is_main
    )


def _holds(row: PlannedMembership, day: date) -> bool:
    return row.starts <= day and (row.ends is None or day <= row.ends)
