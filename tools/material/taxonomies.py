"""The lists of choices that were not written by hand for capturing already."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from material.reading import laid_over, material_of, supplements, text
from material.rules import direction, strength_id
from material.writing import write

# Edited by hand for the screens of capturing; these files are the truth and are left alone.
KEPT = (
    "learning_map",
    "continuum_markers",
    "activities",
    "forms",
    "moment_prompts",
    "insight_sources",
    "effect_factors",
)
# What an outcome's strength is called in the taxonomy `strengths`, where rules do not use those words.
_OUTCOME_STRENGTHS = {
    "limited (a handful)": "strength.limited",
    "association (self-report)": "strength.self_report",
    "strong (almost every study)": "strength.very_clear",
    "reported by one source": "strength.vendor",
}
_BENEFITS = {"person": ["person"], "employer": ["employer"], "person and employer": ["person", "employer"]}
_STEERING = {"none": "nobody"}
_KINDS = {
    "quadrants": "quadrants",
    "basic_tones": "tones",
    "outcome_categories": "outcome_categories",
    "outcomes": "outcomes",
    "climate": "dimensions",
    "subdimensions": "subdimensions",
    "job_crafting": "crafting",
    "resources_demands": "factors",
    "maturity_stages": "stages",
    "context_factors": "context_factors",
    "reward_kinds": "rewards",
    "review_steps": "review_steps",
}

Row = dict[str, Any]


def convert(material: Path, content: Path) -> None:
    extra = supplements("taxonomies")
    for taxonomy in material_of(material, "10-taxonomies.yaml")["taxonomies"]:
        if taxonomy["id"] in KEPT:
            continue
        for name, items in _split(taxonomy):
            _write(content, taxonomy, name, items, extra)


def _split(taxonomy: Row) -> list[tuple[str, list[Row]]]:
    """The files one list of the material becomes: some hold two kinds of things."""
    items = taxonomy["items"]
    if taxonomy["id"] == "outcomes":
        return [
            ("outcome_categories", [item for item in items if "category" not in item]),
            ("outcomes", [item for item in items if "category" in item]),
        ]
    if taxonomy["id"] == "climate":
        parts = [dict(sub, part_of=item["id"]) for item in items for sub in item["subdimensions"]]
        return [("climate", [*items, *taxonomy["crosscutting"]]), ("subdimensions", parts)]
    if taxonomy["id"] == "concepts":
        # The other two are what a researcher switches between; that list is kept.
        return [("neighbouring_concepts", [item for item in items if "informal" not in item["id"]])]
    if taxonomy["id"] == "maturity":
        # A signal is called `maturity` already.
        return [("maturity_stages", items)]
    return [(taxonomy["id"], items)]


def _write(content: Path, taxonomy: Row, name: str, items: list[Row], extra: Row) -> None:
    mine = dict(extra.get(name, {}))
    added = [{"id": item_id, **extra[item_id]} for item_id in mine.pop("added", [])]
    kind = _KINDS.get(name, "choices")
    head = {
        "id": name,
        "kind": kind,
        "label": text(taxonomy["nl"], taxonomy["en"]),
        "technical": None,
        "definition": text(taxonomy["def_nl"], taxonomy["def_en"]),
        "sources": taxonomy["source"],
    }
    rows = [laid_over(_row(kind, item), _extra(extra, item["id"], kind)) for item in items]
    write(content / "taxonomies" / f"{name}.toml", laid_over(head, mine), "items", [*rows, *added])


def _extra(extra: Row, item_id: str, kind: str) -> Row:
    found = dict(extra.get(item_id, {}))
    if kind == "outcomes" and "note" in found:
        return laid_over(found, {"evidence": {"note": found.pop("note")}})
    return found


def _row(kind: str, item: Row) -> Row:
    keys = _KEYS.get(kind, lambda _: {})(item)
    return {
        "id": item["id"],
        "label": text(item["nl"], item["en"]),
        "technical": None,
        "definition": text(item["def_nl"], item["def_en"]),
        **keys,
        "sources": item["source"],
    }


def _outcome(item: Row) -> Row:
    words = item["strength"]
    return {
        "category": item["category"],
        "benefits": _BENEFITS[item["beneficiary"]],
        "evidence": {
            "strength": _OUTCOME_STRENGTHS.get(words) or strength_id(words),
            "direction": "negative"
            if item["direction"] == "negative relation"
            else direction(item["direction"]),
            "contested": item["id"] in ("out.load_coping", "out.employability_external"),
        },
    }


def _review_step(item: Row) -> Row:
    reasons = {key: item[key] for key in ("not_retrieved",) if key in item} | item.get("reasons", {})
    labels = supplements("taxonomies")["reasons"]
    return {
        "number": item["n"],
        "excluded": item.get("excluded", item.get("not_retrieved")),
        "reasons": [{"label": labels[reason], "number": number} for reason, number in reasons.items()],
    }


_KEYS: dict[str, Callable[[Row], Row]] = {
    "quadrants": lambda item: {
        "awareness": item["awareness"],
        "steered_by": _STEERING.get(item["steered_by"], item["steered_by"]),
    },
    "tones": lambda item: {"question": text(item["practice_question_nl"], item["practice_question_en"])},
    "outcomes": _outcome,
    "dimensions": lambda item: {"crosscutting": True} if item["id"].startswith("x.") else {},
    "subdimensions": lambda item: {"part_of": item["part_of"]},
    "factors": lambda item: {"nature": item["kind"]},
    "review_steps": _review_step,
}
