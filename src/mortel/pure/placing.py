"""The place of an experience on the map of work-related development, from plain answers (S-01, S-02, S-04).

The result is a proposal: the person adjusts it by hand and her choice wins. Which definition was used is part
of the result, because a researcher may switch it and count again.

The questions, each yes, no or not answered:

- part of work: was it part of the work one was doing? (about the thing done, not about the place)
- goals set beforehand: did somebody else set a goal beforehand and guide one towards it?
- certificate: is there a recognised certificate?
- with others: did somebody else take part at that moment?

**Interwoven** (S-04, the default): the core is that it is woven into the work.

| part of work | goals | certificate | place |
|---|---|---|---|
| any | yes | yes | formal |
| no | yes | no | non-formal |
| no | no | any | work-related, apart |
| yes | yes | no | informal: structured, yet inside the work |
| yes | no | any | informal |

**Narrow** (S-143): whatever comes without formal plan or instruction, unplanned and spontaneous.

| goals | certificate | planned | part of work | place |
|---|---|---|---|---|
| yes | yes | any | any | formal |
| yes | no | any | any | non-formal |
| no | any | yes | yes | none: on purpose inside the work, the narrow definition has no word for it |
| no | any | no | yes | informal |
| no | any | clearly arose from the situation | no | informal |
| no | any | otherwise | no | work-related, apart |

A visit to a coach, an open online course and a conference are work-related and apart, also at the workplace
and whatever the other answers say (S-06).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Final, Literal, get_args

Definition = Literal["interwoven", "narrow"]
DEFINITIONS: Final[tuple[Definition, ...]] = get_args(Definition)

FORMAL: Final = "map.formal"
NONFORMAL: Final = "map.nonformal"
APART: Final = "map.workrelated_apart"
INFORMAL_ALONE: Final = "map.informal_individual"
INFORMAL_TOGETHER: Final = "map.informal_social"
INFORMAL: Final = frozenset({INFORMAL_ALONE, INFORMAL_TOGETHER})
APART_EXAMPLES: Final = frozenset({"apart.coach", "apart.mooc", "apart.conference"})

LOWEST: Final = 0
HIGHEST: Final = 4
_MIDDLE = Fraction(LOWEST + HIGHEST, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The four answers; None where the question was skipped."""

    part_of_work: bool | None = None
    goals_set_beforehand: bool | None = None
    certificate: bool | None = None
    with_others: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """The three sliders of S-05, each 0-4 or None: by chance .. on purpose, planned .. arising from the
    situation, no structure .. fixed programme. ValueError outside 0-4."""

    intention: int | None = None
    spontaneity: int | None = None
    structure: int | None = None

    def __post_init__(self) -> None:
        for marker in fields(self):
            value = getattr(self, marker.name)
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise ValueError(f"{marker.name} must be {LOWEST} to {HIGHEST}, not {value}")


NO_MARKERS: Final = Markers()


@dataclass(frozen=True, slots=True)
class Placing:
    """A proposed place. `informal` is None while an open question could still change it.

    `reasons` are catalogue ids (why.*); `open_questions` are names of `Answers` that could change the place.
    """

    place: str | None
    informal: bool | None
    definition: Definition
    reasons: tuple[str, ...]
    open_questions: tuple[str, ...] = ()


def place(
    answers: Answers,
    *,
    definition: Definition = "interwoven",
    markers: Markers = NO_MARKERS,
    example: str | None = None,
) -> Placing:
    """Propose a place. `example`: one of APART_EXAMPLES when it was that, which settles it (S-06).

    A skipped question never decides: there is a place only if each way to answer it gives the same one.
    `markers` count under the narrow definition alone. ValueError for another definition or example.
    """
    if definition not in DEFINITIONS:
        raise ValueError(f"unknown definition {definition!r}")
    if example is not None:
        if example not in APART_EXAMPLES:
            raise ValueError(f"unknown example {example!r}")
        return Placing(APART, informal=False, definition=definition, reasons=("why.apart_example",))
    outcomes = {full: _place(full, definition, markers) for full in _completions(answers)}
    places = set(outcomes.values())
    kinds = {found in INFORMAL for found in places}
    informal = kinds.pop() if len(kinds) == 1 else None
    if len(places) > 1:
        open_questions = _deciding(answers, outcomes)
        return Placing(None, informal, definition, ("why.unanswered",), open_questions)
    found = places.pop()
    return Placing(found, informal, definition, _reasons(found, answers, definition, markers))


def _completions(answers: Answers) -> Iterator[Answers]:
    """Every way in which the skipped questions could have been answered."""
    skipped = [question.name for question in fields(answers) if getattr(answers, question.name) is None]
    for values in product((True, False), repeat=len(skipped)):
        yield replace(answers, **dict(zip(skipped, values, strict=True)))


