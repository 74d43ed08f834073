"""What is told about the questionnaire itself, for the whole organisation, once per round (release.md, the table).

These figures are made of the answers of persons, so they are not sums of protected blocks: each is a second release.
They are told for the organisation alone, of one set of ballots, rounded, from 100 people as words and from 250 as
numbers; never again with late ballots, without careless ones, by language or by filter. The team level (ICC) is not
here: it is made of protected sums (`mortel.pure.scoring.team_level`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import membership
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Ballots, Block, Counts
from mortel.pure.stats import agreement, careless, omega, reliability, shape, sufficient
from mortel.pure.stats.errors import StatsError

Answers = npt.NDArray[np.int8]

_HIGH: Final = 0.8
_MIDDLE: Final = 0.7
_SURE: Final = 0.05
_SHARE_STEP: Final = 5
# A dimension mean that moves less than this is shown as the same tenth more often than not.
_NOTICEABLE: Final = 0.05


class Word(StrEnum):
    """What stands where no number may."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    CHANGES = "changes"
    CHANGES_NOTHING = "changes_nothing"
    TOP_IN_THE_MIDDLE = "top_in_the_middle"
    NO_TOP = "no_top"


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic as a rounded number, as a word, or as the reason why it is neither."""

    number: float | None = None
    word: Word | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How well the items of one dimension hang together. `rest_correlations` in the order of the form."""

    dimension: str
    alpha: Statistic
    omega_total: Statistic
    sd: Statistic
    rest_correlations: tuple[Statistic, ...]
    rwg_j: Statistic
    awg: Statistic
    average_deviation: Statistic


@dataclass(frozen=True, slots=True)
class Careless:
    """How many gave one answer over and over, in steps of five per cent, and whether that changes any dimension."""

    per_cent: Statistic
    without_them: Statistic


def scales(ballots: Ballots, blocks: Sequence[Block], promise: Promise) -> tuple[Scale, ...]:
    """Every dimension of the form, from the ballots that stand in a block and answered all of its items."""
    member = membership(ballots, blocks, promise)
    form = ballots.form
    return tuple(
        _scale(name, ballots.answers[:, form.columns(name)], member, len(blocks)) for name in form.scored
    )


def person_variances(ballots: Ballots, blocks: Sequence[Block], promise: Promise) -> dict[str, Statistic]:
    """Of every dimension the variance between people of one block (sigma^2), two decimals, from 250 people.

    What scoring takes instead of its frozen .63; mean square within blocks (`stats.icc.anova`).
    """
    member = membership(ballots, blocks, promise)
    form, found = ballots.form, {}
    for name in form.scored:
        answers = ballots.answers[:, form.columns(name)]
        whole = (member >= 0) & (answers > 0).all(axis=1)
        if gap := _too_few(int(whole.sum()), limits.ORGANISATION):
            found[name] = Statistic(gap=gap)
            continue
        groups = sufficient.one_way(answers[whole].mean(axis=1), member[whole])
        found[name] = Statistic(number=round(float(groups.within / (groups.n - len(groups.sizes))), 2))
    return found


def correlations(
    ballots: Ballots, blocks: Sequence[Block], promise: Promise
) -> dict[tuple[str, str], Statistic]:
    """Between the dimensions, over the people who answered every item of both; in the order of the form."""
    answers = ballots.answers[membership(ballots, blocks, promise) >= 0]
    form, found = ballots.form, {}
    for one, other in combinations(form.scored, 2):
        first, second = answers[:, form.columns(one)], answers[:, form.columns(other)]
        whole = (first > 0).all(axis=1) & (second > 0).all(axis=1)
        people = int(whole.sum())
        if gap := _too_few(people, limits.ORGANISATION_WORDS):
            found[one, other] = Statistic(gap=gap)
        else:
            found[one, other] = _reliability(_correlation(first[whole], second[whole]), people)
    return found


def carelessness(ballots: Ballots, blocks: Sequence[Block], promise: Promise) -> Careless:
    """Half the form or more in a row with one answer (longstring; Curran 2016, J. Exp. Soc. Psych. 66, 4-19).

    Only from 250 ballots. Nobody is told who, nor what the means are without them: that would be a second release.
    """
    answers = ballots.answers[membership(ballots, blocks, promise) >= 0]
    gap = _too_few(len(answers), limits.ORGANISATION)
    if gap is not None:
        return Careless(Statistic(gap=gap), Statistic(gap=gap))
    runs = careless.longstring(np.where(answers > 0, answers, np.nan)).longest
    flagged = runs >= answers.shape[1] / 2
    step = round(100 * flagged.mean() / _SHARE_STEP) * _SHARE_STEP
    moved = [
        abs(_mean(answers[:, columns]) - _mean(answers[~flagged][:, columns]))
        for columns in map(ballots.form.columns, ballots.form.scored)
    ]
    changes = max(moved, default=0.0) >= _NOTICEABLE
    return Careless(Statistic(number=step), Statistic(word=Word.CHANGES if changes else Word.CHANGES_NOTHING))


