"""What of the catalogue can be found in the library, and by which of its words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import (
    ADDRESSEES,
    Addressee,
    Advice,
    Dispute,
    Guide,
    Intervention,
    Kit,
    Rule,
    Sheet,
    Statement,
)
from mortel.pure.catalogue.kinds import Dimension, Subdimension, Term
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import Shown, Vocabulary, language_of
from mortel.pure.search.index import Document, Index, build
from mortel.pure.search.page_words import shipped_page_words
from mortel.pure.search.thesaurus import Pair, WordList, shipped_words

# The taxonomy whose name people use for the six dimensions together.
_CLIMATE: Final = "climate"
# A page that helps along goes before what backs it up, when both answer equally well.
WEIGHTS: Final = {"kit": 0.9, "tip": 0.9, "term": 0.9, "dispute": 0.8, "statement": 0.7, "rule": 0.6}


def library_index(
    catalogue: Catalogue,
    shown: Shown,
    words: Vocabulary,
    *,
    technical: bool = True,
    added: Iterable[Document] = (),
) -> Index:
    """Everything in the library, ready to be searched in one language.

    `words` as `vocabulary.words_for` gives them: who types the neutral word finds the organisation's own, and the other
    way round. Without `technical` only what employees read: no evidence, no glossary, no tips, no kit for L&D, no rule
    for somebody else. `added`:
    what an organisation has beside the catalogue.
    """
    language = language_of(shown)
    listed = shipped_words(language)
    pairs = (*listed.pairs, *_own_words(words, neutral(shown)))
    documents = library_documents(catalogue, shown, words, technical=technical)
    return build((*documents, *added), language, WordList(pairs, listed.parts, listed.kinds))


def library_documents(
    catalogue: Catalogue, shown: Shown, words: Vocabulary, *, technical: bool = True
) -> Iterator[Document]:
    """One document a page and one a rule, retired ones left out."""
    return _Pages(catalogue, shown, words).documents(technical)


def _addressees(technical: bool) -> frozenset[Addressee]:
    """To whom the rules are addressed that can be found; those for the product itself are for nobody to read."""
    return frozenset(ADDRESSEES) - {"product"} if technical else frozenset({"employee"})


def _own_words(words: Vocabulary, ordinary: Vocabulary) -> Iterator[Pair]:
    for name, word in words.items():
        own, other = word.singular, ordinary[name].singular
        if own != other:
            yield from (Pair(own, other), Pair(other, own))


class _Pages:
    """The pages of one catalogue in one language."""

    def __init__(self, catalogue: Catalogue, shown: Shown, words: Vocabulary) -> None:
        self._catalogue, self._shown, self._words = catalogue, shown, words
        language = language_of(shown)
        self._kinds = shipped_words(language).kinds
        self._everyday = shipped_page_words(language)

    def documents(self, technical: bool) -> Iterator[Document]:
        return (replace(page, also=self._everyday.get(page.id, "")) for page in self._pages(technical))

    def _pages(self, technical: bool) -> Iterator[Document]:
        everything = self._catalogue
        rules = [rule for rule in everything.current(Rule) if rule.addressee in _addressees(technical)]
        climate: list[Dimension | Subdimension] = [
            *everything.current(Dimension),
            *everything.current(Subdimension),
        ]
        for item in climate:
            yield self._climate(item, [rule for rule in rules if rule.dimension == item.id])
        yield from map(self._rule, rules)
        yield from (self._intervention(action) for action in everything.current(Intervention))
        yield from (self._guide(guide) for guide in everything.current(Guide))
        yield from (self._kit(kit) for kit in everything.current(Kit) if technical or not kit.technical)
        if technical:
            yield from (self._statement(statement) for statement in everything.current(Statement))
            yield from (self._dispute(dispute) for dispute in everything.current(Dispute))
            yield from (self._term(term) for term in everything.current(Term))
            yield from (self._tip(tip) for tip in everything.current(Advice))

    def _climate(self, item: Dimension | Subdimension, rules: Iterable[Rule]) -> Document:
        advice = [text for rule in rules for text in (rule.condition, rule.advice)]
        advised = [*item.do, *item.dont] if isinstance(item, Subdimension) else []
        whole = self._catalogue.taxonomy(_CLIMATE)
        return Document(
            item.id,
            title=self._say(item.label, item.technical),
            summary=self._say(item.definition),
            body=self._say(*advised, *advice),
            about=self._say(whole.label, whole.technical) if isinstance(item, Dimension) else "",
        )

    def _rule(self, rule: Rule) -> Document:
        return Document(
            rule.id,
            title=self._say(rule.advice),
            summary=self._say(rule.condition),
            about=self._names([rule.dimension] if rule.dimension else []),
            weight=WEIGHTS["rule"],
        )

    def _intervention(self, action: Intervention) -> Document:
        return Document(
            action.id,
            title=self._say(action.label),
            summary=self._say(action.description),
            body=self._say(action.caution),
            about=self._names(action.dimensions),
        )

    def _guide(self, guide: Guide) -> Document:
        told = (*guide.do, *guide.dont, *guide.questions, *guide.parts)
        return Document(
            guide.id,
            title=self._say(guide.label),
            summary=self._say(guide.purpose, guide.when, guide.who),
            body=self._say(*told, guide.afterwards),
            about=self._named("guide", guide.about),
            kind="guide",
        )

    def _kit(self, kit: Kit) -> Document:
        sheets = " ".join(self._sheet(sheet) for sheet in kit.sheets)
        return Document(
            kit.id,
            title=self._say(kit.label),
            summary=self._say(kit.purpose, kit.who),
            body=sheets,
            about=self._named("kit", kit.about),
            kind="kit",
            weight=WEIGHTS["kit"],
        )

    def _sheet(self, sheet: Sheet) -> str:
        return self._say(sheet.label, sheet.intro, sheet.body, *sheet.parts)

    def _statement(self, statement: Statement) -> Document:
        note = statement.evidence.note
        return Document(
            statement.id,
            title="",
            summary=self._say(statement.claim),
            body=self._say(statement.caveat, statement.measured_on, note),
            about=self._named("statement", statement.about),
            kind="statement",
            weight=WEIGHTS["statement"],
        )

    def _dispute(self, dispute: Dispute) -> Document:
        sides = [text for side in dispute.sides for text in (side.claim, side.basis)]
        return Document(
            dispute.id,
            title=self._say(dispute.label),
            summary=self._say(dispute.reading),
            body=self._say(*sides),
            about=self._named("dispute", dispute.about),
            kind="dispute",
            weight=WEIGHTS["dispute"],
        )

    def _term(self, term: Term) -> Document:
        return Document(
            term.id,
            title=self._say(term.label, term.technical),
            summary=self._say(term.definition),
            body=self._say(term.use),
            about=self._kinds["term"],
            kind="term",
            weight=WEIGHTS["term"],
        )

    def _tip(self, tip: Advice) -> Document:
        return Document(
            tip.id,
            title=self._say(tip.label),
            summary=self._say(tip.explanation),
            about=self._named("tip", tip.about),
            kind="tip",
            weight=WEIGHTS["tip"],
        )

    def _named(self, kind: str, ids: Iterable[str]) -> str:
        """What people call this kind of page, and the names of what the page is about."""
        return f"{self._kinds[kind]} {self._names(ids)}"

    def _names(self, ids: Iterable[str]) -> str:
        items = [thing for one in ids if isinstance(thing := self._catalogue.thing(one), Item)]
        return " ".join(self._say(item.label, item.technical) for item in items)

    def _say(self, *texts: Text | None) -> str:
        said = [text.in_language(self._shown, self._words) for text in texts if text is not None]
        return " ".join(dict.fromkeys(said))
