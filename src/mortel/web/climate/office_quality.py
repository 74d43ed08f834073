"""How well the questions themselves worked: what each statistic means in words, and the figure behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from mortel.pure.disclosure.organisation import Scale, Statistic, Word
from mortel.pure.results.shapes import OrganisationResult
from mortel.web.climate.team_lines import label_of
from mortel.web.words import Sentence, Words

WORDS: Final[Mapping[Word, Sentence]] = {
    Word.HIGH: _("high"),
    Word.MIDDLE: _("middling"),
    Word.LOW: _("low"),
    Word.CHANGES: _("Leaving them out changes a score."),
    Word.CHANGES_NOTHING: _("Leaving them out changes nothing."),
    Word.TOP_IN_THE_MIDDLE: _("Highest in the middle: both little and much go together with less."),
    Word.NO_TOP: _("No top in the middle was found."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A statistic as it is printed; `reason` when it is neither a number nor a word."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScaleQuality:
    label: str
    alpha: Shown
    omega: Shown
    sd: Shown
    rest: tuple[Shown, ...]
    rwg: Shown
    awg: Shown
    deviation: Shown


@dataclass(frozen=True, slots=True)
class Quality:
    scales: tuple[ScaleQuality, ...]
    pairs: tuple[tuple[str, str, Shown], ...]
    careless: Shown
    without_them: Shown
    reasons: tuple[str, ...]


def quality(result: OrganisationResult, words: Words) -> Quality:
    scales = tuple(_scale(one, words) for one in result.scales)
    pairs = tuple(
        (label_of(one.one, words), label_of(one.other, words), shown(one.value, words, 2))
        for one in result.correlations
    )
    careless = shown(result.careless.per_cent, words, 0)
    without_them = shown(result.careless.without_them, words, 0)
    every = [each for one in scales for each in (one.alpha, one.omega, one.sd, *one.rest, one.rwg)]
    said = [each.reason for each in (*every, *(pair[2] for pair in pairs), careless, without_them)]
    return Quality(scales, pairs, careless, without_them, tuple(dict.fromkeys(one for one in said if one)))


def shown(one: Statistic, words: Words, decimals: int) -> Shown:
    """As a number of so many decimals, else as a word; neither leaves the text empty and says why."""
    if one.number is not None:
        return Shown(number_format(one.number, decimals), "")
    if one.word is not None:
        return Shown(str(WORDS[one.word]), "")
    return Shown("", one.gap.sentence(words.language) if one.gap else "")


def _scale(one: Scale, words: Words) -> ScaleQuality:
    return ScaleQuality(
        label_of(one.dimension, words),
        shown(one.alpha, words, 2),
        shown(one.omega_total, words, 2),
        shown(one.sd, words, 1),
        tuple(shown(each, words, 2) for each in one.rest_correlations),
        shown(one.rwg_j, words, 1),
        shown(one.awg, words, 1),
        shown(one.average_deviation, words, 1),
    )
