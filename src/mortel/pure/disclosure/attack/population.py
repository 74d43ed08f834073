"""Organisations that never were: in them we know what nobody may find out, and can count how often he did."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure.attack.model import VALUES, Agreement, Model, agreement
from mortel.pure.disclosure.shapes import Ballots, Counts, RoundForm, Unit

Rng = np.random.Generator
_NOWHERE: Final = -1
_DISSENTERS: Final = 2
# What unanimous teams agree on: seldom nothing at all, and never the middle.
_AGREED_ON: Final = np.array([0.1, 0.2, 0.0, 0.4, 0.3])


@dataclass(frozen=True, slots=True)
class Setting:
    """What kind of organisation, and how many rounds it has.

    people      about how many work there in each round.
    items       per dimension, of `dimensions` dimensions.
    turnover    share that leaves between two rounds; each is followed up. `moves`: share that changes teams.
    response    lowest and highest share that answers; each round draws its own.
    unanimous   share of the teams in which all give one answer per item, the same in every round, but two, who are
                the attacker's insiders.
    """

    people: int = 100
    waves: int = 4
    dimensions: int = 6
    items: int = 4
    turnover: float = 0.12
    moves: float = 0.03
    response: tuple[float, float] = (0.60, 0.75)
    unanimous: float = 0.0
    model: Model = field(default_factory=Model)

    @property
    def form(self) -> RoundForm:
        names = [f"d{d}" for d in range(self.dimensions) for _ in range(self.items)]
        return RoundForm(tuple(f"q{at}" for at in range(len(names))), tuple(names))


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """One closed round: its ballots, who wrote each (`people`), and how many were invited in each unit of the tree."""

    ballots: Ballots
    people: Counts
    invited: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """Rounds of one organisation.

    people      how many ever worked there.
    agreement   how unanimous teams came about.
    outspoken   (units, 2) who answer otherwise if their team is unanimous; no rows where no team ever is.
    unanimous   the leaves that are unanimous, as indexes into the tree.
    """

    setting: Setting
    waves: tuple[Wave, ...]
    people: int
    agreement: Agreement
    outspoken: Counts
    unanimous: Counts

    @property
    def dissenters(self) -> Counts:
        """The two in each unanimous team who answer otherwise."""
        return np.asarray(self.outspoken[self.unanimous].ravel(), dtype=np.int64)


def organisation(setting: Setting, rng: Rng) -> Organisation:
    """One random organisation with all its rounds."""
    tree, leaves, sizes = _tree(setting.people, rng)
    members = _members(sizes, setting, rng)
    answers = _answers(members, len(leaves), setting, rng)
    unanimous = rng.permutation(len(leaves))[: round(setting.unanimous * len(leaves))]
    law = agreement(setting.model, setting.unanimous, _AGREED_ON)
    outspoken = _outspoken(members, leaves, len(tree) if setting.unanimous else 0)
    for team in unanimous:
        _agree(answers, members == team, outspoken[leaves[team]], law, rng)
    waves = [
        _wave(f"round-{at}", members[:, at], answers[:, at], leaves, tree, outspoken, setting, rng)
        for at in range(setting.waves)
    ]
    return Organisation(setting, tuple(waves), len(members), law, outspoken, leaves[unanimous])


def _tree(people: int, rng: Rng) -> tuple[tuple[Unit, ...], Counts, Counts]:
    """The units, which of them are leaves, and how many work in each: teams of 3 to 30, half of them 12 or more.

    Departments of three to five teams; the leads of a department stand together in a leaf of their own.
    """
    sizes: list[int] = []
    while sum(sizes) < people * 0.92:
        sizes.append(int(np.clip(round(float(rng.lognormal(2.4, 0.45))), 3, 30)))
    units, leaves, in_leaf = [Unit("all", None)], list[int](), list[int]()
    start = 0
    while start < len(sizes):
        department = f"department-{len(units)}"
        units.append(Unit(department, "all"))
        teams = sizes[start : start + int(rng.integers(3, 6))]
        for size in [*teams, 0]:
            leaves.append(len(units))
            in_leaf.append(size or len(teams))
            units.append(Unit(f"{department}.{len(units)}", department, leads=not size))
        start += len(teams)
    return tuple(units), np.array(leaves), np.array(in_leaf)


def _members(sizes: Counts, setting: Setting, rng: Rng) -> Counts:
    """(people, waves) the leaf each person works in, -1 before he came and after he left."""
    now = np.repeat(np.arange(len(sizes)), sizes)
    columns = [now]
    for _ in range(setting.waves - 1):
        present = np.flatnonzero(now != _NOWHERE)
        leaving = present[rng.random(len(present)) < setting.turnover]
        moving = np.setdiff1d(present, leaving)
        moving = moving[rng.random(len(moving)) < setting.moves]
        following = now.copy()
        following[moving] = rng.integers(0, len(sizes), len(moving))
        following[leaving] = _NOWHERE
        now = np.concatenate([following, now[leaving]])
        columns.append(now)
    table = np.full((len(now), setting.waves), _NOWHERE, dtype=np.int64)
    for at, column in enumerate(columns):
        table[: len(column), at] = column
    return table


def _answers(members: Counts, leaves: int, setting: Setting, rng: Rng) -> npt.NDArray[np.int8]:
    """(people, waves, items) what each would answer if asked; 3 (never read) where he does not work there."""
    model = setting.model
    shape = (setting.waves, setting.dimensions, setting.items)
    own = model.person_sd * (
        np.sqrt(model.between) * _lasting((len(members), setting.waves, 1, 1), model.stability, rng)
        + np.sqrt(model.within - model.between)
        * _lasting((len(members), setting.waves, setting.dimensions, 1), model.stability, rng)
        + np.sqrt(1 - model.within) * _lasting((len(members), *shape), model.stability, rng)
    )
    team = model.team_sd * (
        np.sqrt(model.team_general) * _lasting((leaves, setting.waves, 1, 1), model.team_stability, rng)
        + np.sqrt(1 - model.team_general)
        * _lasting((leaves, setting.waves, setting.dimensions, 1), model.team_stability, rng)
    )
    latent = model.mean + own + team[members, np.arange(setting.waves)[None]]
    rounded = np.clip(np.rint(latent), 1, 5).reshape(len(members), setting.waves, -1)
    return np.asarray(rounded, dtype=np.int8)


def _lasting(shape: tuple[int, ...], stability: float, rng: Rng) -> npt.NDArray[np.float64]:
    """Standard normal figures that correlate `stability` between any two rounds (the second axis)."""
    trait = rng.standard_normal((shape[0], 1, *shape[2:]))
    passing = rng.standard_normal(shape)
    return np.asarray(np.sqrt(stability) * trait + np.sqrt(1 - stability) * passing)


def _outspoken(members: Counts, leaves: Counts, units: int) -> Counts:
    """(units, 2) of every team the two who work there longest: in a team that is not unanimous they are nobody special,
    so who they are tells nothing.
    """
    pairs = np.zeros((units, _DISSENTERS), dtype=np.int64)
    for team, leaf in enumerate(leaves if units else ()):
        pairs[leaf] = np.argsort(-(members == team).sum(axis=1), kind="stable")[:_DISSENTERS]
    return pairs


def _agree(
    answers: npt.NDArray[np.int8], inside: npt.NDArray[np.bool_], pair: Counts, law: Agreement, rng: Rng
) -> None:
    """Make one team unanimous but for two, who keep to the answers they would give in the first round."""
    values = rng.choice(VALUES, answers.shape[2], p=law.values)
    own = answers[pair, 0]
    others = (own + rng.integers(0, 4, own.shape)) % 5 + 1
    answers[inside] = values
    for person, given in zip(pair, np.where(own == values, others, own), strict=True):
        answers[person, inside[person]] = given


def _wave(
    name: str,
    leaf: Counts,
    answers: npt.NDArray[np.int8],
    leaves: Counts,
    tree: tuple[Unit, ...],
    outspoken: Counts,
    setting: Setting,
    rng: Rng,
) -> Wave:
    willing = rng.random(len(leaf)) < rng.uniform(*setting.response)
    if len(outspoken):
        willing[outspoken[leaves]] = True
    people = rng.permutation(np.flatnonzero((leaf != _NOWHERE) & willing))
    ids = rng.integers(0, 2**64, (len(people), 2), dtype=np.uint64)
    ballots = Ballots(name, setting.form, tree, ids, leaves[leaf[people]], answers[people])
    invited = np.bincount(leaves[leaf[leaf != _NOWHERE]], minlength=len(tree))
    return Wave(ballots, people.astype(np.int64), invited)
