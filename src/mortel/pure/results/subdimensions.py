"""Scores of subdimensions: of the long form, where all three questions of one are shown (instrument.md, Forms).

They are means of questions that the page may show anyway, so they tell nothing that is not there already.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mortel.pure.disclosure import limits
from mortel.pure.disclosure.noise import ITEM_VARIANCE
from mortel.pure.results.shapes import Group
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.pure.scoring.frozen import REACH, person_variance

LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One subdimension of a dimension: its score, 1 to 5, with its 80 % interval."""

    id: str
    mean: float
    low: float
    high: float


def parts_of(group: Group, asked: Questionnaire, dimension: str) -> tuple[Part, ...]:
    """The subdimensions of a dimension that may be told of this group, in the order of the form; often none.

    mean +- 1.2816 sqrt(s2 / n (1 - n/N) + noise), s2 that of three questions (`frozen.person_variance`), n/N the
    response, noise as if every block of the group were as small as a block can be: never too narrow.
    """
    if asked.reports != "subdimensions":
        return ()
    told = {one.code: one.mean for one in group.questions}
    means: dict[str, list[float | None]] = {}
    for question in asked.questions:
        if question.dimension == dimension:
            means.setdefault(question.subdimension, []).append(told.get(question.code))
    reach = REACH * math.sqrt(_variance(group))
    return tuple(
        _part(name, [mean for mean in each if mean is not None], reach)
        for name, each in means.items()
        if len(each) >= LEAST and None not in each
    )


def _part(name: str, means: Sequence[float], reach: float) -> Part:
    mean = sum(means) / len(means)
    low, high = max(1.0, mean - reach), min(5.0, mean + reach)
    return Part(name, round(mean, 2), round(low, 2), round(high, 2))


def _variance(group: Group) -> float:
    blocks = max(1, group.n // limits.BLOCK)
    unheard = max(0.0, 1 - group.response)
    return person_variance(LEAST) / group.n * unheard + blocks * ITEM_VARIANCE / (LEAST * group.n**2)
