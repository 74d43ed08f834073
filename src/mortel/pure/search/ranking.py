"""How well a text answers a question: one pure function over counts, wherever the counts are kept.

BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.6):

    tf(s, d)    = sum over fields f of  w_f * n(s, f, d) / (1 - b_f + b_f * len(f, d) / mean len(f))
    idf(s)      = ln(1 + (N - df(s) + 0.5) / (df(s) + 0.5))
    score(s, d) = idf(s) * tf(s, d) / (k1 + tf(s, d))

`s` is a stem, `d` a text, `N` the number of texts, `df` in how many of them a stem stands. On top of it:

- **A word counts once**, by the best of the ways to read it: itself, a part of it, a synonym, a word that looks like
  it. A reading counts for its weight (at most 1), and no reading is rarer than the word itself: else a rare synonym
  would beat the word somebody typed. A reading of several stems (*kennis delen*) needs all of them and counts for
  their mean.
- **A stem counts once**: two typed words that are read as the same stem (*wiki of kennisbank*) are one find.
- **Coverage**: the sum is multiplied by the share of the question that was found, to the power COVERAGE, so that a text
  with all words a little goes before a text with one word often. The share is sum(idf * weight of the reading) over the
  words found, against sum(idf) over all words that stand anywhere.
- **Weight of a text**: what backs a page up comes after the page (`index.Document.weight`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

K1: Final = 5.0
COVERAGE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word that was typed: stems that stand for it, and how surely they do (0 to 1)."""

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that was typed, or a part of one, with the ways to read it. `weight`: how much it says, mostly 1."""

    word: str
    readings: tuple[Reading, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Matched:
    """What one typed word added to the score of a text, and the stems through which it was found there."""

    word: str
    stems: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found. The scores of `matched` sum to `score`."""

    id: str
    score: float
    matched: tuple[Matched, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The typed words that were found in it, in the order they were typed."""
        return tuple(matched.word for matched in self.matched)


# Per stem: in which texts it stands, with its weighted count tf(s, d).
Postings = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Field:
    """How much a field counts (w_f), and how far a long one is held back (b_f, 0 to 1)."""

    weight: float
    length: float


def weighted(field: Field, count: float, length: int, mean: float) -> float:
    """The part of tf(s, d) that one field gives."""
    return field.weight * count / (1 - field.length + field.length * length / mean)


def rank(asked: Sequence[Asked], postings: Postings, weights: Mapping[str, float]) -> list[Hit]:
    """The texts that answer, best first; equal ones in the order of their ids.

    `weights`: every text there is, with what its score is multiplied by (1 for most).
    """
    texts = len(weights)
    found: dict[str, list[_Find]] = {}
    known = 0.0
    for word in asked:
        telling = word.weight * _rarity_of(word, postings, texts)
        known += telling
        for text, find in _finds(word, telling, postings, texts).items():
            found.setdefault(text, []).append(find)
    hits = [_hit(text, finds, known, weights[text]) for text, finds in found.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def rarity(df: int, texts: int) -> float:
    """idf: how telling a stem is that stands in so many of the texts."""
    return log(1 + (texts - df + 0.5) / (df + 0.5))


def _rarity_of(word: Asked, postings: Postings, texts: int) -> float:
    """How telling a typed word is: as its surest reading that stands anywhere, 0 when none does."""
    for reading in sorted(word.readings, key=lambda reading: -reading.weight):
        seen = [len(postings[stem]) for stem in reading.stems if stem in postings]
        if seen:
            return max(rarity(df, texts) for df in seen)
    return 0.0


@dataclass(frozen=True, slots=True)
class _Find:
    """One word in one text: what it adds, and how much of the question it covers."""

    word: str
    stems: tuple[str, ...]
    score: float
    covers: float


def _finds(word: Asked, telling: float, postings: Postings, texts: int) -> dict[str, _Find]:
    """Per text the best reading of one word. `telling`: no stem adds more than this."""
    best: dict[str, _Find] = {}
    for reading in word.readings:
        for text, score in _scores(reading, telling, word.weight, postings, texts).items():
            if text not in best or score > best[text].score:
                best[text] = _Find(word.word, reading.stems, score, telling * reading.weight)
    return best


def _scores(
    reading: Reading, telling: float, weight: float, postings: Postings, texts: int
) -> dict[str, float]:
    """Per text that has all stems of a reading, what the reading adds."""
    rows = [postings.get(stem, {}) for stem in reading.stems]
    tellings = [min(telling, weight * rarity(len(row), texts)) for row in rows]
    share = reading.weight / len(rows)
    return {
        text: share
        * sum(tell * row[text] / (K1 + row[text]) for tell, row in zip(tellings, rows, strict=True))
        for text in rows[0]
        if all(text in row for row in rows)
    }


def _hit(text: str, finds: Iterable[_Find], known: float, weight: float) -> Hit:
    used: set[str] = set()
    once = tuple(finds)
    # By place: the same word can come twice, by itself and as part of a compound that nobody knows.
    added = [0.0] * len(once)
    for place, find in sorted(enumerate(once), key=lambda placed: -placed[1].score):
        added[place] = 0.0 if used.issuperset(find.stems) else find.score
        used.update(find.stems)
    factor = weight * (sum(find.covers for find in once) / known) ** COVERAGE
    matched = tuple(
        Matched(find.word, find.stems, score * factor) for find, score in zip(once, added, strict=True)
    )
    return Hit(text, sum(one.score for one in matched), matched)
