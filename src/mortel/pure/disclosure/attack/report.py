"""Everything at once, on many organisations: what `mortel attack` shows, and a pipeline holds against the limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.cells import Cell, cells_of
from mortel.pure.disclosure.attack.certainty import Certain, certain_in_control, certain_in_release
from mortel.pure.disclosure.attack.history import Attacked, attack_history
from mortel.pure.disclosure.attack.model import Floats, blind_accuracy
from mortel.pure.disclosure.attack.naive import naive_blocks
from mortel.pure.disclosure.attack.noise_law import NoiseLaw, Release, learn_noise
from mortel.pure.disclosure.attack.population import Organisation, Setting, Wave, organisation
from mortel.pure.disclosure.attack.utility import Utility, mean_of, usefulness
from mortel.pure.disclosure.shapes import Protected

# How many blocks have a change word other than "too early", of how many, between two rounds.
ChangeWords = Callable[[Wave, Protected, Wave, Protected], tuple[int, int]]
Clock = Callable[[], float]
# Called after each organisation, for a progress bar.
Done = Callable[[], object]

UNANIMOUS: Final = 0.2
# How often `attack_release` plays each organisation: once ordinary, once with unanimous teams.
PLAYED: Final = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """What a program reads. Advantages in percentage points, shares between 0 and 1, errors in scale points.

    people                 whom the attack was aimed at; `exact` and `narrowed` count those of whom one answer, or at
                           most two, were left beyond doubt for some item in some round.
    guess_advantage        mean over people and rounds of both kinds of organisations, for the worse of single answers
                           and dimension scores.
    worst_cell             the same in the worst cell of block size and role that holds enough people; where none does,
                           `guess_advantage` again.
    over_posterior_share   of whom the attacker was 90 % sure, and 30 points surer than without them.
    item_block_error, dimension_block_error, organisation_error   mean distance of released and true means, where
                           nothing was cut off.
    visible_share          of the people who answered, those whose block is their own team.
    change_word_share      of blocks in two rounds running, those with a word other than "too early to say"; None where
                           no words were made, as in the control.
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
    change_word_share: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The figures, and what stands behind them.

    answer_advantage, score_advantage   the two targets apart; advantage_error the standard error of the worse.
    accuracy       how often the attacker is right about a single answer, everything used; `blind` who knows nothing but
                   how people answer. The difference is mostly knowledge of the group, so it is told and gates nothing.
    clamped_share  of block sums that were cut off; `clamped_item_error` the item error with those included.
    noise          the law of the noise as the attacker measured it.
    """

    figures: Figures
    answer_advantage: float
    score_advantage: float
    advantage_error: float
    accuracy: float
    blind: float
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
    done: Done = lambda: None,
) -> Report:
    """Run everything against `release`: guesses and hard bounds, in ordinary organisations and, beside each, in one
    with a fifth of its teams unanimous but for two insiders. Usefulness is measured in the ordinary ones.
    """
    start = clock()
    rng = np.random.default_rng(seed)
    noise = learn_noise(release, setting.form, rng)
    attacked, ranges, useful = list[Attacked](), list[Certain](), list[Utility]()
    words = np.zeros(2)
    for _ in range(organisations):
        for unanimous in (0.0, UNANIMOUS):
            found = organisation(replace(setting, unanimous=unanimous), rng)
            shown = [release(wave.ballots) for wave in found.waves]
            ranges.append(certain_in_release(found, shown, noise))
            attacked.append(attack_history(found, shown, noise))
            if not unanimous:
                useful.append(usefulness(found, shown))
                words += _words(found, shown, change_words)
            done()
    return _report(attacked, ranges, useful, words, noise, clock() - start, blind_accuracy(setting.model))


def attack_control(
    setting: Setting, organisations: int, seed: int, clock: Clock, done: Done = lambda: None
) -> Report:
    """The same attacker against the naive control, in ordinary organisations: linear programming for certainty, and
    guesses.
    """
    start = clock()
    rng = np.random.default_rng(seed)
    noise = learn_noise(naive_blocks, setting.form, rng)
    attacked, ranges, useful = list[Attacked](), list[Certain](), list[Utility]()
    for _ in range(organisations):
        found = organisation(setting, rng)
        ranges.append(certain_in_control(found, rng))
        shown = [naive_blocks(wave.ballots) for wave in found.waves]
        attacked.append(attack_history(found, shown, noise))
        useful.append(usefulness(found, shown))
        done()
    blind = blind_accuracy(setting.model)
    return _report(attacked, ranges, useful, np.zeros(2), noise, clock() - start, blind)


def _words(found: Organisation, shown: Sequence[Protected], change_words: ChangeWords | None) -> Floats:
    if change_words is None:
        return np.zeros(2)
    rounds = list(zip(found.waves, shown, strict=True))
    pairs = [change_words(*before, *after) for before, after in zip(rounds, rounds[1:], strict=False)]
    return np.asarray(np.array(pairs, dtype=float).reshape(-1, 2).sum(axis=0))


def _report(
    attacked: Sequence[Attacked],
    ranges: Sequence[Certain],
    useful: Sequence[Utility],
    words: Floats,
    noise: NoiseLaw,
    seconds: float,
    blind: float,
) -> Report:
    every = _together(attacked)
    rise = 100 * (every.hits - every.baseline)
    advantage = rise.mean(axis=0)
    worse = int(advantage.argmax())
    error = _error(np.array([100 * (one.hits - one.baseline)[:, worse].mean() for one in attacked]))
    cells = tuple(cells_of(every, advantage, error))
    figures = Figures(
        people=sum(one.people for one in ranges),
        exact=sum(one.exact for one in ranges),
        narrowed=sum(one.narrowed for one in ranges),
        guess_advantage=float(advantage[worse]),
        worst_cell=max((cell.worse for cell in cells), default=float(advantage[worse])),
        over_posterior_share=_surer_share(attacked),
        item_block_error=mean_of(one.item for one in useful),
        dimension_block_error=mean_of(one.dimension for one in useful),
        organisation_error=mean_of(one.organisation for one in useful),
        visible_share=mean_of(one.own_team for one in useful),
        change_word_share=float(words[0] / words[1]) if words[1] else None,
        seconds=seconds,
    )
    return Report(
        figures=figures,
        answer_advantage=float(advantage[0]),
        score_advantage=float(advantage[1]),
        advantage_error=error,
        accuracy=float(every.hits[:, 0].mean()),
        blind=blind,
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


def _error(values: Floats) -> float:
    """Standard error of a mean over organisations; infinite of one."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("inf")
