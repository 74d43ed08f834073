"""The single questions of a round as a team reads them: their words with what the team answered on average."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mortel.pure.results.shapes import Group
from mortel.pure.results.subjects import subjects
from mortel.pure.rounds.questionnaire import Question, Questionnaire
from mortel.web.climate.team_lines import label_of
from mortel.web.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """`turned`: agreeing says little of it, so its answers were turned before the mean was taken."""

    code: str
    text: str
    mean: float
    turned: bool


def questions_by_scale(group: Group, asked: Questionnaire, words: Words) -> list[tuple[str, list[Asked]]]:
    """(what the scale is called, its questions that are shown), in the order of the form."""
    found: dict[str, list[Asked]] = {}
    for question, shown in _shown(group, asked, words):
        found.setdefault(question.dimension, []).append(shown)
    return [(label_of(name, words) if name else "", questions) for name, questions in found.items()]


def about_the_lead(group: Group, asked: Questionnaire, words: Words) -> list[Asked]:
    """The two questions about the lead to talk about: the lowest of those that are shown."""
    theirs = set(group.leadership_questions)
    shown = [one for question, one in _shown(group, asked, words) if question.code in theirs]
    return sorted(shown, key=lambda one: one.mean)[:2]


def _shown(group: Group, asked: Questionnaire, words: Words) -> Iterator[tuple[Question, Asked]]:
    amounts = subjects(asked).amounts
    means = {one.code: one.mean for one in group.questions if one.code not in amounts}
    for question in asked.questions:
        mean = means.get(question.code)
        if mean is not None:
            text = in_one_language(question.text, words)
            yield question, Asked(question.code, text, mean, question.opposite)


def in_one_language(texts: Mapping[str, str], words: Words) -> str:
    """In the language of the page, else in the first one of the round."""
    return texts.get(words.shown) or texts.get(words.language) or next(iter(texts.values()))
