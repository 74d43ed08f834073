"""A ballot as it is shown: the frozen words of a round in one language, with what was filled in so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mortel.apps.climate.choices import Attribute
from mortel.apps.climate.queries import AnInvitation, places_of, questions_of
from mortel.pure.catalogue.words import Shown
from mortel.pure.rounds.places import Place
from mortel.pure.rounds.questionnaire import (
    NOT_APPLICABLE,
    RATHER_NOT,
    Question,
    Questionnaire,
    Section,
)

PREFIX: Final = "a-"
# Divisions that are asked; the language of the answers is known without asking.
ASKED_DIVISIONS: Final = (Attribute.SERVICE, Attribute.WORK)

# What was sent, as text: the names of fields and what stood in them.
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its labels, and apart from them the two answers that are none."""

    name: str
    text: str
    labels: tuple[Option, ...]
    apart: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the phone: at most six questions about one person or group."""

    heading: str
    question: str
    notes: tuple[str, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """A leaf that somebody may choose; `leads` when it is of those who lead in this place."""

    id: str
    name: str
    leads: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """Everything on the ballot that comes from the round. `division` is empty when none is asked; `undivided` is
    the answer to it that names no group."""

    minutes: int
    window: str
    after_absence: str
    teams: tuple[Team, ...]
    parts: tuple[Part, ...]
    division: tuple[Option, ...]
    undivided: Option

    @property
    def pages(self) -> int:
        """Those of the questions, that of the division, and the last one, with the button that sends."""
        return len(self.parts) + bool(self.division) + 1


def form_of(invitation: AnInvitation, language: Shown, given: Given) -> Form:
    """The ballot of this invitation. One query, for the places."""
    asked, round_ = questions_of(invitation.round), invitation.round
    places = {place.id: place for place in places_of(round_)}
    leaves = [places[leaf] for leaf in invitation.leaves]
    labels = round_.attribute_parts if round_.attribute in ASKED_DIVISIONS else []
    return Form(
        minutes=asked.minutes,
        window=asked.window[language],
        after_absence=asked.after_absence[language],
        teams=tuple(_teams(leaves, given.get("team", invitation.leaf))),
        parts=tuple(_part(asked, section, leaves, language, given) for section in asked.sections),
        division=tuple(
            Option(str(at), label, given.get("part") == str(at)) for at, label in enumerate(labels)
        ),
        undivided=Option("", asked.rather_not[language], given.get("part") == ""),
    )


def _teams(leaves: Sequence[Place], chosen: str) -> Iterator[Team]:
    """Nothing to choose for whoever works in one place."""
    if len(leaves) > 1:
        for place in leaves:
            yield Team(place.id, place.name, place.kind == "leads", place.id == chosen)


def _part(
    asked: Questionnaire, section: Section, leaves: Sequence[Place], language: Shown, given: Given
) -> Part:
    return Part(
        heading=section.heading[language],
        question=asked.scale(section.scale).question[language],
        notes=tuple(_notes(section, leaves, language)),
        asked=tuple(
            _asked(asked, section, question, language, given.get(f"{PREFIX}{question.code}", ""))
            for question in section.questions
        ),
    )


def _notes(section: Section, leaves: Sequence[Place], language: Shown) -> Iterator[str]:
    """Who is meant. A team without a lead reads it in its own way; with a choice of teams its name stands before it."""
    managing = [place for place in leaves if place.kind == "team" and not place.leads]
    if section.note and not (section.self_managing and len(managing) == len(leaves)):
        yield section.note[language]
    if section.self_managing and managing:
        names = ", ".join(place.name for place in managing)
        words = section.self_managing[language]
        yield words if len(leaves) == 1 else f"{names}: {words}"


def _asked(asked: Questionnaire, section: Section, question: Question, language: Shown, answer: str) -> Asked:
    labels = [label[language] for label in asked.scale(section.scale).labels]
    apart = {NOT_APPLICABLE: asked.not_applicable[language], RATHER_NOT: asked.rather_not[language]}
    return Asked(
        name=f"{PREFIX}{question.code}",
        text=question.text[language],
        labels=tuple(_options(dict(enumerate(labels, 1)), answer)),
        apart=tuple(_options(apart, answer)),
    )


def _options(labels: Mapping[int, str], answer: str) -> Iterator[Option]:
    for value, label in labels.items():
        yield Option(str(value), label, answer == str(value))
