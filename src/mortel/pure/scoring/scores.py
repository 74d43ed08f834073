"""Scores of blocks and of the units above them, from protected sums alone (release.md, rules 3 and 5)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance
from mortel.pure.disclosure.shapes import Counts, Protected
from mortel.pure.scoring.frozen import person_variance
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.errors import StatsError


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Dimension scores (1 to 5) of groups of ballots, with what is known about their error.

    dimensions  names, in the order of the form.
    questions   of each dimension, the codes of all its items in the form.
    n           (groups,) ballots.
    means       (groups, dimensions); NaN where `withheld`.
    noise       (groups, dimensions) variance of the noise in each mean; NaN where `withheld`.
    per_person  (groups, dimensions) what the variance between people is multiplied by to get the sampling variance: the
                mean over items of 1 / answers, 1/n when everybody answered everything; NaN where `withheld`.
    withheld    (groups, dimensions) True where too few items were shown.
    levels      (groups,) False where words may be told and no number (`figures.Page.gap`).
    """

    dimensions: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    n: Counts
    means: Floats
    noise: Floats
    per_person: Floats
    withheld: Flags
    levels: Flags

    @property
    def items(self) -> Counts:
        """(dimensions,) how many items the form has for each."""
        return np.array([len(codes) for codes in self.questions], dtype=np.int64)

    def person_variances(self, sigma2: ArrayLike | None = None) -> Floats:
        """(dimensions,) variance between the people of one team: `sigma2` where the organisation could measure its own,
        one for all dimensions or one for each (`organisation.person_variances`).

        Otherwise what is expected of so many items (`frozen.person_variance`): .63 for four, 1.19 for one.
        """
        if sigma2 is None:
            return np.array([person_variance(len(codes)) for codes in self.questions])
        measured = np.asarray(sigma2, dtype=np.float64)
        if not (measured > 0).all():
            raise StatsError(f"The variance between people must be above nought, not {sigma2}.")
        if measured.shape not in ((), (len(self.questions),)):
            raise StatsError(
                f"Give one variance between people, or one for each of {len(self.questions)} dimensions."
            )
        return np.broadcast_to(measured, (len(self.questions),)).copy()

    def variances(self, sigma2: ArrayLike | None = None) -> Floats:
        """(groups, dimensions) sampling variance and noise of each mean together; NaN where withheld."""
        return self.person_variances(sigma2) * self.per_person + self.noise


def score_blocks(protected: Protected, words_only: Collection[int] = ()) -> Scores:
    """The scores of every block of a round, of which some tell words only (`closing.Closing`); see `score_units`."""
    every = np.arange(len(protected.blocks), dtype=np.int64)
    return score_units(protected, every, ~np.isin(every, list(words_only)))


def score_units(protected: Protected, units: Counts, levels: Flags | None = None) -> Scores:
    """Scores of units as sums of protected blocks: `units` (blocks,) numbers the unit of each from 0, -1 for none.

    `levels` (units,) whether each may tell numbers; all may when it is left out.

    An item mean is sum / answers over the blocks of the unit; a dimension is the mean of its item means, as long as
    at least two-thirds of its items are shown. With m items shown, N_i answers to item i and s the variance of the
    noise that the items of a dimension share in a block under 15:
    noise = sum_i(ITEM_VARIANCE blocks_i / N_i^2) / m^2 + s sum over such blocks of (sum_i 1 / N_i)^2 / m^2.
    No R call: the arithmetic is `tapply(sums, unit, sum) / tapply(counts, unit, sum)`.
    """
    blocks = protected.blocks
    if units.shape != (len(blocks),):
        raise StatsError(
            f"Give a unit for each of the {len(blocks)} blocks, -1 for a block that belongs to none."
        )
    sizes = np.array([block.n for block in blocks], dtype=np.int64)
    number, form = int(units.max(initial=-1)) + 1, protected.form
    if not form.scored:
        raise StatsError("No item of this form is scored: give its items a dimension.")
    columns = [_dimension(protected, form.columns(name), units, sizes, number) for name in form.scored]
    means, noise, per_person = (np.stack(part, axis=1) for part in zip(*columns, strict=True))
    total = np.bincount(units[units >= 0], weights=sizes[units >= 0], minlength=number).astype(np.int64)
    questions = tuple(tuple(form.items[at] for at in form.columns(name)) for name in form.scored)
    shown = np.ones(number, dtype=np.bool_) if levels is None else levels
    if shown.shape != (number,):
        raise StatsError(f"Say of each of the {number} units whether it may tell numbers.")
    return Scores(form.scored, questions, total, means, noise, per_person, np.isnan(means), shown)


def _dimension(
    protected: Protected, columns: Counts, units: Counts, sizes: Counts, number: int
) -> tuple[Floats, Floats, Floats]:
    """Mean, noise variance and mean of 1/answers of one dimension in every unit; NaN where too few items are shown."""
    counts, sums = protected.counts[:, columns], protected.sums[:, columns]
    answers, total, draws = (_summed(part, units, number) for part in (counts, sums, counts > 0))
    shown = answers > 0
    items = shown.sum(axis=1)
    enough = items / len(columns) >= limits.DIMENSION_SHARE
    share = np.where(shown, 1 / np.where(shown, answers, 1), 0)
    of_items = np.where(enough, items, np.nan)
    means = (total * share).sum(axis=1) / of_items
    own = ITEM_VARIANCE * (draws * share**2).sum(axis=1) / of_items**2
    few = (sizes < limits.ITEMS) & (units >= 0)
    pulled = np.where(counts[few] > 0, share[units[few]], 0).sum(axis=1) ** 2
    together = (
        np.bincount(units[few], weights=pulled, minlength=number)
        * shared_variance(len(columns))
        / of_items**2
    )
    return means, own + together, share.sum(axis=1) / of_items


def _summed(table: NDArray[np.int64] | Flags, units: Counts, number: int) -> Floats:
    """Column sums by unit, blocks without a unit left out."""
    inside = units >= 0
    return np.stack(
        [np.bincount(units[inside], weights=column, minlength=number) for column in table[inside].T], axis=1
    )
