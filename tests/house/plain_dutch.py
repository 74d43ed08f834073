"""The rules of plain Dutch, and the screens they are held against. One screen is the texts of one room or mail."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import textstat
from django.conf import settings
from django.template.loader import render_to_string
from wordfreq import zipf_frequency

from mortel.console.messages import forms, messages_of, read
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import employee_texts
from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import PLACEHOLDERS, Language, Vocabulary, Word

CONTENT: Path = settings.PACKAGE / "content"
# One stand-in for every placeholder: which word stands there is not for the text to judge.
SOMEBODY: Mapping[Language, Vocabulary] = {
    "nl": dict.fromkeys(PLACEHOLDERS, Word(singular="iemand", plural="mensen", article="de")),
    "en": dict.fromkeys(PLACEHOLDERS, Word(singular="somebody", plural="people", article="the")),
}
LONGEST, AVERAGE, FLESCH_DOUMA, RARE = 20, 15, 60, 3.0

# Rooms of administrators and researchers, and commands: no employee reads them.
_OFFICES = (
    "web/office/",
    "web/guidance/definition.html",
    "web/guidance/views.py",
    # For HR, researchers and the council.
    "web/climate/office",
    # Their files; the sheet of a team has its words in templates, which are looked at.
    "web/climate/outputs/",
    # For readers of evidence, in the words of the field.
    "web/library/evidence",
    "web/library/statement",
    "web/library/dispute.html",
    "web/library/terms.html",
    "web/library/business_case",
    "web/library/tips.html",
    "pure/",
    "console/",
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%d|\{\w+(?:\.\w+)?\}|https?://\S+")
_MARKS = re.compile(r"[*#]+")
_WORD = re.compile(r"[\w’'-]*\w")
_LEARNING = r"\b(?:aan|af|bij|ge|mee|om|op|ver)?leer\w*|\b(?:aan|af|bij|mee|om|op|ver)?(?:leren|lerend)\w*"
_PASSIVE = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
_FORBIDDEN: Mapping[str, str] = {
    _LEARNING: "a form of leren",
    r"\b\w*anoni\w+": "never promise anonymity",
    r"\bsuccesvol\w*": "succesvol",
    r"\bu\b|\buw\b|\buzelf\b": "je, not u",
    r"!": "an exclamation mark",
}
_FORBIDDEN_ENGLISH: Mapping[str, str] = {
    r"\b\w*learn\w*": "a form of learn",
    r"\banonym\w+": "never promise anonymity",
    r"\bsuccessful\w*": "successful",
    r"!": "an exclamation mark",
}
# First parts of verbs that are too short, or too common, to count as a compound's part by themselves.
_PREFIXES = frozenset(
    re.findall(
        r"\w+",
        "aan achter af bij binnen door in mee na neer om onder op over samen tegen terug toe uit ver vol voor weg",
    )
)


def explained_words() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads((CONTENT / "words-explained.toml").read_text())["words"]
    return words


def marked_words() -> dict[str, str]:
    """Each marked form with what to say instead."""
    rows = tomllib.loads((CONTENT / "words-marked.toml").read_text())["words"]
    return {form: row["instead"] for row in rows for form in row["forms"]}


# Screens ----------------------------------------------------------------------------------------------------------


def screens(language: Language) -> dict[str, list[str]]:
    """Every text an employee can meet, by screen."""
    found: dict[str, list[str]] = defaultdict(list)
    for message in messages_of(read(settings.PACKAGE / "locale", language)):
        for screen in {screen_of(file) for file, _line in message.locations} - {""}:
            found[screen] += forms(message.string)
    for located in employee_texts(shipped()):
        text = located.text.in_language(language, SOMEBODY[language])
        found[f"catalogue: {_page_of(located.id)}"].append(_MARKS.sub("", text))
    found["privacy"] += privacy_texts(language)
    return dict(found)


def screen_of(file: str) -> str:
    """The screen a file of the package belongs to; empty when no employee reads it."""
    place = file.replace("web/templates/", "web/").replace("people/templates/mail/", "mail/")
    if place == "console/borrowed.py":
        return "words of Django"
    if place.startswith(_OFFICES):
        return ""
    if "/mail/" in place:
        return f"mail: {Path(place).stem}"
    parts = place.split("/")
    return (
        parts[1]
        if parts[0] == "web" and len(parts) > 2
        else "frame"
        if parts[0] == "web"
        else "own log and roles"
    )


def _page_of(thing_id: str) -> str:
    """The taxonomy of an item; guides and interventions together, each kit by itself."""
    if "-" in thing_id:
        return {"IV": "interventions", "CV": "guides"}.get(thing_id.split("-")[0], thing_id)
    return next((t.id for t in shipped().taxonomies if thing_id in {item.id for item in t.items}), thing_id)


def privacy_page(language: Language, *, named: bool = True) -> str:
    """The text of /privacy as HTML, for an organisation in care in the Netherlands.

    `named`: whether the installation says who its privacy officer is and who runs the server.
    """
    context = {
        "organisation": SimpleNamespace(name="Zorggroep", sector="care", country="NL"),
        "words": neutral(language),
        "retention": settings.RETENTION,
        "office_hours": settings.SESSION_HOURS_OFFICE,
        "reset_minutes": settings.RESET_LINK_MINUTES,
        "link_days": settings.START_LINK_DAYS,
        "administrators": 2,
        "grants": [("HR-adviseur", 3)],
        "privacy_officer": "Anna" if named else "",
        "hosted_by": "Anna" if named else "",
    }
    return render_to_string(f"privacy/text-{language}.html", context)


def privacy_texts(language: Language) -> list[str]:
    both = privacy_page(language) + privacy_page(language, named=False)
    blocks = re.split(r"</(?:caption|h2|h3|li|p|td|th)>", both)
    texts = (unescape(re.sub(r"<[^>]*>", "", block)).strip() for block in blocks)
    return [text for text in texts if text]


# Rules ------------------------------------------------------------------------------------------------------------


def sentences(texts: Iterable[str]) -> list[str]:
    """Sentences with a stand-in word for what is filled in later. A label without a full stop is a sentence."""
    lines = (_PLACEHOLDER.sub("iemand", line).strip() for text in texts for line in text.splitlines())
    parts = (part for line in lines for part in re.split(r"(?<=[.?!])”?\s+", line))
    return [part for part in parts if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def running_text(texts: Iterable[str]) -> list[str]:
    """Whole sentences only: labels and buttons of one word would make every screen look easy. A screen with
    nothing but labels is judged by its labels."""
    everything = sentences(texts)
    return [sentence for sentence in everything if sentence[-1] in ".?!:"] or everything


def average_length(texts: Iterable[str]) -> float:
    lengths = [len(words(sentence)) for sentence in running_text(texts)]
    return sum(lengths) / len(lengths)


def flesch_douma(texts: Iterable[str]) -> float:
    """206.835 - 0.93 x words per sentence - 77 x syllables per word (Douma 1960). Higher is easier."""
    textstat.set_lang("nl")
    whole = " ".join(part if part[-1] in ".?!" else f"{part}." for part in running_text(texts))
    return float(textstat.flesch_reading_ease(whole))


def faults(texts: Iterable[str]) -> list[str]:
    """What is wrong with Dutch texts, a line for each sentence and rule."""
    found = []
    for sentence in sentences(texts):
        if len(words(sentence)) > LONGEST:
            found.append(f"longer than {LONGEST} words: {sentence}")
        if len(_PASSIVE.findall(sentence)) > 1:
            found.append(f"more than one worden: {sentence}")
        found += [
            f"{why}: {sentence}"
            for rule, why in _FORBIDDEN.items()
            if re.search(rule, sentence, re.IGNORECASE)
        ]
        found += [f"rare, not explained: {word}: {sentence}" for word in rare_words(sentence)]
        found += [f"say {instead}: {sentence}" for instead in said_in_one_country(sentence)]
    return found


def english_faults(texts: Iterable[str]) -> list[str]:
    return [
        f"{why}: {text}"
        for text in texts
        for rule, why in _FORBIDDEN_ENGLISH.items()
        if re.search(rule, text, re.IGNORECASE)
    ]


def rare_words(sentence: str) -> list[str]:
    known = explained_words()
    parts = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence.lower())
    return [part for part in parts if part not in known and not is_common(part) and not is_compound(part)]


def is_common(word: str) -> bool:
    return zipf_frequency(word.replace("’", "'"), "nl") >= RARE


def is_compound(word: str) -> bool:
    """Whether a word falls into common parts of four letters or more, or a common verb after its prefix."""
    for split in range(2, len(word) - 3):
        first, rest = word[:split], word[split:]
        if not (first in _PREFIXES or (len(first) >= 4 and is_common(first))):
            continue
        for link in ("", "s", "e", "n", "en"):
            last = rest.removeprefix(link) if rest.startswith(link) else ""
            if len(last) >= 4 and (is_common(last) or is_compound(last)):
                return True
    return False


def said_in_one_country(sentence: str) -> list[str]:
    said = {word.lower() for word in words(sentence)}
    return [f"{instead}, not {form}" for form, instead in marked_words().items() if form in said]
