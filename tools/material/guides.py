"""The fifty conversation guides, a file each.

Better words and what the material lacks stand in `supplements/guides.toml`. A mend that mends nothing, a guide without
a supplement and a supplement without a guide stop the conversion.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from material.reading import material_of, supplements
from material.writing import write

_LISTS = ("do", "dont", "questions", "parts")
_TAKEN_OVER = ("who", "when", "levels", "about", "afterwards")
_KNOWN = {*_TAKEN_OVER, "mend", "more", "parts_kind"}


def convert(material: Path, content: Path) -> None:
    guides = material_of(material, "40-conversations.yaml")["conversations"]
    added = supplements("guides")
    unlike = added.keys() ^ {source["id"] for source in guides}
    if unlike:
        raise ValueError(f"not in both the material and the supplement: {sorted(unlike)}")
    for source in guides:
        write(content / "guides" / f"{source['id']}.toml", _guide(source, added[source["id"]]))


def _guide(source: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """One guide with what the supplement says about it, keys in the order of the file."""
    if added.keys() - _KNOWN:
        raise ValueError(f"{source['id']}: unknown in the supplement: {sorted(added.keys() - _KNOWN)}")
    texts, more = _texts(source, added), added.get("more", {})
    return {
        "id": source["id"],
        "label": texts["label"],
        "purpose": texts["purpose"],
        **{key: added[key] for key in ("who", "when", "levels", "about")},
        **{key: texts[key] for key in ("do", "dont", "questions")},
        "parts_kind": source.get("parts_kind") or added.get("parts_kind"),
        "parts": texts["parts"],
        "afterwards": added["afterwards"],
        "sources": [*source["source"], *more.get("sources", [])],
    }


def _texts(source: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of the material, mended, with those that the supplement adds behind them."""
    texts: dict[str, Any] = {
        "label": {language: source[language] for language in ("nl", "en")},
        "purpose": dict(source["purpose"]),
        **{key: [dict(text) for text in source.get(key, ())] for key in _LISTS},
    }
    for place, better in added.get("mend", {}).items():
        _mend(source["id"], texts, place, better)
    return texts | {key: texts[key] + added.get("more", {}).get(key, []) for key in _LISTS}


def _mend(guide: str, texts: Mapping[str, Any], place: str, better: Mapping[str, str]) -> None:
    key, _, number = place.partition(".")
    text = texts[key][int(number) - 1] if number else texts[key]
    for language, words in better.items():
        if text[language] == words:
            raise ValueError(f"{guide}: {place}.{language} says this already")
        text[language] = words
