"""Better, worse, no difference to be seen, or too early to say: what two waves tell (release.md, rule 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Counts, Protected
from mortel.pure.scoring.belief import Belief, after
from mortel.pure.scoring.frozen import CHANGE_SPREAD_COUNTS_FOR, change_spread
from mortel.pure.scoring.scores import Scores, score_units
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.errors import StatsError

# Response may differ by so many percentage points between two waves; beyond, other people may be speaking.
RESPONSE_POINTS: Final = 15


class ChangeWord(IntEnum):
    """The four words, as a number so that 300,000 of them fit one array."""

    TOO_EARLY = 0
    BETTER = 1
    WORSE = 2
    NO_DIFFERENCE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The same groups in two waves, in the same order: blocks that are whole in both, or their smallest unions.

    `response` (groups, 2) is the share (0 to 1) of the invited who answered, in each wave.
    """

    before: Scores
    after: Scores
    response: Floats

    def __post_init__(self) -> None:
        before, after = self.before, self.after
        if (before.dimensions, before.questions) != (after.dimensions, after.questions):
            raise StatsError(
                "A change needs the same questions in both waves: compare a short form with its own first use."
            )
        if before.n.shape != after.n.shape:
            raise StatsError("A change needs the same groups, in the same order, in both waves.")
        if self.response.shape != (len(before.n), 2):
            raise StatsError("Give the response of each group in both waves.")

    @property
    def smaller(self) -> Counts:
        """(groups,) the smaller of the two numbers of ballots."""
        return np.minimum(self.before.n, self.after.n)


def pair_of(
    before: Protected,
    after: Protected,
    unions: Sequence[tuple[Sequence[int], Sequence[int]]],
    response: Floats,
    levels: Flags | None = None,
) -> Pair:
    """Two rounds on the unions of blocks that are whole in both (`blocks.common_unions`), in their order.

    An item that is withheld in one of the rounds is left out in the other too, so that both scores are of the same
    items. `levels` (unions,) where numbers may be told in both rounds; everywhere when it is left out.
    """
    rounds = (before, after)
    units = [_numbered([union[side] for union in unions], len(rounds[side].blocks)) for side in (0, 1)]
    shown = [_answered(one, place, len(unions)) for one, place in zip(rounds, units, strict=True)]
    both = shown[0] & shown[1]
    scores = [
        score_units(_only(one, place, both), place, levels) for one, place in zip(rounds, units, strict=True)
    ]
    return Pair(scores[0], scores[1], response)


def _numbered(unions: Sequence[Sequence[int]], blocks: int) -> Counts:
    """(blocks,) the union each block is in, -1 for none."""
    units = np.full(blocks, -1, dtype=np.int64)
    for number, union in enumerate(unions):
        units[list(union)] = number
    return units


def _answered(released: Protected, units: Counts, unions: int) -> Flags:
    """(unions, items) whether the item is shown in any block of the union."""
    shown = np.zeros((unions, released.counts.shape[1]), dtype=np.bool_)
    np.logical_or.at(shown, units[units >= 0], released.counts[units >= 0] > 0)
    return shown


def _only(released: Protected, units: Counts, items: Flags) -> Protected:
    """The same release with nothing but `items` (unions, items) of each union."""
    kept = items[units] & (units >= 0)[:, np.newaxis]
    return replace(released, counts=released.counts * kept, sums=released.sums * kept)


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """The words and numbers of change.

    words    (groups, dimensions) ChangeWord.
    numbers  (groups, dimensions) the change as believed, on the scale of the answers; NaN in blocks under 15 in either
             wave, where levels may not be told, and where the word is "too early" for lack of figures or because
             response changed.
    low      (groups, dimensions) lower end of its 80 % interval; NaN as `numbers`.
    high     (groups, dimensions) upper end; NaN as `numbers`.
    measured (groups, dimensions) False where a score is withheld in a wave.
    alike    (groups,) False where response changed too much to compare.
    """

    words: NDArray[np.int8]
    numbers: Floats
    low: Floats
    high: Floats
    measured: Flags
    alike: Flags

    def gap(self, group: int, dimension: int) -> Gap | None:
        """Why it is too early to say; None where there is something to say."""
        if self.words[group, dimension] != ChangeWord.TOO_EARLY:
            return None
        if not self.alike[group]:
            return Gap(Reason.RESPONSE_CHANGED, RESPONSE_POINTS)
        return Gap(Reason.UNCLEAR if self.measured[group, dimension] else Reason.TOO_FEW_ITEMS, limits.BLOCK)


