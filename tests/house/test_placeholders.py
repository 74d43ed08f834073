"""Every text reads well with every word that can stand in it: all sectors, both countries, both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from mortel.console.messages import forms, messages_of, read
from mortel.pure.catalogue import entries
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import texts_in
from mortel.pure.catalogue.vocabulary import shipped_words
from mortel.pure.catalogue.words import (
    LANGUAGES,
    PLACEHOLDERS,
    SHOWN,
    Language,
    Shown,
    capital,
    fill,
    language_of,
    stray_braces,
)
from tests.house.placeholder_grammar import grammar_faults, names_in

SECTORS = ("neutral", *entries.SECTORS)
TEXTS = list(texts_in(shipped()))
WITH_PLACEHOLDERS = [located for located in TEXTS if "{" in located.text.nl + located.text.en]


def messages(language: Language) -> Iterator[str]:
    """The words of the screens that hold a placeholder of ours."""
    for message in messages_of(read(settings.PACKAGE / "locale", language)):
        yield from (form for form in forms(message.string) if names_in(form))


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+|\n+", text) if part.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_the_article_or_the_ending_of_a_word_for_granted(language: Language) -> None:
    templates = [(f"{t.id} {t.key}", t.text.template(language)) for t in WITH_PLACEHOLDERS]
    templates += [(f"{t.id} {t.key} nl-BE", t.text.nl_be) for t in TEXTS if t.text.nl_be and language == "nl"]
    templates += [("message", text) for text in messages(language)]
    found = [f"{where}: {fault}" for where, text in templates for fault in grammar_faults(text, language)]
    assert not found, "\n".join(found)


def test_a_text_holds_the_same_placeholders_in_both_languages() -> None:
    for language in LANGUAGES:
        for message in messages_of(read(settings.PACKAGE / "locale", language)):
            for asked, said in zip(forms(message.id), forms(message.string), strict=True):
                assert names_in(asked) == names_in(said), asked
                assert not names_in(said) or not stray_braces(re.sub(r"%\(\w+\)s", "", said)), said
    found = [
        f"{t.id} {t.key}: {names_in(t.text.nl)} and {names_in(t.text.en)}"
        for t in WITH_PLACEHOLDERS
        if names_in(t.text.nl) != names_in(t.text.en)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("sector", SECTORS)
def test_every_filled_sentence_begins_with_a_capital_and_holds_no_brace(sector: str, shown: Shown) -> None:
    words, found = shipped_words(sector, shown), []
    for located in WITH_PLACEHOLDERS:
        template = located.text.template(shown)
        assert not stray_braces(template), f"{located.id} {located.key}"
        for raw, filled in zip(sentences(template), sentences(fill(template, words)), strict=True):
            first = re.search(r"[^\W\d_]", filled)
            if "{" in raw and first and not raw.strip().startswith("...") and not re.match(r"\W*\d", raw):
                found += [] if first[0].isupper() else [f"{located.id} {located.key}: {filled}"]
    assert not found, "\n".join(found)


def test_no_word_ends_in_a_way_that_a_sentence_cannot_go_on_from() -> None:
    """A word with a full stop, a capital or a bracket would look like two sentences."""
    for sector in SECTORS:
        for shown in SHOWN:
            for word in shipped_words(sector, shown).values():
                for text in (word.singular, word.plural):
                    assert re.fullmatch(r"[^\W\d_]+(?:[ ’-][^\W\d_]+)*", text), text
                    assert text == text[0].lower() + text[1:]
                    assert capital(text)[0].isupper()


def test_the_examples_that_a_person_read_are_what_the_product_says() -> None:
    """`filled-examples.txt`: sector | language | text | filled. Read them again when a word of a sector changes."""
    lines = (Path(__file__).parent / "filled-examples.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    assert len(rows) > 100
    assert {name for row in rows for name in names_in(row[2])} == PLACEHOLDERS
    assert {(row[0], row[1]) for row in rows} == {(sector, shown) for sector in SECTORS for shown in SHOWN}
    for sector, shown, template, filled in rows:
        language = language_of(shown)
        assert fill(template, shipped_words(sector, shown)) == filled  # type: ignore[arg-type]
        assert grammar_faults(template, language) == []


# Each rule catches what it is for --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Vraag de {leidinggevende} om hulp.", "de or het"),
        ("Kijk in het {rooster}.", "de or het"),
        ("Dit {overleg} duurt kort.", "de or het"),
        ("Vraag elke {client} iets.", "de or het"),
        ("Kies ons {rooster}.", "de or het"),
        ("Help de nieuwe {client}.", "before an adjective"),
        ("Maak een nieuw {rooster}.", "after een"),
        ("Maak een nieuwe {rooster}.", "after een"),
        ("Praat met je {raad.the}.", "two articles"),
        ("Praat met een {client.many}.", "before a plural"),
        ("Een {client}, die dat vraagt.", "relative pronoun"),
        ("Een {mentor} die je zelf kiest.", "relative pronoun"),
        ("Het {rooster.the} dat hangt.", "relative pronoun"),
        ("{leidinggevende} zijn helpt.", "small letter"),
        ("Doe dit. {client.many} merken het.", "small letter"),
        ("- {raad.the} leest mee.", "small letter"),
        ("Vraag het {Raad.the}.", "a capital within"),
        ("{Raad.the} zijn het eens.", "plural verb"),
        ("{Client.many} is het eens.", "singular verb"),
    ],
)
def test_a_planted_fault_in_dutch_is_caught(template: str, said: str) -> None:
    assert any(said in fault for fault in grammar_faults(template, "nl")), grammar_faults(template, "nl")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Ask the {leidinggevende}.", "write .the"),
        ("Ask a {client.many}.", "before a plural"),
        ("Ask these {client}.", "without .many"),
        ("Ask your {raad.the}.", "two articles"),
        ("{client.many} notice it.", "small letter"),
        ("{Raad.the} are agreed.", "plural verb"),
        ("{Client.many} is agreed.", "singular verb"),
    ],
)
def test_a_planted_fault_in_english_is_caught(template: str, said: str) -> None:
    assert any(said in fault for fault in grammar_faults(template, "en")), grammar_faults(template, "en")


@pytest.mark.parametrize(
    "template",
    [
        "Vraag een {client} of je {leidinggevende}.",
        "Vraag het {raad.the}, de {client.many} en jullie {overleg}.",
        "{Raad.the} leest mee. {Client.many} ook.",
        "Je nieuwe {leidinggevende} kiest een eigen {rooster}.",
        "Iedereen zegt dat je {leidinggevende} komt.",
        "1. {Raad.the} beslist.\n- {Client.many} beslissen mee.",
        "Vraag: {raad.the} weet het.",
        "Laat een {client} vertellen. Wie is jouw {mentor}?",
    ],
)
def test_good_dutch_passes(template: str) -> None:
    assert grammar_faults(template, "nl") == []


@pytest.mark.parametrize(
    "template", ["Ask a {client} or your {leidinggevende}.", "{Raad.the} reads along, with {client.many}."]
)
def test_good_english_passes(template: str) -> None:
    assert grammar_faults(template, "en") == []
