"""An invented organisation of any size and its rounds, made with the product's own actions. For benchmarks.

Teams of twelve, the first of whom leads; ten teams to a unit, twenty units to a division. One adviser of HR and one
administrator work in no team, so exactly `people` are asked. Django must be set up before anything here is called.
"""

import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from mortel.pure.catalogue.vocabulary import NO_OWN_WORDS
from mortel.pure.demo.plan import (
    OrganisationPlan,
    PlannedGrant,
    PlannedMembership,
    PlannedPerson,
    PlannedTeam,
    PlannedUnit,
    SignIn,
)

TEAM, TEAMS_OF_A_UNIT, UNITS_OF_A_DIVISION = 12, 10, 20
TOP, FUNCTION = "Huis", "begeleider"
HR, ADMINISTRATOR = "hr", "admin"
HR_CARD = "90000001"


def plan_of(people: int, *, without_mail: Collection[int] = ()) -> OrganisationPlan:
    """`without_mail` are the numbers of people who have no address; they get paper where their team does."""
    teams = -(-people // TEAM)
    units = -(-teams // TEAMS_OF_A_UNIT)
    staff = (
        PlannedPerson(HR, "Hanna HR", "hr@proef.example", HR_CARD, HR_CARD),
        PlannedPerson(ADMINISTRATOR, "Ab Beheer", "ab@proef.example", "90000002", "90000002"),
    )
    return OrganisationPlan(
        name="De Proef",
        country="NL",
        sector="care",
        vocabulary=NO_OWN_WORDS,
        units=tuple(_units(units)),
        teams=tuple(PlannedTeam(f"Team {at}", f"Unit {at // TEAMS_OF_A_UNIT}") for at in range(teams)),
        functions=(FUNCTION,),
        people=(*(_person(at, has_mail=at not in without_mail) for at in range(people)), *staff),
        memberships=tuple(_membership(at) for at in range(people)),
        grants=(PlannedGrant(HR, "hr"), PlannedGrant(HR, "researcher")),
        sign_ins=(SignIn("admin", ADMINISTRATOR, 0, card=False),),
    )


def _units(units: int) -> Iterator[PlannedUnit]:
    yield PlannedUnit(TOP, None)
    for at in range(-(-units // UNITS_OF_A_DIVISION)):
        yield PlannedUnit(f"Division {at}", TOP)
    for at in range(units):
        yield PlannedUnit(f"Unit {at}", f"Division {at // UNITS_OF_A_DIVISION}")


def _person(at: int, *, has_mail: bool) -> PlannedPerson:
    number = f"{10_000_000 + at}"
    return PlannedPerson(
        f"p{at}", f"Proef {at}", f"p{at}@proef.example" if has_mail else None, number, number
    )


def _membership(at: int) -> PlannedMembership:
    return PlannedMembership(
        person=f"p{at}",
        team=f"Team {at // TEAM}",
        function=FUNCTION,
        starts=date(2024, 1, 1),
        hours=24,
        is_lead=at % TEAM == 0,
    )


def found(plan: OrganisationPlan, *, password: str = "") -> Any:
    """Write the organisation; returns the adviser of HR, who signs in with HR_CARD and `password`."""
    write = import_string("mortel.apps.people.actions.founding.found_organisation")
    return write(plan, passwords={HR: password} if password else {})[HR]


def draft_round(hr: Any, name: str, starts_on: date) -> Any:
    """The short form for everybody, two weeks from a day on, with consent: it may open."""
    draft, plan, consent = (
        import_string(f"mortel.apps.climate.actions.setup.{name}")
        for name in ("RoundDraft", "plan_round", "record_consent")
    )
    ends_on = starts_on + timedelta(days=14)
    made = plan(by=hr, draft=draft(name=name, starts_on=starts_on, ends_on=ends_on), round_id=uuid.uuid4())
    given = import_string("mortel.apps.climate.choices.Consent").GIVEN
    consent(by=hr, round_=made, consent=given, on=starts_on, note="Besluit van de raad", seen=made.revision)
    made.refresh_from_db()
    return made


def open_round(hr: Any, name: str, starts_on: date, *, paper: Collection[str] = ()) -> Any:
    """A round as `draft_round` sets it up, opened on its first day; `paper` are names of teams."""
    made = draft_round(hr, name, starts_on)
    opening = import_string("mortel.apps.climate.actions.opening.open_round")
    teams = apps.get_model("people", "Team").objects.filter(name__in=paper).values_list("pk", flat=True)
    at = timezone.make_aware(datetime.combine(starts_on, time(0, 1)))
    return opening(by=hr, round_=made, seen=made.revision, paper=list(teams), at=at)


def session_of(person: Any) -> str:
    """The key of a session in which this person is signed in, and gave the password a moment ago."""
    browser = Client()
    browser.force_login(person)
    request = HttpRequest()
    request.session, request.user = browser.session, person
    flows = "allauth.account.internal.flows"
    import_string(f"{flows}.reauthentication.reauthenticate_by_password")(request)
    request.session.save()
    return str(request.session.session_key)
