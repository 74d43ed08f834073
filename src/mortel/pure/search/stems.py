"""What stays the same when a word is bent: collega's and collega, beslissing and beslissen."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from snowballstemmer import stemmer

from mortel.pure.catalogue.words import Language

_ALGORITHMS: Final[dict[Language, str]] = {"nl": "dutch", "en": "english"}
# A long vowel is written double in a closed syllable (probeer) and single in an open one (proberen).
_LONG_VOWEL = re.compile(r"([aeou])\1")
_ENDING = re.compile(r"[lnrmkgpb]t$|[bdfgklmnprt]s$")
# The algorithm takes ge out of the middle as well, which would make beleid of begeleiding.
_WITHOUT_GE = "begeleid"
# ideeën, categorieën; accents are gone by now.
_DOUBLE_PLURAL = re.compile(r"(?<=ee|ie)en$")
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Stemmer:
    """Stems of one language, each worked out once.

    One for one caller: the library's stemmers keep a position while they work, so that two threads may not share them;
    and what somebody typed is forgotten with the object.

    Dutch is Kraaij and Pohlmann's algorithm ("Porter's stemming algorithm for Dutch", 1994), English is Porter2, both
    as Snowball defines them (https://snowballstem.org/algorithms). Dutch stems are then folded once more: a long vowel
    counts as a short one and a last e goes, which puts probeer with proberen and nieuwe with nieuw. It also puts *boom*
    with *bom*; search can live with that, its readers cannot live without the other.
    """

    def __init__(self, language: Language, same: Mapping[str, str] = NOTHING) -> None:
        """`same`: stems that are taken for another one, as `without_ending` gives them."""
        self.language = language
        self._same = same
        self._algorithm = stemmer(_ALGORITHMS[language])
        self._known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The stem of one word as `words.words_in` gives it."""
        if (known := self._known.get(word)) is None:
            known = self._known[word] = self._work_out(word)
        return known

    def _work_out(self, word: str) -> str:
        if self.language == "en":
            return str(self._algorithm.stemWord(word))
        if word.startswith(_WITHOUT_GE):
            return _WITHOUT_GE
        stem = _folded(str(self._algorithm.stemWord(_DOUBLE_PLURAL.sub("", word))))
        return self._same.get(stem, stem)


def _folded(stem: str) -> str:
    short = _LONG_VOWEL.sub(r"\1", stem)
    return short[:-1] if len(short) > 4 and short.endswith("e") else short


def without_ending(stems: Iterable[str]) -> dict[str, str]:
    """Of Dutch stems those that are another one plus a t or an s (levert beside lever, experts beside expert), each
    with that other one.

    The algorithm leaves these on after a consonant, because it cannot tell levert from kaart. Texts can: where *lever*
    stands as well, *levert* is taken for it.
    """
    known = set(stems)
    return {stem: stem[:-1] for stem in known if _ENDING.search(stem) and stem[:-1] in known}
