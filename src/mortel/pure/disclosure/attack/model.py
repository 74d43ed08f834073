"""What the attacker is taken to know about how people answer: everything but the answers, parameters included.

An answer is a latent normal figure, rounded to 1..5 and cut off there. Items of one dimension hang together, dimensions
too, people of one team too, and a person resembles himself in the next round.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from numpy.polynomial.hermite_e import hermegauss, hermeval
from scipy.special import gammaln, ndtr

Floats = npt.NDArray[np.float64]

VALUES: Final = np.arange(1, 6)
CUTS: Final = np.array([1.5, 2.5, 3.5, 4.5])
# Colleagues in every block whose answers the attacker knows.
INSIDERS: Final = 2
_TERMS: Final = 30


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters of the answers, on the scale of the five points.

    `within` and `between` are correlations of one person's answers inside and across dimensions; `team_general` is the
    share of the team variance that all dimensions have in common; the two stabilities are correlations between any two
    rounds, however far apart (the worst case: a trait that does not wear off).
    """

    mean: float = 3.5
    team_sd: float = 0.4
    person_sd: float = 1.0
    within: float = 0.42
    between: float = 0.25
    team_general: float = 0.6
    stability: float = 0.8
    team_stability: float = 0.9

    @property
    def team_variance(self) -> float:
        return self.team_sd**2

    @property
    def variance(self) -> float:
        return self.team_variance + self.person_sd**2


def category_probabilities(latent: Floats, sd: float | Floats = 1.0) -> Floats:
    """(..., 5) chance of each answer when the latent figure is normal around `latent` with this sd."""
    below = ndtr((CUTS - latent[..., None]) / np.asarray(sd)[..., None])
    edges = np.zeros((*below.shape[:-1], 1))
    return np.diff(np.concatenate([edges, below, edges + 1], axis=-1), axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How unanimous teams come about: everybody gives one answer per item, but two who never give that one.

    share    of the teams.
    values   (5,) chances of the answer the team gives.
    dissent  (5, 5) of each such answer, the chances of what a dissenter gives.
    usual    (5,) chances of an answer of anybody in an ordinary team.
    """

    share: float
    values: Floats
    dissent: Floats
    usual: Floats

    @property
    def mean(self) -> float:
        return float(self.values @ VALUES)

    @property
    def variance(self) -> float:
        return float(self.values @ (VALUES - self.mean) ** 2)


def agreement(model: Model, share: float, values: Floats) -> Agreement:
    """Dissenters who answer as they always would; only the answer of the team is left for one of the other four."""
    usual = category_probabilities(np.array(model.mean), np.sqrt(model.variance))
    dissent = (usual + usual[:, None] / 4) * (1 - np.eye(5))
    return Agreement(share, values, dissent, usual)


def blind_accuracy(model: Model) -> float:
    """How often the likeliest answer of all is right, about somebody of whom nothing is known."""
    return float(category_probabilities(np.array(model.mean), np.sqrt(model.variance)).max())


@dataclass(frozen=True, slots=True, eq=False)
class AnswerScale:
    """Moments of rounded answers: mean, slope on the latent figure, and covariance as a function of latent correlation.

    `squares` are the squared Hermite coefficients divided by k!: the covariance of two answers whose latent figures
    correlate rho is sum_k squares_k rho^k (Mehler's expansion), so that rounding and cutting off are in it exactly.
    """

    mean: float
    slope: float
    squares: Floats

    def covariance(self, correlation: float) -> float:
        return float(np.sum(self.squares * correlation ** np.arange(1, _TERMS + 1)))


def answer_scale(model: Model) -> AnswerScale:
    """The moments of one item, by Gauss-Hermite quadrature between the cuts."""
    sd = np.sqrt(model.variance)
    cuts = (CUTS - model.mean) / sd
    mean = 5.0 - float(ndtr(cuts).sum())
    # The k-th coefficient of a step at c is He_{k-1}(c) phi(c); an answer is one plus four steps.
    density = np.exp(-0.5 * cuts**2) / np.sqrt(2 * np.pi)
    coefficients = np.array([np.sum(_hermite(k - 1, cuts) * density) for k in range(1, _TERMS + 1)])
    squares = coefficients**2 / np.exp(gammaln(np.arange(1, _TERMS + 1) + 1))
    total = sum(float(v * p) for v, p in zip(VALUES**2, _marginal(cuts), strict=True)) - mean**2
    # What the series leaves out beyond its last term belongs to an answer with itself alone.
    squares[-1] += total - squares.sum()
    return AnswerScale(mean, float(coefficients[0] / sd), squares)


def _hermite(degree: int, at: Floats) -> Floats:
    return np.asarray(hermeval(at, np.eye(degree + 1)[degree]), dtype=np.float64)


def _marginal(cuts: Floats) -> Floats:
    return np.diff(np.concatenate([[0.0], ndtr(cuts), [1.0]]))


def normal_grid(points: int) -> tuple[Floats, Floats]:
    """Nodes and weights (adding to one) for the mean over a standard normal figure."""
    nodes, weights = hermegauss(points)
    return np.asarray(nodes, dtype=np.float64), np.asarray(weights / weights.sum(), dtype=np.float64)
