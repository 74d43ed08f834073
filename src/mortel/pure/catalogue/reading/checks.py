"""What can only be seen once everything is read: double ids, references, retirements."""

from collections.abc import Iterable, Mapping
from typing import Final

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Entry, Rule
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.reading.parts import Pair
from mortel.pure.catalogue.reading.rules import check_triggers
from mortel.pure.catalogue.references import Reference, Thing, family, references_of
from mortel.pure.catalogue.shapes import Item, Prompt
from mortel.pure.catalogue.tables import Table

# No catalogue is older than this: nothing was retired before.
_FIRST: Final = (2026, 1)


def check_all(catalogue: Catalogue, pairs: Iterable[Pair[Thing]]) -> None:
    """CatalogueError at the first thing that does not fit with the rest."""
    seen = {taxonomy.id for taxonomy in catalogue.taxonomies}
    taxonomy_of = {item.id: taxonomy.id for taxonomy in catalogue.taxonomies for item in taxonomy.items}
    signals = {signal.id: signal for signal in catalogue.signals}
    for thing, row in pairs:
        if thing.id in seen:
            row.fail(f"double id {thing.id!r}", "id")
        seen.add(thing.id)
        if isinstance(thing, Rule):
            check_triggers(thing, row, signals)
        for reference in references_of(thing):
            _check_reference(catalogue, reference, row)
            _check_in_use(catalogue, thing, reference, row)
        if isinstance(thing, Item | Entry):
            _check_retirement(catalogue, thing, row)
            _check_replacement(catalogue, thing, row, taxonomy_of)
        if isinstance(thing, Prompt):
            _check_prompt(catalogue, thing, row)


def _check_reference(catalogue: Catalogue, reference: Reference, row: Table) -> None:
    try:
        catalogue.thing(reference.target)
    except UnknownId:
        row.fail(f"refers to unknown id {reference.target!r}", reference.key)
    if reference.families and family(reference.target) not in reference.families:
        wanted = " or ".join(reference.families)
        row.fail(f"{reference.target!r} cannot stand here, only an id of {wanted}", reference.key)


def _check_in_use(catalogue: Catalogue, thing: Thing, reference: Reference, row: Table) -> None:
    """Only what somebody stored may still point at something retired, and what is retired itself."""
    if not _is_retired(thing) and _is_retired(catalogue.thing(reference.target)):
        row.fail(f"refers to {reference.target!r}, which is retired", reference.key)


def _is_retired(thing: Thing) -> bool:
    return isinstance(thing, Item | Entry) and thing.retired_in is not None


def _check_retirement(catalogue: Catalogue, thing: Item | Entry, row: Table) -> None:
    if thing.replaced_by and not thing.retired_in:
        row.fail("only what is retired is replaced: 'retired_in' is missing", "replaced_by")
    if thing.retired_in and not _FIRST <= _order(thing.retired_in) <= _order(catalogue.version):
        row.fail(f"retired in {thing.retired_in}, but this is {catalogue.version}", "retired_in")


def _check_replacement(
    catalogue: Catalogue, thing: Item | Entry, row: Table, taxonomy_of: Mapping[str, str]
) -> None:
    """By something of the same kind, an item by one of its own list; never, in however many steps, by itself."""
    if thing.replaced_by is None:
        return
    other = catalogue.thing(thing.replaced_by)
    if type(other) is not type(thing):
        row.fail(f"{other.id!r} cannot replace it: that is something of another kind", "replaced_by")
    if taxonomy_of.get(other.id) != taxonomy_of.get(thing.id):
        row.fail(f"{other.id!r} cannot replace it: that stands in another list", "replaced_by")
    if _comes_back(catalogue, thing):
        row.fail(f"{other.id!r} cannot replace it: in the end it is replaced by itself", "replaced_by")


def _comes_back(catalogue: Catalogue, thing: Item | Entry) -> bool:
    passed: set[str] = set()
    next_id = thing.replaced_by
    while next_id and next_id not in passed and catalogue.knows(next_id):
        if next_id == thing.id:
            return True
        passed.add(next_id)
        other = catalogue.thing(next_id)
        next_id = other.replaced_by if isinstance(other, Item | Entry) else None
    return False


def _check_prompt(catalogue: Catalogue, prompt: Prompt, row: Table) -> None:
    if prompt.answers_from and prompt.answers_from not in {t.id for t in catalogue.taxonomies}:
        row.fail(f"refers to unknown taxonomy {prompt.answers_from!r}", "answers_from")


def _order(version: str) -> tuple[int, int]:
    year, number = version.split(".")
    return int(year), int(number)
