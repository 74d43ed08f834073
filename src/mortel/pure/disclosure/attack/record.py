"""What the attacker has on his table: every released sum, who is in it, and the truth he is marked against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.gaussian import Aim, Flags, Knowledge, Spectrum, spectrum
from mortel.pure.disclosure.attack.model import INSIDERS, Agreement, Floats, answer_scale
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.population import Organisation
from mortel.pure.disclosure.shapes import Block, Counts, DisclosureError, Protected, Unit

ITEMS_SHOWN: Final = 15
_CHUNK: Final = 150
# A release without noise tells sums exactly; covariances are inverted, so a trifle is left to them.
_LEAST_NOISE: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The observations of the attacker, and the truth he is marked against.

    sums     (sums, dimensions, items) protected: of blocks, then of unions that show items where their blocks do not.
    counted  (sums, people) whose answers are in it; `known.people` are those of them who answer like anybody.
    answers  (people, rounds, dimensions, items), 0 where there is none.
    block    (people, rounds) row of `sums` each person is counted in, -1 for none.
    agreement, outspoken, unanimous   as in `Organisation`.
    """

    known: Knowledge
    law: Spectrum
    mean: float
    felt: float
    sums: Floats
    counted: Flags
    answers: Floats
    block: Counts
    agreement: Agreement
    outspoken: Counts
    unanimous: Counts

    @classmethod
    def of(
        cls, found: Organisation, released: Sequence[Protected], noise: NoiseLaw, levels: Sequence[bool]
    ) -> "Record":
        setting = found.setting
        shape = (setting.dimensions, setting.items)
        rounds = len(released)
        teams = np.full((found.people, rounds), -1, dtype=np.int64)
        block = np.full((found.people, rounds), -1, dtype=np.int64)
        answers = np.zeros((found.people, rounds, *shape))
        sums, waves, sizes = list[Floats](), list[int](), list[int]()
        for at, (wave, shown) in enumerate(zip(found.waves, released, strict=True)):
            teams[wave.people, at] = wave.ballots.leaves
            answers[wave.people, at] = wave.ballots.answers.reshape(-1, *shape)
            place = {leaf: len(sums) + row for row, one in enumerate(shown.blocks) for leaf in one.leaves}
            names = [unit.id for unit in wave.ballots.tree]
            block[wave.people, at] = [place.get(names[leaf], -1) for leaf in wave.ballots.leaves]
            sums += [row.reshape(shape).astype(float) for row in shown.sums]
            waves += [at] * len(shown.blocks)
            sizes += [one.n for one in shown.blocks]
        if not sums:
            raise DisclosureError("No block was released in any round: there is nothing to attack.")
        people = np.stack([(block == row).any(axis=1) for row in range(len(sums))])
        hidden = ~np.array(levels)[waves]
        spread = _noise(np.array(sizes), hidden, setting.items, noise)
        first = 0
        for at, (wave, shown) in enumerate(zip(found.waves, released, strict=True)):
            seen = levels[at] and setting.items > 1
            for pieces in _unions(wave.ballots.tree, shown.blocks) if seen else ():
                rows = [first + piece for piece in pieces]
                sums.append(np.sum([sums[row] for row in rows], axis=0))
                waves.append(at)
                people = np.vstack([people, people[rows].any(axis=0)])
                spread = np.column_stack(
                    [spread, [np.inf, np.inf, max(len(rows) * noise.item, _LEAST_NOISE)]]
                )
            first += len(shown.blocks)
        known = Knowledge(np.array(waves), people, teams, spread)
        return cls(
            known=known,
            law=spectrum(setting.model, *shape),
            mean=answer_scale(setting.model).mean,
            felt=setting.model.mean,
            sums=np.stack(sums),
            counted=people,
            answers=answers,
            block=block,
            agreement=found.agreement,
            outspoken=found.outspoken,
            unanimous=found.unanimous,
        )

    def aims(self) -> list[Aim]:
        """Everybody in a block but his own insiders, those of one team together."""
        people, waves = np.nonzero(self.block >= 0)
        team = self.known.teams[people, waves]
        if self.agreement.share:
            target = (self.outspoken[team] != people[:, None]).all(axis=1)
            people, waves, team = people[target], waves[target], team[target]
        pairs = zip(people.tolist(), waves.tolist(), strict=True)
        insiders = np.array([self._insiders(p, w) for p, w in pairs], dtype=np.int64).reshape(-1, INSIDERS)
        rows = [
            own[at : at + _CHUNK]
            for own in (np.flatnonzero(team == one) for one in np.unique(team))
            for at in range(0, len(own), _CHUNK)
        ]
        return [Aim(people[some], waves[some], insiders[some]) for some in rows]

    def near(self, aim: Aim) -> "Record":
        """The same with only the sums in which anybody stands who stood in a block beside a target.

        Other sums tell of him through people who changed teams twice, if at all; leaving them out makes the work grow
        with the people of an organisation and not with their cube.
        """
        known = self.known
        beside = known.people[self.block[aim.people, aim.waves]].any(axis=0)
        rows = known.people[:, beside].any(axis=1)
        some = Knowledge(known.waves[rows], known.people[rows], known.teams, known.noise[:, rows])
        return replace(self, known=some, sums=self.sums[rows], counted=self.counted[rows])

    def inside(self, team: int) -> Flags:
        """(sums, people) who is counted in a sum as one of this team."""
        return np.asarray(self.counted & np.equal(self.known.teams[:, self.known.waves].T, team))

    def knowing_others(self, team: int) -> "Record":
        """The same when it is known which other teams are unanimous: they move as one, whatever they say."""
        people, sums = self.known.people, self.sums
        agreed = np.zeros((len(sums), len(sums)))
        for other in self.unanimous[self.unanimous != team]:
            alike = self.inside(other)
            alike[:, self.outspoken[other]] = False
            size = alike.sum(axis=1)
            agreed += self.agreement.variance * np.outer(size, size)
            sums = sums - (self.agreement.mean * size)[:, None, None]
            people = people & ~alike
        return replace(self, known=replace(self.known, people=people, agreed=agreed), sums=sums)

    def without_team(self, team: int) -> "Record":
        """The same when nobody of this team answers like anybody else; their answers stay in the sums."""
        known = self.known
        teams = np.where(known.teams == team, -1, known.teams)
        return replace(self, known=replace(known, people=known.people & ~self.inside(team), teams=teams))

    def _insiders(self, person: int, wave: int) -> Counts:
        """The two of his block who stood beside him in most rounds; where teams may be unanimous, the outspoken two."""
        if self.agreement.share:
            return np.asarray(self.outspoken[self.known.teams[person, wave]], dtype=np.int64)
        beside = (self.block == self.block[person]) & (self.block[person] >= 0)
        score = beside.sum(axis=1).astype(float)
        score[(self.block[:, wave] != self.block[person, wave]) | (np.arange(len(score)) == person)] = -1
        return np.argsort(-score, kind="stable")[:INSIDERS]

    def observed(self, aim: Aim, *, with_target: bool) -> tuple[Floats, Floats]:
        """(targets, sums + 2 x rounds, dimensions, items) less what they are expected to be, and which are sums."""
        removed = aim.removed(with_target=with_target)
        own = self.answers[:, self.known.waves].transpose(1, 0, 2, 3) * self.counted[:, :, None, None]
        sums = self.sums[None] - own[:, removed].sum(axis=2).transpose(1, 0, 2, 3)
        left = self.known.people.sum(axis=1) - self.known.people[:, removed].sum(axis=2).T
        sums = sums - self.mean * left[:, :, None, None]
        shape = (len(aim.people), -1, *self.answers.shape[2:])
        there = (self.known.teams[aim.insiders] >= 0).reshape(len(aim.people), -1, 1, 1)
        return sums, np.where(there, self.answers[aim.insiders].reshape(shape) - self.mean, 0.0)


