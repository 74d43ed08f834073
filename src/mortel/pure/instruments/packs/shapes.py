"""What a pack consists of, and how one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import Shown
from mortel.pure.instruments.shapes import Pole

# One text in the languages of a pack; nothing is ever filled in.
Wording = Mapping[Shown, str]


class PackError(Exception):
    """The file is no pack that can be asked; `sentence` says what to mend, with its values in it."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class PackScale:
    """Five labels from 1 up; `question` stands above the items that it answers; empty where the file has none."""

    id: str
    question: Wording
    labels: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class PackItem:
    """One question on a scale of five. `dimension`: the name of the scale it counts in, "" when it counts in none."""

    code: str
    text: Wording
    scale: str
    dimension: str
    pole: Pole


@dataclass(frozen=True, slots=True)
class Pack:
    """A questionnaire of others: plain text only, without markup or placeholders.

    `licence` is what the file names; whether it was confirmed is for the caller. `problems`: what was left out or
    filled in, a sentence each.
    """

    id: str
    version: str
    title: Wording
    licence: str
    citation: str
    languages: tuple[Shown, ...]
    scales: tuple[PackScale, ...]
    items: tuple[PackItem, ...]
    problems: tuple[Text, ...]
