"""What can only be seen once everything is read: double ids, references, retirements."""

from collections.abc import Iterable

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Entry, Rule
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.reading.parts import Pair
from mortel.pure.catalogue.reading.rules import check_triggers
from mortel.pure.catalogue.references import Reference, Thing, family, references_of
from mortel.pure.catalogue.shapes import Item, Prompt
from mortel.pure.catalogue.tables import Table


def check_all(catalogue: Catalogue, pairs: Iterable[Pair[Thing]]) -> None:
    """CatalogueError at the first thing that does not fit with the rest."""
    seen = {taxonomy.id for taxonomy in catalogue.taxonomies}
    signals = {signal.id: signal for signal in catalogue.signals}
    for thing, row in pairs:
        if thing.id in seen:
            row.fail(f"double id {thing.id!r}", "id")
        seen.add(thing.id)
        if isinstance(thing, Rule):
            check_triggers(thing, row, signals)
        for reference in references_of(thing):
            _check_reference(catalogue, reference, row)
        if isinstance(thing, Item | Entry):
            _check_retirement(catalogue, thing, row)
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


def _check_retirement(catalogue: Catalogue, thing: Item | Entry, row: Table) -> None:
    if thing.replaced_by and not thing.retired_in:
        row.fail("only what is retired is replaced: 'retired_in' is missing", "replaced_by")
    if thing.replaced_by and not isinstance(catalogue.thing(thing.replaced_by), Item | Entry):
        row.fail(f"{thing.replaced_by!r} cannot replace it", "replaced_by")
    if thing.retired_in and _order(thing.retired_in) > _order(catalogue.version):
        row.fail(f"retired in {thing.retired_in}, but this is {catalogue.version}", "retired_in")


def _check_prompt(catalogue: Catalogue, prompt: Prompt, row: Table) -> None:
    if prompt.answers_from and prompt.answers_from not in {t.id for t in catalogue.taxonomies}:
        row.fail(f"refers to unknown taxonomy {prompt.answers_from!r}", "answers_from")


def _order(version: str) -> tuple[int, int]:
    year, number = version.split(".")
    return int(year), int(number)
