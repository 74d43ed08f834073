"""The fields of a thing as flat pairs of key and value, for tables and for printing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from mortel.pure.catalogue.entries import Trigger
from mortel.pure.catalogue.kinds import Value
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item, Text

# A text, a list of texts, a list of words, a single word; what is not there has no field.
Flat: TypeAlias = Text | tuple[Text, ...] | tuple[str, ...] | str


def fields_of(thing: Thing) -> Iterator[tuple[str, Flat]]:
    """Every field that says something, in the order of the shape; `evidence.strength` for a field within a field."""
    return _fields(thing, "")


def _fields(value: Any, prefix: str) -> Iterator[tuple[str, Flat]]:
    for field in fields(value):
        yield from _flat(f"{prefix}{field.name}", getattr(value, field.name))


def _flat(key: str, value: Any) -> Iterator[tuple[str, Flat]]:
    if isinstance(value, Text):
        yield key, value
    elif isinstance(value, tuple):
        yield from _flat_list(key, value)
    elif is_dataclass(value):
        yield from _fields(value, f"{key}.")
    elif isinstance(value, bool):
        yield key, "yes" if value else "no"
    elif value is not None:
        yield key, str(value)


def _flat_list(key: str, values: tuple[Any, ...]) -> Iterator[tuple[str, Flat]]:
    match values[:1]:
        case (Text() | str(),):
            yield key, values
        case (Trigger(),):
            yield key, tuple(trigger.written for trigger in values)
        case (Value(),):
            yield key, tuple(value.id for value in values)
        case (Item(),):
            yield key, tuple(item.id for item in values)
        case (first,) if is_dataclass(first):
            for place, one in enumerate(values, start=1):
                yield from _fields(one, f"{key}.{place}.")
