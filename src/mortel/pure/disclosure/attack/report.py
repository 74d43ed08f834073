"""Everything at once, on many organisations: what `mortel attack` shows, and a pipeline holds against the limits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.bounds import disjoint_bounds, possible_sums
from mortel.pure.disclosure.attack.gaussian import Flags
from mortel.pure.disclosure.attack.history import Attacked, attack_history
from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.attack.naive import naive_blocks, naive_table
from mortel.pure.disclosure.attack.noise_law import NoiseLaw, Release, learn_noise
from mortel.pure.disclosure.attack.population import Organisation, Setting, Wave, organisation
from mortel.pure.disclosure.attack.programs import linear_bounds
from mortel.pure.disclosure.attack.tables import Table, without_insiders
from mortel.pure.disclosure.attack.utility import Utility, mean_of, usefulness
from mortel.pure.disclosure.shapes import Counts, Protected

# How many blocks have a change word other than "too early", of how many, between two rounds.
ChangeWords = Callable[[Wave, Protected, Wave, Protected], tuple[int, int]]
Clock = Callable[[], float]

UNANIMOUS: Final = 0.2
_CLAMP: Final = 2
_INSIDERS: Final = 2
_LEAST_ROWS: Final = 150
_CLASSES: Final = ((0, 7, "to 7"), (8, 9, "8-9"), (10, 14, "10-14"), (15, 29, "15-29"), (30, 10**6, "30+"))
_ROLES: Final = ("stayer", "joiner", "leaver", "visitor")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a program reads. Advantages in percentage points, shares between 0 and 1, errors in scale points.

    people                 whom the attack was aimed at; `exact` and `narrowed` count those of whom one answer, or at
                           most two, were left beyond doubt for some item in some round.
    guess_advantage        mean over people and rounds, for the worse of single answers and dimension scores.
    worst_cell             the same in the worst cell of block size and role that holds enough people.
    over_posterior_share   of whom the attacker was 90 % sure, and 30 points surer than without them.
    item_block_error, dimension_block_error, organisation_error   mean distance of released and true means, where
                           nothing was cut off.
    visible_share          of the people who answered, those whose block is their own team.
    change_word_share      of blocks in two rounds running, those with a word other than "too early to say".
    """

    people: int
    exact: int
    narrowed: int
    guess_advantage: float
    worst_cell: float
    over_posterior_share: float
    item_block_error: float
    dimension_block_error: float
    organisation_error: float
    visible_share: float
    change_word_share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One size class and role: how many answers were attacked, and the advantage in points with its standard error."""

    size: str
    role: str
    rows: int
    answer: float
    score: float
    error: float

    @property
    def worse(self) -> float:
        return max(self.answer, self.score)


@dataclass(frozen=True, slots=True)
class Report:
    """The figures, and what stands behind them.

    answer_advantage, score_advantage   the two targets apart; advantage_error the standard error of the worse.
    accuracy       how often the attacker is right about a single answer, everything used.
    clamped_share  of block sums that were cut off; `clamped_item_error` the item error with those included.
    noise          the law of the noise as the attacker measured it.
    """

    figures: Figures
    answer_advantage: float
    score_advantage: float
    advantage_error: float
    accuracy: float
    clamped_share: float
    clamped_item_error: float
    cells: tuple[Cell, ...]
    noise: NoiseLaw


def attack_release(
    release: Release,
    setting: Setting,
    organisations: int,
    seed: int,
    clock: Clock,
    change_words: ChangeWords | None = None,
) -> Report:
    """Run everything against `release`: guesses in ordinary organisations, hard bounds in these and, of each, in one
    with a fifth of its teams unanimous but for two insiders.
    """
    start = clock()
    rng = np.random.default_rng(seed)
    noise = learn_noise(release, setting.form, rng)
    attacked, ranges, useful = list[Attacked](), list[tuple[int, int, int]](), list[Utility]()
    words = np.zeros(2)
    for _ in range(organisations):
        for unanimous in (0.0, UNANIMOUS):
            found = organisation(replace(setting, unanimous=unanimous), rng)
            shown = [release(wave.ballots) for wave in found.waves]
            ranges.append(_certain(found, shown, noise))
            if not unanimous:
                attacked.append(attack_history(found, shown, noise))
                useful.append(usefulness(found, shown))
                words += _words(found, shown, change_words)
    return _report(attacked, ranges, useful, words, noise, clock() - start)


def attack_control(setting: Setting, organisations: int, seed: int, clock: Clock) -> Report:
    """The same attacker against the naive control: linear programming for certainty, and guesses."""
    start = clock()
    rng = np.random.default_rng(seed)
    noise = learn_noise(naive_blocks, setting.form, rng)
    attacked, ranges, useful = list[Attacked](), list[tuple[int, int, int]](), list[Utility]()
    for _ in range(organisations):
        found = organisation(setting, rng)
        ranges.append(_certain_in_control(found, rng))
        shown = [naive_blocks(wave.ballots) for wave in found.waves]
        attacked.append(attack_history(found, shown, noise))
        useful.append(usefulness(found, shown))
    return _report(attacked, ranges, useful, np.zeros(2), noise, clock() - start)


def _certain_in_control(found: Organisation, rng: np.random.Generator) -> tuple[int, int, int]:
    """People, exact and narrowed on the first item of every round, with two insiders in each team that is shown."""
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
    return int(took_part.sum()), int(np.sum(left == 1)), int(np.sum(left <= 2))


def _words(found: Organisation, shown: Sequence[Protected], change_words: ChangeWords | None) -> Floats:
    if change_words is None:
        return np.zeros(2)
    rounds = list(zip(found.waves, shown, strict=True))
    pairs = [change_words(*before, *after) for before, after in zip(rounds, rounds[1:], strict=False)]
    return np.asarray(np.array(pairs, dtype=float).reshape(-1, 2).sum(axis=0))


def _certain(found: Organisation, shown: Sequence[Protected], noise: NoiseLaw) -> tuple[int, int, int]:
    """People, and how many of them have one answer left, or at most two, for some item in some round."""
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
    return int(took_part.sum()), int(np.sum(left == 1)), int(np.sum(left <= 2))


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
        chosen[inside[np.argsort(~first[inside], kind="stable")[:_INSIDERS]]] = True
    return chosen


def _width(wave: Wave, released: Protected, members: Flags, insiders: Flags, item: int, bound: int) -> Counts:
    """How many answers are left to each who is no insider."""
    sums, counts = released.sums[:, item], released.counts[:, item]
    least, greatest = possible_sums(sums, counts, bound, _CLAMP if bound else 0)
    table = Table(members[counts > 0], least[counts > 0], greatest[counts > 0])
    answers = wave.ballots.answers[:, item].astype(np.int64)
    found = disjoint_bounds(without_insiders(table, insiders, answers))
    return np.asarray(found.high - found.low + 1, dtype=np.int64)


def _report(
    attacked: Sequence[Attacked],
    ranges: Sequence[tuple[int, int, int]],
    useful: Sequence[Utility],
    words: Floats,
    noise: NoiseLaw,
    seconds: float,
) -> Report:
    every = _together(attacked)
    rise = 100 * (every.hits - every.baseline)
    advantage = rise.mean(axis=0)
    worse = int(advantage.argmax())
    cells = tuple(_cells(every, advantage))
    people, exact, narrowed = (sum(column) for column in zip(*ranges, strict=True))
    figures = Figures(
        people=people,
        exact=exact,
        narrowed=narrowed,
        guess_advantage=float(advantage[worse]),
        worst_cell=max((cell.worse for cell in cells), default=float(advantage[worse])),
        over_posterior_share=_surer_share(attacked),
        item_block_error=mean_of(one.item for one in useful),
        dimension_block_error=mean_of(one.dimension for one in useful),
        organisation_error=mean_of(one.organisation for one in useful),
        visible_share=mean_of(one.own_team for one in useful),
        change_word_share=float(words[0] / words[1]) if words[1] else 0.0,
        seconds=seconds,
    )
    return Report(
        figures=figures,
        answer_advantage=float(advantage[0]),
        score_advantage=float(advantage[1]),
        advantage_error=_error(np.array([100 * (a.hits - a.baseline)[:, worse].mean() for a in attacked])),
        accuracy=float(every.hits[:, 0].mean()),
        clamped_share=mean_of(one.clamped for one in useful),
        clamped_item_error=mean_of(one.item_with_clamped for one in useful),
        cells=cells,
        noise=noise,
    )


def _together(attacked: Sequence[Attacked]) -> Attacked:
    names = Attacked.__slots__
    return Attacked(**{name: np.concatenate([getattr(one, name) for one in attacked]) for name in names})


def _surer_share(attacked: Sequence[Attacked]) -> float:
    people = sum(len(np.unique(one.people)) for one in attacked)
    surer = sum(len(np.unique(one.people[one.surer])) for one in attacked)
    return surer / people if people else 0.0


def _cells(every: Attacked, advantage: Floats) -> Iterator[Cell]:
    """The rise the attacker himself expects in each cell, put to scale by how often he really was right overall.

    Counting hits in a cell of some hundreds would find a worst cell by luck; what he expects has a tenth of that error.
    """
    scale = advantage / np.maximum(100 * every.expected.mean(axis=0), 1e-9)
    role = every.joined * 1 + every.left * 2
    for low, high, size in _CLASSES:
        for at, name in enumerate(_ROLES):
            rows = (every.n >= low) & (every.n <= high) & (role == at)
            if (count := int(rows.sum())) < _LEAST_ROWS:
                continue
            answer, score = 100 * scale * every.expected[rows].mean(axis=0)
            error = 100 * scale.max() * float(every.expected[rows].std(axis=0).max()) / np.sqrt(count)
            yield Cell(size, name, count, float(answer), float(score), float(error))


def _error(values: Floats) -> float:
    """Standard error of a mean over organisations; infinite of one."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("inf")
