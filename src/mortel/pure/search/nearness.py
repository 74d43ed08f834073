"""Words that look like a word nobody knows: mostly one with a slip of the pen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

ALIKE: Final = 0.58  # below this two words are not taken for one another
EQUALLY_NEAR: Final = 0.05  # so close to the nearest one counts as near as well
MOST_NEAR: Final = 3
SHORTEST: Final = 5  # shorter words have a neighbour at every letter


def trigrams(word: str) -> frozenset[str]:
    """Every three signs in a row, with two blanks before and one after: a first letter weighs more than a last one."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words by their trigrams. Build once with `neighbours`."""

    sizes: Mapping[str, int]
    by_trigram: Mapping[str, tuple[str, ...]]

    def nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known words that look most like this one, with their likeness; none for a short word.

        Likeness is Dice's coefficient, 2 |A and B| / (|A| + |B|), over sets of trigrams (Angell, Freund and Willett,
        "Automatic spelling correction using a trigram similarity measure", 1983).
        """
        if len(word) < SHORTEST:
            return ()
        own = trigrams(word)
        shared = Counter(other for three in own for other in self.by_trigram.get(three, ()))
        alike = {other: 2 * n / (len(own) + self.sizes[other]) for other, n in shared.items()}
        best = sorted(
            ((other, d) for other, d in alike.items() if d >= ALIKE), key=lambda pair: (-pair[1], pair[0])
        )
        return tuple(pair for pair in best[:MOST_NEAR] if pair[1] >= best[0][1] - EQUALLY_NEAR)


def neighbours(words: Iterable[str]) -> Neighbours:
    """Every word long enough to be guessed at, ready to be compared."""
    sizes: dict[str, int] = {}
    by_trigram: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if len(word) >= SHORTEST:
            threes = trigrams(word)
            sizes[word] = len(threes)
            for three in threes:
                by_trigram[three].append(word)
    found = {three: tuple(words) for three, words in by_trigram.items()}
    return Neighbours(MappingProxyType(sizes), MappingProxyType(found))
