"""From what somebody typed to the texts that answer it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from mortel.pure.search.index import PART, Index
from mortel.pure.search.ranking import Asked, Hit, Reading, rank
from mortel.pure.search.stems import Stemmer
from mortel.pure.search.thesaurus import Phrase, Thesaurus
from mortel.pure.search.words import PARTICLES, telling, words_in

SYNONYM: Final = 0.75  # what a synonym counts for beside the word itself
REPLACED: Final = 0.3  # what a word itself counts for where the list says it means another one
GUESSED: Final = 0.8  # what a word that only looks like the typed one counts for, times its likeness
TYPED_PART: Final = 0.8  # what a part says of a compound that stands nowhere as a whole
FAINT: Final = 0.5  # what a faint word says beside another one
NAMED: Final = 2.0  # a text of a kind that the question names
TITLED: Final = 4.0  # a text whose title was typed
LONGEST_QUESTION: Final = 40  # words; what comes after says little and costs time


def search(index: Index, query: str, limit: int) -> list[Hit]:
    """At most `limit` texts, best first, with what each typed word added. The same question always gives the same list;
    nothing is kept of it."""
    return rank(asked_in(index, query), index.postings, _weights(index, query))[:limit]


def speaks(index: Index, query: str) -> bool:
    """Whether every telling word of the question stands in these texts or word lists: nothing in it was guessed."""
    stemmer = index.stemmer()
    words = telling(words_in(query), index.language)
    return bool(words) and all(
        _stands(index, stemmer.stem(word)) or bool(index.known.parts(word)) for word in words
    )


def asked_in(index: Index, query: str) -> tuple[Asked, ...]:
    """The typed words with every way to read them, stop words left out.

    A compound that stands nowhere as a whole is asked for by its parts: each of them is then a word of its own.
    """
    typed = list(dict.fromkeys(words_in(query)))[:LONGEST_QUESTION]
    words = telling(typed, index.language)
    stemmer = index.stemmer()
    particle = typed[-1] if typed and typed[-1] in PARTICLES[index.language] else ""
    asked = [one for word in words for one in _asked(index, word, particle, stemmer)]
    stems = {stem for one in asked for stem in one.stems} | {stemmer.stem(word) for word in typed}
    phrases = index.thesaurus.typed_in(stems)
    return tuple(_with_synonyms(one, phrases, index.thesaurus) for one in asked)


def _weights(index: Index, query: str) -> Mapping[str, float]:
    """What each text counts for; more for a kind of text that the question names (*bewijs voor*, *kaartjes*), and for a
    text whose whole title is the question."""
    stemmer = index.stemmer()
    stems = frozenset(stemmer.stem(word) for word in telling(words_in(query), index.language))
    kinds = {kind for stem in stems for kind in index.kinds.get(stem, ())}
    raised = {text: weight * NAMED for text, weight in index.weights.items() if index.kind_of[text] in kinds}
    raised |= dict.fromkeys(index.titled.get(stems, ()), TITLED)
    return {**index.weights, **raised} if raised else index.weights


class _Word(NamedTuple):
    """A word or a part of one, its stems with how surely each stands for it, and how much the word says."""

    word: str
    stems: Mapping[str, float]
    says: float


def _asked(index: Index, word: str, particle: str, stemmer: Stemmer) -> Iterator[_Word]:
    stem = stemmer.stem(word)
    says = FAINT if stem in index.faint else 1.0
    whole = _rejoined(index, word, particle, stemmer)
    parts = index.known.parts(word)
    if whole or _stands(index, stem):
        stems = {stem: PART if whole else 1.0} | {stemmer.stem(part): PART for part in parts} | whole
        yield _Word(word, stems, 1.0 if whole else says)
    elif parts:
        yield from (_Word(part, {stemmer.stem(part): 1.0}, says * TYPED_PART) for part in parts)
    else:
        yield _Word(word, _guessed(index, word, stemmer), says)


def _guessed(index: Index, word: str, stemmer: Stemmer) -> dict[str, float]:
    """For a word nobody knows: words that look like it, and what it begins or ends with."""
    guessed = {stemmer.stem(end): PART for end in index.known.ends(word)}
    for other, alike in reversed(index.neighbours.nearest(word)):
        stem = stemmer.stem(other)
        guessed[stem] = max(GUESSED * alike, guessed.get(stem, 0.0))
    return guessed


def _rejoined(index: Index, word: str, particle: str, stemmer: Stemmer) -> dict[str, float]:
    """A separable verb that was typed in two (*levert het op*), as the one word it is (*oplevert*). `particle`: the
    last word of the question; everywhere else it is mostly a preposition."""
    joined = stemmer.stem(particle + word)
    return {joined: 1.0} if particle and _stands(index, joined) else {}


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