def _deciding(answers: Answers, outcomes: dict[Answers, str | None]) -> tuple[str, ...]:
    """The skipped questions whose answer can change the place."""
    return tuple(
        question.name
        for question in fields(answers)
        if getattr(answers, question.name) is None
        and any(outcomes[full] != outcomes[_flipped(full, question.name)] for full in outcomes)
    )


def _flipped(answers: Answers, question: str) -> Answers:
    return replace(answers, **{question: not getattr(answers, question)})


def _place(answers: Answers, definition: Definition, markers: Markers) -> str | None:
    """The place for complete answers: the two tables above."""
    if answers.goals_set_beforehand and answers.certificate:
        return FORMAL
    if definition == "interwoven":
        return _interwoven_place(answers)
    return _narrow_place(answers, markers)


def _interwoven_place(answers: Answers) -> str:
    if answers.part_of_work:
        return _informal_place(answers)
    return NONFORMAL if answers.goals_set_beforehand else APART


def _narrow_place(answers: Answers, markers: Markers) -> str | None:
    if answers.goals_set_beforehand:
        return NONFORMAL
    if answers.part_of_work:
        return None if _was_planned(markers) else _informal_place(answers)
    return _informal_place(answers) if _arose_from_the_situation(markers) else APART


def _informal_place(answers: Answers) -> str:
    return INFORMAL_TOGETHER if answers.with_others else INFORMAL_ALONE


def _was_planned(markers: Markers) -> bool:
    """Whether at least one slider stands on the planned side; a slider nobody touched says nothing."""
    return (
        (markers.intention is not None and markers.intention > _MIDDLE)
        or (markers.spontaneity is not None and markers.spontaneity < _MIDDLE)
        or (markers.structure is not None and markers.structure > _MIDDLE)
    )


def _arose_from_the_situation(markers: Markers) -> bool:
    """Whether it certainly was spontaneous. What stands apart from the work mostly is planned (a conference),
    so there the slider itself must say that it was not."""
    spontaneous = markers.spontaneity is not None and markers.spontaneity > _MIDDLE
    return spontaneous and not _was_planned(markers)


def _reasons(
    found: str | None, answers: Answers, definition: Definition, markers: Markers
) -> tuple[str, ...]:
    """Catalogue ids of what led to the place: the given answers, and what the narrow definition adds."""
    told = [
        _reason(answers.part_of_work, "why.part_of_work", "why.stands_apart"),
        _reason(answers.goals_set_beforehand, "why.goals_set", "why.no_goals_set"),
    ]
    if answers.goals_set_beforehand:
        told.append(_reason(answers.certificate, "why.certificate", "why.no_certificate"))
    if found in INFORMAL:
        told.append(_reason(answers.with_others, "why.with_others", "why.alone"))
    if definition == "narrow" and not answers.goals_set_beforehand:
        if _was_planned(markers):
            told.append("why.planned")
        elif _arose_from_the_situation(markers):
            told.append("why.spontaneous")
    return tuple(reason for reason in told if reason is not None)


def _reason(answer: bool | None, if_yes: str, if_no: str) -> str | None:
    return None if answer is None else if_yes if answer else if_no


def wovenness(markers: Markers, *, part_of_work: bool | None) -> int | None:
    """Propose how far work and development run through each other, 0 (apart) to 4 (one); None if unknown.

    Being part of the work sets the range, the sliders the position within it (S-04, S-05):

        looseness  = (2 x spontaneity + 2 x (4 - structure) + 1 x (4 - intention)) / 5, over what was answered
        part of work   2 + looseness / 2    2 to 4: inside the work it is at least halfway
        not            looseness / 4        0 to 1: what stands apart is never woven in
        not answered   1 + looseness / 2    1 to 3: neither end is claimed

    Intention weighs half: asking a colleague for feedback is on purpose and yet woven in (S-04). Without any
    slider looseness is 2, the middle. A tie goes down: we rather claim too little.
    """
    looseness = _looseness(markers)
    if looseness is None:
        if part_of_work is None:
            return None
        looseness = _MIDDLE
    if part_of_work is None:
        return _nearest(1 + looseness / 2)
    return _nearest(2 + looseness / 2) if part_of_work else _nearest(looseness / 4)


def _looseness(markers: Markers) -> Fraction | None:
    """Weighted mean of the answered sliders, each turned so that 4 is most woven in."""
    parts: list[tuple[int, int]] = []
    if markers.spontaneity is not None:
        parts.append((2, markers.spontaneity))
    if markers.structure is not None:
        parts.append((2, HIGHEST - markers.structure))
    if markers.intention is not None:
        parts.append((1, HIGHEST - markers.intention))
    if not parts:
        return None
    return Fraction(sum(weight * value for weight, value in parts), sum(weight for weight, _ in parts))


def _nearest(value: Fraction) -> int:
    """The nearest whole number; a half goes down."""
    return ceil(value - Fraction(1, 2))
