"""Who works where on a day, and who is away: what personnel lists are compared with and rounds are made of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import CharField, Count, Expression, ExpressionWrapper, F, Q, QuerySet

from mortel.apps.people.models import Away, Membership, Person, Team
from mortel.apps.people.queries import current, unit_paths
from mortel.pure.personnel.absence import LONG_LEAVE, Period, spell_on
from mortel.pure.personnel.snapshot import Branch, Crew, Place
from mortel.pure.personnel.state import CurrentState, Employment, MembershipState, TeamPlace

# Person, team and function, then the fields of MembershipState in its order.
_STAY = (
    "person_id",
    "team_id",
    "function__name",
    "starts",
    "ends",
    "is_main",
    "is_lead",
    "hours",
    "contract",
)


def personnel_state() -> CurrentState:
    """Everybody with a personnel number, as `pure.personnel` wants it. Four queries.

    Stays are read before their teams, and teams before their units: what a row points at is there when it is read,
    also when somebody adds to them at the same time.
    """
    rows = Membership.objects.order_by("starts", "id").values_list(*_STAY)
    by_person: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *stay in rows:
        by_person[person].append(tuple(stay))
    teams = list(Team.objects.values_list("pk", "unit_id", "name"))
    paths = {unit.pk: path for unit, path in unit_paths()}
    places = {team: TeamPlace(paths[unit], name) for team, unit, name in teams}
    people = Person.objects.order_by("personnel_number").values_list(
        "pk", "personnel_number", "name", "email", "email_key"
    )
    employments, other_emails = [], []
    for pk, number, name, email, key in people:
        if number:
            stays = (
                MembershipState(places[team], function or "", *rest)
                for team, function, *rest in by_person[pk]
            )
            employments.append(Employment(number, name, email, tuple(stays)))
        elif key:
            other_emails.append(key)
    return CurrentState(
        employments=tuple(employments),
        units=frozenset(paths.values()),
        teams=frozenset(places.values()),
        other_emails=frozenset(other_emails),
    )


# What pages call a time of somebody's own on which she is not there.
AwayTime: TypeAlias = Away


def away_of(person: Person) -> list[AwayTime]:
    """When she is away, for her own eyes: what she typed and what a list says, the first day first. One query."""
    return list(Away.objects.filter(person=person, withdrawn=False).order_by("starts", "from_list"))


def _away_on(day: date) -> QuerySet[Away]:
    return Away.objects.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day, withdrawn=False)


def is_away(person_ids: Iterable[UUID], day: date) -> set[UUID]:
    """Who of these people get no message on this day. One query. Never to be shown, not even as a number of few."""
    return set(person_ids) & set(_away_on(day).values_list("person_id", flat=True))


def long_leave(day: date, weeks: int = LONG_LEAVE // timedelta(weeks=1)) -> set[UUID]:
    """Everybody who is away on this day for so many weeks on end, or with no end known. One query.

    Who they are is for choosing who is asked, never for a page. At most LONG_LEAVE back is known of what has passed.
    """
    rows = Away.objects.filter(withdrawn=False, person__in=_away_on(day).values("person"))
    periods: dict[UUID, list[Period]] = defaultdict(list)
    for person, starts, ends in rows.values_list("person_id", "starts", "ends"):
        periods[person].append(Period(starts, ends))
    spells = {person: spell_on(day, hers) for person, hers in periods.items()}
    return {person for person, spell in spells.items() if spell and spell.lasts(timedelta(weeks=weeks))}


# The fields of Place in its order.
_PLACE = (
    *("person_id", "team_id", "team__unit_id", "is_main", "is_lead", "hours", "contract"),
    *("has_email", "person__is_active"),
)


def population(day: date) -> list[Place]:
    """Every membership that holds on this day, of closed accounts too, in an order of its own. One query.

    Who is away stands in it like everybody else: `long_leave` says who that is.
    """
    return _places(current(Membership.objects.all(), day))


def _places(memberships: QuerySet[Membership]) -> list[Place]:
    rows = memberships.annotate(has_email=Q(person__email_key__isnull=False))
    ordered = rows.order_by("person_id", "-is_main", "team_id", "starts")
    return [Place(*row) for row in ordered.values_list(*_PLACE)]


def _in_several(day: date) -> QuerySet[Membership, UUID]:
    """Whoever has more than one membership that holds on this day.

    First who ever began twice, which an index alone can say: that leaves few rows to be read.
    """
    began = Membership.objects.filter(starts__lte=day).order_by().values("person")
    twice = began.annotate(number=Count("starts")).filter(number__gt=1).values("person")
    now = current(Membership.objects.filter(person__in=twice), day).order_by().values("person")
    return now.annotate(number=Count("starts")).filter(number__gt=1).values_list("person", flat=True)


def _raw(key: str) -> Expression:
    """A key as the database gives it: making thousands of UUIDs takes longer than a page may."""
    return ExpressionWrapper(F(key), output_field=CharField())


def _text(key: str | UUID) -> str:
    """A key as text with its dashes, without which the embedded database keeps it."""
    if isinstance(key, UUID):
        return str(key)
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def crews(day: date) -> tuple[list[Crew], list[Place]]:
    """`population` of the open accounts in fewer lines: who has one membership is counted. Two queries.

    Beside the numbers stand the memberships of whoever has more of them on this day.
    """
    rows, several = current(Membership.objects.all(), day), _in_several(day)
    # Two short lists to look in: a join would look up every single person.
    closed = Person.objects.filter(is_active=False).values("pk")
    no_address = Person.objects.filter(email_key=None).values("pk")
    counts = (
        rows.exclude(person__in=several)
        .exclude(person__in=closed)
        .order_by()
        .values_list(_raw("team"), "is_lead", "contract")
        .annotate(people=Count("person"), without_mail=Count("person", filter=Q(person__in=no_address)))
    )
    more = rows.filter(person__in=several, person__is_active=True)
    return [Crew(_text(team), *row) for team, *row in counts], _places(more)


def reporting_tree() -> list[Branch]:
    """Every unit, each after the one above it, and then every team with its unit as parent. Two queries."""
    units = [unit for unit, _path in sorted(unit_paths(), key=lambda pair: pair[1])]
    teams = Team.objects.order_by("name", "id").values_list(_raw("pk"), "name", _raw("unit"))
    return [
        *(
            Branch(str(unit.pk), unit.name, str(unit.parent_id) if unit.parent_id else None, "unit")
            for unit in units
        ),
        *(Branch(_text(team), name, _text(unit), "team") for team, name, unit in teams),
    ]
