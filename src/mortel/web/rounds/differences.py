"""What changed since the round that the council agreed to last: what it has not agreed to yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mortel.apps.climate.queries import ARound, questions_of, retention_of
from mortel.pure.rounds.questionnaire import Question, Questionnaire, Words, checksum
from mortel.web.rounds.words import division_in_words, languages_in_words, people_in_words

# Where words stand: around the whole, or at a question.
_Place: TypeAlias = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a questionnaire in the first language of the round that has them; `before` only where they changed."""

    language: str
    now: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed, in a sentence, and the words it is about."""

    sentence: str
    texts: tuple[Text, ...] = ()


def differences(round_: ARound, before: ARound, asked: Questionnaire) -> list[Difference]:
    """One for each thing; empty when this round is set up like the one before. One query if not loaded."""
    earlier = questions_of(before)
    plain = [*_of_people(round_, before), *_of_promise(round_, before)]
    found = [
        *(Difference(sentence) for sentence in plain),
        *_of_questions(asked, earlier),
        *_of_counting(asked, earlier),
        *_of_words_beside(asked, earlier),
    ]
    if not found and checksum(asked) != checksum(earlier):
        return [Difference(_("The questions come in another order, or from another version of the list."))]
    return found


def _of_people(round_: ARound, before: ARound) -> Iterator[str]:
    for said, now, then in (
        (_("Who is asked: %(now)s. Before: %(then)s."), people_in_words(round_), people_in_words(before)),
        (_("Languages: %(now)s. Before: %(then)s."), languages_in_words(round_), languages_in_words(before)),
        (_("Division: %(now)s. Before: %(then)s."), division_in_words(round_), division_in_words(before)),
    ):
        if now != then:
            yield said % {"now": now, "then": then}


def _of_promise(round_: ARound, before: ARound) -> Iterator[str]:
    if round_.k != before.k:
        yield _("Figures from %(now)s answers. Before: from %(then)s.") % {"now": round_.k, "then": before.k}
    if round_.words_only and not before.words_only:
        yield _("Teams get words only. Before, they also got numbers.")
    if before.words_only and not round_.words_only:
        yield _("Teams also get numbers. Before, they got words only.")
    now, then = (retention_of(one)["backup"] for one in (round_, before))
    if now != then:
        said = _("Backups are kept for %(now)s days. Before: %(then)s days.")
        yield said % {"now": now, "then": then}


def _of_questions(asked: Questionnaire, earlier: Questionnaire) -> Iterator[Difference]:
    now, then = _by_code(asked), _by_code(earlier)
    new = tuple(_in_first(one.text, asked) for code, one in now.items() if code not in then)
    gone = tuple(_in_first(one.text, asked) for code, one in then.items() if code not in now)
    pairs = ((one.text, then[code].text) for code, one in now.items() if code in then)
    changed = tuple(text for words in pairs if (text := _changed(*words, asked)))
    if new:
        said = ngettext("%(number)s question is new.", "%(number)s questions are new.", len(new))
        yield Difference(said % {"number": len(new)}, new)
    if gone:
        said = ngettext(
            "%(number)s question is asked no more.", "%(number)s questions are asked no more.", len(gone)
        )
        yield Difference(said % {"number": len(gone)}, gone)
    if changed:
        said = ngettext(
            "%(number)s question has other words.", "%(number)s questions have other words.", len(changed)
        )
        yield Difference(said % {"number": len(changed)}, changed)


def _of_counting(asked: Questionnaire, earlier: Questionnaire) -> Iterator[Difference]:
    """An answer that counts the other way, or for something else, is another answer though it reads the same."""
    now, then = _by_code(asked), _by_code(earlier)
    other = [code for code in now if code in then and _counts_for(now[code]) != _counts_for(then[code])]
    if other:
        said = ngettext(
            "%(number)s question counts in another way.",
            "%(number)s questions count in another way.",
            len(other),
        )
        texts = tuple(_in_first(now[code].text, asked) for code in other)
        yield Difference(said % {"number": len(other)}, texts)


def _counts_for(one: Question) -> tuple[str, str, bool, bool]:
    return one.dimension, one.subdimension, one.opposite, one.whole_only


def _of_words_beside(asked: Questionnaire, earlier: Questionnaire) -> Iterator[Difference]:
    """Other words of what can be ticked, and of what stands above and below: they change what an answer means."""
    if answers := _all_changed(_answers(asked), _answers(earlier), asked):
        yield Difference(_("The answers that people choose from have other words."), answers)
    if around := _all_changed(_around(asked), _around(earlier), asked):
        yield Difference(_("What stands around the questions has other words."), around)


def _all_changed(
    now: Mapping[_Place, Words], then: Mapping[_Place, Words], asked: Questionnaire
) -> tuple[Text, ...]:
    """Every text once, though many questions have it."""
    pairs = ((words, then[place]) for place, words in now.items() if place in then)
    return tuple(dict.fromkeys(text for words in pairs if (text := _changed(*words, asked))))


def _answers(asked: Questionnaire) -> dict[_Place, Words]:
    """By question, for a scale may have got another name."""
    found: dict[_Place, Words] = {"way out": asked.not_applicable, "other way out": asked.rather_not}
    for section in asked.sections:
        for number, label in enumerate(asked.scale(section.scale).labels):
            found |= {(one.code, str(number)): label for one in section.questions}
    return found


def _around(asked: Questionnaire) -> dict[_Place, Words]:
    found: dict[_Place, Words] = {"window": asked.window, "absence": asked.after_absence}
    for section in asked.sections:
        beside = {
            "scale": asked.scale(section.scale).question,
            "heading": section.heading,
            "note": section.note or {},
            "self-managing": section.self_managing or {},
        }
        for one in section.questions:
            found |= {(one.code, name): words for name, words in beside.items()}
    return found


def _by_code(asked: Questionnaire) -> Mapping[str, Question]:
    return {one.code: one for one in asked.questions}


def _in_first(words: Words, asked: Questionnaire) -> Text:
    """A question of an earlier round need not have the languages of this one."""
    language = next((one for one in asked.languages if one in words), next(iter(words)))
    return Text(language, words[language])


def _changed(now: Words, then: Words, asked: Questionnaire) -> Text | None:
    """None where every language that both have says the same, and where neither says anything."""
    if not now or not then:
        return _in_first(now or then, asked) if now or then else None
    for language in asked.languages:
        if language in then and now[language] != then[language]:
            return Text(language, now[language], then[language])
    return None
