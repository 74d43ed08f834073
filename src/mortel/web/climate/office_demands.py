"""What costs energy and what gives it (S-106): each high demand stands with the resources to begin with.

The source names no resource for each demand: they all help to make a demand a challenge. So every high demand is given
what is there already, and what can be strengthened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mortel.pure.results.shapes import Group
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_scales import HIGH, ItemLine, codes_about, item_lines
from mortel.web.words import Words

# Scored with the module on workload; here it is one question among the demands.
LOAD = "dem.pressure"


@dataclass(frozen=True, slots=True)
class Demands:
    """`high` are the demands that are mostly true; `there` and `to_build` are all resources."""

    demands: tuple[ItemLine, ...]
    resources: tuple[ItemLine, ...]
    high: tuple[str, ...]
    there: tuple[str, ...]
    to_build: tuple[str, ...]


def demands(group: Group, asked: Questionnaire, words: Words) -> Demands | None:
    """None when the round did not ask for them."""
    codes = [code for code in codes_about(asked, "dem.") if code not in _scored(asked)]
    costs, gives = (
        tuple(item_lines(group, some, asked, words)) for some in (codes, codes_about(asked, "res."))
    )
    if not costs or not gives:
        return None
    return Demands(
        demands=costs,
        resources=gives,
        high=_called([one for one in costs if one.is_high], words),
        there=_called([one for one in gives if one.is_high], words),
        to_build=_called([one for one in gives if one.mean is not None and not one.is_high], words),
    )


def resource_mean(group: Group, asked: Questionnaire) -> float | None:
    """The mean over the questions about resources; None unless each of them is told."""
    means = {one.code: one.mean for one in group.questions}
    found = [means.get(code) for code in codes_about(asked, "res.")]
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known and len(known) == len(found) else None


def load_is_high(group: Group, asked: Questionnaire, words: Words) -> bool:
    """Whether people mostly say that the load is too high (S-44): the scale, else its one question."""
    scale = group.dimension(LOAD)
    if scale is not None:
        return scale.mean is not None and scale.mean >= HIGH
    return any(one.is_high for one in item_lines(group, codes_about(asked, LOAD), asked, words))


def _scored(asked: Questionnaire) -> set[str]:
    return {question.code for question in asked.questions if question.dimension}


def _called(lines: Sequence[ItemLine], words: Words) -> tuple[str, ...]:
    return tuple(words.called(one.about) for one in lines)
