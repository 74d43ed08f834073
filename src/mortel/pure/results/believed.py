"""What is believed of every group in every dimension: numbers where levels may be told, and a word of each block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Counts, Protected
from mortel.pure.results.shapes import Level
from mortel.pure.scoring.estimates import LevelWord, estimates
from mortel.pure.scoring.response import whole_group
from mortel.pure.scoring.scores import Scores, score_units
from mortel.pure.stats.arguments import Flags, Floats

# How a LevelWord is written in results.
WORDS: Final[Mapping[int, Level]] = {
    LevelWord.NONE: "",
    LevelWord.PRESUMABLY_HIGHER: "presumably_higher",
    LevelWord.NOT_DISTINGUISHABLE: "not_distinguishable",
    LevelWord.PRESUMABLY_LOWER: "presumably_lower",
}


@dataclass(frozen=True, slots=True, eq=False)
class Believed:
    """(groups, dimensions) mean and 80 % interval, NaN where none may be told; LevelWord, NONE of units.

    `withheld` where too few items are shown. `missed` (dimensions,) the chance of having missed that blocks differ; NaN
    where there are no estimates.
    """

    dimensions: tuple[str, ...]
    means: Floats
    low: Floats
    high: Floats
    words: NDArray[np.int8]
    withheld: Flags
    missed: Floats


def scored(protected: Protected, units: Counts, levels: Sequence[bool]) -> Scores:
    """`score_units`, and for a form in which nothing is scored the scores of no dimension."""
    if protected.form.scored:
        return score_units(protected, units, np.array(levels, dtype=np.bool_))
    sizes = np.array([block.n for block in protected.blocks], dtype=np.int64)
    n = np.bincount(units[units >= 0], sizes[units >= 0], minlength=len(levels)).astype(np.int64)
    none = np.zeros((len(levels), 0))
    return Scores((), (), n, none, none, none, none.astype(np.bool_), np.array(levels, dtype=np.bool_))


def of_units(scores: Scores, invited: Sequence[int], sigma2: Floats) -> Believed:
    """Every group by its own score alone: it can be added and subtracted, and tells nothing of any other group."""
    everybody = whole_group(scores, np.array(invited, dtype=np.int64), sigma2)
    hidden = ~scores.levels[:, np.newaxis]
    means, low, high = (
        np.where(hidden, np.nan, part) for part in (scores.means, everybody.low, everybody.high)
    )
    none = np.zeros(means.shape, dtype=np.int8)
    missed = np.full(means.shape[1], np.nan)
    return Believed(scores.dimensions, means, _on_scale(low), _on_scale(high), none, scores.withheld, missed)


def of_blocks(scores: Scores, parents: Counts, invited: Sequence[int], sigma2: Floats) -> Believed:
    """Every block with the others in mind, and its word; by its own score where there are too few blocks.

    A block drawn to the middle of all blocks tells a little of that middle. So numbers are drawn to the middle of the
    blocks whose numbers may be told: else the last block without would follow from all others and their sum. Words take
    all blocks.
    """
    alone = of_units(scores, invited, sigma2)
    told = estimates(_where_levels(scores), parents, sigma2)
    every = told if scores.levels.all() else estimates(scores, parents, sigma2)
    shrunken = ~np.isnan(told.means)
    return replace(
        alone,
        means=np.where(shrunken, told.means, alone.means),
        low=np.where(shrunken, _on_scale(told.low), alone.low),
        high=np.where(shrunken, _on_scale(told.high), alone.high),
        words=every.words,
        missed=every.missed,
    )


def rounded(value: float) -> float | None:
    """As results hold it, in hundredths: None where nothing may be told, and never "-0"."""
    return None if np.isnan(value) else round(float(value), 2) + 0.0


def _where_levels(scores: Scores) -> Scores:
    hidden = ~scores.levels[:, np.newaxis]
    means, noise, per_person = (
        np.where(hidden, np.nan, part) for part in (scores.means, scores.noise, scores.per_person)
    )
    return replace(scores, means=means, noise=noise, per_person=per_person, withheld=scores.withheld | hidden)


def _on_scale(values: Floats) -> Floats:
    return np.clip(values, LOWEST, HIGHEST)
