"""Placeholders in texts: words that differ by sector, country or organisation.

A text says `{client}`; a hospital shows "patiënt", a school "student". Three forms, each also with a capital:

    {client}        een {client}, je {leidinggevende}      singular, without article
    {client.many}   met de {client.many}                   plural (its Dutch article is always "de")
    {raad.the}      vraag het {raad.the}                   singular with de, het or the
    {Raad.the}      {Raad.the} leest mee.                  at the beginning of a sentence

English "a" right before a placeholder becomes "an" where the word asks for it. Only the names below exist. They are
put in by one pass of a regular expression, never by `str.format`: a word that an organisation typed itself can hold
braces without reaching into objects or being filled a second time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

# The languages that texts are written in.
Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
# The languages that a page can be shown in: Dutch in Belgium is Dutch with some other words (see `overlay`).
Shown = Literal["nl", "nl-BE", "en"]
SHOWN: Final[tuple[Shown, ...]] = get_args(Shown)

Article = Literal["de", "het", "the"]
ARTICLES: Final[Mapping[Language, tuple[Article, ...]]] = {"nl": ("de", "het"), "en": ("the",)}

PLACEHOLDERS: Final = frozenset(
    {
        "client",
        "leidinggevende",
        "maatje",
        "mentor",
        "overdracht",
        "overleg",
        "raad",
        "rooster",
        "verlof",
    }
)
FORMS: Final = frozenset({"", ".many", ".the"})

_PLACEHOLDER = re.compile(r"(?:\b([Aa])n? )?\{([A-Za-z]{1,40})(\.[a-z]{1,10})?\}")
# English words that begin with the sound of a vowel: the letter, but not the sound of "you" and "won"; a silent h.
_VOWEL_SOUND = re.compile(r"(?!uni|eu|us[aeiu]|ut[ei]|one)[aeiou]|hour|honou?r|heir", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary in one language. Dutch tells de from het; English only has the."""

    singular: str
    plural: str
    article: Article

    @property
    def the(self) -> str:
        return f"{self.article} {self.singular}"

    @property
    def a(self) -> str:
        """With een, a or an."""
        if self.article != "the":
            return f"een {self.singular}"
        return f"{'an' if _VOWEL_SOUND.match(self.singular) else 'a'} {self.singular}"


# A word for each placeholder, or for some of them.
Vocabulary = Mapping[str, Word]


def language_of(shown: Shown) -> Language:
    """The language that texts of such a page are written in."""
    return "en" if shown == "en" else "nl"


def fill(template: str, words: Vocabulary) -> str:
    """Put words in the placeholders. A name or form that does not exist, or has no word, stays as it is."""
    return _PLACEHOLDER.sub(lambda found: _filled(found, words), template)


def stray_braces(template: str) -> bool:
    """Whether the text holds a brace that is no known placeholder, such as `{cleint}`, `{raad.de}` or a lone `{`."""
    if "{" not in template and "}" not in template:
        return False
    rest = _PLACEHOLDER.sub(lambda found: found[0] if _name(found) is None else "", template)
    return "{" in rest or "}" in rest


def placeholders(template: str) -> list[str]:
    """The names of the placeholders in a text, in written order."""
    if "{" not in template:
        return []
    return [name for found in _PLACEHOLDER.finditer(template) if (name := _name(found))]


def capital(text: str) -> str:
    """The text with a first capital; in Dutch the ij counts as one letter."""
    return ("IJ" + text[2:]) if text.startswith("ij") else text[:1].upper() + text[1:]


def _filled(found: re.Match[str], words: Vocabulary) -> str:
    name = _name(found)
    if name is None or name not in words:
        return found[0]
    word, form, article = words[name], found[3] or "", found[1] or ""
    shown = {"": word.singular, ".many": word.plural, ".the": word.the}[form]
    if article and word.article == "the" and not form:
        shown, article = word.a, ""
    shown = capital(shown) if (found[1] or found[2])[0].isupper() else shown
    return f"{article} {shown}" if article else shown


def _name(found: re.Match[str]) -> str | None:
    """The name of the placeholder if it and its form exist. A capital may only be its first letter."""
    name = found[2][0].lower() + found[2][1:]
    return name if name in PLACEHOLDERS and (found[3] or "") in FORMS else None
