"""The attacker who knows that some teams are unanimous: of the target's team he weighs that it is, and that it is not.

Ordinary: the people answer as the model says (`gaussian.py`). Unanimous: all but the two insiders give one answer per
item, the same in every round. The released sums, less the insiders, are then c times that answer, plus noise and what
other teams in the block add; c is how many of the team are counted. Both are judged by the density of the released
sums given the insiders' answers (Bayes' rule for two hypotheses). How the insiders themselves answer speaks of what the
team says, never of its kind: the outspoken answer in both kinds as they always would.

Of other teams he is taken to know whether they are unanimous, not what they answer. That is more than he can know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import expit, logsumexp

from mortel.pure.disclosure.attack.gaussian import DIMENSION, GENERAL, ITEM, Aim, Flags, covariance
from mortel.pure.disclosure.attack.model import VALUES, Floats
from mortel.pure.disclosure.attack.record import Record

_ANSWERS: Final = len(VALUES)


@dataclass(frozen=True, slots=True, eq=False)
class Unanimity:
    """What is believed if the team is unanimous, and the (targets,) chance that it is.

    answers (targets, dimensions, items, 5), scores (targets, dimensions, 5).
    """

    chance: Floats
    answers: Floats
    scores: Floats

    def mixed_with(self, answers: Floats, scores: Floats) -> tuple[Floats, Floats]:
        """The posteriors over both kinds of team, when these are those of an ordinary one."""
        one, all_items = self.chance[:, None, None], self.chance[:, None, None, None]
        return (
            np.asarray(all_items * self.answers + (1 - all_items) * answers),
            np.asarray(one * self.scores + (1 - one) * scores),
        )


def weigh(record: Record, aim: Aim, team: int, *, with_target: bool) -> Unanimity:
    """Both hypotheses on the `team` of all these targets, from the release with or without each of them."""
    ordinary = _Seen.of(record, aim, with_target=with_target)
    unanimous = _Seen.of(record.without_team(team), aim, with_target=with_target)
    inside = record.inside(team)
    size = inside.sum(axis=1) - inside[:, aim.removed(with_target=with_target)].sum(axis=2).T
    before = _log(record.agreement.values) + _told(record, aim, team)
    found = unanimous.values(size.astype(float), before)
    share = record.agreement.share
    odds = np.log(share / (1 - share)) + found.density - ordinary.density()
    return Unanimity(np.asarray(expit(odds), dtype=np.float64), found.answers, found.scores)


def _told(record: Record, aim: Aim, team: int) -> Floats:
    """(dimensions, items, 5) how much likelier the insiders' answers are when the team says 1 to 5: it says neither."""
    law = record.agreement
    ratio = _log(law.dissent / law.usual)
    told = np.zeros((*record.answers.shape[2:], _ANSWERS))
    for insider in aim.insiders[0]:
        here = np.flatnonzero(record.known.teams[insider] == team)
        if len(here):
            told += ratio[:, record.answers[insider, here[0]].astype(int) - 1].transpose(1, 2, 0)
    return told


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One part of the answers: (targets, sums, sums) inverse covariance of the sums given the insiders' answers, the
    (targets,) logarithm of its determinant, and the (targets, sums, ...) deviations of the sums from what is expected.
    """

    inverse: Floats
    log_determinant: Floats
    seen: Floats

    @classmethod
    def of(cls, mutual: Floats, sums: Floats, theirs: Floats) -> "_Part":
        """From the covariance of the sums and of `theirs`, the insiders' answers, together."""
        size = sums.shape[1]
        gain = np.linalg.solve(mutual[:, size:, size:], mutual[:, size:, :size])
        left = mutual[:, :size, :size] - mutual[:, :size, size:] @ gain
        seen = sums - np.einsum("tis,ti...->ts...", gain, theirs)
        inverse = np.asarray(np.linalg.inv(left), dtype=np.float64)
        return cls(inverse, np.asarray(np.linalg.slogdet(left)[1], dtype=np.float64), np.asarray(seen))

    def log_density(self, times: int, less: Floats | float = 0.0) -> Floats:
        """(targets,) up to a constant, of deviations in `times` directions, when `less` of them is explained."""
        rest = self.seen - less
        squares = np.einsum("trs,tr...,ts...->t", self.inverse, rest, rest, optimize=True)
        return np.asarray(-0.5 * (squares + times * self.log_determinant), dtype=np.float64)

    def towards(self, size: Floats) -> Floats:
        """(targets, ...) what the deviations say of a value that is in each sum `size` times."""
        return np.asarray(np.einsum("trs,tr,ts...->t...", self.inverse, size, self.seen, optimize=True))

    def precision(self, size: Floats) -> Floats:
        return np.asarray(np.einsum("trs,tr,ts->t", self.inverse, size, size, optimize=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Values:
    """What a unanimous team says: (targets,) log density of the sums, and the posteriors as in `Unanimity`."""

    density: Floats
    answers: Floats
    scores: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The released sums less the insiders and less what is expected, in orthonormal parts that do not hang together.

    Of dimension totals (per square root of the items): all together, one against the others, and `total` one by itself.
    `whole` and `single` are flags of the sums in which totals and items are seen.
    """

    general: _Part
    dimension: _Part
    total: _Part
    item: _Part
    whole: Flags
    single: Flags
    count: int
    items: int

    @classmethod
    def of(cls, record: Record, aim: Aim, *, with_target: bool) -> "_Seen":
        general, dimension, item = (
            covariance(record.known, record.law, part, aim, with_target=with_target)
            for part in (GENERAL, DIMENSION, ITEM)
        )
        sums, theirs = record.observed(aim, with_target=with_target)
        count, items = sums.shape[2:]
        whole, single = (np.isfinite(record.known.noise[part]) for part in (GENERAL, ITEM))
        pair = [sums[:, whole].sum(axis=3) / np.sqrt(items), theirs.sum(axis=3) / np.sqrt(items)]
        detail = [one - one.mean(axis=3, keepdims=True) for one in (sums[:, single], theirs)]
        return cls(
            general=_Part.of(general, *(one.sum(axis=2) / np.sqrt(count) for one in pair)),
            dimension=_Part.of(dimension, *(one - one.mean(axis=2, keepdims=True) for one in pair)),
            total=_Part.of(general / count + dimension * (1 - 1 / count), *pair),
            item=_Part.of(item, *detail),
            whole=whole,
            single=single,
            count=count,
            items=items,
        )

    def density(self) -> Floats:
        """(targets,) log density of everything, up to a constant."""
        return self._totals(0.0) + self.item.log_density(self.count * (self.items - 1))

    def values(self, size: Floats, before: Floats) -> _Values:
        """What the team says, when its answer is in each sum `size` times; `before` is what was believed already.

        The items of a dimension meet in their sum V alone: the weight of a choice of values is a product over the items
        times a function of V. Dimensions are taken one by one; how they hang together through other teams in the block
        is made good at the likeliest V, without error where the block is this team alone.
        """
        whole, single = size[:, self.whole], size[:, self.single]
        detail = self.item.precision(single)[:, None]
        each = before + self.item.towards(single)[..., None] * VALUES
        each = each - 0.5 * detail[..., None, None] * VALUES**2
        sums = self.items + np.arange(4 * self.items + 1)
        curve = (detail - self.total.precision(whole)[:, None])[..., None] * sums**2 / (2 * self.items)
        joint = self.total.towards(whole)[..., None] * sums / np.sqrt(self.items) + curve
        law = _added([each[:, :, at] for at in range(self.items)]) + joint
        every = logsumexp(law, axis=2, keepdims=True)
        chances = np.exp(law - every)
        likely = (chances @ sums) / np.sqrt(self.items)
        explained = whole[:, :, None] * likely[:, None, :]
        together = self._totals(explained) - self.total.log_density(self.count, explained)
        density = every[..., 0].sum(axis=1) + self.total.log_density(self.count)
        density = density + self.item.log_density(self.count * (self.items - 1)) + together
        rounded = np.floor(sums / self.items + 0.5)[:, None] == VALUES
        return _Values(density, _singles(each, joint), chances @ rounded)

    def _totals(self, explained: Floats | float) -> Floats:
        """Log density of all dimension totals together."""
        less = np.broadcast_to(explained, self.dimension.seen.shape)
        middle = less.mean(axis=2, keepdims=True)
        overall = middle[..., 0] * np.sqrt(self.count)
        return self.general.log_density(1, overall) + self.dimension.log_density(
            self.count - 1, less - middle
        )


def _singles(each: Floats, joint: Floats) -> Floats:
    """(targets, dimensions, items, 5) chances of the value of each item."""
    found = np.empty_like(each)
    items, others = each.shape[2], joint.shape[2] - _ANSWERS + 1
    for at in range(items):
        rest = _added([each[:, :, other] for other in range(items) if other != at], each.shape[:2])
        for value in range(_ANSWERS):
            found[:, :, at, value] = logsumexp(rest + joint[..., value : value + others], axis=2)
    found = found + each
    return np.asarray(np.exp(found - logsumexp(found, axis=3, keepdims=True)), dtype=np.float64)


def _added(weights: Sequence[Floats], shape: tuple[int, ...] = ()) -> Floats:
    """(..., 4 items + 1) logarithms of the weights of each sum of one value per item."""
    law = np.zeros((*(weights[0].shape[:-1] if weights else shape), 1))
    for weight in weights:
        wider = np.full((*law.shape[:-1], law.shape[-1] + _ANSWERS - 1), -np.inf)
        for value in range(_ANSWERS):
            part = wider[..., value : value + law.shape[-1]]
            np.logaddexp(part, law + weight[..., value : value + 1], out=part)
        law = wider
    return law


def _log(chances: Floats) -> Floats:
    return np.asarray(np.log(chances, where=chances > 0, out=np.full(chances.shape, -np.inf)))