def changes(pair: Pair) -> Changes:
    """The word of each group and dimension, and a number for groups of 15 or more in both waves.

    The change d of a group has variance S (1/n1 + 1/n2)/2 + noise1 + noise2, where S is the spread of the changes of
    all other groups (`spread_of_others`). With the frozen prior N(0, .25^2): better above .9, worse likewise,
    no difference only when the whole 80 % interval lies within -.3 to .3, otherwise too early. R: see `belief.after`.
    """
    belief = after(pair.after.means - pair.before.means, variances(pair))
    alike = response_is_comparable(pair.response)
    comparable = alike[:, np.newaxis]
    levels = pair.before.levels & pair.after.levels
    numbered = comparable & (levels & (pair.smaller >= limits.ITEMS))[:, np.newaxis]
    number, low, high = (np.where(numbered, part, np.nan) for part in (belief.mean, belief.low, belief.high))
    return Changes(_words(belief, comparable), number, low, high, ~np.isnan(belief.mean), alike)


def _words(belief: Belief, comparable: Flags) -> NDArray[np.int8]:
    found = [belief.is_above, belief.is_below, belief.is_nought]
    words = [ChangeWord.BETTER, ChangeWord.WORSE, ChangeWord.NO_DIFFERENCE]
    return np.select([comparable & one for one in found], words, ChangeWord.TOO_EARLY).astype(np.int8)


def response_is_comparable(response: Floats) -> Flags:
    """(groups,) whether response differs by at most 15 points; shares are compared in tenths of a point."""
    if not ((response >= 0) & (response <= 1)).all():
        raise StatsError("Response is a share between 0 and 1.")
    return np.round(np.abs(response[:, 1] - response[:, 0]) * 1000) <= RESPONSE_POINTS * 10


def variances(pair: Pair) -> Floats:
    """(groups, dimensions) variance of each change; NaN where a score is withheld in a wave."""
    per_person = (pair.before.per_person + pair.after.per_person) / 2
    noise = pair.before.noise + pair.after.noise
    expected = np.array([change_spread(int(items)) for items in pair.after.items])
    moved = pair.after.means - pair.before.means
    return spread_of_others(moved, per_person, noise, expected) * per_person + noise


def spread_of_others(moved: Floats, per_person: Floats, noise: Floats, expected: Floats) -> Floats:
    """(groups, dimensions) S: how far the changes of all OTHER groups lie apart, for one person.

    Others j = 1..J, weights 1/u_j with u_j = `per_person`, m their weighted mean:
    S = (sum_j (d_j - m)^2 / u_j - noise_j (1/u_j)(1 - (1/u_j) / sum(1/u))) / (J - 1), at least nought. What is
    `expected` (dimensions,), S0, counts for eight others: (8 S0 + (J - 1) S) / (8 + J - 1), so that with one other or
    none it is S0. A group's own change is left out, else a large change would make itself look doubtful.
    """
    known = ~np.isnan(moved)
    weight = np.where(known, 1 / np.where(known, per_person, 1), 0)
    value, spare = np.where(known, moved, 0), np.where(known, noise, 0)
    total = weight.sum(axis=0) - weight
    mean = ((weight * value).sum(axis=0) - weight * value) / np.where(total > 0, total, 1)
    squares = (weight * value**2).sum(axis=0) - weight * value**2 - total * mean**2
    through_noise = _all_but_own(weight * spare) - _all_but_own(weight**2 * spare) / np.where(
        total > 0, total, 1
    )
    others = known.sum(axis=0) - known
    degrees = np.maximum(others - 1, 0)
    seen = np.maximum(squares - through_noise, 0) * (degrees > 0)
    spread: Floats = (CHANGE_SPREAD_COUNTS_FOR * expected + seen) / (CHANGE_SPREAD_COUNTS_FOR + degrees)
    return spread


def _all_but_own(values: Floats) -> Floats:
    total: Floats = values.sum(axis=0) - values
    return total
