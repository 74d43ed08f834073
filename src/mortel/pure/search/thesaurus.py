"""Everyday words beside the words of the texts: who types baas looks for leidinggevende.

`content/search/synonyms.toml` holds groups of words that stand for one another, pairs that go one way only (who types
these mostly looks for those), short words that may be part of a Dutch compound, and what people call a kind of page.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.catalogue.words import LANGUAGES, Language
from mortel.pure.search.stems import Stemmer
from mortel.pure.search.words import telling, words_in

KINDS: Final = ("guide", "kit", "statement", "dispute", "term", "tip")
# The stems of one word, or of a few words that belong together (kennis delen).
Phrase = tuple[str, ...]
_FILE = Path(__file__).resolve().parents[2] / "content" / "search" / "synonyms.toml"


@dataclass(frozen=True, slots=True)
class Pair:
    """Who types all words of `typed` also means `meant`; with `instead` that and hardly the words themselves."""

    typed: str
    meant: str
    instead: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """What the file says for one language."""

    pairs: tuple[Pair, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The pairs as stems. Build with `thesaurus`. `instead`: stems that hardly count for themselves."""

    meant: Mapping[Phrase, tuple[Phrase, ...]]
    starting: Mapping[str, tuple[Phrase, ...]]
    instead: frozenset[str]

    def knows(self, stem: str) -> bool:
        """Whether this stem by itself means something else as well."""
        return (stem,) in self.meant

    def typed_in(self, stems: Iterable[str]) -> list[Phrase]:
        """The listed words and phrases of which every stem is there, in any order."""
        given = frozenset(stems)
        return [
            phrase for stem in given for phrase in self.starting.get(stem, ()) if given.issuperset(phrase)
        ]


def thesaurus(pairs: Collection[Pair], stemmer: Stemmer) -> Thesaurus:
    """The pairs, every word stemmed as the texts are."""
    meant: dict[Phrase, dict[Phrase, None]] = {}
    for pair in pairs:
        typed, other = _typed(pair.typed, stemmer), _meant(pair.meant, stemmer)
        if typed and other and typed != other:
            meant.setdefault(typed, {})[other] = None
    starting: dict[str, list[Phrase]] = {}
    for typed in meant:
        starting.setdefault(typed[0], []).append(typed)
    return Thesaurus(
        meant=MappingProxyType({typed: tuple(others) for typed, others in meant.items()}),
        starting=MappingProxyType({stem: tuple(phrases) for stem, phrases in starting.items()}),
        instead=frozenset(s for pair in pairs if pair.instead for s in _typed(pair.typed, stemmer)),
    )


@cache
def shipped_words(language: Language) -> WordList:
    """The list that comes with this version. CatalogueError with file and line when it is wrong."""
    return read_word_lists(_FILE)[language]


def read_word_lists(file: Path) -> Mapping[Language, WordList]:
    """The file, one list for each language."""
    table = read_table(file)
    pairs: dict[Language, list[Pair]] = {language: [] for language in LANGUAGES}
    for row in table.tables("groups"):
        for language in LANGUAGES:
            words = _listed(row, language)
            pairs[language] += [Pair(one, other) for one in words for other in words if one != other]
        row.finish()
    for row in table.maybe_tables("hints"):
        typed, meant, instead = row.table("typed"), row.table("meant"), row.maybe_flag("instead")
        for language in LANGUAGES:
            targets = _listed(meant, language)
            pairs[language] += [
                Pair(one, other, instead) for one in _listed(typed, language) for other in targets
            ]
        for part in (typed, meant, row):
            part.finish()
    parts: dict[Language, tuple[str, ...]] = {"nl": table.maybe_words("parts"), "en": ()}
    kinds = _kinds(table)
    table.finish()
    return {
        language: WordList(tuple(pairs[language]), parts[language], MappingProxyType(kinds[language]))
        for language in LANGUAGES
    }


def _kinds(table: Table) -> dict[Language, dict[str, str]]:
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for row in table.maybe_tables("kinds"):
        kind = row.one_of("id", KINDS)
        for language in LANGUAGES:
            found[language][kind] = " ".join(row.words(language))
        row.finish()
    return found


def _listed(row: Table, language: Language) -> tuple[str, ...]:
    words = row.words(language)
    for place, word in enumerate(words):
        if not telling(words_in(word), language):
            row.fail(f"{word!r} has only stop words", language, place)
    return words


def _typed(phrase: str, stemmer: Stemmer) -> Phrase:
    """The stems of what is typed, stop words included: *niet eerlijk* is not *eerlijk*."""
    return tuple(dict.fromkeys(stemmer.stem(word) for word in words_in(phrase)))


def _meant(phrase: str, stemmer: Stemmer) -> Phrase:
    """The stems of what is meant, stop words left out; none where only one word of several is left (*have a say*)."""
    written = words_in(phrase)
    left = telling(written, stemmer.language)
    return tuple(dict.fromkeys(map(stemmer.stem, left))) if len(left) >= min(2, len(written)) else ()
