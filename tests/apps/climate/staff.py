"""An organisation large enough for figures: teams with a lead each, under two units of one house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from mortel.apps.climate.actions.answering import Filled, Handed, hand_in
from mortel.apps.climate.models import Invitation, Round
from mortel.apps.climate.queries import questions_of
from mortel.apps.people.models import Function, Membership, Person, Team, Unit

# Team -> (unit, members beside the lead). Siblings of 3 and 9, a team of 4, and teams that stand alone.
TEAMS: Mapping[str, tuple[str, int]] = {
    "Kade": ("Noord", 9),
    "Sluis": ("Noord", 3),
    "Duin": ("Noord", 14),
    "Wad": ("Zuid", 18),
    "Strand": ("Zuid", 4),
    "Haven": ("Zuid", 12),
    "Toren": ("Zuid", 8),
}


@dataclass(frozen=True)
class Staff:
    """`members` and `leads` by the name of their team."""

    teams: dict[str, Team]
    units: dict[str, Unit]
    members: dict[str, list[Person]]
    leads: dict[str, Person]

    def team(self, name: str) -> UUID:
        return self.teams[name].pk


def hire(teams: Mapping[str, tuple[str, int]] = TEAMS) -> Staff:
    """People without passwords, in the house of the cast (its top unit is found by name)."""
    top, _new = Unit.objects.get_or_create(name="Huis", parent=None)
    function, _new = Function.objects.get_or_create(name="begeleider")
    units = {
        name: Unit.objects.create(name=name, parent=top) for name in {unit for unit, _ in teams.values()}
    }
    made = {name: Team.objects.create(name=name, unit=units[unit]) for name, (unit, _) in teams.items()}
    members: dict[str, list[Person]] = {}
    number = 400_000
    for name, (_unit, size) in teams.items():
        people = [_person(f"{name} {at}", number + at) for at in range(size + 1)]
        number += size + 1
        Person.objects.bulk_create(people)
        Membership.objects.bulk_create(
            Membership(
                person=one, team=made[name], function=function, starts=date(2024, 1, 1), is_lead=at == 0
            )
            for at, one in enumerate(people)
        )
        members[name] = people
    return Staff(
        made,
        units,
        {name: people[1:] for name, people in members.items()},
        {n: p[0] for n, p in members.items()},
    )


def _person(name: str, number: int) -> Person:
    return Person(
        name=name, email=f"p{number}@huis.example", personnel_number=str(number), card_number=str(number)
    )


def answer_all(round_: Round, *, seed: int = 1, share: float = 1.0) -> int:
    """Everybody asked (or a share of them) hands in answers that differ; returns how many ballots."""
    rng, codes = np.random.default_rng(seed), questions_of(round_).codes
    invitations = list(
        Invitation.objects.filter(round=round_).select_related("round__instrument").order_by("leaf", "pk")
    )
    handed = 0
    for one in invitations:
        if rng.random() < share:
            middle = rng.normal(3.5, 0.7)
            answers = np.clip(np.rint(rng.normal(middle, 0.8, len(codes))), 1, 5).astype(int)
            given = dict(zip(codes, answers.tolist(), strict=True))
            handed += hand_in(one, Filled(one.leaf, "nl", given)) == Handed.KEPT
    return handed
