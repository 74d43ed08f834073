"""The best linear guess of one person's answers from every block sum of every round, with the people who know theirs.

Items of a dimension are alike, and so are dimensions. The covariance of a person's answers then has three eigenvalues
(all answers together; one dimension against the others; one item against the others of its dimension), and the whole
problem falls apart into three small ones without loss (a compound symmetric matrix; Rao 1973, 1f.2).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from mortel.pure.disclosure.attack.model import CUTS, Floats, Model, answer_scale
from mortel.pure.disclosure.shapes import Counts

Flags = npt.NDArray[np.bool_]
GENERAL: Final = 0
DIMENSION: Final = 1
ITEM: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Eigenvalues of the general, the dimension and the item part, within one round and between two.

    own, team  (2, 3, 2): what belongs to the person, and what he shares with his team. First the covariances of answers
               as they are given, rounded and cut off; then those of what the target feels with what is answered.
    variance   (2, 3) of an answer, and of what is felt.
    """

    own: Floats
    team: Floats
    variance: Floats


def spectrum(model: Model, dimensions: int, items: int) -> Spectrum:
    scale, person, team = answer_scale(model), model.person_sd**2, model.team_variance
    own, shared, variance = np.zeros((2, 3, 2)), np.zeros((2, 3, 2)), np.zeros((2, 3))
    for lag, (stays, team_stays) in enumerate(((1.0, 1.0), (model.stability, model.team_stability))):
        in_team = team * team_stays * np.array([1.0, 1.0, model.team_general])
        in_both = in_team + person * stays * np.array([1.0, model.within, model.between])
        answered = [
            np.array([scale.covariance(v / model.variance) for v in felt]) for felt in (in_team, in_both)
        ]
        for kind, (apart, together) in enumerate((answered, (scale.slope * in_team, scale.slope * in_both))):
            shared[kind, :, lag] = _eigenvalues(apart, dimensions, items)
            own[kind, :, lag] = _eigenvalues(together, dimensions, items) - shared[kind, :, lag]
        if not lag:
            variance[:] = [_eigenvalues(felt, dimensions, items) for felt in (answered[1], in_both)]
    return Spectrum(own, shared, variance)


