"""The conversation guides: fifty, each usable with only its page in hand, about all that the sources name."""

import re
from pathlib import Path

import pytest

import mortel
from mortel.pure.catalogue.reading.conversations import read_guides
from mortel.pure.catalogue.texts import texts_of
from tests.house import plain_dutch as plain

GUIDES = [guide for guide, _table in read_guides(Path(mortel.__file__).parent / "content" / "guides")]
TEXTS = [(f"{guide.id} {found.key}", found.text) for guide in GUIDES for found in texts_of(guide)]
EACH_GUIDE = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)

SUBDIMENSIONS = {
    "leadership": "encourage trust practical rolemodel",
    "opportunities": "rotation infrastructure materials",
    "support": "rewards justice need",
    "space": "time workload perspective",
    "sharing": "mentoring access reciprocity trust",
    "autonomy": "jobcontrol learning structure crafting pdp",
}
TONES = "informative inquiring transformative experiential implicit generative collective"
REASONS = "gap noneed routine arrested distress mismatch insecure"
SERVED = (
    [f"sub.{dimension}.{name}" for dimension, names in SUBDIMENSIONS.items() for name in names.split()]
    + [f"tone.{name}" for name in TONES.split()]
    + [f"st.{name}" for name in REASONS.split()]
    + ["x.psysafety"]
)
# Rare in the lists, common at work.
EVERYDAY = {"bijschaven": "the word of the subdimension", "groepsapp": "younger than the word lists"}
SCHOOL = re.compile(r"\b\w*(?:leer(?!ling)|leren)\w*|\w*learn\w*", re.IGNORECASE)
NO_LEARNING_IN_IT = {"controleren", "formuleren"}


def placeholders(text):
    return sorted(re.findall(r"\{\w+(?:\.\w+)?\}", text))


def test_there_are_fifty_guides():
    assert [guide.id for guide in GUIDES] == [f"CV-{number:02}" for number in range(1, 51)]


@EACH_GUIDE
def test_a_guide_is_enough_by_itself(guide):
    assert len(guide.questions) >= 3
    assert guide.do
    assert guide.dont
    assert guide.afterwards
    assert guide.levels
    assert guide.about
    assert guide.sources


def test_no_guide_says_the_same_thing_twice():
    for guide in GUIDES:
        for language in ("nl", "en"):
            texts = [getattr(found.text, language) for found in texts_of(guide)]
            assert len(texts) == len(set(texts)), guide.id


@pytest.mark.parametrize("served", SERVED)
def test_everything_the_sources_offer_a_talk_for_has_a_guide(served):
    assert any(served in guide.about for guide in GUIDES)


def test_a_guide_is_about_something_that_exists():
    dimensions = {f"dim.{name}" for name in SUBDIMENSIONS}
    assert {about for guide in GUIDES for about in guide.about} <= dimensions | set(SERVED)


def test_the_guide_with_the_seven_kinds_of_question_is_not_the_only_one_for_a_tone():
    others = {about for guide in GUIDES if guide.id != "CV-42" for about in guide.about}
    assert {f"tone.{name}" for name in TONES.split()} <= others


def test_no_guide_speaks_of_learning():
    said = {
        (where, word)
        for where, text in TEXTS
        for word in SCHOOL.findall(f"{text.nl} {text.en}")
        if word.lower() not in NO_LEARNING_IN_IT
    }
    assert said == set()


@EACH_GUIDE
def test_a_guide_is_in_plain_words(guide, monkeypatch):
    known = plain.explained_words() | EVERYDAY
    monkeypatch.setattr(plain, "explained_words", lambda: known)
    texts = [found.text for found in texts_of(guide)]
    assert plain.faults([text.nl for text in texts]) == []
    assert plain.english_faults([text.en for text in texts]) == []
    assert plain.average_length([text.nl for text in texts]) <= plain.AVERAGE
    assert plain.flesch_douma([text.nl for text in texts]) >= plain.FLESCH_DOUMA


def test_an_english_sentence_is_short_too():
    for where, text in TEXTS:
        for sentence in plain.sentences([text.en]):
            assert len(plain.words(sentence)) <= 22, where


def test_both_languages_say_something_of_their_own_and_end_alike():
    same = [where for where, text in TEXTS if text.nl == text.en]
    assert same == []
    unlike = [where for where, text in TEXTS if text.nl[-1] != text.en[-1] and not text.nl[-1].isalpha()]
    assert unlike == []


def test_both_languages_hold_the_same_placeholders():
    assert [where for where, text in TEXTS if placeholders(text.nl) != placeholders(text.en)] == []


def test_no_sentence_begins_with_a_placeholder():
    begins = re.compile(r"(?:^|[.?:] )\{")
    assert [where for where, text in TEXTS if begins.search(text.nl) or begins.search(text.en)] == []


def test_who_and_when_are_whole_phrases():
    for guide in GUIDES:
        for text in (guide.who, guide.when, guide.purpose):
            for phrase in (text.nl, text.en):
                assert phrase[0].isupper(), guide.id
                assert phrase.endswith("."), guide.id


def test_what_to_leave_is_a_whole_sentence_in_english():
    telegrams = [where for where, text in TEXTS if " dont." in where and " not " not in text.en]
    assert telegrams == []
