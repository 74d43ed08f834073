"""Every text of the catalogue, with the place where it stands: for checks, and for what is laid over it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Guide, Intervention, Kit
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item, Taxonomy, Text


@dataclass(frozen=True, slots=True)
class Located:
    """One text. `key` says where in the thing with this `id`: `label`, `do.2` (the second), `sheets.1.parts.3`."""

    id: str
    key: str
    text: Text


def things_of(catalogue: Catalogue) -> Iterator[Thing]:
    """Everything that carries an id of its own, retired or not."""
    for taxonomy in catalogue.taxonomies:
        yield taxonomy
        yield from taxonomy.items
    yield from catalogue.signals
    yield from catalogue.entries


def texts_in(catalogue: Catalogue) -> Iterator[Located]:
    """Every text there is, in written order."""
    for thing in things_of(catalogue):
        yield from texts_of(thing)


def texts_of(thing: Thing) -> Iterator[Located]:
    """The texts of one thing; those of the items of a taxonomy belong to the items."""
    return (Located(thing.id, ".".join(path), text) for path, text in _walk(thing, ()))


def _walk(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for place, one in enumerate(value, start=1):
            if not isinstance(one, Item):
                yield from _walk(one, (*path, str(place)))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), (*path, field.name))


def employee_texts(catalogue: Catalogue) -> Iterator[Located]:
    """The texts that an employee can meet: lists that are not for the office, interventions, guides and kits.

    Left out: terms of the sources, notes on evidence, and everything that only leads, HR, council and researchers
    read (rules, statements, disputes, tips, the kit for a training department).
    """
    office = {item.id for taxonomy in catalogue.taxonomies if taxonomy.office for item in taxonomy.items}
    for thing in things_of(catalogue):
        match thing:
            case Taxonomy(office=True) | Kit(technical=True):
                continue
            case Taxonomy() | Item() | Intervention() | Guide() | Kit() if thing.id not in office:
                yield from (
                    text for text in texts_of(thing) if not text.key.startswith(("technical", "evidence"))
                )
