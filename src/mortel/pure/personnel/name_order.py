"""The place of a name in a list by surname, as people look for it in the Netherlands and in Belgium."""

import re
import unicodedata

# What stands before a surname and does not count, in Dutch names and in those that are common beside them.
# fmt: off
PREFIXES = frozenset((
    "'s", "'t", "aan", "al", "bij", "d'", "da", "de", "del", "den", "der", "des", "di", "do", "dos",
    "du", "el", "en", "het", "in", "in't", "l'", "la", "le", "les", "onder", "op", "over", "te", "ten",
    "ter", "tot", "uit", "uijt", "v", "v.", "v.d.", "v/d", "van", "van't", "vd", "ver", "von", "voor",
    "vor", "zu", "zum", "zur",
))
# fmt: on
# These are first names too, and in front of a name they are one.
FIRST_NAMES = frozenset(("al", "da", "del", "des", "di", "do", "du", "el", "la"))
APOSTROPHES = str.maketrans("’‘`´", "''''")
GLUED = re.compile(r"\b([dl]')(?=\w)|(?<!\w)('[st])(?=[-\w])-?", re.IGNORECASE)


def by_surname(name: str, *, country: str) -> tuple[str, str, str]:
    """A key to sort whole names by: surname, then what stands before it, then first names.

    In the Netherlands "Femke de Boer" stands under B, and "Marit Hoekstra-de Vries" under H. In Belgium a prefix
    with a capital is part of the surname: "Femke De Boer" stands under D, "Femke de Boer" under B as well.
    A surname of several words without a prefix cannot be told from a second first name; its last word counts.
    In front of a name a prefix is one only in "De Boer" and "Van den Berg": "Al Jansen" and "Van Anh Peeters" begin
    with a first name. A capital V is an initial.
    """
    first, prefixes, surname = _parts(_words(name))
    if country == "BE":
        capital = next(
            (i for i, word in enumerate(prefixes) if word.lstrip("'")[:1].isupper()), len(prefixes)
        )
        prefixes, surname = prefixes[:capital], [*prefixes[capital:], *surname]
    return _folded(surname), _folded(prefixes), _folded(first)


def _words(name: str) -> list[str]:
    """The words of a name; "Boer, Femke de" is turned round, double names hang together."""
    last, comma, first = name.translate(APOSTROPHES).partition(",")
    whole = f"{first} {last}" if comma else last
    return GLUED.sub(r"\1\2 ", re.sub(r"\s*-\s*", "-", whole)).split()


def _parts(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """First names, prefixes, surname. The first word is a first name, unless it can only stand before a surname."""
    begin = next((i for i in range(len(words)) if _begins_surname(words, i)), len(words) - 1)
    end = begin
    while end < len(words) - 1 and _is_prefix(words[end]):
        end += 1
    return words[: max(begin, 0)], words[max(begin, 0) : end], words[max(end, 0) :]


def _is_prefix(word: str) -> bool:
    return word.casefold() in PREFIXES and word not in ("V", "V.")


def _begins_surname(words: list[str], place: int) -> bool:
    """A prefix does, and so does the first half of a double name: "Hoekstra-de" of "Hoekstra-de Vries"."""
    word = words[place]
    if place == 0:
        alone = len(words) <= 2 or _is_prefix(words[1])
        return _is_prefix(word) and word.casefold() not in FIRST_NAMES and alone
    front, hyphen, back = word.rpartition("-")
    return _is_prefix(word) or (bool(hyphen and front) and _is_prefix(back))


def _folded(words: list[str]) -> str:
    """Small letters without accents, so that É stands at E and a double name at its first half."""
    plain = unicodedata.normalize("NFKD", " ".join(words).replace("-", " ")).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
