"""What the questions of a round are about, as far as that decides where they may be shown and how."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from mortel.pure.results.without import LEADERSHIP
from mortel.pure.rounds.questionnaire import Questionnaire, Scale

# Referent of questions about the person who leads one, and scales of which the whole organisation sees classes.
_LEAD: Final = "lead"
_IN_CLASSES: Final = ("time", "frequency")
_HOURS: Final = "hours"
_SPACE: Final = "dim.space"
_WORKLOAD: Final = "dem.pressure"
_MOST: Final = 1 / 2


@dataclass(frozen=True, slots=True)
class Subjects:
    """Questions by their code, dimensions by their id.

    of_lead      questions about one's lead, whatever dimension they count in.
    beside_lead  the other questions of such a dimension: its mean less these would be the questions about the lead.
    leadership   dimensions that are about the lead, or for the most part.
    never_mean   questions shown in classes and never as a mean.
    whole_only   questions of which only the whole organisation has a figure (`rounds.questionnaire.Question`).
    in_classes   questions of which the whole organisation sees classes.
    hours        the question after an amount of time, with its scale; `load` those after the load of work.
    space        the questions of the dimension that both are held against; empty when it is not asked.
    """

    of_lead: frozenset[str]
    beside_lead: frozenset[str]
    leadership: frozenset[str]
    never_mean: frozenset[str]
    whole_only: frozenset[str]
    in_classes: frozenset[str]
    hours: tuple[str, Scale] | None
    load: tuple[str, ...]
    space: tuple[str, ...]

    @property
    def amounts(self) -> frozenset[str]:
        """Questions after how often or how much: to a team their mean would say nothing."""
        return self.in_classes | ({self.hours[0]} if self.hours else set())

    @property
    def near_lead(self) -> frozenset[str]:
        return self.of_lead | self.beside_lead


def subjects(asked: Questionnaire) -> Subjects:
    questions = [(section, question) for section in asked.sections for question in section.questions]
    scale_of = {question.code: asked.scale(section.scale) for section, question in questions}
    dimension_of = {question.code: question.dimension for _, question in questions}
    of_lead = {
        question.code
        for section, question in questions
        if section.referent == _LEAD or question.dimension == LEADERSHIP
    }
    touched = {dimension_of[code] for code in of_lead} - {""}
    size = Counter(dimension_of.values())
    about = Counter(dimension_of[code] for code in of_lead)
    return Subjects(
        of_lead=frozenset(of_lead),
        beside_lead=frozenset(code for code, name in dimension_of.items() if name in touched) - of_lead,
        leadership=frozenset(name for name in touched if about[name] / size[name] > _MOST),
        never_mean=frozenset(code for code, scale in scale_of.items() if scale.classes),
        whole_only=frozenset(question.code for _, question in questions if question.whole_only),
        in_classes=frozenset(code for code, scale in scale_of.items() if scale.id in _IN_CLASSES),
        hours=next(((code, scale) for code, scale in scale_of.items() if scale.id == _HOURS), None),
        load=tuple(code for code, name in dimension_of.items() if name == _WORKLOAD),
        space=tuple(code for code, name in dimension_of.items() if name == _SPACE),
    )
