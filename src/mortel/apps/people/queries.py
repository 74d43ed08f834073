"""What is asked about people."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mortel.apps.people.choices import Country, GrantKind, PassKind
from mortel.apps.people.models import (
    AccountNotice,
    Away,
    Grant,
    Membership,
    Organisation,
    Pass,
    Person,
    Unit,
)
from mortel.pure.catalogue.vocabulary import OwnWords, words_in_store
from mortel.pure.personnel.name_order import by_surname
from mortel.pure.personnel.state import UnitPath

# What pages call the organisation: they may pass it on and read its own fields, never query its table.
OwnOrganisation: TypeAlias = Organisation

# What this request has read of the organisation. None where nothing is remembered: in the worker, in commands, and
# after a change. A context belongs to one thread, so requests that run side by side never see each other's.
_remembered: ContextVar[list[Organisation] | None] = ContextVar("organisation_of_this_request", default=None)


def organisation() -> Organisation:
    """The organisation of this installation, to read. One query; within a request one for all who ask."""
    remembered = _remembered.get()
    if remembered is None:
        return Organisation.objects.get()
    if not remembered:
        remembered.append(Organisation.objects.get())
    return remembered[0]


@contextmanager
def organisation_read_once() -> Iterator[None]:
    """Within this the organisation is read at most once, and forgotten at the end."""
    token = _remembered.set([])
    try:
        yield
    finally:
        _remembered.reset(token)


def organisation_changed() -> None:
    """Whoever changes the organisation says so: from here on this request reads it anew every time.

    Every time, and not once more: what was changed in a transaction may still be rolled back.
    """
    _remembered.set(None)


def definition_in_use() -> str:
    """The definition of this moment, for who writes a place under it: never the remembered one. One query.

    To be asked inside the transaction that writes the place: a switch waits until that is done, and then finds it.
    A place written under an older definition, just after a switch was carried through, would stay behind for good.
    """
    return Organisation.objects.select_for_update().values_list("definition", flat=True).get()


def own_words_of(organisation: Organisation) -> OwnWords:
    """The organisation's own words for the placeholders of the catalogue. No query.

    A stored word that this version does not know, or no longer takes, is as if it were not there.
    """
    return words_in_store(organisation.vocabulary)


def organisation_or_none() -> Organisation | None:
    """The organisation; None in a house where nobody set one up yet. One query, and as `organisation` remembered."""
    remembered = _remembered.get()
    if remembered:
        return remembered[0]
    found = Organisation.objects.first()
    if found and remembered is not None:
        remembered.append(found)
    return found


def language_in(organisation: Organisation | None, code: str) -> str:
    """The language of pages and mails for somebody who chose `code`: Dutch in Belgium is nl-be. No query."""
    in_belgium = organisation is not None and organisation.country == Country.BELGIUM
    return "nl-be" if code == "nl" and in_belgium else code


def grants_of(person: Person) -> frozenset[GrantKind]:
    """Her roles; none once her last day has passed, while her own pages stay open. Two queries at most, once."""
    known: frozenset[GrantKind] | None = getattr(person, "_known_grants", None)
    if known is None:
        known = frozenset(GrantKind(kind) for kind in person.grants.values_list("kind", flat=True))
        if known and _has_left(person):
            known = frozenset()
        person._known_grants = known  # type: ignore[attr-defined]
    return known


def _has_left(person: Person) -> bool:
    """Whether all her places in teams lie behind her; the first administrator may never have had one."""
    ends = list(person.memberships.values_list("ends", flat=True))
    return bool(ends) and all(end is not None and end < timezone.localdate() for end in ends)


def current(memberships: QuerySet[Membership], today: date) -> QuerySet[Membership]:
    return memberships.filter(Q(ends=None) | Q(ends__gte=today), starts__lte=today)


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Current memberships, main one first, with team and function. One query."""
    rows = current(person.memberships.all(), timezone.localdate())
    return rows.select_related("team__unit", "function").order_by("-is_main", "team__name")


def is_lead(person: Person) -> bool:
    return current(person.memberships.all(), timezone.localdate()).filter(is_lead=True).exists()


def session_hours(person: Person) -> int:
    """How long a session lasts: short for whoever can touch other people's accounts or figures."""
    if grants_of(person) & {GrantKind.ADMIN, GrantKind.HR}:
        return settings.SESSION_HOURS_OFFICE
    return settings.RETENTION["session_own_device"] * 24


# What pages call a line of somebody's own log.
Notice: TypeAlias = AccountNotice


