"""The search box: one index for each language and vocabulary, and results with the page they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.apps.library.queries import Link, OwnCard, outside_links, own_cards
from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Rule, Statement
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.words import SHOWN, Language, Shown, Word
from mortel.pure.search.index import Document, Index
from mortel.pure.search.library import library_index
from mortel.pure.search.searching import search, speaks
from mortel.web.library.places import address_of, kind_of
from mortel.web.library.reading import can_open, reads_evidence
from mortel.web.words import Words, shown_language

# So many results are shown, of so many that answer: advice for somebody else is left out in between.
LIMIT, AMONG = 20, 60
# For each language and kind of reader: of those who search first, one builds and the others wait.
_BUILDING: Final = {(shown, technical): Lock() for shown in SHOWN for technical in (False, True)}


@dataclass(frozen=True)
class Found:
    """One result: the page, what kind of page it is, and the line that says what it is about."""

    label: str
    line: str
    kind: str | Promise
    address: str
    # Where that is not the language of the page.
    language: str = ""


@dataclass(frozen=True)
class Answer:
    """What was found; `language` when the words are of another language than the page: then so are the results."""

    hits: list[Found]
    language: Language | None = None


def found(request: HttpRequest, wanted: str, *, words: Words) -> Answer:
    """What answers these words, best first: only what this reader can open. Two queries for what is our own.

    Words that the language of the page does not know, and the other language does, are looked up there.
    """
    named = _by_code(request, wanted)
    if named:
        return Answer([_shipped(thing, words) for thing in named])
    everything: list[OwnCard | Link] = [*own_cards(), *outside_links()]
    own = {f"own.{one.id}": one for one in everything}
    index = _index(request, own, words)
    if not speaks(index, wanted):
        other = Words("nl" if words.language == "en" else "en")
        elsewhere = _index(request, own, other)
        if speaks(elsewhere, wanted):
            hits = _hits(request, elsewhere, wanted, own, other)
            return Answer(hits, other.language)
    return Answer(_hits(request, index, wanted, own, words))


def _index(request: HttpRequest, own: Mapping[str, OwnCard | Link], words: Words) -> Index:
    added = tuple(_document(document_id, one, words) for document_id, one in own.items())
    vocabulary = tuple(sorted(words.vocabulary.items()))
    return index_for(words.shown, vocabulary, reads_evidence(request), added)


def _hits(
    request: HttpRequest, index: Index, wanted: str, own: Mapping[str, OwnCard | Link], words: Words
) -> list[Found]:
    hits = [hit.id for hit in search(index, wanted, AMONG)]
    hers = [hit for hit in hits if hit in own or can_open(request, shipped().thing(hit))]
    return [_own(own[hit]) if hit in own else _shipped(shipped().thing(hit), words) for hit in hers[:LIMIT]]


def _by_code(request: HttpRequest, wanted: str) -> list[Thing]:
    """What carries this code (`KIT-07`); of a source (`S-133`) everything that rests on it, for readers of evidence."""
    catalogue = shipped()
    code = catalogue.coded(wanted) or ""
    # The id of a list is a word like any other (`roles`): what says so much finds more than the list.
    named = [catalogue.thing(code)] if {"-", "."} & {*code} else []
    if not named and reads_evidence(request):
        named = [*catalogue.citing(wanted)]
    return [thing for thing in named if address_of(thing) and can_open(request, thing)]


def _shipped(thing: Thing, words: Words) -> Found:
    language = "" if words.shown == shown_language() else words.language
    return Found(words.called(thing.id), words.of(_line(thing)), kind_of(thing), address_of(thing), language)


def _own(one: OwnCard | Link) -> Found:
    if isinstance(one, OwnCard):
        address = reverse("library:own-card", args=[one.id])
        return Found(
            one.label, one.description, _("Action card from our organisation"), address, one.language
        )
    address = reverse("library:links") + f"#{one.id}"
    return Found(one.label, one.note, _("Link to outside, from our organisation"), address, one.language)


def _document(document_id: str, one: OwnCard | Link, words: Words) -> Document:
    if isinstance(one, OwnCard):
        also = " ".join(words.called(topic) for topic in one.dimensions)
        return Document(document_id, one.label, summary=one.description, body=one.caution, also=also)
    also = f"{words.called(one.about)} {one.host}" if one.about else one.host
    return Document(document_id, one.label, summary=one.note, also=also)


Vocabulary = tuple[tuple[str, Word], ...]


def index_for(shown: Shown, vocabulary: Vocabulary, technical: bool, added: tuple[Document, ...]) -> Index:
    """Made at the first search in a language; when the organisation changes its words, or what it added, the next
    search makes it anew. It takes seconds, so of many at once only one makes it."""
    with _BUILDING[shown, technical]:
        return _built(shown, vocabulary, technical, added)


@lru_cache(maxsize=8)
def _built(shown: Shown, vocabulary: Vocabulary, technical: bool, added: tuple[Document, ...]) -> Index:
    return library_index(shipped(), shown, dict(vocabulary), technical=technical, added=added)


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
            | Rule(condition=text)
        ):
            return text
    return None
