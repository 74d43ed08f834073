"""The library answers what people ask in their own words."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from mortel.pure.catalogue.entries import Rule
from mortel.pure.catalogue.shipped import CONTENT, shipped
from mortel.pure.catalogue.vocabulary import own_words, words_for
from mortel.pure.search.library import library_documents, library_index
from mortel.pure.search.page_words import shipped_page_words
from mortel.pure.search.searching import search
from tests.pure.search.questions import index_of, questions, within

NEUTRAL = {language: words_for(sector="neutral", shown=language) for language in ("nl", "en")}


def test_there_are_forty_questions_and_five_of_them_english():
    forty = questions("questions")
    assert len(forty) == 40
    assert sum(1 for question in forty if question.language == "en") == 5


def test_the_right_page_is_among_the_first_three_for_at_least_36_of_40():
    assert within("questions", 3) >= 36


def test_questions_that_nobody_tuned_by_mostly_find_their_page():
    assert within("questions_apart", 3) >= 10


def test_more_questions_keep_their_page():
    assert within("questions_more", 3) >= 150


@pytest.mark.parametrize("name", ["questions", "questions_apart", "questions_more"])
def test_the_right_pages_are_pages_of_the_library(name):
    pages = {document.id for document in library_documents(shipped(), "nl", NEUTRAL["nl"])}
    asked = questions(name)
    assert [q.asked for q in asked if not q.right or len(q.right) > 2 or not pages.issuperset(q.right)] == []
    assert len({question.asked for question in asked}) == len(asked)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everyday_words_are_for_pages_that_exist(language):
    pages = {document.id for document in library_documents(shipped(), language, NEUTRAL[language])}
    assert set(shipped_page_words(language)) - pages == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_found_by_its_own_title(language):
    index = index_of(language)
    titles = {
        document.id: document.title
        for document in library_documents(shipped(), language, words_for(sector="care", shown=language))
        if document.title
    }
    missed = [page for page, title in titles.items() if page not in {h.id for h in search(index, title, 5)}]
    assert missed == []


def test_no_question_stands_in_a_word_list():
    file = {**read_toml("synonyms"), **read_toml("pages")}
    listed = {words.casefold() for words in _strings(file)}
    listed |= {scrap.strip() for words in listed for scrap in words.split(",")}
    asked = {
        question.asked.casefold() for name in ("questions", "questions_apart") for question in questions(name)
    }
    assert asked & listed == set()


def test_an_employee_finds_no_evidence_and_no_glossary():
    ids = {document.id for document in library_documents(shipped(), "nl", NEUTRAL["nl"], technical=False)}
    assert not [page for page in ids if page.startswith(("EV-", "DP-", "term.", "TP-"))]
    assert "CV-18" in ids


def test_a_rule_is_found_by_whom_it_is_addressed_to():
    rules = {rule.id: rule.addressee for rule in shipped().current(Rule)}
    for technical, addressees in (
        (False, {"employee"}),
        (True, {"employee", "lead", "hr", "council", "researcher"}),
    ):
        documents = list(library_documents(shipped(), "nl", NEUTRAL["nl"], technical=technical))
        found = {document.id for document in documents} & rules.keys()
        assert found == {rule for rule, addressee in rules.items() if addressee in addressees}


def test_no_word_of_advice_for_somebody_else_stands_with_a_page_that_an_employee_finds():
    documents = list(library_documents(shipped(), "nl", NEUTRAL["nl"], technical=False))
    texts = " ".join(f"{document.title} {document.summary} {document.body}" for document in documents)
    others = [rule for rule in shipped().current(Rule) if rule.addressee != "employee"]
    assert [rule.id for rule in others if rule.advice.in_language("nl", NEUTRAL["nl"]) in texts] == []


def test_a_rule_comes_after_what_it_is_about():
    weights = {d.id: d.weight for d in library_documents(shipped(), "nl", NEUTRAL["nl"])}
    assert weights["R-001"] < min(weight for page, weight in weights.items() if not page.startswith("R-"))


def test_a_word_of_the_organisation_and_the_neutral_word_find_the_same_page():
    own = own_words(
        {"overleg": {"nl": {"singular": "keukentafel", "plural": "keukentafels", "article": "de"}}}
    )
    index = library_index(shipped(), "nl", words_for(sector="neutral", shown="nl", own=own))
    for typed in ("keukentafel", "overleg"):
        assert "IV-038" in [hit.id for hit in search(index, f"{typed} waarin iedereen een beurt krijgt", 3)]


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / "search" / f"{name}.toml").read_text(encoding="utf-8"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
