"""Houses to make results of: who answers where, who leads what, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache

import numpy as np

from mortel.pure.disclosure.closing import Closing, close
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.making import make
from mortel.pure.results.parts import Categories
from mortel.pure.results.record import Record, record_of, told_of
from mortel.pure.results.shapes import Dimension, Group, OfficeLine, Results, TeamResult
from mortel.pure.rounds.places import Place, units
from mortel.pure.rounds.questionnaire import Questionnaire, questionnaire

SECRET = b"a secret of at least thirty-two bytes"
SEVEN = Promise()
SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


@dataclass(frozen=True)
class Team:
    """`answers` of so many invited (a third more unless said), led by these people."""

    answers: int
    leads: tuple[int, ...] = ()
    invited: int | None = None
    is_of_leads: bool = False


House = Mapping[str, Mapping[str, Team]]


@dataclass(frozen=True)
class Made:
    closing: Closing
    ballots: Ballots
    places: tuple[Place, ...]
    record: Record
    results: Results


@cache
def asking(*forms: str) -> Questionnaire:
    return questionnaire(shipped_instrument(), forms or ("short",), ("nl", "en"))


def places(house: House) -> tuple[Place, ...]:
    """The units with their teams in the order given; teams under "" stand right under the top."""
    invited = {
        name: team.invited if team.invited is not None else -(-team.answers * 4 // 3)
        for teams in house.values()
        for name, team in teams.items()
    }
    found = [Place("house", "House", None, "organisation", sum(invited.values()))]
    for unit, teams in house.items():
        if unit:
            total = sum(invited[name] for name in teams)
            found.append(Place(unit, unit.title(), "house", "unit", total))
        found += [
            Place(
                name,
                name.title(),
                unit or "house",
                "leads" if team.is_of_leads else "team",
                invited[name],
                team.leads,
            )
            for name, team in teams.items()
        ]
    return tuple(found)


def ballots(
    house: House,
    asked: Questionnaire,
    *,
    seed: int = 1,
    round_id: str = "spring",
    lift: Mapping[str, float] = {},
    spread: float = 1.0,
) -> Ballots:
    """Answers around 3.4, of a team in `lift` so much higher in every question."""
    random = np.random.default_rng(seed)
    tree = units(places(house))
    at = {unit.id: number for number, unit in enumerate(tree)}
    teams = {name: team for teams in house.values() for name, team in teams.items()}
    names = [name for name, team in teams.items() for _ in range(team.answers)]
    middle = np.array([3.4 + lift.get(name, 0) for name in names]).reshape(-1, 1)
    person = random.normal(0, 0.6 * spread, (len(names), 1))
    latent = middle + person + random.normal(0, 0.8 * spread, (len(names), len(asked.codes)))
    return Ballots(
        round_id,
        asked.form(),
        tree,
        random.integers(0, 2**64, (len(names), 2), dtype=np.uint64),
        np.array([at[name] for name in names], dtype=np.int64),
        np.clip(np.rint(latent), 1, 5).astype(np.int8),
    )


def released(
    house: House,
    *,
    forms: Sequence[str] = ("short",),
    promise: Promise = SEVEN,
    earlier: Sequence[Record] = (),
    name: str = "Spring",
    day: date = SPRING,
    check_in: bool = False,
    categories: Categories | None = None,
    given: Ballots | None = None,
    seed: int = 1,
    lift: Mapping[str, float] = {},
    asked: Questionnaire | None = None,
) -> Made:
    """A round from its ballots to its results."""
    asked, where = asked or asking(*forms), places(house)
    answers = given or ballots(house, asked, seed=seed, round_id=name, lift=lift)
    told = [each for record in earlier for each in told_of(record)]
    closing = close(answers, promise, SECRET, told, day, np.random.default_rng(1), check_in=check_in)
    record = record_of(closing, promise, where, name=name, day=day)
    results = make(
        closing,
        answers,
        asked,
        where,
        promise,
        SECRET,
        record=record,
        earlier=earlier,
        categories=categories,
    )
    return Made(closing, answers, where, record, results)


LONG = ("short", "module.workload", "check.space.time")
# Three small teams beside large ones; a lead with two teams, one team of three leads, a block of leads, no lead at all.
LARGE: House = {
    "care": {"north": Team(16, (1,)), "south": Team(9, (2,)), "night": Team(3, (3,))},
    "cure": {
        "day": Team(30, (4,)),
        "clinic": Team(25, (5,)),
        "ward": Team(18, (5,)),
        "cure/leads": Team(8, is_of_leads=True),
    },
    "town": {
        "east": Team(4, (6,)),
        "west": Team(5, (7,)),
        "quay": Team(6, (8,)),
        "hill": Team(22, (9, 10, 11)),
    },
    "": {"staff": Team(60, (12,)), "self": Team(12)},
}


def team(made: Made, name: str) -> TeamResult:
    return next(one for one in made.results.teams if one.id == name)


def line(made: Made, name: str) -> OfficeLine:
    return next(one for one in made.results.office if one.id == name)


def group(made: Made, name: str) -> Group:
    found = line(made, name).group
    assert found is not None
    return found


def leadership(made: Made, name: str) -> Dimension:
    found = group(made, name).dimension("dim.leadership")
    assert found is not None
    return found


def numbers_in(thing: object) -> Iterator[float]:
    """Every number with a fraction, of whatever depth, but responses and epsilons, which speak of nobody's answers."""
    if isinstance(thing, Mapping):
        for each in thing.values():
            yield from numbers_in(each)
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from numbers_in(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in ("response", "epsilon"):
                yield from numbers_in(getattr(thing, field.name))
    elif isinstance(thing, float):
        yield thing
