"""What changed since the round before: what the council has not agreed to yet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mortel.apps.climate.queries import ARound, questions_of
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.rounds.words import division_in_words, languages_in_words, people_in_words


def differences(round_: ARound, before: ARound, asked: Questionnaire) -> list[str]:
    """A sentence for each thing; empty when this round is set up like the one before."""
    return [*_of_people(round_, before), *_of_promise(round_, before), *_of_questions(asked, before)]


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


def _of_questions(asked: Questionnaire, before: ARound) -> Iterator[str]:
    earlier = questions_of(before)
    texts, texts_before = ({one.code: dict(one.text) for one in each.questions} for each in (asked, earlier))
    new = len(texts.keys() - texts_before.keys())
    gone = len(texts_before.keys() - texts.keys())
    shared = set(asked.languages) & set(earlier.languages)
    changed = sum(
        any(texts[code][language] != texts_before[code][language] for language in shared)
        for code in texts.keys() & texts_before.keys()
    )
    if new:
        yield ngettext("%(number)s question is new.", "%(number)s questions are new.", new) % {"number": new}
    if gone:
        yield ngettext(
            "%(number)s question is asked no more.", "%(number)s questions are asked no more.", gone
        ) % {"number": gone}
    if changed:
        yield ngettext(
            "%(number)s question has other words.", "%(number)s questions have other words.", changed
        ) % {"number": changed}