def _eigenvalues(covariances: Floats, dimensions: int, items: int) -> Floats:
    """From the covariance of an answer with itself, with its dimension, and with other dimensions."""
    same, within, between = covariances
    dimension = same + (items - 1) * within
    return np.array(
        [
            dimension + items * (dimensions - 1) * between,
            dimension - items * between,
            same - within,
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What was released, and who was in it.

    waves   (sums,) round of each released block.
    people  (sums, people) who is counted in it.
    teams   (people, rounds) team of each person, -1 where he did not answer.
    noise   (3, sums) variance of the noise in each part; infinite where that part is not released.
    agreed  (sums, sums) covariance by people who are not among `people`, the same in each part; None for none.
    """

    waves: Counts
    people: Flags
    teams: Counts
    noise: Floats
    agreed: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """Whom the attack is aimed at: (targets,) people in (targets,) rounds, each with (targets, 2) insiders."""

    people: Counts
    waves: Counts
    insiders: Counts

    def removed(self, *, with_target: bool) -> Counts:
        """(targets, 2 or 3) whose answers are taken out of the sums."""
        return self.insiders if with_target else np.column_stack([self.insiders, self.people])


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """Of one part: weights (targets, sums + 2 x rounds, 2) of the observations for the answer and for what is felt,
    and the (targets, 2) variances left.
    """

    weights: Floats
    variance: Floats


def guess(known: Knowledge, law: Spectrum, part: int, aim: Aim, *, with_target: bool) -> Guess:
    """Weights of the observations: the sums less the insiders (and less the target, without him), then the insiders."""
    released = np.isfinite(known.noise[part])
    sums = _Sums.less(known, aim.removed(with_target=with_target), released)
    mutual = _covariance(known, law, part, aim, sums)
    towards = np.stack(
        [
            _towards(
                known, released, sums, aim, law.own[kind, part], law.team[kind, part], with_target=with_target
            )
            for kind in range(2)
        ],
        axis=-1,
    )
    weights = np.asarray(np.linalg.solve(mutual, towards), dtype=np.float64)
    left = law.variance[:, part] - np.sum(weights * towards, axis=1)
    return Guess(weights, np.asarray(np.maximum(left, 0.0), dtype=np.float64))


def covariance(known: Knowledge, law: Spectrum, part: int, aim: Aim, *, with_target: bool) -> Floats:
    """(targets, sums + 2 x rounds, sums + 2 x rounds) of the observations that `guess` weighs."""
    released = np.isfinite(known.noise[part])
    sums = _Sums.less(known, aim.removed(with_target=with_target), released)
    return _covariance(known, law, part, aim, sums)


def _covariance(known: Knowledge, law: Spectrum, part: int, aim: Aim, sums: "_Sums") -> Floats:
    own, team = law.own[0, part], law.team[0, part]
    released = np.isfinite(known.noise[part])
    size, rounds = int(released.sum()), known.teams.shape[1]
    mutual = np.zeros((len(aim.people), size + 2 * rounds, size + 2 * rounds))
    lag = (sums.waves[:, None] != sums.waves[None]).astype(int)
    mutual[:, :size, :size] = own[lag] * sums.common + team[lag] * (
        sums.teams @ sums.teams.transpose(0, 2, 1)
    )
    mutual[:, range(size), range(size)] += known.noise[part, released]
    if known.agreed is not None:
        mutual[:, :size, :size] += known.agreed[np.ix_(released, released)]
    _add_insiders(mutual, sums, known, aim, own, team)
    return mutual


def probabilities(middle: Floats, variance: Floats, cuts: Floats) -> Floats:
    """(targets, ..., 5) chances of 1 to 5 when the figure is normal, with one variance per target."""
    scale = np.sqrt(variance).reshape(-1, *[1] * middle.ndim)
    below = ndtr((cuts - middle[..., None]) / scale)
    edge = np.zeros((*middle.shape, 1))
    return np.asarray(np.diff(np.concatenate([edge, below, edge + 1], axis=-1), axis=-1))


def score_cuts(items: int) -> Floats:
    """Where a mean of so many answers is rounded up to the next whole score, half a step back."""
    return CUTS - 0.5 / items if items > 1 else CUTS


def _towards(
    known: Knowledge,
    released: Flags,
    sums: "_Sums",
    aim: Aim,
    own: Floats,
    team: Floats,
    *,
    with_target: bool,
) -> Floats:
    """(targets, sums + 2 x rounds) covariance of the target with each observation."""
    place = known.teams[aim.people, aim.waves]
    lag = (sums.waves[None] != aim.waves[:, None]).astype(int)
    of_sums = team[lag] * np.take_along_axis(sums.teams, place[:, None, None], axis=2)[..., 0]
    if with_target:
        of_sums += own[lag] * known.people[released][:, aim.people].T
    rounds = known.teams.shape[1]
    near = known.teams[aim.insiders].reshape(len(aim.people), -1) == place[:, None]
    lag = (np.tile(np.arange(rounds), 2)[None] != aim.waves[:, None]).astype(int)
    return np.concatenate([of_sums, team[lag] * near], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Released sums less some people: rounds, people two sums have in common, and (targets, sums, teams) sizes."""

    waves: Counts
    common: Floats
    teams: Floats

    @classmethod
    def less(cls, known: Knowledge, removed: Counts, released: Flags) -> "_Sums":
        people, waves = known.people[released], known.waves[released]
        gone = people[:, removed].transpose(1, 0, 2).astype(float)
        common = people.astype(float) @ people.T - gone @ gone.transpose(0, 2, 1)
        team = known.teams[:, waves].T
        names = np.arange(known.teams.max() + 1)
        sizes = np.stack([(people & (team == name)).sum(axis=1) for name in names], axis=-1)
        places = team[:, removed].transpose(1, 0, 2)
        lost = ((places[..., None] == names) * gone[..., None]).sum(axis=2)
        return cls(waves, common, sizes - lost)


def _add_insiders(mutual: Floats, sums: _Sums, known: Knowledge, aim: Aim, own: Floats, team: Floats) -> None:
    """The insiders' own answers as observations; a round in which one did not answer is an empty one."""
    size, rounds = len(sums.waves), known.teams.shape[1]
    places = known.teams[aim.insiders].reshape(len(aim.people), -1)
    waves = np.tile(np.arange(rounds), 2)
    answered = places >= 0
    lag = (sums.waves[:, None] != waves[None]).astype(int)
    at = np.maximum(places, 0)[:, None, :]
    cross = team[lag] * np.take_along_axis(
        sums.teams, np.broadcast_to(at, (len(at), size, 2 * rounds)), axis=2
    )
    mutual[:, :size, size:] = cross * answered[:, None, :]
    mutual[:, size:, :size] = mutual[:, :size, size:].transpose(0, 2, 1)
    lag = (waves[:, None] != waves[None]).astype(int)
    one = np.repeat([0, 1], rounds)
    among = team[lag] * (places[:, :, None] == places[:, None, :]) + own[lag] * (one[:, None] == one[None])
    both = answered[:, :, None] & answered[:, None, :]
    mutual[:, size:, size:] = np.where(both, among, np.eye(2 * rounds))
