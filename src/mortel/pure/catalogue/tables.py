"""A TOML table that is emptied key by key: what is missing, empty, of another kind or left over is an error.

Typed to the caller; nothing untyped leaves this module.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import tomli

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.lines import Step, line_of
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import stray_braces

Choice = TypeVar("Choice", bound=str)
_ERROR_LINE = re.compile(r"at line (\d+)")


class Table:
    """One table of one file. Ask for every key it may hold, then call `finish`."""

    def __init__(self, file: Path, raw: str, path: tuple[Step, ...], values: dict[str, Any]) -> None:
        self._file, self._raw, self._path = file, raw, path
        self._values = dict(values)

    def fail(self, problem: str, *keys: Step) -> NoReturn:
        """Stop with the file and the line of `keys` (of this table when the key is missing)."""
        raise CatalogueError(self._file, line_of(self._raw, self._path + keys), problem)

    def finish(self) -> None:
        """Refuse what nobody asked for: mostly a slip of the pen in an optional key."""
        for key in self._values:
            self.fail(f"unknown key {key!r}", key)

    def word(self, key: str) -> str:
        """A required string that says something."""
        return self._filled(self._take(key), key)

    def maybe_word(self, key: str) -> str | None:
        return self.word(key) if key in self._values else None

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        """A required string of a fixed form."""
        return self._in_form(self.word(key), pattern, key)

    def maybe_matching(self, key: str, pattern: re.Pattern[str]) -> str | None:
        return self.matching(key, pattern) if key in self._values else None

    def words(self, key: str, *, repeated: bool = False) -> tuple[str, ...]:
        """A required list of at least one string; none of them twice, unless that means something (`repeated`)."""
        values = self._take(key)
        if not isinstance(values, list) or not values:
            self.fail(f"{key!r} must be a list with at least one string", key)
        words = tuple(self._filled(value, key) for value in values)
        twice = next((word for word, number in Counter(words).items() if number > 1), None)
        if twice and not repeated:
            self.fail(f"{key!r} names {twice!r} twice", key)
        return words

    def maybe_words(self, key: str, *, repeated: bool = False) -> tuple[str, ...]:
        return self.words(key, repeated=repeated) if key in self._values else ()

    def all_matching(self, key: str, pattern: re.Pattern[str], *, repeated: bool = False) -> tuple[str, ...]:
        """A required list of strings of a fixed form, as `words`."""
        return tuple(self._in_form(word, pattern, key) for word in self.words(key, repeated=repeated))

    def one_of(self, key: str, allowed: Sequence[Choice]) -> Choice:
        return self._known(self.word(key), allowed, key)

    def maybe_one_of(self, key: str, allowed: Sequence[Choice]) -> Choice | None:
        return self.one_of(key, allowed) if key in self._values else None

    def some_of(self, key: str, allowed: Sequence[Choice]) -> tuple[Choice, ...]:
        return tuple(self._known(word, allowed, key) for word in self.words(key))

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if not isinstance(value, bool):
            self.fail(f"{key!r} must be true or false", key)
        return value

    def maybe_flag(self, key: str) -> bool:
        return self.flag(key) if key in self._values else False

    def maybe_number(self, key: str) -> int | None:
        return self.number(key) if key in self._values else None

    def number(self, key: str) -> int:
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(f"{key!r} must be a whole number", key)
        return value

    def text(self, key: str) -> Text:
        """A required text in both languages, written as `key.nl` and `key.en`."""
        return self._text(self._take(key), key)

    def maybe_text(self, key: str) -> Text | None:
        return self.text(key) if key in self._values else None

    def texts(self, key: str) -> tuple[Text, ...]:
        """A required list of at least one text, each written on its own line as `{ nl = "...", en = "..." }`."""
        values = self._take(key)
        if not isinstance(values, list) or not values:
            self.fail(f'{key!r} must be a list of at least one {{ nl = "...", en = "..." }}', key)
        return tuple(self._text(value, key, place) for place, value in enumerate(values))

    def maybe_texts(self, key: str) -> tuple[Text, ...]:
        return self.texts(key) if key in self._values else ()

    def table(self, key: str) -> "Table":
        """A required table within this one, written as `key.one = ...` or `[key]`."""
        values = self._take(key)
        if not isinstance(values, dict):
            self.fail(f"{key!r} must be a table, written {key}.one = ...", key)
        return Table(self._file, self._raw, (*self._path, key), values)

    def tables(self, key: str) -> tuple["Table", ...]:
        """A required list of at least one table, written as `[[key]]`."""
        values = self._take(key)
        if not isinstance(values, list) or not values or not all(isinstance(v, dict) for v in values):
            self.fail(f"{key!r} must be a list of tables, written [[{key}]]", key)
        return tuple(Table(self._file, self._raw, (*self._path, key, i), v) for i, v in enumerate(values))

    def maybe_tables(self, key: str) -> tuple["Table", ...]:
        return self.tables(key) if key in self._values else ()

    def maybe_table(self, key: str) -> "Table | None":
        return self.table(key) if key in self._values else None

    def _take(self, key: str) -> Any:
        if key not in self._values:
            self.fail(f"missing key {key!r}")
        return self._values.pop(key)

    def _filled(self, value: Any, *keys: Step) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{_name(*keys)} must be a string that is not empty", *keys)
        if sign := unseen_sign(value):
            self.fail(f"{_name(*keys)} holds a sign that nobody sees: {sign}", *keys)
        return value

    def _text(self, languages: Any, *keys: Step) -> Text:
        if not isinstance(languages, dict):
            self.fail(f"{_name(*keys)} needs {keys[0]}.nl and {keys[0]}.en", *keys)
        for language in languages:
            if language not in ("nl", "en"):
                self.fail(f"unknown key {_name(*keys, language)}", *keys, language)
        text = Text(nl=self._phrase(languages, "nl", *keys), en=self._phrase(languages, "en", *keys))
        if not text.has_same_placeholders:
            self.fail(f"other placeholders in {_name(*keys, 'en')} than in {_name(*keys, 'nl')}", *keys)
        return text

    def _phrase(self, languages: dict[str, Any], language: str, *keys: Step) -> str:
        if language not in languages:
            self.fail(f"missing text {_name(*keys, language)}", *keys)
        phrase = self._filled(languages[language], *keys, language)
        if stray_braces(phrase):
            self.fail(f"unknown placeholder in {_name(*keys, language)}", *keys, language)
        return phrase

    def _in_form(self, word: str, pattern: re.Pattern[str], key: str) -> str:
        if not pattern.fullmatch(word):
            self.fail(f"{word!r} does not have the form of {key!r}", key)
        return word

    def _known(self, word: str, allowed: Sequence[Choice], key: str) -> Choice:
        chosen = next((choice for choice in allowed if choice == word), None)
        if chosen is None:
            self.fail(f"{word!r} is not one of {', '.join(allowed)}", key)
        return chosen


def unseen_sign(text: str) -> str | None:
    """The code point of the first sign that cannot be seen; a space and the end of a line are no such signs."""
    if text.isprintable():  # nearly always, and much faster
        return None
    found = next((sign for sign in text if not sign.isprintable() and sign != "\n"), None)
    return f"U+{ord(found):04X}" if found else None


def _name(*keys: Step) -> str:
    return repr(".".join(map(str, keys)))


def read_table(file: Path) -> Table:
    """The whole file as one table; CatalogueError when it is missing, no UTF-8 or no TOML."""
    try:
        raw = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(file, 1, f"cannot be read: {error}") from error
    try:
        return Table(file, raw, (), tomli.loads(raw))
    except tomli.TOMLDecodeError as error:
        found = _ERROR_LINE.search(str(error))
        line = int(found[1]) if found else raw.count("\n") + 1
        raise CatalogueError(file, line, f"no valid TOML: {error}") from error
