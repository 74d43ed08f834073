"""Lists of choices: each file of `taxonomies/` is one, named after its id; `kind` says which keys its items may have.

A new kind of item is a shape in `kinds` (or `shapes`) and one reader in `_READERS`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from mortel.pure.catalogue.kinds import (
    AWARENESS,
    BENEFICIARIES,
    NATURES,
    STEERING,
    ContextFactor,
    Crafting,
    Dimension,
    Factor,
    Outcome,
    OutcomeCategory,
    Quadrant,
    Reason,
    ReviewStep,
    Reward,
    Stage,
    Subdimension,
    Term,
    Tone,
    Value,
)
from mortel.pure.catalogue.reading.parts import SOURCE, Pair, evidence, lasting_keys
from mortel.pure.catalogue.shapes import (
    AUDIENCES,
    MODES,
    STAGES,
    Activity,
    Item,
    Place,
    Prompt,
    Scale,
    Taxonomy,
)
from mortel.pure.catalogue.tables import Table, read_table

_TAXONOMY_ID = re.compile(r"[a-z]+(?:_[a-z]+)*")
_ITEM_ID = re.compile(r"[a-z]+[0-9]?(?:\.[a-z0-9]+(?:_[a-z0-9]+)*){1,2}")
_VALUE_ID = re.compile(r"[a-z]+(?:_[a-z]+)*")
_OFFICE_KINDS = ("outcome_categories", "outcomes", "review_steps", "terms")


def read_taxonomies(folder: Path) -> tuple[list[Taxonomy], list[Pair[Item]]]:
    """All taxonomies of a folder, and each of their items with the table it came from."""
    taxonomies, pairs = [], []
    for file in sorted(folder.glob("*.toml")):
        taxonomy, items = _taxonomy(file)
        taxonomies.append(taxonomy)
        pairs += items
    return taxonomies, pairs


def _taxonomy(file: Path) -> tuple[Taxonomy, list[Pair[Item]]]:
    table = read_table(file)
    kind = table.one_of("kind", tuple(_READERS))
    pairs = [(_READERS[kind](row), row) for row in table.tables("items")]
    taxonomy = Taxonomy(
        id=table.matching("id", _TAXONOMY_ID),
        label=table.text("label"),
        definition=table.maybe_text("definition"),
        technical=table.maybe_text("technical"),
        sources=table.all_matching("sources", SOURCE),
        office=table.maybe_flag("office") or kind in _OFFICE_KINDS,
        items=tuple(item for item, _ in pairs),
    )
    if taxonomy.id != file.stem:
        table.fail(f"id {taxonomy.id!r} differs from the name of the file", "id")
    table.finish()
    for _, row in pairs:
        row.finish()
    return taxonomy, pairs


def _common(row: Table) -> dict[str, Any]:
    """The keys that every item has."""
    return {
        "id": row.matching("id", _ITEM_ID),
        "label": row.text("label"),
        "definition": row.maybe_text("definition"),
        "technical": row.maybe_text("technical"),
        "related": row.maybe_words("related"),
        **lasting_keys(row),
    }


def _item(row: Table) -> Item:
    return Item(**_common(row))


def _place(row: Table) -> Place:
    return Place(**_common(row), interwoven=row.flag("interwoven"))


def _activity(row: Table) -> Activity:
    return Activity(**_common(row), mode=row.one_of("mode", MODES))


def _scale(row: Table) -> Scale:
    scale = Scale(
        **_common(row),
        low=row.number("low"),
        high=row.number("high"),
        low_label=row.text("low_label"),
        high_label=row.text("high_label"),
    )
    if scale.low >= scale.high:
        row.fail("'high' must be above 'low'", "high")
    return scale


def _prompt(row: Table) -> Prompt:
    prompt = Prompt(
        **_common(row),
        stage=row.one_of("stage", STAGES),
        audience=row.some_of("audience", AUDIENCES),
        gentle=row.maybe_flag("gentle"),
        answers_from=row.maybe_word("answers_from"),
        several=row.maybe_flag("several"),
        about=row.maybe_words("about"),
    )
    if prompt.several and not prompt.answers_from:
        row.fail("'several' needs 'answers_from'", "several")
    return prompt


def _dimension(row: Table) -> Dimension:
    return Dimension(**_common(row), crosscutting=row.maybe_flag("crosscutting"))


def _subdimension(row: Table) -> Subdimension:
    return Subdimension(
        **_common(row), part_of=row.word("part_of"), do=row.texts("do"), dont=row.texts("dont")
    )


def _quadrant(row: Table) -> Quadrant:
    return Quadrant(
        **_common(row),
        awareness=row.one_of("awareness", AWARENESS),
        steered_by=row.one_of("steered_by", STEERING),
    )


def _tone(row: Table) -> Tone:
    return Tone(**_common(row), question=row.text("question"), examples=row.texts("examples"))


def _outcome_category(row: Table) -> OutcomeCategory:
    return OutcomeCategory(**_common(row), horizon=row.text("horizon"), scope=row.text("scope"))


def _outcome(row: Table) -> Outcome:
    return Outcome(
        **_common(row),
        category=row.word("category"),
        benefits=row.some_of("benefits", BENEFICIARIES),
        evidence=evidence(row),
    )


def _crafting(row: Table) -> Crafting:
    return Crafting(**_common(row), example=row.text("example"))


def _factor(row: Table) -> Factor:
    return Factor(**_common(row), nature=row.one_of("nature", NATURES), note=row.maybe_text("note"))


def _stage(row: Table) -> Stage:
    return Stage(**_common(row), avoid=row.text("avoid"))


def _context_factor(row: Table) -> ContextFactor:
    return ContextFactor(**_common(row), values=tuple(map(_value, row.maybe_tables("values"))))


def _value(row: Table) -> Value:
    value = Value(id=row.matching("id", _VALUE_ID), label=row.text("label"))
    row.finish()
    return value


def _reward(row: Table) -> Reward:
    return Reward(**_common(row), rule=row.text("rule"))


def _review_step(row: Table) -> ReviewStep:
    return ReviewStep(
        **_common(row),
        number=row.number("number"),
        excluded=row.maybe_number("excluded"),
        reasons=tuple(map(_reason, row.maybe_tables("reasons"))),
    )


def _reason(row: Table) -> Reason:
    reason = Reason(label=row.text("label"), number=row.number("number"))
    row.finish()
    return reason


def _term(row: Table) -> Term:
    return Term(**_common(row), use=row.text("use"), preferred=row.flag("preferred"))


_READERS: Final[dict[str, Callable[[Table], Item]]] = {
    "choices": _item,
    "places": _place,
    "activities": _activity,
    "scales": _scale,
    "prompts": _prompt,
    "dimensions": _dimension,
    "subdimensions": _subdimension,
    "quadrants": _quadrant,
    "tones": _tone,
    "outcome_categories": _outcome_category,
    "outcomes": _outcome,
    "crafting": _crafting,
    "factors": _factor,
    "stages": _stage,
    "context_factors": _context_factor,
    "rewards": _reward,
    "review_steps": _review_step,
    "terms": _term,
}