def _unions(tree: Sequence[Unit], blocks: Sequence[Block]) -> list[list[int]]:
    """Small blocks whose items are shown together: by the lowest unit that holds two of them with 15 people."""
    parent = {unit.id: unit.parent for unit in tree}
    depth = {unit.id: len(_above(unit.id, parent)) for unit in tree}
    waiting = {at for at, block in enumerate(blocks) if block.n < ITEMS_SHOWN}
    unions = list[list[int]]()
    for unit in sorted(depth, key=lambda name: -depth[name]):
        inside = sorted(at for at in waiting if unit in _above(blocks[at].unit, parent))
        if len(inside) > 1 and sum(blocks[at].n for at in inside) >= ITEMS_SHOWN:
            unions.append(inside)
            waiting.difference_update(inside)
    return unions


def _above(unit: str, parent: Mapping[str, str | None]) -> list[str]:
    """The unit itself and all it stands under."""
    path: list[str] = []
    at: str | None = unit
    while at is not None:
        path.append(at)
        at = parent[at]
    return path


def _noise(sizes: Counts, hidden: Flags, items: int, noise: NoiseLaw) -> Floats:
    """(3, sums) variances: small blocks share a draw within a dimension and show no items."""
    shared = np.where(sizes < ITEMS_SHOWN, noise.shared, 0.0)
    table = np.stack([noise.item + items * shared] * 2 + [np.where(sizes < ITEMS_SHOWN, np.inf, noise.item)])
    table = np.maximum(table, _LEAST_NOISE)
    table[:, hidden] = np.inf
    return table if items > 1 else np.vstack([table[:2], np.full((1, len(sizes)), np.inf)])
