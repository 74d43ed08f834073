"""The interventions, in a file for each dimension."""

from pathlib import Path
from typing import Any

from material.reading import laid_over, material_of, supplements, text
from material.rules import FILES
from material.writing import write

_ROLES = {
    "HR": "hr",
    "IT": "it",
    "L&D": "ld",
    "board": "board",
    "buddy": "buddy",
    "clients": "client",
    "coach": "coach",
    "colleague": "colleague",
    "colleagues": "colleague",
    "employee": "employee",
    "employees": "employee",
    "experienced colleague": "colleague",
    "expert": "expert",
    "facilitator": "facilitator",
    "facility": "facility",
    "host": "host",
    "mentor": "mentor",
    "newcomer": "newcomer",
    "peers": "colleague",
    "project lead": "project_lead",
    "researcher": "researcher",
    "small group": "team",
    "small secret group": "team",
    "team": "team",
    "team lead": "lead",
}
_LEVELS = {
    "person": ("employee", "colleague", "newcomer", "mentor", "buddy", "expert", "host"),
    "team": ("team", "lead", "coach", "client", "project_lead"),
    "organisation": ("hr", "it", "ld", "board", "facility", "facilitator", "researcher"),
}
# The material's free words for where something fits, in the items of the taxonomy `work_settings`.
_SETTINGS = {
    "any": "any",
    "L&D": "organisation",
    "after a course": "any",
    "beginners": "organisation",
    "busy teams": "busy",
    "closed teams": "stuck",
    "computer work": "computer",
    "creative work": "one_site",
    "crisis": "stuck",
    "first months": "newcomers",
    "front desk": "clients",
    "front-runners": "organisation",
    "groups with chats": "any",
    "growing organisations": "organisation",
    "hidden answer": "stuck",
    "high demands": "busy",
    "hybrid": "hybrid",
    "hybrid,multi_site": "hybrid",
    "known answer": "any",
    "long tenure": "routine",
    "manual work": "no_computer",
    "mentors and coaches": "any",
    "new leads": "newcomers",
    "new product": "any",
    "newcomers": "newcomers",
    "no computer work": "no_computer",
    "one_site": "one_site",
    "organisations": "organisation",
    "organisations with quality work": "organisation",
    "people standing still": "stuck",
    "professionals": "any",
    "repetitive chores": "routine",
    "rigid job descriptions": "organisation",
    "rigid routine": "routine",
    "role change": "role_change",
    "routine": "routine",
    "routine work": "routine",
    "sectors with an hours entitlement": "organisation",
    "service roles": "clients",
    "several organisations": "organisation",
    "shift or production work": "shifts",
    "shift work": "shifts",
    "similar roles": "any",
    "specialists": "any",
    "stress signals": "busy",
    "strong developers": "organisation",
    "stuck teams": "stuck",
    "teams": "any",
    "teams with rank and fixed rules": "routine",
    "tension": "stuck",
    "tight procedures": "routine",
    "unclear roles": "role_change",
    "uniform teams": "any",
    "work affected by AI": "role_change",
    "work with students, clients, patients": "clients",
}


def convert(material: Path, content: Path) -> None:
    extra = supplements("interventions")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FILES}
    for action in material_of(material, "30-interventions.yaml")["interventions"]:
        rows[action["dimensions"][0].split(".")[1]].append(_row(action, extra.get(action["id"], {})))
    for name, found in rows.items():
        if found:
            write(content / "interventions" / f"{name}.toml", {}, "interventions", found)


def _row(action: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    roles = list(dict.fromkeys(_ROLES[who] for who in action["who_acts"]))
    row = {
        "id": action["id"],
        "label": text(action["nl"], action["en"]),
        "description": text(action["desc_nl"], action["desc_en"]),
        "caution": text(**action["caution"]),
        "levels": [level for level, acting in _LEVELS.items() if set(acting) & set(roles)],
        "tones": action["basic_tone"],
        "dimensions": action["dimensions"],
        "quadrants": action["quadrants"],
        "effort": action["effort"],
        "computer": action["needs_computer"],
        "maturity": [f"mat.{stage}" for stage in action["maturity"]],
        "settings": [f"set.{_SETTINGS[action['context']]}"],
        "who_acts": [f"role.{role}" for role in roles],
        "origin": action["origin"],
        "sources": action["source"],
    }
    return laid_over(row, extra)
