"""The parts of a Dutch compound: overlegcultuur is overleg + cultuur, beslissingsruimte is beslissing + s + ruimte."""

from collections.abc import Callable, Iterator
from math import prod
from typing import Final

# What may stand between two parts; nothing, most of the time.
LINKS: Final = ("", "s", "en", "n", "e")
SHORTEST_PART: Final = 3
MOST_PARTS: Final = 3
SHORTEST_END: Final = 6


def parts_of(word: str, seen: Callable[[str], int]) -> tuple[str, ...]:
    """The parts of a compound, or nothing when it is better left whole.

    `seen` says how often a word stands in the texts, 0 when it may not be a part. The split whose parts are seen most
    wins: the geometric mean of their counts, against the count of the whole word (Koehn and Knight, "Empirical Methods
    for Compound Splitting", EACL 2003). So *medewerker*, seen often, is not taken for *mede* and *werker*. Of two equal
    splits the one with fewer, and then with a longer first part is taken.
    """
    candidates = [split for split in _splits(word, seen, MOST_PARTS) if len(split) > 1]
    if not candidates:
        return ()
    best = max(candidates, key=lambda split: (_mean(split, seen), -len(split), len(split[0])))
    return best if _mean(best, seen) >= seen(word) else ()


def _splits(word: str, seen: Callable[[str], int], parts: int) -> Iterator[tuple[str, ...]]:
    """Every way to write the word as at most so many known parts, the word itself included."""
    if seen(word):
        yield (word,)
    if parts == 1:
        return
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first = word[:end]
        if not seen(first):
            continue
        for link in LINKS:
            rest = word[end + len(link) :]
            if word.startswith(link, end) and len(rest) >= SHORTEST_PART:
                yield from ((first, *others) for others in _splits(rest, seen, parts - 1))


def _mean(split: tuple[str, ...], seen: Callable[[str], int]) -> float:
    """The geometric mean of the counts."""
    return float(prod(seen(part) for part in split) ** (1 / len(split)))


def known_ends(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The longest known beginning and the longest known end of a word whose other half nobody knows: doorgroei of
    *doorgroeimogelijkheden*. A beginning or an end shorter than SHORTEST_END is taken for chance."""
    sizes = range(len(word) - SHORTEST_PART, SHORTEST_END - 1, -1)
    first = next((word[:size] for size in sizes if known(word[:size])), None)
    last = next((word[-size:] for size in sizes if known(word[-size:])), None)
    return tuple(end for end in (first, last) if end is not None)
