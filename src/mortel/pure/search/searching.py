"""From what somebody typed to the texts that answer it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from mortel.pure.search.index import PART, Index
from mortel.pure.search.ranking import Asked, Hit, Reading, rank
from mortel.pure.search.stems import Stemmer
from mortel.pure.search.thesaurus import Phrase, Thesaurus
from mortel.pure.search.words import FAINT_WORDS, PARTICLES, telling, words_in

SYNONYM: Final = 0.7  # what a synonym counts for beside the word itself
REPLACED: Final = 0.3  # what a word itself counts for where the list says it means another one
GUESSED: Final = 0.8  # what a word that only looks like the typed one counts for, times its likeness
TYPED_PART: Final = 0.8  # what a part says of a compound that stands nowhere as a whole
FAINT: Final = 0.4  # what a faint word says beside another one
NAMED: Final = 2.0  # a text of a kind that the question names
LONGEST_QUESTION: Final = 40  # words; what comes after says little and costs time


def search(index: Index, query: str, limit: int) -> list[Hit]:
    """At most `limit` texts, best first, with what each typed word added. The same question always gives the same list;
    nothing is kept of it."""
    return rank(asked_in(index, query), index.postings, _weights(index, query))[:limit]


def asked_in(index: Index, query: str) -> tuple[Asked, ...]:
    """The typed words with every way to read them. Stop words count only when there is nothing else.

    A compound that stands nowhere as a whole is asked for by its parts: each of them is then a word of its own.
    """
    typed = list(dict.fromkeys(words_in(query)))[:LONGEST_QUESTION]
    words = telling(typed, index.language) or typed
    stemmer = index.stemmer()
    particles = tuple(word for word in typed if word in PARTICLES[index.language])
    asked = [one for word in words for one in _asked(index, word, particles, stemmer)]
    stems = {stem for one in asked for stem in one.stems} | {stemmer.stem(word) for word in typed}
    phrases = index.thesaurus.typed_in(stems)
    return tuple(_with_synonyms(one, phrases, index.thesaurus) for one in asked)


def _weights(index: Index, query: str) -> Mapping[str, float]:
    """What each text counts for; more for a kind of text that the question names (*bewijs voor*, *kaartjes*)."""
    stemmer = index.stemmer()
    named = {kind for word in words_in(query) for kind in index.kinds.get(stemmer.stem(word), ())}
    if not named:
        return index.weights
    return {
        text: weight * (NAMED if index.kind_of[text] in named else 1)
        for text, weight in index.weights.items()
    }


class _Word(NamedTuple):
    """A word or a part of one, its stems with how surely each stands for it, and how much the word says."""

    word: str
    stems: Mapping[str, float]
    says: float


def _asked(index: Index, word: str, particles: Iterable[str], stemmer: Stemmer) -> Iterator[_Word]:
    says = FAINT if word in FAINT_WORDS[index.language] else 1.0
    stem = stemmer.stem(word)
    whole = _rejoined(index, word, particles, stemmer)
    parts = index.parts(word)
    if whole or _stands(index, stem):
        stems = {stem: 1.0} | {stemmer.stem(part): PART for part in parts} | whole
        yield _Word(word, stems, 1.0 if whole else says)
    elif parts:
        yield from (_Word(part, {stemmer.stem(part): 1.0}, says * TYPED_PART) for part in parts)
    else:
        near = index.neighbours.nearest(word)
        yield _Word(word, {stemmer.stem(other): GUESSED * alike for other, alike in reversed(near)}, says)


def _rejoined(index: Index, word: str, particles: Iterable[str], stemmer: Stemmer) -> dict[str, float]:
    """A separable verb that was typed in two (*levert iets op*), as the one word it is (*oplevert*)."""
    joined = [stemmer.stem(particle + word) for particle in particles]
    return {stem: 1.0 for stem in joined if _stands(index, stem)}


def _stands(index: Index, stem: str) -> bool:
    return stem in index.postings or index.thesaurus.knows(stem)


def _with_synonyms(one: _Word, phrases: Iterable[Phrase], listed: Thesaurus) -> Asked:
    """Each stem or phrase once, by its surest reading. A faint word in a listed phrase (*iets anders*) is not faint in
    what the phrase means."""
    inside = [phrase for phrase in phrases if one.stems.keys() & set(phrase)]
    own = one.says if any(len(phrase) > 1 for phrase in inside) else 1.0
    surest: dict[Phrase, float] = {}
    for stem, weight in one.stems.items():
        replaced = stem in listed.instead
        surest[(stem,)] = max(weight * own * (REPLACED if replaced else 1.0), surest.get((stem,), 0.0))
        for meant in (other for phrase in inside if stem in phrase for other in listed.meant[phrase]):
            surest[meant] = max(weight * (1.0 if replaced else SYNONYM), surest.get(meant, 0.0))
    readings = tuple(Reading(phrase, weight) for phrase, weight in surest.items())
    return Asked(one.word, readings, one.says / own)
