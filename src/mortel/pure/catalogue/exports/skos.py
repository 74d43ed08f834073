"""The catalogue as linked data: SKOS in JSON-LD, so that others can use the lists and point at them.

Every taxonomy is a `skos:ConceptScheme`, its items are concepts in it (https://www.w3.org/TR/skos-reference/).
Everything else is a `schema:CreativeWork` about (`dcterms:subject`) the concepts it names. The meaning of every key
stands in the context inside the document; nothing has to be fetched to read it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mortel.pure.catalogue.catalogue import Catalogue, sources_of
from mortel.pure.catalogue.entries import (
    Advice,
    AnyEntry,
    Dispute,
    Guide,
    Intervention,
    Kit,
    Preset,
    Rule,
    Statement,
)
from mortel.pure.catalogue.kinds import Outcome, Subdimension, Term
from mortel.pure.catalogue.references import references_of
from mortel.pure.catalogue.shapes import Item, Taxonomy, Text
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import LANGUAGES

Node = dict[str, Any]
_BY_LANGUAGE: Final = {"@container": "@language"}
_ID: Final = {"@type": "@id"}
CONTEXT: Final[Mapping[str, Any]] = {
    "@version": 1.1,
    "mortel": "urn:mortel:catalogue:",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "id": "@id",
    "type": "@type",
    "prefLabel": {"@id": "skos:prefLabel", **_BY_LANGUAGE},
    "altLabel": {"@id": "skos:altLabel", **_BY_LANGUAGE},
    "definition": {"@id": "skos:definition", **_BY_LANGUAGE},
    "scopeNote": {"@id": "skos:scopeNote", **_BY_LANGUAGE},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", **_ID},
    "topConceptOf": {"@id": "skos:topConceptOf", **_ID},
    "hasTopConcept": {"@id": "skos:hasTopConcept", **_ID},
    "broader": {"@id": "skos:broader", **_ID},
    "narrower": {"@id": "skos:narrower", **_ID},
    "related": {"@id": "skos:related", **_ID},
    "title": {"@id": "dcterms:title", **_BY_LANGUAGE},
    "description": {"@id": "dcterms:description", **_BY_LANGUAGE},
    "kind": "dcterms:type",
    "subject": {"@id": "dcterms:subject", **_ID},
    "source": "dcterms:source",
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", **_ID},
    "deprecated": "owl:deprecated",
    "version": "owl:versionInfo",
}


def linked_data(catalogue: Catalogue) -> Node:
    """One JSON-LD document; placeholders hold their neutral words."""
    return {"@context": dict(CONTEXT), "@graph": list(_nodes(catalogue))}


def _nodes(catalogue: Catalogue) -> Iterator[Node]:
    for taxonomy in catalogue.taxonomies:
        yield _scheme(taxonomy, catalogue.version)
        yield from (_concept(catalogue, taxonomy, item) for item in taxonomy.items)
    for entry in catalogue.entries:
        yield _work(catalogue, entry)


def _scheme(taxonomy: Taxonomy, version: str) -> Node:
    tops = [_iri(item.id) for item in taxonomy.items if _broader(item) is None]
    return _without_empty(
        {
            "id": _iri(taxonomy.id),
            "type": "skos:ConceptScheme",
            "notation": taxonomy.id,
            "prefLabel": _by_language(taxonomy.label),
            "altLabel": _by_language(taxonomy.technical),
            "definition": _by_language(taxonomy.definition),
            "version": version,
            "source": list(taxonomy.sources),
            "hasTopConcept": tops,
        }
    )


def _concept(catalogue: Catalogue, taxonomy: Taxonomy, item: Item) -> Node:
    broader = _broader(item)
    return _without_empty(
        {
            "id": _iri(item.id),
            "type": "skos:Concept",
            "notation": item.id,
            "inScheme": _iri(taxonomy.id),
            "topConceptOf": None if broader else _iri(taxonomy.id),
            "prefLabel": _by_language(item.label),
            "altLabel": _by_language(item.technical),
            "definition": _by_language(item.definition),
            "scopeNote": _by_language(item.use if isinstance(item, Term) else None),
            "broader": broader and _iri(broader),
            "narrower": [_iri(one.id) for one in _narrower(catalogue, item)],
            "related": [_iri(one) for one in item.related if catalogue.knows(one)],
            "source": list(item.sources),
            **_retirement(item),
        }
    )


def _work(catalogue: Catalogue, entry: AnyEntry) -> Node:
    title, description = _texts(entry)
    subjects = dict.fromkeys(
        _iri(r.target) for r in references_of(entry) if r.key != "replaced_by" and catalogue.knows(r.target)
    )
    return _without_empty(
        {
            "id": _iri(entry.id),
            "type": "schema:CreativeWork",
            "kind": type(entry).__name__.lower(),
            "notation": entry.id,
            "title": _by_language(title),
            "description": _by_language(description),
            "subject": list(subjects),
            "version": catalogue.version,
            "source": list(dict.fromkeys(sources_of(entry))),
            **_retirement(entry),
        }
    )


def _texts(entry: AnyEntry) -> tuple[Text, Text | None]:
    """What an entry is called, and what it says."""
    match entry:
        case Rule():
            return entry.condition, entry.advice
        case Intervention():
            return entry.label, entry.description
        case Guide() | Kit():
            return entry.label, entry.purpose
        case Statement():
            return entry.claim, entry.caveat
        case Dispute():
            return entry.label, entry.reading
        case Advice():
            return entry.label, entry.explanation
        case Preset():
            return entry.label, None


def _broader(item: Item) -> str | None:
    match item:
        case Subdimension():
            return item.part_of
        case Outcome():
            return item.category
    return None


def _narrower(catalogue: Catalogue, item: Item) -> list[Item]:
    named = [one for one in catalogue.referring_to(item.id) if isinstance(one, Item)]
    return [one for one in named if _broader(one) == item.id]


def _retirement(thing: Item | AnyEntry) -> Node:
    return {
        "deprecated": True if thing.retired_in else None,
        "isReplacedBy": thing.replaced_by and _iri(thing.replaced_by),
    }


def _by_language(text: Text | None) -> dict[str, str]:
    return {language: text.in_language(language, neutral(language)) for language in LANGUAGES} if text else {}


def _iri(thing_id: str) -> str:
    return f"mortel:{thing_id}"


def _without_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], {})}
