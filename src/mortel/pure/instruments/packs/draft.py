"""What a file says, whatever its format, before anybody looked whether it can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mortel.pure.catalogue.shapes import Text

# Words by language as the file calls it (`nl`, `nl-informal`, `de`); a language without words has no key.
RawWords = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftScale:
    labels: Mapping[str, tuple[str, ...]]
    question: RawWords = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftItem:
    code: str
    text: RawWords
    scale: str
    dimension: str = ""
    pole: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`scales` by their name in the file. What the file does not say is ""."""

    id: str
    version: str
    title: RawWords
    licence: str
    citation: str
    scales: Mapping[str, DraftScale]
    items: tuple[DraftItem, ...]
    problems: tuple[Text, ...] = ()


def said(words: Mapping[str, str]) -> dict[str, str]:
    """Only the languages in which something is said."""
    return {language: word for language, word in words.items() if word.strip()}
