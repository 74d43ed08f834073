"""Texts of the catalogue in the language of the page and the words of the organisation."""

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from mortel.apps.people.queries import vocabulary
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.words import Language


class Words:
    """Reads the organisation's vocabulary (at most one query) and then fills any text."""

    def __init__(self) -> None:
        self.language: Language = "en" if get_language() == "en" else "nl"
        self.vocabulary = vocabulary() if self.language == "nl" else {}

    def of(self, text: Text | None) -> str:
        return text.in_language(self.language, self.vocabulary) if text else ""

    def label(self, item_id: str) -> str:
        return self.of(shipped().item(item_id).label)

    def choices(self, items: Iterable[Item]) -> list[tuple[str, str]]:
        return [(item.id, self.of(item.label)) for item in items]


def current(taxonomy: str) -> Sequence[Item]:
    return shipped().taxonomy(taxonomy).current
