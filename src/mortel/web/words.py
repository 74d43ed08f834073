"""Texts of the catalogue in the language of the page and the words of the organisation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language

from mortel.apps.people.queries import organisation, own_words_of
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import words_for
from mortel.pure.catalogue.words import Shown, language_of

# Words of the interface, said now or in the language of whoever reads them later.
Sentence = str | Promise

# In their own words: who looks for her language does not read another one.
LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "nl": "Nederlands",
    "nl-BE": "Nederlands (België)",
    "en": "English",
}


def shown_language() -> Shown:
    """The language of this page as the catalogue names it. The gate chose it (`web.gate.Language`)."""
    code = get_language()
    return "en" if code == "en" else "nl-BE" if code == "nl-be" else "nl"


class Words:
    """Reads the organisation's vocabulary (at most one query a request) and then fills any text.

    `vocabulary` holds a word for every placeholder: `words.vocabulary["raad"].the`.
    """

    def __init__(self, shown: Shown | None = None) -> None:
        """In the language of the page, or in another one."""
        own = organisation()
        self.shown: Shown = shown or shown_language()
        self.language = language_of(self.shown)
        self.vocabulary = words_for(sector=own.sector, shown=self.shown, own=own_words_of(own))

    def of(self, text: Text | None) -> str:
        return text.in_language(self.shown, self.vocabulary) if text else ""

    def called(self, thing_id: str) -> str:
        """What any thing of the catalogue is called."""
        return self.of(shipped().label_of(thing_id))

    def named(self, thing_ids: Iterable[str]) -> list[tuple[str, str]]:
        """(id, what it is called) of each, in the order of the alphabet."""
        return sorted(((one, self.called(one)) for one in thing_ids), key=lambda pair: pair[1].casefold())

    def label(self, item_id: str) -> str:
        return self.of(shipped().item(item_id).label)

    def choices(self, items: Iterable[Item]) -> list[tuple[str, str]]:
        return [(item.id, self.of(item.label)) for item in items]


def current(taxonomy: str) -> Sequence[Item]:
    return shipped().taxonomy(taxonomy).current
