"""Placeholders in texts: words that differ by sector, country or organisation.

A text says `{client}`; a hospital shows "patiënt", a school "student". Only the names below exist. They are
put in by one pass of a regular expression, never by `str.format`: a word that an organisation typed itself
can hold braces without reaching into objects or being filled a second time.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

# What is shown while an organisation has not chosen its own word: neutral for the Netherlands and Flanders.
NEUTRAL_WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "nl": MappingProxyType(
            {
                "client": "cliënt",
                "leidinggevende": "leidinggevende",
                "maatje": "maatje",
                "mentor": "mentor",
                "overdracht": "overdracht",
                "overleg": "overleg",
                "raad": "medezeggenschapsraad",
                "rooster": "rooster",
                "verlof": "verlof",
            }
        ),
        "en": MappingProxyType(
            {
                "client": "client",
                "leidinggevende": "team lead",
                "maatje": "buddy",
                "mentor": "mentor",
                "overdracht": "handover",
                "overleg": "meeting",
                "raad": "works council",
                "rooster": "schedule",
                "verlof": "leave",
            }
        ),
    }
)
PLACEHOLDERS: Final = frozenset(NEUTRAL_WORDS["nl"])

_PLACEHOLDER = re.compile(r"\{([a-z]{1,40})\}")


def fill(template: str, neutral: Mapping[str, str], chosen: Mapping[str, str]) -> str:
    """Put words in the placeholders: the chosen one, else the neutral one. An unknown name stays as it is."""
    return _PLACEHOLDER.sub(lambda m: chosen.get(m[1]) or neutral.get(m[1], m[0]), template)


def stray_braces(template: str) -> bool:
    """Whether the text holds a brace that is no known placeholder, such as `{cleint}` or a lone `{`."""
    rest = _PLACEHOLDER.sub(lambda m: "" if m[1] in PLACEHOLDERS else m[0], template)
    return "{" in rest or "}" in rest
