"""What opening a round would mean on a day, before anything is frozen. Nothing here changes anything.

Whoever is away for long is counted along wherever places are named: the size of a team may not tell who is away.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mortel.apps.climate.actions.opening import Missing, asked_in, what_is_missing, who_is_in
from mortel.apps.climate.actions.setup import RoundDraft
from mortel.apps.climate.models import Round
from mortel.apps.people.choices import ContractKind
from mortel.apps.people.models import Membership
from mortel.apps.people.queries import current
from mortel.apps.people.workforce import long_leave
from mortel.pure.rounds.places import Population
from mortel.pure.rounds.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be frozen on this day, and what keeps the round from opening.

    `without_mail`: how many in each leaf have no address, who get a card or a sheet.
    """

    population: Population
    asked: Questionnaire
    missing: tuple[Missing, ...]
    without_mail: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people each answer to "whom do you ask?" brings in. `away_long` is in the others too."""

    employed: int
    flex: int
    students: int
    away_long: int


def outlook(round_: Round, day: date) -> Outlook:
    """A constant number of queries, whatever the size of the organisation."""
    who, working = who_is_in(round_, day, also_away=True)
    asked = asked_in(round_)
    has_mail = {str(row.person): row.has_email for row in working}
    without = Counter(one.leaf for one in who.invited if not has_mail[one.person])
    return Outlook(who, asked, tuple(what_is_missing(round_, day, asked, who)), without)


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


def asked_by(draft: RoundDraft) -> Questionnaire:
    """The questions that a set-up would ask. DisclosureError when two of its parts ask the same."""
    return asked_in(Round(**draft.fields()))
