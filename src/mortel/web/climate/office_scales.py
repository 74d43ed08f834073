"""Scales and single questions of the whole organisation: words first, the figure behind them, or why it is empty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.shapes import Item, Taxonomy
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.results.shapes import Dimension, Group
from mortel.pure.results.shapes import Question as Told
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.team_bars import Bar, bar
from mortel.web.climate.team_lines import ChangeLine, PartLine, change_line, label_of
from mortel.web.climate.team_questions import in_one_language
from mortel.web.words import Sentence, Words

# Where the answer that lies nearest to a mean is another one: "true" from here up, "not true" from there down.
HIGH: Final = 3.5
LOW: Final = 2.5
_SAID: Final[Mapping[str, tuple[Sentence, Sentence, Sentence]]] = {
    "agreement": (_("mostly not true"), _("sometimes true, sometimes not"), _("mostly true")),
    "frequency": (
        _("once in four weeks or less"),
        _("two or three times in four weeks"),
        _("every week or more often"),
    ),
}


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """One scale: `said` in words, `score` with its 80 % interval, or the `reason` why there is none."""

    id: str
    label: str
    technical: str
    said: Sentence
    score: float | None
    low: float | None
    high: float | None
    bar: Bar | None
    reason: str
    change: ChangeLine | None
    parts: tuple[PartLine, ...] = ()

    @property
    def is_high(self) -> bool:
        return self.score is not None and _as_read(self.score) >= HIGH

    @property
    def is_low(self) -> bool:
        return self.score is not None and _as_read(self.score) < LOW


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One question with its mean or its classes in per cent, or the reason why neither is there."""

    code: str
    about: str
    text: str
    said: Sentence
    mean: float | None
    classes: tuple[int, ...] | None
    reason: str

    @property
    def is_high(self) -> bool:
        return self.mean is not None and _as_read(self.mean) >= HIGH


def scale_line(
    one: Dimension, asked: Questionnaire, words: Words, parts: tuple[PartLine, ...] = ()
) -> ScaleLine:
    there = one.mean is not None and one.low is not None and one.high is not None
    return ScaleLine(
        id=one.id,
        label=label_of(one.id, words),
        technical=technical_of(one.id, words),
        said=said_of(one.mean, _answers(one.id, asked)),
        score=one.mean,
        low=one.low,
        high=one.high,
        bar=bar(one.mean or 0, one.low or 0, one.high or 0) if there else None,
        reason=one.gap.sentence(words.language) if one.gap else "",
        change=change_line(one.change, words) if one.change else None,
        parts=parts,
    )


def scale_lines(group: Group, ids: Iterable[str], asked: Questionnaire, words: Words) -> list[ScaleLine]:
    """Those of these scales that the round asked, in the order of `ids`."""
    found = (group.dimension(one) for one in ids)
    return [scale_line(one, asked, words) for one in found if one is not None]


def item_lines(group: Group, codes: Iterable[str], asked: Questionnaire, words: Words) -> list[ItemLine]:
    """Those of these questions that the round asked, in the order of `codes`."""
    told = {one.code: one for one in group.questions}
    questions = {
        question.code: (section, question) for section in asked.sections for question in section.questions
    }
    return [
        _item_line(
            told[code],
            questions[code][1].subdimension,
            in_one_language(questions[code][1].text, words),
            questions[code][0].scale,
            words,
        )
        for code in codes
        if code in told and code in questions
    ]


def _item_line(one: Told, about: str, text: str, scale: str, words: Words) -> ItemLine:
    return ItemLine(
        code=one.code,
        about=about,
        text=text,
        said=said_of(one.mean, scale),
        mean=one.mean,
        classes=one.classes,
        reason=one.gap.sentence(words.language) if one.gap else "",
    )


def codes_about(asked: Questionnaire, prefix: str) -> list[str]:
    """The questions whose subdimension begins so, in the order of the form."""
    return [question.code for question in asked.questions if question.subdimension.startswith(prefix)]


def said_of(mean: float | None, answers: str) -> Sentence:
    """The answer that lies nearest to a mean; nothing for a scale whose answers are not ours."""
    if mean is None or answers not in _SAID:
        return ""
    return _SAID[answers][0 if _as_read(mean) < LOW else 2 if _as_read(mean) >= HIGH else 1]


def _as_read(mean: float) -> float:
    """In one decimal, as it stands beside its words: two scales with the same figure get the same word."""
    return round(mean, 1)


def technical_of(thing_id: str, words: Words) -> str:
    """What research calls it, when that is another word."""
    try:
        thing = shipped().thing(thing_id)
    except UnknownId:
        return ""
    technical = words.of(thing.technical) if isinstance(thing, Item | Taxonomy) else ""
    return "" if technical == words.called(thing_id) else technical


def _answers(dimension_id: str, asked: Questionnaire) -> str:
    """The id of the scale on which the questions of a dimension are answered."""
    scales = (
        section.scale
        for section in asked.sections
        for question in section.questions
        if question.dimension == dimension_id
    )
    return next(scales, "")