def unseen_notices(person: Person) -> QuerySet[AccountNotice]:
    return AccountNotice.objects.filter(person=person, seen_at=None).order_by("at")


def own_log(person: Person) -> QuerySet[AccountNotice]:
    return AccountNotice.objects.filter(person=person).order_by("-at")


def kiosk_card_of(person: Person) -> Pass | None:
    return card_of(person, PassKind.KIOSK_CARD)


def card_of(person: Person, kind: PassKind) -> Pass | None:
    """The card of this kind that works now; there is at most one."""
    alive = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return Pass.objects.filter(alive, person=person, kind=kind, used_at=None).first()


@dataclass(frozen=True)
class Listed:
    """One line of the administrator's list."""

    id: str
    name: str
    where: str
    has_password: bool
    is_active: bool


def people_listed(*, search: str) -> list[Listed]:
    """People whose name, address, number, card, unit or team contains `search`, by surname. Three queries."""
    where, wanted = team_names(), search.casefold()
    matching = [one for one in Person.objects.all() if _matches(one, where.get(one.pk, ""), wanted)]
    return [
        Listed(str(p.pk), p.name, where.get(p.pk, ""), p.has_usable_password(), p.is_active)
        for p in in_order_of_surname(matching)
    ]


def in_order_of_surname(people: Iterable[Person]) -> list[Person]:
    """As people look for a name in this country; sorted in Python, so alike on both databases."""
    country = organisation().country
    return sorted(people, key=lambda person: (*by_surname(person.name, country=country), str(person.pk)))


def team_names() -> dict[UUID, str]:
    """Unit and team where somebody works now, the main one of more. One query."""
    rows = current(Membership.objects.all(), timezone.localdate()).select_related("team__unit")
    return {row.person_id: f"{row.team.unit.name} · {row.team.name}" for row in rows.order_by("is_main")}


def _matches(person: Person, where: str, wanted: str) -> bool:
    # Matched in Python, so that case and accents behave alike on both databases.
    parts = (person.name, person.email or "", person.personnel_number or "", person.card_number, where)
    return not wanted or any(wanted in part.casefold() for part in parts)


def names_by_ledger_id() -> dict[UUID, str]:
    """What the ledger's numbers are called, as far as these people are still here. One query."""
    return dict(Person.objects.values_list("ledger_id", "name"))


def ids_of(numbers: Iterable[str]) -> list[UUID]:
    """Of the people with these personnel numbers. One query."""
    return list(Person.objects.filter(personnel_number__in=list(numbers)).values_list("pk", flat=True))


def unit_paths() -> list[tuple[Unit, UnitPath]]:
    """Every unit with its names from the top. One query."""
    units = {unit.pk: unit for unit in Unit.objects.all()}

    def path(unit: Unit) -> UnitPath:
        above = units.get(unit.parent_id) if unit.parent_id else None
        return (*path(above), unit.name) if above else (unit.name,)

    return [(unit, path(unit)) for unit in units.values()]


def grant_counts() -> dict[GrantKind, int]:
    """How many people have each role. One query."""
    found = dict(Grant.objects.values_list("kind").annotate(Count("pk")))
    return {kind: found.get(kind, 0) for kind in GrantKind}


def everything_of(person: Person) -> dict[str, Any]:
    """The part of a person's own export that `people` holds."""
    return {
        "name": person.name,
        "email": person.email,
        "personnel_number": person.personnel_number,
        "card_number": person.card_number,
        "language": person.language or None,
        "theme": person.theme or None,
        "open": person.is_active,
        "roles": sorted(grants_of(person)),
        "memberships": [
            {
                "unit": m.team.unit.name,
                "team": m.team.name,
                "function": m.function.name if m.function else None,
                "starts": m.starts,
                "ends": m.ends,
                "hours": m.hours,
                "main": m.is_main,
                "lead": m.is_lead,
                "contract": m.contract,
            }
            for m in person.memberships.select_related("team__unit", "function").order_by("starts")
        ],
        "away": [
            {"starts": a.starts, "ends": a.ends, "from_list": a.from_list, "taken_away_by_you": a.withdrawn}
            for a in Away.objects.filter(person=person).order_by("starts", "from_list")
        ],
        "account_log": [
            {"at": notice.at, "what": notice.kind, "by_administrator": notice.by_administrator}
            for notice in own_log(person)
        ],
        "passes": [
            {
                "kind": item.kind,
                "made_at": item.made_at,
                "used_at": item.used_at,
                "expires_at": item.expires_at,
            }
            for item in Pass.objects.filter(person=person).order_by("made_at")
        ],
    }
