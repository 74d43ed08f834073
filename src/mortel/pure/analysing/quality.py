"""How well a questionnaire was filled in: answers given without reading, and answers not given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from mortel.pure.analysing.answers import Answers, Reasons, Scale
from mortel.pure.stats import careless, missing, reliability, sufficient
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

# A pattern this rare under a normal distribution is flagged (Curran 2016).
_RARE = 0.001
_ROUNDING = 1e-9
# Of simulated attentive people (items correlating .47) half of the items alike in a row: 40 % with 6 items, 12 % with
# 10, 1 % with 20.
_TELLING_RUN = 20


@dataclass(frozen=True, slots=True)
class CarelessFigures:
    """Numbers of people whose answers look unread; never who. `flagged`: by a run or by a pattern.

    Below 20 items a run says nothing, so nobody is flagged by one and `longstring_flagged`, `flagged` and every
    `alpha_without_flagged` are None.
    """

    items: int
    longstring_mean: float | None
    longstring_limit: int
    longstring_flagged: int | None
    irv_mean: float | None
    irv_zero: int
    mahalanobis_flagged: int | None
    even_odd_mean: float | None
    """No limit is set: over a handful of scales the correlation of one person says too little."""
    flagged: int | None
    alpha_without_flagged: Mapping[str, float | None]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MissingFigures:
    """What was not answered, over all items."""

    answers: int
    missing: int
    share: float
    complete_rows: int
    patterns: int
    by_item: Mapping[str, int]
    without_person_mean: Mapping[str, int]


def careless_figures(answers: Answers, scales: Sequence[Scale]) -> CarelessFigures:
    """Runs, variability, unusual patterns and inconsistency, over the items in the order in which they were named."""
    values, reasons = answers.values, Reasons()
    runs = careless.longstring(values)
    limit = max(ceil(len(answers.items) / 2), 2)
    in_a_row = np.nan_to_num(runs.longest) >= limit
    rare = reasons.figure("mahalanobis_flagged", lambda: _rare(values))
    evenness = reasons.figure("even_odd_mean", lambda: _even_odd(answers, scales))
    telling = len(answers.items) >= _TELLING_RUN
    if not telling:
        reasons |= dict.fromkeys(_by_a_run(scales), _few_items(len(answers.items)))
    flagged = in_a_row if rare is None else in_a_row | rare
    spread = careless.irv(values)
    if np.isnan(runs.longest).all():
        reasons["longstring_mean"] = "Nobody answered anything."
    if np.isnan(spread).all():
        reasons["irv_mean"] = "Nobody answered two items."
    return CarelessFigures(
        items=len(answers.items),
        longstring_mean=_mean(runs.longest),
        longstring_limit=limit,
        longstring_flagged=int(in_a_row.sum()) if telling else None,
        irv_mean=_mean(spread),
        irv_zero=int((spread < _ROUNDING).sum()),
        mahalanobis_flagged=None if rare is None else int(rare.sum()),
        even_odd_mean=None if evenness is None else _mean(evenness),
        flagged=int(flagged.sum()) if telling else None,
        alpha_without_flagged={
            scale.name: _alpha(answers, scale, ~flagged, reasons) if telling else None for scale in scales
        },
        reasons=reasons,
    )


def _by_a_run(scales: Sequence[Scale]) -> list[str]:
    """The keys of what depends on runs."""
    return ["longstring_flagged", "flagged", *(f"alpha_without_flagged.{scale.name}" for scale in scales)]


def _few_items(items: int) -> str:
    return f"Over {items} items attentive people give one answer in a row too; it tells from {_TELLING_RUN} items on."


def _rare(values: Floats) -> NDArray[np.bool_]:
    return np.nan_to_num(careless.mahalanobis(values).p, nan=1) < _RARE


def _even_odd(answers: Answers, scales: Sequence[Scale]) -> Floats:
    columns = np.column_stack([answers.of(scale) for scale in scales])
    found = careless.even_odd(columns, [len(scale.items) for scale in scales])
    if np.isnan(found).all():
        raise StatsError("Nobody has even and odd items that vary over three scales.")
    return found


def _alpha(answers: Answers, scale: Scale, kept: NDArray[np.bool_], reasons: Reasons) -> float | None:
    def compute() -> float:
        if not kept.any():
            raise StatsError("Everybody is flagged, so nobody is left.")
        return reliability.alpha(sufficient.item_moments(answers.of(scale)[kept])).alpha

    return reasons.figure(f"alpha_without_flagged.{scale.name}", compute)


def _mean(values: Floats) -> float | None:
    there = values[~np.isnan(values)]
    return float(there.mean()) if there.size else None


def missing_figures(answers: Answers, scales: Sequence[Scale]) -> MissingFigures:
    holes = np.isnan(answers.values)
    counts = holes.sum(axis=0)
    return MissingFigures(
        answers=int(holes.size - holes.sum()),
        missing=int(holes.sum()),
        share=float(holes.mean()),
        complete_rows=int((~holes.any(axis=1)).sum()),
        patterns=len(np.unique(np.packbits(holes, axis=1), axis=0)),
        by_item={item: int(count) for item, count in zip(answers.items, counts, strict=True)},
        without_person_mean={
            scale.name: int(np.isnan(missing.person_means(answers.of(scale))).sum()) for scale in scales
        },
    )
