"""The rules, in a file for each dimension, and the closed list of signals."""

from pathlib import Path
from typing import Any

from material.reading import laid_over, material_of, supplements, text
from material.writing import write

FILES = ("general", "leadership", "opportunities", "support", "space", "sharing", "autonomy")
_DIRECTIONS = {
    "n/a": "not_applicable",
    "association": "not_applicable",
    "bidirectional": "both_ways",
}
# The material's 56 ways of saying how sure something is, in the words of the taxonomy `strengths`.
_STRENGTHS = {
    "advised": "stated",
    "association": "association",
    "average": "stated",
    "case": "case",
    "combined": "reasoned",
    "context": "reasoned",
    "definition": "definition",
    "evaluation 2015": "one_study",
    "example": "case",
    "image": "principle",
    "limited": "limited",
    "literature": "stated",
    "method": "principle",
    "mixed": "mixed",
    "moderate": "moderate",
    "one recent study": "one_study",
    "one study": "one_study",
    "practice": "practice",
    "practice example": "practice",
    "practice observation": "practice",
    "practice suggestion": "practice",
    "principle": "principle",
    "product inference": "reasoned",
    "reasoned": "reasoned",
    "reasoned from S-39": "reasoned",
    "research cited by expert": "expert",
    "research question": "reasoned",
    "self-report": "self_report",
    "several studies": "several_studies",
    "small survey": "case",
    "some studies": "limited",
    "stated": "stated",
    "stated (advised against)": "stated",
    "stated (harmful when absent)": "stated",
    "stated (research)": "stated",
    "strong": "several_studies",
    "strong (very clear in the source)": "very_clear",
    "strong (very clear)": "very_clear",
    "strong contribution": "strong_contribution",
    "vendor": "vendor",
    "vendor and review": "vendor",
    "vendor list": "vendor",
    "vendor vs review": "stated",
}


def convert(material: Path, content: Path) -> None:
    whole = material_of(material, "20-rules.yaml")
    _write_signals(whole["legend"]["signals"], content)
    extra = supplements("rules")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FILES}
    for rule in whole["rules"]:
        rows[_file_of(rule["dimension"])].append(_row(rule, extra.get(rule["id"], {})))
    for name, found in rows.items():
        write(content / "rules" / f"{name}.toml", {}, "rules", found)


def strength_id(words: str) -> str:
    known = _STRENGTHS.get(words) or ("expert" if words.startswith("expert") else "")
    if not known:
        raise SystemExit(f"no strength for {words!r}")
    return f"strength.{known}"


def direction(word: str) -> str:
    return _DIRECTIONS.get(word, word)


def _file_of(dimension: str) -> str:
    name = dimension.split(".")[1] if "." in dimension else dimension
    return "general" if name == "psysafety" else name


def _row(rule: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    extra = dict(extra)
    note = extra.pop("note", None)
    evidence = rule["evidence"]
    if evidence.get("note") and not note:
        raise SystemExit(f"{rule['id']}: the note stands in English only")
    row = {
        "id": rule["id"],
        "kind": rule["kind"],
        "polarity": rule["polarity"],
        "levels": rule["level"],
        "addressee": rule["addressee"],
        "dimension": None if rule["dimension"] == "general" else rule["dimension"],
        "triggers": [trigger.strip() for trigger in rule["trigger"].split("&")],
        "condition": text(**rule["condition"]),
        "advice": text(**rule["advice"]),
        "evidence": {
            "strength": strength_id(evidence["strength"]),
            "direction": direction(evidence["direction"]),
            "contested": evidence["contested"],
            "note": note,
        },
        "sources": rule["source"],
    }
    return laid_over(row, extra)


def _write_signals(signals: dict[str, Any], content: Path) -> None:
    extra = supplements("signals")
    rows = [
        {
            "id": name,
            "label": text(signal["nl"], signal["en"]),
            "parameters": [str(parameter) for parameter in signal.get("params", [])],
        }
        for name, signal in signals.items()
    ]
    write(content / "signals.toml", {}, "signals", [laid_over(row, extra[row["id"]]) for row in rows])