def best_amount(amounts: Counts, answers: Answers) -> Statistic:
    """Whether a dimension is highest at a middle amount (the inverted U), as a word, from 250 people.

    `amounts` (N,) negative for none, `answers` (N, items of the dimension). Lind and Mehlum's test at .05
    (`stats.shape`). Amount and dimension come from the same person on the same day, which a page that shows this says.
    """
    there = (amounts >= 0) & (answers > 0).all(axis=1)
    gap = _too_few(int(there.sum()), limits.ORGANISATION)
    if gap is not None:
        return Statistic(gap=gap)
    try:
        curve = shape.quadratic(amounts[there], answers[there].mean(axis=1))
    except StatsError:
        return Statistic(gap=Gap(Reason.SAME_ANSWERS, 2))
    found = float(curve.classical.coefficients[2]) < 0 and curve.lind_mehlum_p < _SURE
    return Statistic(word=Word.TOP_IN_THE_MIDDLE if found else Word.NO_TOP)


def _scale(name: str, answers: Answers, member: Counts, blocks: int) -> Scale:
    whole = (member >= 0) & (answers > 0).all(axis=1)
    people, items = int(whole.sum()), answers.shape[1]
    if (gap := _too_few(people, limits.ORGANISATION_WORDS)) or items < 2:
        nothing = Statistic(gap=gap or Gap(Reason.FEW_ITEMS, 2))
        return Scale(name, nothing, nothing, nothing, (nothing,) * items, *(nothing,) * 3)
    moments = sufficient.item_moments(answers[whole])
    try:
        alpha = reliability.alpha(moments)
    except StatsError:
        same = Statistic(gap=Gap(Reason.SAME_ANSWERS, 2))
        return Scale(name, same, same, same, (same,) * items, *(same,) * 3)
    groups = sufficient.group_moments(answers[whole], member[whole], complete=True)
    return Scale(
        name,
        _reliability(alpha.alpha, people),
        _omega(moments, people),
        _spread(alpha.sd, people),
        tuple(_reliability(item.rest_correlation, people) for item in alpha.items),
        _agreement(lambda: agreement.rwg_j(groups, agreement.uniform_null(HIGHEST)).mean, blocks),
        _agreement(lambda: agreement.awg(groups, LOWEST, HIGHEST).mean, blocks),
        _agreement(lambda: agreement.average_deviation(answers[whole], member[whole]).mean, blocks),
    )


def _correlation(one: Answers, other: Answers) -> float | None:
    means = np.stack([one.mean(axis=1), other.mean(axis=1)])
    return float(np.corrcoef(means)[0, 1]) if (means.std(axis=1) > 0).all() else None


def _too_few(people: int, least: int) -> Gap | None:
    return Gap(Reason.ORGANISATION_SMALL, least) if people < least else None


def _reliability(value: float | None, people: int) -> Statistic:
    if value is None:
        return Statistic(gap=Gap(Reason.SAME_ANSWERS, 2))
    if people >= limits.ORGANISATION:
        return Statistic(number=round(value, 2))
    return Statistic(word=Word.HIGH if value >= _HIGH else Word.MIDDLE if value >= _MIDDLE else Word.LOW)


def _omega(moments: sufficient.ItemMoments, people: int) -> Statistic:
    try:
        return _reliability(omega.one_factor(moments).omega_total, people)
    except StatsError:
        return Statistic(gap=Gap(Reason.NO_ONE_FACTOR, 3))


def _spread(value: float, people: int) -> Statistic:
    gap = _too_few(people, limits.ORGANISATION)
    return Statistic(gap=gap) if gap else Statistic(number=round(value, 1))


def _agreement(mean: Callable[[], float | None], blocks: int) -> Statistic:
    """Over blocks, never of one: beside a block's sum its spread would double what an attacker learns."""
    if blocks < limits.TEAM_LEVEL_BLOCKS:
        return Statistic(gap=Gap(Reason.FEW_BLOCKS, limits.TEAM_LEVEL_BLOCKS))
    value = mean()
    return Statistic(gap=Gap(Reason.SAME_ANSWERS, 2)) if value is None else Statistic(number=round(value, 1))


def _mean(answers: Answers) -> float:
    """Mean of all that was answered; of nothing at all the middle of the scale, which moves nothing."""
    given = answers[answers > 0]
    return float(given.mean()) if len(given) else (1 + HIGHEST) / 2
