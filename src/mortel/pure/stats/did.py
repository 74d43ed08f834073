"""Difference in differences: did teams with an action change more than teams without one?

`score`, `treated` (1 for people of a team with the action), `after` (1 at the later wave) and `teams` have one entry
per answer (n). The action is taken by a team, so the team is the unit: errors by cluster, or one change per team.
Actions chosen where scores are low make this figure too large; there `mortel.pure.scoring` uses ANCOVA instead.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, effect_sizes, nested, regression
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

_EFFECT = 3


@dataclass(frozen=True, slots=True)
class Clustered:
    """Coefficients in the order: constant, treated, after, treated x after. The last is the effect."""

    effect: float
    cr1s: regression.Inference
    cr2: regression.Inference
    """The one to report: right with few teams as well."""


@dataclass(frozen=True, slots=True)
class TeamChange:
    """The same question with one number per team: the change of its mean."""

    test: effect_sizes.TTest
    """Treated minus untreated, by Welch."""
    treated_teams: int
    other_teams: int
    left_out: int
    """Teams that answered at one moment only."""


def clustered(score: ArrayLike, treated: ArrayLike, after: ArrayLike, teams: ArrayLike) -> Clustered:
    """score ~ treated * after with errors by team, CR1S and CR2 with Satterthwaite's degrees of freedom.

    Bertrand, Duflo and Mullainathan 2004; Bell and McCaffrey 2002.
    R: `f <- lm(score ~ treated * after)`, `clubSandwich::coef_test(f, "CR2", teams)`.
    StatsError when one of the four kinds of answers is absent, a value is missing, or there is one team.
    """
    outcome, design = _design(score, treated, after)
    fit = regression.least_squares(design, outcome)
    cr2 = regression.cr2(fit, teams)
    return Clustered(float(fit.coefficients[_EFFECT]), regression.cr1s(fit, teams), cr2)


def team_change(score: ArrayLike, treated: ArrayLike, after: ArrayLike, teams: ArrayLike) -> TeamChange:
    """Change of each team's mean, treated against untreated teams (Welch).

    R: `t.test(change ~ treated)` on team means. StatsError when a team is both treated and not, or fewer than two
    teams of a kind answered at both moments.
    """
    outcome, design = _design(score, treated, after)
    codes, labels = arguments.group_codes(teams)
    arguments.same_length(outcome, codes, "score", "teams")
    means = [_team_means(outcome, codes, len(labels), design[:, 2] == moment) for moment in (0, 1)]
    share = np.bincount(codes, design[:, 1]) / np.bincount(codes)
    if not np.isin(share, (0, 1)).all():
        mixed = labels[np.argmin(np.isin(share, (0, 1)))]
        raise StatsError(f"Team {mixed} is both treated and untreated: an action belongs to a whole team.")
    change = means[1] - means[0]
    both = ~np.isnan(change)
    with_action, without = change[both & (share == 1)], change[both & (share == 0)]
    if min(with_action.size, without.size) < 2:
        raise StatsError(
            "A comparison of teams needs two teams with the action and two without, at both moments."
        )
    test = effect_sizes.welch(with_action, without)
    return TeamChange(test, with_action.size, without.size, int((~both).sum()))


def mixed(
    score: ArrayLike, treated: ArrayLike, after: ArrayLike, teams: ArrayLike, people: ArrayLike
) -> nested.NestedFit:
    """score ~ treated * after with random intercepts of teams and of the people in them, by REML.

    Only where answers of one person are linked over waves, which Mortel itself never does. Coefficients in the
    order of `clustered`. R: `lme4::lmer(score ~ treated * after + (1 | team) + (1 | person))`.
    """
    outcome, design = _design(score, treated, after)
    return nested.fit_nested(design, outcome, teams, people)


def _design(score: ArrayLike, treated: ArrayLike, after: ArrayLike) -> tuple[Floats, Floats]:
    outcome = arguments.complete_vector(score, "score")
    action, moment = _indicator(treated, "treated", outcome), _indicator(after, "after", outcome)
    for has_action, words in ((1, "with the action"), (0, "without the action")):
        for later, when in ((0, "before"), (1, "after")):
            if not ((action == has_action) & (moment == later)).any():
                raise StatsError(f"There are no answers {words} {when} it: all four kinds are needed.")
    return outcome, np.column_stack((np.ones_like(outcome), action, moment, action * moment))


def _indicator(values: ArrayLike, name: str, outcome: Floats) -> Floats:
    indicator = arguments.complete_vector(values, name)
    arguments.same_length(outcome, indicator, "score", name)
    if not np.isin(indicator, (0, 1)).all():
        raise StatsError(f"{name} holds only 0 (no) and 1 (yes).")
    return indicator


def _team_means(outcome: Floats, codes: NDArray[np.intp], teams: int, rows: NDArray[np.bool_]) -> Floats:
    """Mean per team over some rows; NaN for a team without any."""
    counts = np.bincount(codes[rows], minlength=teams)
    sums = np.bincount(codes[rows], outcome[rows], minlength=teams)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
