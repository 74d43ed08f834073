"""Which ids everything points at: the one list that the loader checks and that "what refers to this" is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from mortel.pure.catalogue.entries import (
    Advice,
    Dispute,
    Entry,
    Evidence,
    Guide,
    Intervention,
    Kit,
    Preset,
    Rule,
    Signal,
    Statement,
)
from mortel.pure.catalogue.kinds import Outcome, Subdimension
from mortel.pure.catalogue.shapes import Item, Prompt, Taxonomy

Thing: TypeAlias = Item | Entry | Signal | Taxonomy
CLIMATE: Final = ("dim", "sub", "x")


@dataclass(frozen=True, slots=True)
class Reference:
    """`target` stands under `key`. Only ids of `families` may stand there (`dim` for `dim.space`, `IV` for `IV-001`);
    without families any id will do."""

    key: str
    target: str
    families: tuple[str, ...] = ()


def family(thing_id: str) -> str:
    """`dim.space` -> `dim`, `IV-001` -> `IV`."""
    return thing_id.split("-" if "-" in thing_id else ".", 1)[0]


def references_of(thing: Thing) -> Iterator[Reference]:
    """Everything that `thing` points at, in written order; a thing that replaces a retired one included."""
    if isinstance(thing, Item | Entry) and thing.replaced_by:
        yield Reference("replaced_by", thing.replaced_by)
    match thing:
        case Item():
            yield from _of_item(thing)
        case Signal():
            yield from _each("parameters", [p for p in thing.parameters if "." in p])
        case Rule():
            yield from _of_rule(thing)
        case Intervention():
            yield from _of_intervention(thing)
        case Guide():
            yield from _each("about", thing.about)
        case Preset():
            yield from _each("about", thing.about, *CLIMATE, "ctx", "tone", "src", "st", "out")
        case Kit():
            yield from _each("about", thing.about)
            yield from _each("guides", thing.guides, "CV")
            yield from _each("interventions", thing.interventions, "IV")
        case Statement():
            yield from _each("about", thing.about)
            yield _strength(thing.evidence)
        case Dispute():
            yield from _each("about", thing.about)
            yield from _each("statements", thing.statements, "EV")
        case Advice():
            yield from _each("about", thing.about)
            yield from _each("interventions", thing.interventions, "IV")
            yield _strength(thing.evidence)


def _of_item(item: Item) -> Iterator[Reference]:
    yield from _each("related", item.related)
    match item:
        case Prompt():
            yield from _each("answers_from", [item.answers_from] if item.answers_from else [])
            yield from _each("about", item.about)
        case Subdimension():
            yield Reference("part_of", item.part_of, ("dim",))
        case Outcome():
            yield Reference("category", item.category, ("oc",))
            yield _strength(item.evidence)


def _of_rule(rule: Rule) -> Iterator[Reference]:
    yield from _each("dimension", [rule.dimension] if rule.dimension else [], *CLIMATE)
    yield from _each("triggers", [trigger.signal for trigger in rule.triggers])
    yield _strength(rule.evidence)


def _of_intervention(action: Intervention) -> Iterator[Reference]:
    yield from _each("tones", action.tones, "tone")
    yield from _each("dimensions", action.dimensions, *CLIMATE)
    yield from _each("quadrants", action.quadrants, "q")
    yield from _each("maturity", action.maturity, "mat")
    yield from _each("settings", action.settings, "set")
    yield from _each("who_acts", action.who_acts, "role")


def _strength(evidence: Evidence) -> Reference:
    return Reference("evidence", evidence.strength, ("strength",))


def _each(key: str, targets: Iterable[str], *families: str) -> Iterator[Reference]:
    return (Reference(key, target, families) for target in targets)
