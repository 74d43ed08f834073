"""What opening a round would mean on a day, before anything is frozen. Nothing here changes anything.

Whoever is away for long is counted along wherever places are named: the size of a team may not tell who is away.
"""

from dataclasses import dataclass
from datetime import date

from mortel.apps.climate.drafts import (
    Missing,
    asked_in,
    contracts_in,
    packs_in,
    seats_of,
    tree_now,
    what_is_missing,
)
from mortel.apps.climate.models import Round
from mortel.apps.people.choices import ContractKind
from mortel.apps.people.models import Membership
from mortel.apps.people.queries import current
from mortel.apps.people.workforce import crews, long_leave
from mortel.pure.rounds.places import Counted, counted
from mortel.pure.rounds.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be frozen on this day, and what keeps the round from opening."""

    who: Counted
    asked: Questionnaire
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people each answer to "whom do you ask?" brings in. `away_long` is in the others too."""

    employed: int
    flex: int
    students: int
    away_long: int


def outlook(round_: Round, day: date) -> Outlook:
    """A constant number of queries, whatever the size of the organisation."""
    who, packs = who_would_be_in(round_, day), packs_in(round_)
    asked = asked_in(round_, packs)
    return Outlook(who, asked, tuple(what_is_missing(round_, day, asked, packs, who.invited)))


def who_would_be_in(round_: Round, day: date) -> Counted:
    """How many are asked in each place of the tree; whoever is away for long is among them. A constant of queries.

    It counts crews, for a page; `drafts.who_is_in` makes an entry for everybody, which takes longer.
    """
    alone, several = crews(day)
    without_mail = {str(row.person) for row in several if not row.has_email}
    contracts = contracts_in(round_)
    return counted(tree_now(), alone, seats_of(several), contracts=contracts, without_mail=without_mail)


def headcount(day: date) -> Headcount:
    """Of today's open accounts; somebody with two contracts counts once, for the one that is always asked.

    Five queries, which count in the database: the form of a set-up opens fast in a large house too.
    """
    rows = current(Membership.objects.filter(person__is_active=True), day)
    of_kind = {kind: rows.filter(contract=kind).values("person") for kind in ContractKind}
    counted = {
        ContractKind.PERMANENT: rows.filter(contract=ContractKind.PERMANENT),
        ContractKind.FLEX: rows.filter(contract=ContractKind.FLEX).exclude(
            person__in=of_kind[ContractKind.PERMANENT]
        ),
        ContractKind.STUDENT: rows.filter(contract=ContractKind.STUDENT)
        .exclude(person__in=of_kind[ContractKind.PERMANENT])
        .exclude(person__in=of_kind[ContractKind.FLEX]),
    }
    number = {kind: found.values("person").distinct().count() for kind, found in counted.items()}
    return Headcount(
        number[ContractKind.PERMANENT],
        number[ContractKind.FLEX],
        number[ContractKind.STUDENT],
        rows.filter(person__in=long_leave(day)).values("person").distinct().count(),
    )
