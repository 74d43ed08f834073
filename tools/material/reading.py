"""The material's YAML, and the supplements that are laid over what was made of it."""

import tomllib
from pathlib import Path
from typing import Any

import yaml

_SUPPLEMENTS = Path(__file__).parent / "supplements"


def material_of(folder: Path, name: str) -> dict[str, Any]:
    return yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def supplements(name: str) -> dict[str, Any]:
    return tomllib.loads((_SUPPLEMENTS / f"{name}.toml").read_text(encoding="utf-8"))


def laid_over(row: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """`row` with the keys of `extra` added or replaced; tables are laid over each other key by key."""
    merged = dict(row)
    for key, value in extra.items():
        below = merged.get(key)
        both_tables = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = laid_over(below, value) if both_tables else value
    return merged


def text(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl.strip(), "en": en.strip()}
