"""Everything the product knows, at one version, and the questions that pages ask of it.

- one thing by id: `item`, `entry`, `taxonomy`, `signal`, `prompt`, `thing` (any of them), `label_of`, `knows`
- lists: `current(Intervention)`, `current(Dimension)` ... and the fields themselves (`rules`, retired ones included)
- the climate: `dimensions`, `subdimensions(dimension_id)`, `dimension_of(subdimension_id)`
- what it yields: `category_of(outcome_id)`
- about an id: `about(id, Rule)`; a dimension includes its subdimensions (`with_parts`)
- backwards: `referring_to(id)`, `cited_sources`
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from mortel.pure.catalogue.entries import (
    Advice,
    AnyEntry,
    Dispute,
    Entry,
    Guide,
    Intervention,
    Kit,
    Preset,
    Rule,
    Signal,
    Statement,
)
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.kinds import Dimension, Outcome, OutcomeCategory, Subdimension
from mortel.pure.catalogue.references import Thing, references_of
from mortel.pure.catalogue.shapes import Item, Prompt, Stage, Taxonomy, Text

Kind = TypeVar("Kind", bound=Item | Entry)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Catalogue:
    """Everything read from `content/` at one version. Ids are unique over everything."""

    version: str
    taxonomies: tuple[Taxonomy, ...]
    signals: tuple[Signal, ...] = ()
    rules: tuple[Rule, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    guides: tuple[Guide, ...] = ()
    kits: tuple[Kit, ...] = ()
    statements: tuple[Statement, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    tips: tuple[Advice, ...] = ()
    presets: tuple[Preset, ...] = ()

    # One thing by its id ------------------------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Everything that is no item and no signal, retired or not."""
        return (
            *self.rules,
            *self.interventions,
            *self.guides,
            *self.kits,
            *self.statements,
            *self.disputes,
            *self.tips,
            *self.presets,
        )

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.id: item for taxonomy in self.taxonomies for item in taxonomy.items}

    @cached_property
    def _entries(self) -> Mapping[str, AnyEntry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _taxonomies(self) -> Mapping[str, Taxonomy]:
        return {taxonomy.id: taxonomy for taxonomy in self.taxonomies}

    @cached_property
    def _things(self) -> Mapping[str, Thing]:
        signals = {signal.id: signal for signal in self.signals}
        return {**self._taxonomies, **signals, **self._items, **self._entries}

    def knows(self, thing_id: str) -> bool:
        """Whether an item or an entry with this id exists, retired or not."""
        return thing_id in self._items or thing_id in self._entries

    def item(self, item_id: str) -> Item:
        """The item, also when retired; UnknownId if there never was one."""
        return _found(self._items, item_id)

    def entry(self, entry_id: str) -> AnyEntry:
        """The rule, intervention, guide ... , also when retired; UnknownId if there never was one."""
        return _found(self._entries, entry_id)

    def taxonomy(self, taxonomy_id: str) -> Taxonomy:
        """The taxonomy; UnknownId if there is none."""
        return _found(self._taxonomies, taxonomy_id)

    def thing(self, thing_id: str) -> Thing:
        """Whatever carries this id: an item, an entry, a taxonomy or a signal; UnknownId if nothing does."""
        return _found(self._things, thing_id)

    def signal(self, signal_id: str) -> Signal:
        """The signal; UnknownId also when the id is something else."""
        found = self.thing(signal_id)
        if not isinstance(found, Signal):
            raise UnknownId(signal_id)
        return found

    def prompt(self, item_id: str) -> Prompt:
        """The question, also when retired; UnknownId also when the id is no question."""
        found = self.item(item_id)
        if not isinstance(found, Prompt):
            raise UnknownId(item_id)
        return found

    def label_of(self, thing_id: str) -> Text:
        """What to call it on a page. A rule is called by its advice, a statement by its claim."""
        match self.thing(thing_id):
            case Rule(advice=text) | Statement(claim=text):
                return text
            case (
                Item(label=text)
                | Taxonomy(label=text)
                | Signal(label=text)
                | Intervention(label=text)
                | Guide(label=text)
                | Kit(label=text)
                | Dispute(label=text)
                | Advice(label=text)
                | Preset(label=text)
            ):
                return text
        raise UnknownId(thing_id)

    # Lists --------------------------------------------------------------------------------------------------------

    def current(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """All items or entries of one shape that are in use today, in written order: `current(Activity)`."""
        everything = (*self._items.values(), *self._entries.values())
        return tuple(one for one in everything if isinstance(one, kind) and one.retired_in is None)

    def prompts(self, stage: Stage) -> tuple[Prompt, ...]:
        """The questions of one stage, in written order."""
        return tuple(prompt for prompt in self.current(Prompt) if prompt.stage == stage)

    def gentle_prompts(self) -> tuple[Prompt, ...]:
        """The questions for a period somebody calls hard (S-104)."""
        return tuple(prompt for prompt in self.current(Prompt) if prompt.gentle)

    def answers(self, prompt: Prompt) -> tuple[Item, ...]:
        """What can be tapped as an answer; empty when the answer is free text."""
        return self.taxonomy(prompt.answers_from).current if prompt.answers_from else ()

    # The climate --------------------------------------------------------------------------------------------------

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The six dimensions and, last, what runs through all of them."""
        return tuple(sorted(self.current(Dimension), key=lambda dimension: dimension.crosscutting))

    def subdimensions(self, dimension_id: str) -> tuple[Subdimension, ...]:
        """The parts of one dimension, in written order; none for what is no dimension."""
        return tuple(sub for sub in self.current(Subdimension) if sub.part_of == dimension_id)

    def with_parts(self, thing_id: str) -> tuple[str, ...]:
        """The id and, of a dimension, those of its parts."""
        return (thing_id, *(sub.id for sub in self.subdimensions(thing_id)))

    def dimension_of(self, climate_id: str) -> Dimension:
        """The dimension that a subdimension is part of, or the dimension itself; UnknownId for anything else."""
        found = self.item(climate_id)
        if isinstance(found, Subdimension):
            found = self.item(found.part_of)
        if not isinstance(found, Dimension):
            raise UnknownId(climate_id)
        return found

    def category_of(self, outcome_id: str) -> OutcomeCategory:
        """The group that an outcome belongs to, also of a retired one; UnknownId for anything else."""
        outcome = self.item(outcome_id)
        found = self.item(outcome.category) if isinstance(outcome, Outcome) else outcome
        if outcome is found or not isinstance(found, OutcomeCategory):
            raise UnknownId(outcome_id)
        return found

    # About, and backwards -----------------------------------------------------------------------------------------

    @cached_property
    def _referring(self) -> Mapping[str, tuple[Thing, ...]]:
        referring: dict[str, dict[str, Thing]] = defaultdict(dict)
        for thing in self._things.values():
            for reference in references_of(thing):
                referring[reference.target][thing.id] = thing
        return {target: tuple(things.values()) for target, things in referring.items()}

    def referring_to(self, thing_id: str) -> tuple[Thing, ...]:
        """Everything that names this id, retired things too; UnknownId when nothing carries it."""
        self.thing(thing_id)
        return self._referring.get(thing_id, ())

    def about(self, thing_id: str, kind: type[Kind]) -> tuple[Kind, ...]:
        """Everything of one shape in use today that names this id, in written order.

        A dimension includes its subdimensions. The id may be of anything: a tone, a role, a place of work.
        """
        named = {thing.id for one in self.with_parts(thing_id) for thing in self.referring_to(one)}
        return tuple(one for one in self.current(kind) if one.id in named)

    def coded(self, typed: str) -> str | None:
        """The id that somebody meant: `kit-07`, `KIT 7` and `kit7` are `KIT-07`; None when nothing is called so."""
        return self._by_code.get(_code(typed))

    @cached_property
    def _by_code(self) -> Mapping[str, str]:
        return {_code(thing_id): thing_id for thing_id in self._things}

    def citing(self, typed: str) -> tuple[Thing, ...]:
        """Everything that gives this S-number as a source, however it is typed (`s133`), in written order."""
        wanted = _code(typed)
        if not wanted.startswith("s-"):
            return ()
        return tuple(
            thing
            for thing in self._things.values()
            if wanted in {_code(source) for source in sources_of(thing)}
        )

    @property
    def cited_sources(self) -> frozenset[str]:
        """Every S-number that something here gives as its source."""
        return frozenset(source for thing in self._things.values() for source in sources_of(thing))


def _code(typed: str) -> str:
    """A code without what people write differently: capitals, a space for the hyphen, zeros in front."""
    code = re.fullmatch(r"\s*([a-z]+)[- ]?0*(\d+)\s*", typed.casefold())
    return f"{code[1]}-{code[2]}" if code else typed.strip().casefold()


def sources_of(thing: Thing) -> Iterator[str]:
    """The S-numbers of one thing; those of both sides of a dispute included, none for a signal."""
    if not isinstance(thing, Signal):
        yield from thing.sources
    if isinstance(thing, Dispute):
        for side in thing.sides:
            yield from side.sources


def _found(known: Mapping[str, Found], thing_id: str) -> Found:
    try:
        return known[thing_id]
    except KeyError:
        raise UnknownId(thing_id) from None
