"""Keeps the two catalogues of the screens' words equal to the code, without GNU gettext.

`locale/nl` holds Dutch written by people. `locale/en` repeats the msgids: it exists so that plural forms and the
words of Django itself are ours in English too. Both are written in one fixed order, without dates or line
numbers, so that a change in the code shows as that change alone.

`locale/nl_BE` holds only the few whole strings that Belgium says in other Dutch; it is written by hand, checked here
against the code, and falls back to nl.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mortel.console.message_sources import Found

LANGUAGES: Final = ("nl", "en")
OVERLAY: Final = "nl_BE"
# A Flemish overlay that grows past this share of the messages is a second translation to keep up.
OVERLAY_AT_MOST: Final = 0.05
_HEADER: Final = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd]")
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # a compiled file tells nothing about when it was made


def po_file(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def read(locale: Path, language: str) -> Catalog:
    """The catalogue as it is written; an empty one if there is no file yet."""
    path = po_file(locale, language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def wanted(found: Iterable[Found]) -> Catalog:
    """What the code asks for: every msgid once, with the files that use it."""
    template = Catalog(fuzzy=False)
    for one in found:
        words = (one.msgid, one.plural) if one.plural else one.msgid
        template.add(words, context=one.context or None, locations=[(one.file, 0)])
    return template


def update(locale: Path, found: Iterable[Found]) -> list[str]:
    """Rewrite both files after the code. Returns the problems that are left for a person.

    A msgid that was changed a little keeps its old Dutch, marked fuzzy; one that is gone goes.
    """
    template = wanted(found)
    for language in LANGUAGES:
        catalog = read(locale, language)
        catalog.update(template, update_header_comment=False)
        if language == "en":
            _repeat_msgids(catalog)
        _write(po_file(locale, language), catalog, language)
    return problems(locale, template)


def problems(locale: Path, template: Catalog) -> list[str]:
    """One line for everything missing, fuzzy, obsolete or with other placeholders, in either language."""
    return [
        f"{language}: {problem}"
        for language in LANGUAGES
        for problem in _problems(template, read(locale, language), is_english=language == "en")
    ] + [f"{OVERLAY}: {problem}" for problem in _overlay_problems(template, read(locale, OVERLAY))]


def compile_into(folder: Path, locale: Path) -> list[Path]:
    """Write the binary files that Django loads, below `folder`. Returns their paths."""
    written = []
    for language in (*LANGUAGES, OVERLAY):
        catalog = _whole(locale, language)
        catalog.creation_date = catalog.revision_date = _NO_DATE
        path = po_file(folder, language).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalog)
        written.append(path)
    return written


def _whole(locale: Path, language: str) -> Catalog:
    """A catalogue as Django must load it. The overlay is laid over Dutch here: where Django falls back by itself, its
    own Dutch would go before ours."""
    if language != OVERLAY:
        return read(locale, language)
    catalog = read(locale, "nl")
    for message in messages_of(read(locale, OVERLAY)):
        if (dutch := catalog.get(message.id, message.context)) is not None:
            dutch.string = message.string
    return catalog


def messages_of(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def forms(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A text without plural is one form."""
    return (words,) if isinstance(words, str) else tuple(words)


def _repeat_msgids(catalog: Catalog) -> None:
    for message in messages_of(catalog):
        message.string = message.id
        message.flags.discard("fuzzy")


def _write(path: Path, catalog: Catalog, language: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_HEADER.format(language=language).encode())
        write_po(
            file,
            catalog,
            width=110,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def _problems(template: Catalog, catalog: Catalog, *, is_english: bool) -> Iterator[str]:
    keys = {_key(message): message for message in messages_of(catalog)}
    for asked in messages_of(template):
        written = keys.pop(_key(asked), None)
        if written is None:
            yield f"missing: {forms(asked.id)[0]!r} ({asked.locations[0][0]})"
        elif problem := _fault(asked, written, is_english=is_english):
            yield f"{problem}: {forms(asked.id)[0]!r}"
    yield from (f"obsolete: {forms(message.id)[0]!r}" for message in keys.values())
    yield from (f"obsolete: {forms(message.id)[0]!r}" for message in catalog.obsolete.values())


def _overlay_problems(template: Catalog, catalog: Catalog) -> Iterator[str]:
    asked = {_key(message): message for message in messages_of(template)}
    written = list(messages_of(catalog))
    for message in written:
        if _key(message) not in asked:
            yield f"obsolete: {forms(message.id)[0]!r}"
        elif problem := _fault(asked[_key(message)], message, is_english=False):
            yield f"{problem}: {forms(message.id)[0]!r}"
    if len(written) > OVERLAY_AT_MOST * len(asked):
        yield f"{len(written)} strings of {len(asked)}: an overlay holds at most {OVERLAY_AT_MOST:.0%}"


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, forms(message.id)[0]


def _fault(asked: Message, written: Message, *, is_english: bool) -> str:
    """What is wrong with one translation; empty when nothing is."""
    if forms(written.id) != forms(asked.id):
        return "another plural than the code asks"
    texts = forms(written.string or "")
    if len(texts) != len(forms(asked.id)) or not all(texts):
        return "not translated"
    if written.fuzzy:
        return "fuzzy"
    if is_english and texts != forms(asked.id):
        return "not the same as the msgid"
    # Each form against its own: the singular may say "one" where the plural needs the number.
    pairs = zip(forms(asked.id), texts, strict=True)
    return "" if all(_placeholders(a) == _placeholders(b) for a, b in pairs) else "other placeholders"


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))
