"""Random intercepts of two levels: teams and the people in them, who answer more than once."""

from dataclasses import dataclass
from math import log, pi

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, optimise, regression
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# Where a variance would be 10,000 times the residual one the model explains everything; nothing lies beyond.
_LARGEST_SHARE = 0.9999


@dataclass(frozen=True, slots=True)
class NestedFit:
    """Fixed effects (p) with covariance (p x p), and the three variances, by REML."""

    coefficients: Floats
    covariance: Floats
    team_variance: float
    person_variance: float
    residual_variance: float
    log_likelihood: float
    """Restricted; not comparable between models with other fixed effects."""

    @property
    def standard_errors(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))


@dataclass(frozen=True, slots=True)
class _Sums:
    """All the data are needed for: products of the columns [X y], their sums and counts per person."""

    products: Floats
    sums: Floats
    counts: Floats
    team_of: NDArray[np.intp]
    teams: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Solution:
    minus_twice: float
    coefficients: Floats
    inverse: Floats
    residual_variance: float


def fit_nested(design: ArrayLike, outcome: ArrayLike, teams: ArrayLike, people: ArrayLike) -> NestedFit:
    """y = Xb + team + person in team + residual by restricted maximum likelihood, from sums per person.

    Laird and Ware 1982; Pinheiro and Bates 2000, chapter 2. `design` is n x p with the column of ones.
    R: `lme4::lmer(y ~ x + (1 | team) + (1 | person))`. StatsError when a person is in two teams, when nobody
    answered twice, when there is one team, or where `regression.least_squares` says so.
    """
    plain = regression.least_squares(design, outcome)
    if plain.residual_variance == 0:
        raise StatsError("The fixed effects explain every answer, so no variance is left to divide.")
    sums = _sums(plain, outcome, teams, people)
    person, team = optimise.lowest_point(
        lambda *shares: _solve(sums, *shares).minus_twice, [0, 0], [_LARGEST_SHARE, _LARGEST_SHARE]
    )
    if max(person, team) > _LARGEST_SHARE - 1e-6:
        raise StatsError(
            "There is no spread within people (or teams), so the variances cannot be told apart."
        )
    found = _solve(sums, person, team)
    residual = found.residual_variance
    return NestedFit(
        coefficients=found.coefficients,
        covariance=residual * found.inverse,
        team_variance=residual * _ratio(team),
        person_variance=residual * _ratio(person),
        residual_variance=residual,
        log_likelihood=-found.minus_twice / 2,
    )


def _sums(plain: regression.Fit, outcome: ArrayLike, teams: ArrayLike, people: ArrayLike) -> _Sums:
    team_codes, team_labels = arguments.group_codes(teams)
    codes, labels = arguments.group_codes(people)
    arguments.same_length(plain.design, codes, "design", "people")
    arguments.same_length(plain.design, team_codes, "design", "teams")
    if len(team_labels) < 2:
        raise StatsError("All answers come from one team: a variance between teams needs at least two.")
    counts = np.bincount(codes).astype(np.float64)
    if counts.max() < 2:
        raise StatsError(
            "Nobody answered twice, so people and residue cannot be told apart: leave the people out."
        )
    team_of = np.zeros(len(labels), dtype=np.intp)
    team_of[codes] = team_codes
    if (team_of[codes] != team_codes).any():
        moved = labels[codes[np.argmax(team_of[codes] != team_codes)]]
        raise StatsError(
            f"Person {moved} is in more than one team: this model needs one team for each person."
        )
    columns = np.column_stack((plain.design, arguments.vector(outcome, "outcome")))
    sums = np.zeros((len(labels), columns.shape[1]))
    np.add.at(sums, codes, columns)
    return _Sums(columns.T @ columns, sums, counts, team_of, len(team_labels), len(columns))


def _ratio(share: float) -> float:
    """A variance as a multiple of the residual one, from its share of both."""
    return share / (1 - share)


def _solve(data: _Sums, person_share: float, team_share: float) -> _Solution:
    """Generalised least squares at given variances: the inverse of V is I minus one term a person and one a team."""
    person, team = _ratio(person_share), _ratio(team_share)
    kept = 1 / (1 + person * data.counts)
    team_counts = np.bincount(data.team_of, data.counts * kept, minlength=data.teams)
    team_sums = np.zeros((data.teams, data.sums.shape[1]))
    np.add.at(team_sums, data.team_of, data.sums * kept[:, None])
    taken = (data.sums.T * (person * kept)) @ data.sums
    taken += (team_sums.T * (team / (1 + team * team_counts))) @ team_sums
    products = data.products - taken
    left, right = products[:-1, :-1], products[:-1, -1]
    inverse = np.asarray(np.linalg.inv(left), dtype=np.float64)
    coefficients = inverse @ right
    df = data.rows - len(coefficients)
    variance = float(products[-1, -1] - right @ coefficients) / df
    determinant = -np.log(kept).sum() + np.log1p(team * team_counts).sum() + np.linalg.slogdet(left)[1]
    return _Solution(float(df * (1 + log(2 * pi * variance)) + determinant), coefficients, inverse, variance)
