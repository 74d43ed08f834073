"""The search box: one index for each language and vocabulary, and results with the page they stand on."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise

from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Statement
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.words import Shown, Word
from mortel.pure.search.index import Index
from mortel.pure.search.library import library_index
from mortel.pure.search.searching import search
from mortel.web.library.places import address_of, kind_of
from mortel.web.words import Words

LIMIT = 20


@dataclass(frozen=True)
class Found:
    """One result: the page, what kind of page it is, and the line that says what it is about."""

    label: str
    line: str
    kind: str | Promise
    address: str


def found(wanted: str, *, words: Words, technical: bool) -> list[Found]:
    """What answers these words, best first. Without `technical` only what everybody may open."""
    index = _index(words.shown, tuple(sorted(words.vocabulary.items())), technical)
    things = [shipped().thing(hit.id) for hit in search(index, wanted, LIMIT)]
    return [
        Found(words.called(one.id), words.of(_line(one)), kind_of(one), address_of(one)) for one in things
    ]


@lru_cache(maxsize=8)
def _index(shown: Shown, vocabulary: tuple[tuple[str, Word], ...], technical: bool) -> Index:
    """Made at the first search in a language; when the organisation changes its words the next search makes it anew."""
    return library_index(shipped(), shown, dict(vocabulary), technical=technical)


def _line(thing: Thing) -> Text | None:
    match thing:
        case Item(definition=text):
            return text
        case (
            Intervention(description=text)
            | Guide(purpose=text)
            | Kit(purpose=text)
            | Statement(caveat=text)
            | Dispute(reading=text)
            | Advice(explanation=text)
        ):
            return text
    return None
