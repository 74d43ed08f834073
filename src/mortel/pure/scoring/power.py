"""What a round, a change and a check-in can show, before anybody is asked: for given team sizes and response."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance
from mortel.pure.scoring.frozen import (
    PRIOR_SD,
    REACH,
    SIGMA2,
    STAYING,
    TEAM_STAYING,
    TEAM_VARIANCE,
    change_spread,
    person_variance,
)
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Items of a dimension in a round, and in a check-in.
ITEMS: Final = 4
CHECK_IN_ITEMS: Final = 3
# A team is told to expect what is at least as likely as not.
EXPECTED: Final = 0.5
# The changes that are asked after: one that a team notices, and one that nobody misses (release.md, rule 6).
SOME: Final = 0.4
MUCH: Final = 0.8
# By how much a line through only eight or nine comparison blocks enlarges the variance of an effect in a block that
# scored low: it differs so much from one set of blocks to the next that the middle alone would promise large teams too
# much and small ones too little. The 10th, 30th, 50th, 70th and 90th percentile: measured, and held by a test.
EIGHT_COMPARISONS: Final = (1.03, 1.38, 1.74, 2.28, 3.42)
# Numbers of answers that are less likely than this are left out, so that a department takes no longer than a team.
NEVER: Final = 1e-15


class Outcome(StrEnum):
    """What a team may expect of a round, or of two rounds together."""

    FIGURES = "figures"
    """At least as likely as not the team has enough answers to be spoken of by itself."""

    CONVERSATION = "conversation"
    """It is counted together with others, and talks about its own situation instead."""


@dataclass(frozen=True, slots=True)
class TeamPower:
    """One team; every chance lies between 0 and 1.

    invited      people in the team.
    once, twice  chance of enough answers in one wave, and in both of two.
    some, much   chance that two rounds say "better" of a true change of .4 and of .8, too few answers included.
    check_in     chance that a check-in (three questions) says "probably helped" of an effect of .8.
    """

    invited: int
    once: float
    twice: float
    some: float
    much: float
    check_in: float

    @property
    def of_round(self) -> Outcome:
        return Outcome.FIGURES if self.once >= EXPECTED else Outcome.CONVERSATION

    @property
    def of_change(self) -> Outcome:
        return Outcome.FIGURES if self.twice >= EXPECTED else Outcome.CONVERSATION


@dataclass(frozen=True, slots=True)
class Detection:
    """How often blocks of `n` answers in both waves find a true change or effect; chances between 0 and 1."""

    n: int
    change_some: float
    change_much: float
    effect_some: float
    effect_much: float
    check_in_some: float
    check_in_much: float


def team_power(
    invited: int, response: float, k: int = limits.BLOCK, *, words_only: bool = False
) -> TeamPower:
    """What one team of `invited` can expect when each answers with chance `response`, independently per wave.

    Answers are binomial; P(at least k) once, its square twice, and the chances of the words weighed over both numbers
    of answers. R: `1 - pbinom(k - 1, invited, response)`. StatsError for a team without people or a response that is no
    share.
    """
    if invited < 1:
        raise StatsError("A team has at least one person: leave the empty ones out.")
    if not 0 < response <= 1:
        raise StatsError("Response is a share above 0 and at most 1 (.6 for 60 %).")
    limits.Promise(k, words_only=words_only)
    answers = np.arange(k, invited + 1)
    chance = _binomial(invited, response, answers)
    answers, chance = answers[chance > NEVER], chance[chance > NEVER]
    both, once = np.outer(chance, chance), min(float(chance.sum()), 1.0)
    first, second = answers[:, np.newaxis], answers[np.newaxis, :]

    def weighed(found: Floats) -> float:
        return float((both * found).sum())

    return TeamPower(
        invited,
        once,
        once**2,
        weighed(chance_of_word(SOME, change_variance(first, second, ITEMS))),
        weighed(chance_of_word(MUCH, change_variance(first, second, ITEMS))),
        weighed(chance_of_effect(MUCH, first, second, CHECK_IN_ITEMS)),
    )


def chance_of_enough(invited: int, response: float, k: int) -> float:
    """P(at least k answers) of `invited` people. R: `1 - pbinom(k - 1, invited, response)`."""
    return min(float(_binomial(invited, response, np.arange(k, invited + 1)).sum()), 1.0)


def detection(n: int) -> Detection:
    """What blocks of exactly n answers in both waves can find."""
    size = np.array([n])
    changes = [chance_of_word(true, change_variance(size, size, ITEMS)) for true in (SOME, MUCH)]
    effects = [
        chance_of_effect(true, size, size, items)
        for items in (ITEMS, CHECK_IN_ITEMS)
        for true in (SOME, MUCH)
    ]
    return Detection(n, *(float(chance[0]) for chance in (*changes, *effects)))


def chance_of_word(true: float, variance: Floats) -> Floats:
    """How often a true rise passes the word threshold of `belief.after`: Phi(true / s - 1.2816 sqrt(1 + s^2 / .25^2)).

    s^2 is the variance of what is measured. R: `pnorm(true / s - qnorm(.9) * sqrt(1 + s^2 / .0625))`.
    """
    found: Floats = special.ndtr(true / np.sqrt(variance) - REACH * np.sqrt(1 + variance / PRIOR_SD**2))
    return found


def change_variance(first: NDArray[np.int64], second: NDArray[np.int64], items: int) -> Floats:
    """Variance of a change between waves of `first` and `second` answers, as `change.variances` expects it."""
    spread: Floats = change_spread(items) * (1 / first + 1 / second) / 2
    return spread + _noise(first, items) + _noise(second, items)


def chance_of_effect(true: float, first: NDArray[np.int64], second: NDArray[np.int64], items: int) -> Floats:
    """How often "probably helped" is said of a true effect, beside eight blocks as large as the one that acted."""
    variance = effect_variance(first, second, items)
    chances = [chance_of_word(true, times * variance) for times in EIGHT_COMPARISONS]
    return np.asarray(np.mean(chances, axis=0))


def effect_variance(first: NDArray[np.int64], second: NDArray[np.int64], items: int) -> Floats:
    """Variance of the later score around what is foretold (`FollowUp.left_to_chance`), without what the line adds."""
    sigma2 = person_variance(items)
    before, after = (TEAM_VARIANCE + sigma2 / n + _noise(n, items) for n in (first, second))
    stays = TEAM_STAYING * TEAM_VARIANCE + STAYING * SIGMA2 * (1 / first + 1 / second) / 2
    found: Floats = after - stays**2 / before
    return found


def _noise(n: NDArray[np.int64], items: int) -> Floats:
    shared = np.where(n < limits.ITEMS, shared_variance(items), 0)
    found: Floats = (ITEM_VARIANCE / items + shared) / n.astype(np.float64) ** 2
    return found


def _binomial(n: int, p: float, x: NDArray[np.int64]) -> Floats:
    """R: `dbinom(x, n, p)`."""
    ways = special.gammaln(n + 1) - special.gammaln(x + 1) - special.gammaln(n - x + 1)
    found: Floats = np.exp(ways + special.xlogy(x, p) + special.xlogy(n - x, 1 - p))
    return found


def organisation_power(teams: Sequence[int], response: float, k: int = limits.BLOCK) -> tuple[TeamPower, ...]:
    """Every team, in the order given. StatsError when there is none."""
    if not teams:
        raise StatsError("Give at least one team size.")
    return tuple(team_power(invited, response, k) for invited in teams)
