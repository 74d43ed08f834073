"""What changed since the round that the council agreed to last: what it has not agreed to yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mortel.apps.climate.queries import ARound, questions_of
from mortel.pure.rounds.questionnaire import Question, Questionnaire, Words
from mortel.web.rounds.words import division_in_words, languages_in_words, people_in_words


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
    return [
        *(Difference(sentence) for sentence in plain),
        *_of_questions(asked, earlier),
        *_of_answers(asked, earlier),
    ]


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
    now, then = ((one.retention or settings.RETENTION)["backup"] for one in (round_, before))
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


def _of_answers(asked: Questionnaire, earlier: Questionnaire) -> Iterator[Difference]:
    """Other words of what can be ticked: they change what an answer means."""
    labels_before = {scale.id: scale.labels for scale in earlier.scales}
    pairs = [
        (now, then)
        for scale in asked.scales
        for now, then in zip(scale.labels, labels_before.get(scale.id, ()), strict=False)
    ]
    changed = tuple(text for words in pairs if (text := _changed(*words, asked)))
    if changed:
        yield Difference(_("The answers that people choose from have other words."), changed)


def _by_code(asked: Questionnaire) -> Mapping[str, Question]:
    return {one.code: one for one in asked.questions}


def _in_first(words: Words, asked: Questionnaire) -> Text:
    """A question of an earlier round need not have the languages of this one."""
    language = next((one for one in asked.languages if one in words), next(iter(words)))
    return Text(language, words[language])


def _changed(now: Words, then: Words, asked: Questionnaire) -> Text | None:
    """None where every language that both have says the same."""
    for language in asked.languages:
        if language in then and now[language] != then[language]:
            return Text(language, now[language], then[language])
    return None
