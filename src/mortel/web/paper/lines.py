"""What whoever types sees of the questions: a short line for each, and what each key says."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from mortel.pure.catalogue.words import Shown
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT, Questionnaire
from mortel.web.paper.division import Division
from mortel.web.paper.forms import CROSSED, SheetForm

OF_DIVISION = "division"


@dataclass(frozen=True, slots=True)
class Line:
    """One question to type; `scale` names its keys, `look` says that two entries differ here."""

    number: str
    heading: str
    text: str
    scale: str
    field: BoundField
    look: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """What each key says for the questions of one scale."""

    id: str
    words: tuple[tuple[str, str], ...]


def lines_of(form: SheetForm, shown: Shown, look: str) -> list[Line]:
    """`look`: the numbers that the address names, joined by hyphens. A heading stands where another table begins."""
    marked, number, before, lines = set(look.split("-")), 0, ("", ""), []
    for section in form.asked.sections:
        for question in section.questions:
            number += 1
            here = (section.referent, section.scale)
            heading = section.heading[shown] if here != before else ""
            field = form[f"q{number}"]
            lines.append(
                Line(str(number), heading, question.text[shown], section.scale, field, str(number) in marked)
            )
            before = here
    if form.division:
        lines.append(Line("", "", form.division.question, OF_DIVISION, form["part"], False))
    return lines


def keys_of(asked: Questionnaire, division: Division | None, shown: Shown) -> list[Keys]:
    """For every scale of the round, and for the question at the end."""
    beside = (
        (str(RATHER_NOT), asked.rather_not[shown]),
        (CROSSED, _("two crosses")),
        (" ", _("empty")),
    )
    apart = (str(NOT_APPLICABLE), asked.not_applicable[shown])
    found = [
        Keys(scale.id, (*_counted([label[shown] for label in scale.labels]), apart, *beside))
        for scale in asked.scales
    ]
    return [*found, Keys(OF_DIVISION, (*_counted(division.parts), *beside))] if division else found


def _counted(words: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(at), one) for at, one in enumerate(words, start=1)]
