"""Who is known beyond doubt: one answer left, or two, whatever the attacker believes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mortel.pure.disclosure.attack.bounds import disjoint_bounds, possible_sums
from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.model import INSIDERS
from mortel.pure.disclosure.attack.naive import naive_blocks, naive_table
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.population import Organisation, Wave
from mortel.pure.disclosure.attack.programs import linear_bounds
from mortel.pure.disclosure.attack.tables import CLAMP, Table, without_insiders
from mortel.pure.disclosure.shapes import Counts, Protected


@dataclass(frozen=True, slots=True)
class Certain:
    """People who took part, and of how many one answer, or at most two, were left for some item in some round."""

    people: int
    exact: int
    narrowed: int


def certain_in_release(found: Organisation, shown: Sequence[Protected], noise: NoiseLaw) -> Certain:
    """By closed bounds in every block, as far as the noise has an end; two insiders in each, dissenters first."""
    left = np.full(found.people, 5)
    took_part = np.zeros(found.people, dtype=bool)
    for wave, released in zip(found.waves, shown, strict=True):
        took_part[wave.people] = True
        if noise.bound is not None:
            members = _members(wave, released)
            insiders = _two_of_each(members, np.isin(wave.people, found.dissenters))
            for item in range(len(released.form.items)):
                width = _width(wave, released, members, insiders, item, noise.bound)
                left[wave.people[~insiders]] = np.minimum(left[wave.people[~insiders]], width)
    return Certain(int(took_part.sum()), int(np.sum(left == 1)), int(np.sum(left <= 2)))


def _members(wave: Wave, released: Protected) -> Flags:
    """(blocks, people) of one round."""
    names = np.array([unit.id for unit in wave.ballots.tree])[wave.ballots.leaves]
    rows = [np.isin(names, block.leaves) for block in released.blocks]
    return np.array(rows, dtype=bool).reshape(-1, len(names))


def _two_of_each(members: Flags, first: Flags) -> Flags:
    """Two insiders of every block, those of `first` before others."""
    chosen = np.zeros(members.shape[1], dtype=bool)
    for block in members:
        inside = np.flatnonzero(block)
        chosen[inside[np.argsort(~first[inside], kind="stable")[:INSIDERS]]] = True
    return chosen


def _width(wave: Wave, released: Protected, members: Flags, insiders: Flags, item: int, bound: int) -> Counts:
    """How many answers are left to each who is no insider."""
    sums, counts = released.sums[:, item], released.counts[:, item]
    least, greatest = possible_sums(sums, counts, bound, CLAMP if bound else 0)
    table = Table(members[counts > 0], least[counts > 0], greatest[counts > 0])
    answers = wave.ballots.answers[:, item].astype(np.int64)
    found = disjoint_bounds(without_insiders(table, insiders, answers))
    return np.asarray(found.high - found.low + 1, dtype=np.int64)


def certain_in_control(found: Organisation, rng: np.random.Generator) -> Certain:
    """By linear programs on the first item of every round, with two insiders in each team that is shown."""
    left = np.full(found.people, 5)
    took_part = np.zeros(found.people, dtype=bool)
    for wave in found.waves:
        members = _members(wave, naive_blocks(wave.ballots))
        insiders = _two_of_each(members, np.zeros(len(wave.people), dtype=bool))
        answers = wave.ballots.answers[:, 0].astype(np.int64)
        known = linear_bounds(without_insiders(naive_table(wave.ballots, rng), insiders, answers))
        targets = wave.people[~insiders]
        took_part[wave.people] = True
        left[targets] = np.minimum(left[targets], known.high - known.low + 1)
    return Certain(int(took_part.sum()), int(np.sum(left == 1)), int(np.sum(left <= 2)))
