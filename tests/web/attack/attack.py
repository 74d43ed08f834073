"""What the figures that were read say of single people: hard bounds, subtraction, and the best guess there is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import numpy as np

from mortel.pure.disclosure.attack.bounds import disjoint_bounds, possible_sums
from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.history import Attacked, attack_history
from mortel.pure.disclosure.attack.model import INSIDERS, agreement
from mortel.pure.disclosure.attack.noise_law import NoiseLaw
from mortel.pure.disclosure.attack.population import Organisation, Setting, Wave
from mortel.pure.disclosure.attack.tables import CLAMP, Table, without_insiders
from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.shapes import Ballots, Counts, Protected, RoundForm
from mortel.pure.results.record import protected_of
from mortel.pure.rounds.places import units
from tests.web.attack.facts import Fact
from tests.web.attack.world import Truth
from tests.web.results_samples import SIX

Cell = frozenset[int]
_NEARLY: Final = 1e-9
# How many teams are of one mind, as he believes, and on what (attack/report.py and population.py).
SHARE: Final = 0.2
_AGREED_ON: Final = np.array([0.1, 0.2, 0.0, 0.4, 0.3])


@dataclass(frozen=True)
class Claim:
    """That somebody gave one of these answers to this question, and no other."""

    person: UUID
    round: str
    question: str
    low: int
    high: int

    def is_true(self, truth: Truth) -> bool:
        return self.low <= truth.answers[self.person][self.question] <= self.high


def cells_of(truth: Truth) -> dict[str, Cell]:
    """Of every place that has figures, the blocks it is made of; everybody knows the tree and who is in it."""
    blocks = [each.block for each in truth.record.blocks]
    cells = {
        unit: frozenset(inside)
        for unit, inside in blocks_of_units(units(truth.record.places), blocks).items()
        if inside
    }
    for at, block in enumerate(blocks):
        kind = "" if block.is_one_team else "/leads/together" if block.leads else "/together"
        cells[block.unit + kind] = frozenset({at})
    return cells


def claims(truth: Truth, facts: Iterable[Fact], bound: int | None) -> Iterator[Claim]:
    """Answers of which at most two are left, when noise goes no further than `bound`; two insiders in each group.

    Groups lie within one another, so what can be worked out are the pieces: each less all that is shown inside it.
    """
    people = list(truth.leaf)
    members = _members(truth, people)
    sizes = members.sum(axis=1)
    clamp = CLAMP if bound else 0
    for question, shown in _by_question(truth, facts).items():
        limits = {}
        for cell, (low, high) in shown.items():
            count = np.array([sizes[list(cell)].sum()])
            least = possible_sums(np.array([np.ceil(low * count[0] - _NEARLY)]), count, bound, clamp)[0]
            most = possible_sums(np.array([np.floor(high * count[0] + _NEARLY)]), count, bound, clamp)[1]
            limits[cell] = int(least[0]), int(most[0])
        yield from _claims_about(truth, people, question, _table(_pieces(limits), members))


def _by_question(truth: Truth, facts: Iterable[Fact]) -> dict[str, dict[Cell, tuple[float, float]]]:
    """The narrowest range of the mean of each question in each cell, of everything that was read."""
    cells, questions = cells_of(truth), set(truth.asked.codes)
    found: dict[str, dict[Cell, tuple[float, float]]] = {}
    for fact in facts:
        if fact.round != truth.name or fact.subject not in questions or fact.place not in cells:
            continue
        of_question = found.setdefault(fact.subject, {})
        low, high = of_question.get(cells[fact.place], (1.0, 5.0))
        of_question[cells[fact.place]] = max(low, fact.value - fact.slack), min(high, fact.value + fact.slack)
    return found


def _pieces(limits: Mapping[Cell, tuple[int, int]]) -> dict[Cell, tuple[int, int]]:
    found = {}
    for cell, (low, high) in sorted(limits.items(), key=lambda pair: len(pair[0])):
        inside = [other for other in limits if other < cell]
        widest = [one for one in inside if not any(one < other for other in inside)]
        rest = cell.difference(*widest)
        if rest:
            found[rest] = (
                low - sum(limits[one][1] for one in widest),
                high - sum(limits[one][0] for one in widest),
            )
    return found


def _members(truth: Truth, people: Sequence[UUID]) -> Flags:
    """(blocks, people)"""
    leaves = [truth.leaf[person] for person in people]
    rows = [np.isin(leaves, each.block.leaves) for each in truth.record.blocks]
    return np.array(rows, dtype=bool).reshape(-1, len(people))


def _table(pieces: Mapping[Cell, tuple[int, int]], members: Flags) -> Table:
    rows = [members[list(piece)].any(axis=0) for piece in pieces]
    least, greatest = np.array(list(pieces.values()), dtype=np.int64).reshape(-1, 2).T
    return Table(np.array(rows, dtype=bool).reshape(-1, members.shape[1]), least, greatest)


def _claims_about(truth: Truth, people: Sequence[UUID], question: str, table: Table) -> Iterator[Claim]:
    answers = np.array([truth.answers[person][question] for person in people])
    insiders = _insiders(table.members, answers)
    left = without_insiders(table, insiders, answers)
    found = disjoint_bounds(left)
    others = np.flatnonzero(~insiders)
    for at in np.flatnonzero((found.high - found.low <= 1) & (found.high >= found.low)):
        yield Claim(people[others[at]], truth.name, question, int(found.low[at]), int(found.high[at]))


def _insiders(members: Flags, answers: Counts) -> Flags:
    """Two of every group, those who think most unlike it: the worst case for the others."""
    chosen = np.zeros(members.shape[1], dtype=bool)
    for group in members:
        inside = np.flatnonzero(group)
        unlike = -np.abs(answers[inside] - np.median(answers[inside]))
        chosen[inside[np.argsort(unlike, kind="stable")[:INSIDERS]]] = True
    return chosen


def best_guess(told: Sequence[Truth], noise: NoiseLaw) -> Attacked:
    """The attack on whole histories, with every protected sum there is: at least what any page can tell."""
    everybody = {person: at for at, person in enumerate(dict.fromkeys(p for one in told for p in one.leaf))}
    waves = tuple(_wave(truth, everybody) for truth in told)
    setting = Setting(people=len(everybody), waves=len(told), unanimous=SHARE)
    law = agreement(setting.model, SHARE, _AGREED_ON)
    tree = units(told[0].record.places)
    outspoken = _outspoken(told, everybody, [unit.id for unit in tree])
    mind = told[0].leaf[told[0].dissenters[0]]
    unanimous = np.array([at for at, unit in enumerate(tree) if unit.id == mind])
    found = Organisation(setting, waves, len(everybody), law, outspoken, unanimous)
    return attack_history(found, [_protected(truth) for truth in told], noise)


def _outspoken(told: Sequence[Truth], everybody: Mapping[UUID, int], leaves: Sequence[str]) -> Counts:
    """(units, 2) of every team the two who are the attacker: who answered longest, and the two who do not agree."""
    pairs = np.zeros((len(leaves), INSIDERS), dtype=np.int64)
    for at, leaf in enumerate(leaves):
        there = Counter(person for one in told for person, own in one.leaf.items() if own == leaf)
        longest = sorted(there, key=lambda person: (person not in told[0].dissenters, -there[person]))
        own = [everybody[person] for person in longest[:INSIDERS]]
        pairs[at, : len(own)] = own
    return pairs


def _by_side(truth: Truth) -> list[int]:
    """The questions of one side next to each other."""
    form = truth.asked.form()
    return [at for side in SIX for at in form.columns(side).tolist()]


def _protected(truth: Truth) -> Protected:
    whole, order = protected_of(truth.record), _by_side(truth)
    return Protected(
        whole.round, form_of_six(truth), whole.blocks, whole.counts[:, order], whole.sums[:, order]
    )


def form_of_six(truth: Truth) -> RoundForm:
    """What is asked about the six sides, and nothing beside it: the attack on histories is made for that."""
    form, order = truth.asked.form(), _by_side(truth)
    return RoundForm(tuple(form.items[at] for at in order), tuple(form.dimensions[at] for at in order))


def ballots_of(truth: Truth, people: Sequence[UUID]) -> Ballots:
    """What these people answered, in their order."""
    tree = units(truth.record.places)
    at = {unit.id: number for number, unit in enumerate(tree)}
    rows = [truth.asked.row(truth.answers[person]) for person in people]
    ids = np.arange(2 * len(rows), dtype=np.uint64).reshape(-1, 2)
    leaves = np.array([at[truth.leaf[person]] for person in people], dtype=np.int64)
    return Ballots(truth.name, truth.asked.form(), tree, ids, leaves, np.array(rows, dtype=np.int8))


def _wave(truth: Truth, everybody: Mapping[UUID, int]) -> Wave:
    ballots = ballots_of(truth, list(truth.leaf))
    people = np.array([everybody[person] for person in truth.leaf], dtype=np.int64)
    invited = np.array([place.invited for place in truth.record.places], dtype=np.int64)
    of_six = replace(ballots, form=form_of_six(truth), answers=ballots.answers[:, _by_side(truth)])
    return Wave(of_six, people, invited)
