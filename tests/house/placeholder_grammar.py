"""What a machine can say about the grammar around a placeholder, whatever word will stand there.

A word may be de or het, begin with a vowel, or be longer than the writer thought; so a text may not take its article,
the ending of its adjective or its relative pronoun for granted. These rules are about templates; filled texts are
looked at in the test itself.
"""

import re

from mortel.pure.catalogue.words import PLACEHOLDERS, Language

_ANY = "|".join(sorted(PLACEHOLDERS))
_ONE = rf"\{{(?:{_ANY})\}}"
_MANY = rf"\{{(?:{_ANY})\.many\}}"
_THE = rf"\{{(?:{_ANY})\.the\}}"
_CAPITAL = rf"\{{(?:{'|'.join(name.capitalize() for name in sorted(PLACEHOLDERS))})(?:\.\w+)?\}}"
_ONE_IS = _CAPITAL.replace(r"(?:\.\w+)?", r"(?:\.the)?")
_MANY_ARE = _CAPITAL.replace(r"(?:\.\w+)?", r"\.many")
_LOWER = rf"\{{(?:{_ANY})(?:\.\w+)?\}}"
# Where a sentence begins: the text, a line of Markdown, or after a full stop; a quote may stand before it.
_START = r"(?:^|(?<=[.?!]\s)|(?<=[.?!][\"”’)]\s))[ \t]*(?:[-*+#>|]+[ \t]+|\d+\.[ \t]+)*(?:\[[ x]\][ \t]+)?[\"“‘(*_]*"

_EITHER: dict[str, str] = {
    rf"{_START}{_LOWER}": "a sentence begins with a small letter: write the name with a capital",
    rf"(?<![.?!\n]\s)(?<=[\w,;:] ){_CAPITAL}": "a capital within a sentence",
}
_DUTCH: dict[str, str] = {
    rf"\b(?i:de|het|dit|dat|deze|die|elke?|iedere?|welke?|ons|onze|dezelfde|hetzelfde)\s+{_ONE}": (
        "an article that takes de or het for granted: use .the"
    ),
    rf"\b(?i:de|het|dit|dat|deze|die|elke?|iedere?|welke?)\s+(?!je\b|hele\b)\w+e\s+{_ONE}": (
        "an article before an adjective that takes de or het for granted"
    ),
    rf"\b[Ee]en\s+(?!\w*en\b|extra\b|paar\b)\w+\s+{_ONE}": "an adjective after een whose ending depends on de or het",
    rf"\b(?i:de|een|je|jullie|deze|dit|mijn|jouw|geen|elke?|per)\s+{_THE}": "two articles",
    rf"\b(?i:het|een|dit|elke?|iedere?)\s+{_MANY}": "a singular article before a plural",
    rf"(?:{_ONE}|{_THE}),?\s+(?:die\b|dat\s+(?!je\b|jij\b|het\b|de\b|een\b|er\b|ze\b)\w)": (
        "a relative pronoun that depends on de or het"
    ),
    rf"{_START}{_ONE_IS}\s+(?:zijn|hebben|komen|gaan|kunnen|mogen|moeten|willen)\b": (
        "a plural verb with one"
    ),
    rf"{_START}{_MANY_ARE}\s+(?:is|heeft|komt|gaat|kan|mag|moet|wil)\b": ("a singular verb with many"),
}
_ENGLISH: dict[str, str] = {
    rf"\bthe\s+{_ONE}": "write .the, so that both languages read alike",
    rf"\b(?i:an?|this|that|each|every|one)\s+{_MANY}": "a singular article before a plural",
    rf"\b(?i:these|those|many|few|several|both)\s+(?:\w+\s+)?{_ONE}": "a plural without .many",
    rf"\b(?i:an?|the|this|that|your|my|their|our|each|every|no)\s+{_THE}": "two articles",
    rf"{_START}{_ONE_IS}\s+(?:are|have|were|do)\b": "a plural verb with one",
    rf"{_START}{_MANY_ARE}\s+(?:is|has|was|does)\b": "a singular verb with many",
}
_RULES: dict[Language, list[tuple[re.Pattern[str], str]]] = {
    language: [(re.compile(rule, re.MULTILINE), why) for rule, why in (_EITHER | own).items()]
    for language, own in (("nl", _DUTCH), ("en", _ENGLISH))
}
_NAMES = re.compile(rf"\{{({_ANY})", re.IGNORECASE)


def grammar_faults(template: str, language: Language) -> list[str]:
    """What is wrong around the placeholders of one text, a line for each fault."""
    if "{" not in template:
        return []
    return [f"{why}: {found[0]!r}" for rule, why in _RULES[language] for found in rule.finditer(template)]


def names_in(template: str) -> list[str]:
    """Which placeholders a text holds, in alphabetical order, whatever their form."""
    return sorted(name.lower() for name in _NAMES.findall(template))
