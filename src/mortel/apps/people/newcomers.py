"""Who has not begun, and whose start cards come on one print."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import Membership, Pass, Person
from mortel.apps.people.queries import in_order_of_surname

# A print of more is one that gets stuck in the printer, and then all its codes are lost.
AT_ONCE = 1000
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _without_password(team: UUID | None = None) -> QuerySet[Person]:
    """Who works here now or soon, in this team or anywhere, and has no password yet."""
    ever = Membership.objects.filter(person=OuterRef("pk"))
    here = _not_ended(ever)
    people = Person.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return people.filter(Exists(here.filter(team=team)) if team else Exists(here) | ~Exists(ever))


def _not_ended(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    return memberships.filter(Q(ends=None) | Q(ends__gte=timezone.localdate()))


def _start_cards(person: str) -> QuerySet[Pass]:
    """The start card of this person that still works."""
    cards = Pass.objects.filter(person=OuterRef(person), kind=PassKind.START_CARD, used_at=None)
    return cards.filter(expires_at__gt=timezone.now()).order_by("-made_at")


def _at_kiosk(person: str) -> Exists:
    """Whoever was ever given a card for the shared device may have written there, and a start card opens that."""
    return Exists(Pass.objects.filter(person=OuterRef(person), kind=PassKind.KIOSK_CARD))


@dataclass(frozen=True)
class Waiting:
    """How many have no password: without a start card, with one that still works, and who write at the kiosk."""

    without_card: int
    with_card: int
    at_kiosk: int

    @property
    def total(self) -> int:
        return self.without_card + self.with_card + self.at_kiosk


def waiting() -> Waiting:
    """One query."""
    people = _without_password().annotate(kiosk=_at_kiosk("pk"), card=Exists(_start_cards("pk")))
    counts = people.aggregate(
        without_card=Count("pk", filter=Q(kiosk=False, card=False)),
        with_card=Count("pk", filter=Q(kiosk=False, card=True)),
        at_kiosk=Count("pk", filter=Q(kiosk=True)),
    )
    return Waiting(**counts)


@dataclass(frozen=True)
class WaitingTeam:
    """A team, and how many in it wait without a start card, and with one that still works."""

    id: UUID
    name: str
    without_card: int
    with_card: int


def teams_waiting() -> list[WaitingTeam]:
    """In the order of the cards; one query. Somebody in two teams counts in both."""
    rows = _not_ended(Membership.objects.filter(~_at_kiosk("person"), person__in=_without_password()))
    counted = (
        rows.annotate(card=Exists(_start_cards("person")))
        .values_list("team_id", "team__unit__name", "team__name")
        .annotate(
            without_card=Count("person", filter=Q(card=False), distinct=True),
            with_card=Count("person", filter=Q(card=True), distinct=True),
        )
    )
    teams = (WaitingTeam(team, f"{unit} · {name}", *numbers) for team, unit, name, *numbers in counted)
    return sorted(teams, key=lambda one: _in_order(one.name))


def _in_order(team: str) -> tuple[str, str]:
    return team.casefold(), team


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has not begun, the unit and team by which her card finds her, and of when her older card is."""

    person: Person
    where: str
    card_made_at: datetime | None


@dataclass(frozen=True)
class CardPrint:
    """For whom cards come on one print, in its order, and how many more wait for the next."""

    newcomers: tuple[Newcomer, ...]
    left: int

    @property
    def stopping(self) -> int:
        """How many cards that were handed out stop working."""
        return sum(one.card_made_at is not None for one in self.newcomers)

    @property
    def fingerprint(self) -> str:
        """The same for the same people with the same older cards: what is made must be what was shown."""
        seen = [(one.person.pk, one.card_made_at) for one in self.newcomers]
        return hashlib.sha256(repr(seen).encode()).hexdigest()


def next_print(
    *,
    team: UUID | None = None,
    only: Collection[UUID] | None = None,
    again: bool = False,
    locked: bool = False,
) -> CardPrint:
    """The first AT_ONCE of whoever has no password and no start card, by team and then by surname; three queries.

    Of a team, or `only` of these people. With `again` also whoever has a card: after those without one, the oldest
    first, so that each comes in turn. `locked` where the database can: whoever chooses a password just now is left in
    peace.
    """
    people = _without_password(team).filter(~_at_kiosk("pk"))
    if only is not None:
        people = people.filter(pk__in=only)
    if not again:
        people = people.filter(~Exists(_start_cards("pk")))
    dated = people.annotate(card_made_at=_start_cards("pk").values("made_at")[:1])
    ordered = _listed(dated.select_for_update(of=("self",)) if locked else dated, team)
    oldest = sorted(range(len(ordered)), key=lambda place: ordered[place].card_made_at or LONG_AGO)
    chosen = tuple(ordered[place] for place in sorted(oldest[:AT_ONCE]))
    return CardPrint(chosen, len(ordered) - len(chosen))


def _listed(people: Iterable[Any], team: UUID | None) -> list[Newcomer]:
    known: list[Any] = in_order_of_surname(people)
    rows = _not_ended(Membership.objects.filter(person__in=known)).select_related("team__unit")
    shown = rows.filter(team=team) if team else rows
    where = {row.person_id: f"{row.team.unit.name} · {row.team.name}" for row in shown.order_by("is_main")}
    newcomers = (Newcomer(one, where.get(one.pk, ""), one.card_made_at) for one in known)
    return sorted(newcomers, key=lambda one: _in_order(one.where))
