"""`mortel demo [--university | --country BE]`"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mortel.apps.climate.actions.founding import remove_rounds
from mortel.apps.keys.actions import make_keys
from mortel.apps.library.actions import remove_own_content
from mortel.apps.moments.actions.founding import capture_many
from mortel.apps.people.actions.accounts import mark_seen
from mortel.apps.people.actions.founding import (
    NotADemo,
    check_demo,
    found_organisation,
    is_founded,
    remove_demo_organisation,
)
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import PassKind
from mortel.console.demo_rounds import hold_rounds
from mortel.console.installing import require_ready
from mortel.console.refusal import Refused
from mortel.console.running import together
from mortel.pure.catalogue.shapes import Activity
from mortel.pure.catalogue.shipped import CONTENT, shipped
from mortel.pure.demo.climate.reading import read_climate
from mortel.pure.demo.climate.source import Climate
from mortel.pure.demo.moments import draw_moments
from mortel.pure.demo.organisation import draw_organisation
from mortel.pure.demo.plan import OrganisationPlan, PlannedMoment, SignIn
from mortel.pure.demo.reading import mail_domains, read_source
from mortel.pure.demo.source import Source
from mortel.pure.instruments.shipped import shipped_instrument

_DEMOS = CONTENT / "demo"
_CARE = {"NL": "waddenkant", "BE": "wilgenkouter"}
_UNIVERSITY = "waalstroom"


class Command(BaseCommand):
    help = "Fill an empty installation with a demo organisation, and say who can sign in."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--university", action="store_true", help="a small university of applied sciences")
        which.add_argument(
            "--country", choices=list(_CARE), default="NL", help="where the care organisation stands"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed and day draw the same people")
        parser.add_argument("--today", type=_day, help="the day on which the demo stands (YYYY-MM-DD)")
        parser.add_argument("--again", action="store_true", help="remove the demo that is there first")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        if today > timezone.localdate():
            raise Refused(_("The demo cannot stand on a day that is still to come."))
        with together():
            require_ready()
            folder = _DEMOS / (_UNIVERSITY if options["university"] else _CARE[options["country"]])
            source = read_source(folder)
            climate = read_climate(folder, source, shipped_instrument())
            plan = draw_organisation(source, seed=options["seed"], today=today)
            social = [activity.id for activity in shipped().current(Activity) if activity.mode == "social"]
            moments = draw_moments(source, plan, seed=options["seed"], today=today, social=social)
            _make_room(again=options["again"])
            codes = _write(source, plan, moments, climate, seed=options["seed"], today=today)
        self._tell(source, plan, codes, len(moments))

    def _tell(self, source: Source, plan: OrganisationPlan, codes: Mapping[str, str], moments: int) -> None:
        counts = {"name": plan.name, "people": len(plan.people), "teams": len(plan.teams), "moments": moments}
        self.stdout.write(_("%(name)s: %(people)d people, %(teams)d teams, %(moments)d moments.") % counts)
        self.stdout.write("")
        for line in _table(_rows(plan, codes)):
            self.stdout.write(line)
        self.stdout.write("")
        self.stdout.write(_("Password for all of them: %(password)s") % {"password": source.password})
        self.stdout.write(_("Address: %(address)s") % {"address": settings.ORIGIN})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(_("Write a day as YYYY-MM-DD.")) from fault


def _make_room(*, again: bool) -> None:
    """Refuse to touch an organisation that is no demo, or that nobody said may go."""
    if not is_founded():
        return
    domains = mail_domains(_DEMOS)
    try:
        check_demo(domains)
    except NotADemo as fault:
        raise Refused(_("There is an organisation here that is not the demo. It stays as it is.")) from fault
    if not again:
        raise Refused(_("The demo is already here. Add --again to remove it and make it anew."))
    remove_rounds()
    remove_demo_organisation(domains)
    remove_own_content()


def _write(
    source: Source,
    plan: OrganisationPlan,
    moments: Sequence[PlannedMoment],
    climate: Climate | None,
    *,
    seed: int,
    today: date,
) -> dict[str, str]:
    """Write everything or nothing; returns the codes of the cards for the shared device by person."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        passwords = {sign_in.person: source.password for sign_in in plan.sign_ins}
        people = found_organisation(plan, passwords=passwords)
        make_keys(people[key].pk for key in sorted({moment.person for moment in moments}))
        by_person = sorted(moments, key=lambda moment: moment.person)
        for key, own in groupby(by_person, key=lambda moment: moment.person):
            capture_many(by=people[key], moments=own)
        if climate:
            hold_rounds(climate, plan, people, seed=seed, today=today)
        codes = {
            sign_in.person: hand_out(
                PassKind.KIOSK_CARD, person=people[sign_in.person], by=people[plan.administrator]
            )
            for sign_in in plan.sign_ins
            if sign_in.card
        }
        for sign_in in plan.sign_ins:
            # They have been here for a year; what happened to their accounts is no news to them.
            mark_seen(by=people[sign_in.person], until=timezone.now())
        return codes


def _rows(plan: OrganisationPlan, codes: Mapping[str, str]) -> list[tuple[str, ...]]:
    people = {person.key: person for person in plan.people}
    rows: list[tuple[str, ...]] = [(_("Who"), _("Role"), _("Signs in with"), _("Code for the shared device"))]
    for sign_in in plan.sign_ins:
        person = people[sign_in.person]
        login = person.email or person.card_number
        rows.append((person.name, _role(sign_in, plan), login, codes.get(person.key, "")))
    return rows


def _role(sign_in: SignIn, plan: OrganisationPlan) -> str:
    names = {
        "employee": _("employee"),
        "guide": _("guide"),
        "hr": _("HR adviser"),
        "researcher": _("researcher"),
        "council": _("works council"),
        "admin": _("administrator"),
        "employee_card": _("employee without e-mail"),
    }
    return names.get(sign_in.role) or _("lead of a team of %(size)d") % {"size": _team_size(sign_in, plan)}


def _team_size(sign_in: SignIn, plan: OrganisationPlan) -> int:
    """How many people work in the team she leads, herself among them."""
    team = next(row.team for row in plan.memberships if row.person == sign_in.person and row.is_lead)
    return sum(row.team == team and row.ends is None for row in plan.memberships)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [line.rstrip() for line in (lines[0], "-" * len(lines[0]), *lines[1:])]
