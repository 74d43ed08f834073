"""What a round will probably give to whom, before anybody is asked: honestly, by place, at an expected response."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median
from typing import Final

from mortel.pure.rounds.places import Place
from mortel.pure.scoring.power import EXPECTED, TeamPower, chance_of_enough, team_power

# What care organisations may count on (release.md); nobody knows the response of a round beforehand.
RESPONSE: Final = 0.6
# Sizes that are told of beside the middle team of the round itself.
TOLD_SIZES: Final = (12, 20)


class Gives(StrEnum):
    """What a place may expect. WORDS: in a round that promises words alone. WHOLE: only the organisation is told of."""

    FIGURES = "figures"
    WORDS = "words"
    CONVERSATION = "conversation"
    WHOLE = "whole"


_TOLD: Final = (Gives.FIGURES, Gives.WORDS)


@dataclass(frozen=True, slots=True)
class Expected:
    """One place. `chance` of enough answers; of a unit `teams` with people, and how many of those get something."""

    id: str
    name: str
    parent: str | None
    kind: str
    invited: int
    chance: float
    gives: Gives
    teams: int = 0
    with_figures: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """All places in the order of the tree, and what holds for the whole.

    `leads_of_one` is how many people lead one team only: what is said of leadership there is said of one person.
    `powers`: the middle team of this round first, then the sizes that are always told of.
    """

    places: tuple[Expected, ...]
    leads_of_one: int
    powers: tuple[TeamPower, ...]

    @property
    def teams(self) -> int:
        return sum(place.kind == "team" for place in self.places)

    @property
    def with_figures(self) -> int:
        return sum(place.kind == "team" and place.gives in _TOLD for place in self.places)

    def under(self, parent: str | None) -> list[Expected]:
        return [place for place in self.places if place.parent == parent]


def forecast(
    places: Sequence[Place],
    *,
    k: int,
    words_only: bool = False,
    whole_only: bool = False,
    response: float = RESPONSE,
) -> Forecast:
    """What the frozen places of a population may expect when each person answers with chance `response`.

    A unit's chance counts its own people and not the leads in it, who are counted apart. StatsError for a response
    that is no share.
    """
    sizes = _own_people(places)
    chances = {size: chance_of_enough(size, response, k) for size in {*sizes.values()} if size > 0}
    gains = Gives.WORDS if words_only else Gives.FIGURES

    def one(place: Place) -> Expected:
        chance = chances.get(sizes[place.id], 0.0)
        gives = gains if chance >= EXPECTED else Gives.CONVERSATION
        gives = Gives.WHOLE if whole_only and place.kind != "organisation" else gives
        return Expected(place.id, place.name, place.parent, place.kind, place.invited, chance, gives)

    expected = [one(place) for place in places if place.invited or place.parent is None]
    told = [team_power(size, response, k, words_only=words_only) for size in _sizes_to_tell(expected)]
    return Forecast(_with_teams(expected), leads_of_one(places), tuple(told))


def _own_people(places: Sequence[Place]) -> dict[str, int]:
    """Of each place how many stand in it, in a unit the leaves of leads left out."""
    parent = {place.id: place.parent for place in places}
    sizes = {place.id: place.invited for place in places}
    for place in places:
        if place.kind == "leads":
            above = place.parent
            while above is not None:
                sizes[above] -= place.invited
                above = parent[above]
    return sizes


def _with_teams(expected: Sequence[Expected]) -> tuple[Expected, ...]:
    parent = {one.id: one.parent for one in expected}
    right_above = Counter((one.parent, one.gives in _TOLD) for one in expected if one.kind == "team")
    teams, told = Counter[str](), Counter[str]()
    for (above, is_told), number in right_above.items():
        while above is not None:
            teams[above] += number
            told[above] += number * is_told
            above = parent[above]
    return tuple(
        replace(one, teams=teams[one.id], with_figures=told[one.id]) if one.id in teams else one
        for one in expected
    )


def leads_of_one(places: Sequence[Place]) -> int:
    """How many people lead one team only: what is said of leadership there is said of one person."""
    led = Counter(lead for place in places if place.kind == "team" for lead in place.leads)
    return sum(times == 1 for times in led.values())


def _sizes_to_tell(expected: Sequence[Expected]) -> list[int]:
    sizes = [one.invited for one in expected if one.kind == "team" and one.invited]
    middle = [round(median(sizes))] if sizes else []
    return list(dict.fromkeys([*middle, *TOLD_SIZES]))
