"""Texts made ready to be searched, once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mortel.pure.catalogue.words import Language
from mortel.pure.search.compounds import SHORTEST_PART, known_ends, parts_of
from mortel.pure.search.nearness import Neighbours, neighbours
from mortel.pure.search.ranking import Field, Postings, weighted
from mortel.pure.search.stems import Stemmer, without_ending
from mortel.pure.search.thesaurus import Thesaurus, WordList, thesaurus
from mortel.pure.search.words import FAINT_WORDS, STOP_WORDS, telling, words_in

FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "title": Field(weight=8.0, length=0.4),
        "also": Field(weight=4.0, length=0.25),
        "about": Field(weight=0.7, length=0.4),
        "summary": Field(weight=1.5, length=0.5),
        "body": Field(weight=1.0, length=0.7),
    }
)
# What a part of a compound counts for where the compound stands, and where it was typed.
PART: Final = 0.5
# Words shorter than this are part of a compound only when the word list says so: too many are endings by chance.
_FREE_PART: Final = 4


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be found.

    `also`: words people use for it that it does not say itself. `about`: the names of what it is about. `kind`: one of
    `WordList.kinds`, or none. `weight`: below 1 for what should come after another text that answers equally well.
    """

    id: str
    title: str
    summary: str = ""
    body: str = ""
    also: str = ""
    about: str = ""
    kind: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """Which words stand in the texts, and how often; `listed`: short words that may be a part all the same."""

    language: Language
    counts: Mapping[str, int]
    listed: frozenset[str]

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound; none when it is none, or in a language that writes them apart."""
        if self.language != "nl" or len(word) < 2 * SHORTEST_PART:
            return ()
        return parts_of(word, self._seen)

    def ends(self, word: str) -> tuple[str, ...]:
        """What is known of a word that is no compound of known words; none in a language that writes them apart."""
        return known_ends(word, lambda end: self._seen(end) > 0) if self.language == "nl" else ()

    def _seen(self, word: str) -> int:
        """How often a word was seen, 0 when it may not be a part: a stop word, or short and not listed."""
        if word in STOP_WORDS[self.language] or (len(word) < _FREE_PART and word not in self.listed):
            return 0
        return self.counts.get(word, 1 if word in self.listed else 0)


@dataclass(frozen=True)
class Index:
    """Frozen, safe to share between threads. Build with `build`."""

    language: Language
    postings: Postings
    weights: Mapping[str, float]
    titled: Mapping[frozenset[str], tuple[str, ...]]
    kind_of: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    known: Known
    same: Mapping[str, str]
    faint: frozenset[str]
    thesaurus: Thesaurus
    neighbours: Neighbours

    def stemmer(self) -> Stemmer:
        """A stemmer of one's own, which gives the stems of this index."""
        return Stemmer(self.language, self.same)


def build(documents: Iterable[Document], language: Language, words: WordList) -> Index:
    """Stems, parts, synonyms and neighbours of all words in the documents. Ids must differ."""
    given = tuple(documents)
    texts = {document.id: _fields(document, language) for document in given}
    counts = Counter(word for fields in texts.values() for found in fields.values() for word in found)
    typed = {word for pair in words.pairs for word in telling(words_in(pair.typed), language)}
    everything = counts | Counter(dict.fromkeys(typed, 1))
    plain = Stemmer(language)
    same = without_ending(map(plain.stem, everything)) if language == "nl" else {}
    stemmer = Stemmer(language, same)
    known = Known(language, MappingProxyType(everything), frozenset(words.parts))
    return Index(
        language=language,
        postings=_postings(texts, _Stems(known, stemmer)),
        weights=MappingProxyType({document.id: document.weight for document in given}),
        titled=_titled(texts, stemmer),
        kind_of=MappingProxyType({document.id: document.kind for document in given}),
        kinds=_kinds(words, stemmer),
        known=known,
        same=MappingProxyType(same),
        faint=frozenset(map(stemmer.stem, FAINT_WORDS[language])),
        thesaurus=thesaurus(words.pairs, stemmer),
        neighbours=neighbours(everything),
    )


def _titled(
    texts: Mapping[str, Mapping[str, list[str]]], stemmer: Stemmer
) -> Mapping[frozenset[str], tuple[str, ...]]:
    """Per set of stems the texts of which that is the title."""
    found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for text, fields in texts.items():
        found[frozenset(map(stemmer.stem, fields["title"]))].append(text)
    return MappingProxyType({title: tuple(ids) for title, ids in found.items()})


def _kinds(words: WordList, stemmer: Stemmer) -> Mapping[str, frozenset[str]]:
    """Per stem the kinds of text that are called so."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, names in words.kinds.items():
        for name in words_in(names):
            found[stemmer.stem(name)].add(kind)
    return MappingProxyType({stem: frozenset(kinds) for stem, kinds in found.items()})


def _fields(document: Document, language: Language) -> dict[str, list[str]]:
    return {name: telling(words_in(getattr(document, name)), language) for name in FIELDS}


class _Stems:
    """The stem of a word, and those of its parts for less, each worked out once."""

    def __init__(self, known: Known, stemmer: Stemmer) -> None:
        self._known, self._stemmer = known, stemmer
        self._worked_out: dict[str, dict[str, float]] = {}

    def of(self, word: str) -> Mapping[str, float]:
        if word not in self._worked_out:
            parts = {self._stemmer.stem(part): PART for part in self._known.parts(word)}
            self._worked_out[word] = parts | {self._stemmer.stem(word): 1.0}
        return self._worked_out[word]


def _postings(texts: Mapping[str, Mapping[str, list[str]]], stems: _Stems) -> Postings:
    postings: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, field in FIELDS.items():
        mean = max(1.0, sum(len(fields[name]) for fields in texts.values()) / max(1, len(texts)))
        for text, fields in texts.items():
            for stem, count in _counted(fields[name], stems).items():
                postings[stem][text] += weighted(field, count, len(fields[name]), mean)
    return MappingProxyType({stem: MappingProxyType(dict(found)) for stem, found in postings.items()})


def _counted(words: Iterable[str], stems: _Stems) -> Mapping[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for stem, weight in stems.of(word).items():
            counts[stem] += weight
    return counts
