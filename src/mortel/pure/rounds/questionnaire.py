"""What a round asks, in words that can no longer change: copied from a bank when the round opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Final

import msgspec

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import Shown
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, DisclosureError, RoundForm
from mortel.pure.instruments.shapes import Form, Instrument, Item, Reports

# The same words in each language of the round, by the language's tag (`nl`, `nl-BE`, `en`).
Words = Mapping[str, str]

# What is sent of an answer that is none: the two are counted apart and both missing for a score.
RATHER_NOT: Final = 0
NOT_APPLICABLE: Final = 6
# Next to the dimensions of a form at most two modules, and so many questions a ballot (instrument.md).
MOST_MODULES: Final = 2
MOST_QUESTIONS: Final = 40
OWN_QUESTION: Final = "COU1"
_OF_THE_COUNCIL: Final[Words] = {
    "nl": "Vraag van de raad",
    "nl-BE": "Vraag van de raad",
    "en": "Question of the council",
}
# A page of the phone holds so many questions at most.
PAGE: Final = 6


@dataclass(frozen=True, slots=True)
class Question:
    """One item; `dimension` is "" where it is not scored, `opposite` where agreeing says little.

    `whole_only`: its own figure is told of the whole organisation alone, as nobody knows whom it is about.
    """

    code: str
    dimension: str
    subdimension: str
    opposite: bool
    text: Words
    whole_only: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Five labels from 1 up; `question` stands above the items it answers. `classes` as in `AnswerScale`."""

    id: str
    question: Words
    labels: tuple[Words, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions about one referent on one scale: one page of the phone, one table on paper.

    `note` says who is meant, `self_managing` replaces it in a team without a lead.
    """

    referent: str
    scale: str
    heading: Words
    note: Words | None
    self_managing: Words | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything that somebody who fills it in reads, and what each answer counts for."""

    bank: str
    version: str
    licence: str
    citation: str
    tested: bool
    untested: Words
    # The finest that may be told: of a long form subdimensions, of a short one dimensions, of six questions the whole.
    reports: Reports
    languages: tuple[str, ...]
    minutes: int
    window: Words
    after_absence: Words
    not_applicable: Words
    rather_not: Words
    scales: tuple[Scale, ...]
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(question.code for question in self.questions)

    def scale(self, scale_id: str) -> Scale:
        return next(scale for scale in self.scales if scale.id == scale_id)

    def form(self) -> RoundForm:
        """What protection and scoring know of it."""
        return RoundForm(self.codes, tuple(question.dimension for question in self.questions))

    def row(self, given: Mapping[str, int]) -> list[int]:
        """Answers in the order of the form, opposite ones turned (6 - answer), 0 where there is none.

        DisclosureError for a question that is not asked or an answer that does not exist.
        """
        if unknown := set(given) - set(self.codes):
            raise DisclosureError(f"This round does not ask {sorted(unknown)[0]}.")
        return [_counted(question, given.get(question.code, RATHER_NOT)) for question in self.questions]


def _counted(question: Question, answer: int) -> int:
    if answer in (RATHER_NOT, NOT_APPLICABLE):
        return 0
    if not LOWEST <= answer <= HIGHEST:
        raise DisclosureError(f"{answer} is no answer to {question.code}.")
    return LOWEST + HIGHEST - answer if question.opposite else answer


def encoded(questionnaire: Questionnaire) -> bytes:
    """As JSON: the same questionnaire always gives the same bytes."""
    return msgspec.json.encode(questionnaire)


def decoded(data: bytes | str) -> Questionnaire:
    return msgspec.json.decode(data, type=Questionnaire)


def checksum(questionnaire: Questionnaire) -> str:
    return sha256(encoded(questionnaire)).hexdigest()


def questionnaire(
    instrument: Instrument,
    form_ids: Sequence[str],
    languages: Sequence[Shown],
    *,
    packs: Sequence[Instrument] = (),
    own_question: Words | None = None,
) -> Questionnaire:
    """The questions of the forms in their order, then those of packs, then the one that the council adds.

    `own_question` has its words in each language; it is asked on the first scale and never scored. DisclosureError when
    a question comes twice.
    """
    forms = [instrument.form(form_id) for form_id in form_ids]
    of_packs = [(pack, form) for pack in packs for form in pack.forms]
    parts = [_asked(instrument, forms, languages)]
    parts += [_asked(pack, [form], languages, prefix=f"{pack.id}.") for pack, form in of_packs]
    scales = tuple(scale for part in parts for scale in part[1])
    own = (_own(own_question, scales[0], languages),) if own_question is not None else ()
    (window,) = instrument.windows
    made = Questionnaire(
        bank=instrument.id,
        version=instrument.version,
        licence=instrument.licence,
        citation=instrument.citation,
        tested=instrument.is_tested,
        untested=_words(instrument.untested, languages),
        reports=forms[0].reports,
        languages=tuple(languages),
        minutes=sum(form.minutes for form in [*forms, *(form for _, form in of_packs)]),
        window=_words(window.text, languages),
        after_absence=_words(window.after_absence, languages),
        not_applicable=_words(instrument.not_applicable, languages),
        rather_not=_words(instrument.rather_not, languages),
        scales=scales,
        sections=(*(section for part in parts for section in part[0]), *own),
    )
    made.form()  # refuses a question that comes twice
    return made


def _asked(
    instrument: Instrument, forms: Sequence[Form], languages: Sequence[Shown], *, prefix: str = ""
) -> tuple[list[Section], list[Scale]]:
    """The pages of these forms, and the scales they are answered on."""
    items = [item for form in forms for item in instrument.asked(form.id)]
    scale_ids = dict.fromkeys(item.scale for item in items)
    return (
        [_section(instrument, group, languages, prefix=prefix) for group in _together(items)],
        [_scale(instrument, scale_id, languages, prefix + scale_id) for scale_id in scale_ids],
    )


def _together(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Items of one referent and scale together, in the order in which the first of each comes."""
    places = {key: at for at, key in reversed(list(enumerate((item.referent, item.scale) for item in items)))}
    ordered = sorted(items, key=lambda item: places[item.referent, item.scale])
    groups = [list(group) for _, group in groupby(ordered, key=lambda item: (item.referent, item.scale))]
    return [part for group in groups for part in _in_pages(group)]


def _in_pages(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Pages of about the same length, none longer than PAGE."""
    pages = -(-len(items) // PAGE)
    return [items[at * len(items) // pages : (at + 1) * len(items) // pages] for at in range(pages)]


def _section(
    instrument: Instrument, items: Sequence[Item], languages: Sequence[Shown], *, prefix: str = ""
) -> Section:
    referent = instrument.referent(items[0].referent)
    return Section(
        referent=referent.id,
        scale=prefix + items[0].scale,
        heading=_words(referent.label, languages),
        note=_words(referent.note, languages) if referent.note else None,
        self_managing=_words(referent.self_managing, languages) if referent.self_managing else None,
        questions=tuple(
            Question(
                code=item.code,
                dimension=item.dimension if item.scored else "",
                subdimension=item.subdimension,
                opposite=item.pole == "opposite",
                text=_words(item.text, languages),
                whole_only=bool(prefix),
            )
            for item in items
        ),
    )


def _own(words: Words, scale: Scale, languages: Sequence[Shown]) -> Section:
    heading: Words = {language: _OF_THE_COUNCIL[language] for language in languages}
    text: Words = {language: words[language] for language in languages}
    asked = Question(OWN_QUESTION, "", "", opposite=False, text=text, whole_only=True)
    return Section("council", scale.id, heading, None, None, (asked,))


def _scale(instrument: Instrument, scale_id: str, languages: Sequence[Shown], name: str) -> Scale:
    scale = instrument.scale(scale_id)
    labels = tuple(_words(label, languages) for label in scale.labels)
    return Scale(name, _words(scale.question, languages), labels, scale.classes)


def _words(text: Text, languages: Sequence[Shown]) -> Words:
    return {language: text.template(language) for language in languages}
