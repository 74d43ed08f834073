"""A pack in our own format, TOML: what docs/packs.md describes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import tomli

from mortel.pure.catalogue.shapes import Text
from mortel.pure.instruments.packs.draft import Draft, DraftItem, DraftScale, said
from mortel.pure.instruments.packs.sentences import (
    BROKEN_TOML,
    DOUBLE_CODE,
    UNREAD,
    UNREADABLE,
    WRONG_KIND,
    sentence,
)
from mortel.pure.instruments.packs.shapes import PackError

_ERROR_LINE: Final = re.compile(r"at line (\d+)")
_TOP: Final = frozenset({"id", "version", "title", "licence", "citation", "scales", "items"})
_SCALE: Final = frozenset({"id", "question", "labels"})
_ITEM: Final = frozenset({"code", "text", "scale", "dimension", "pole"})
_Table = Mapping[str, Any]


def draft_from_toml(data: bytes, fallback_id: str) -> Draft:
    """PackError when it is no TOML, or a value is of another kind than its key says."""
    top = _parsed(data)
    scales, items = _tables(top, "scales"), _tables(top, "items")
    names = Counter(_word(row, "id") for row in scales)
    for name, number in names.items():
        if number > 1:
            raise PackError(sentence(DOUBLE_CODE, code=name))
    return Draft(
        id=_word(top, "id") or fallback_id,
        version=_word(top, "version"),
        title=_words(top, "title"),
        licence=_word(top, "licence"),
        citation=_word(top, "citation"),
        scales={
            name: DraftScale(_labels(row), _words(row, "question"))
            for name, row in zip(names, scales, strict=True)
        },
        items=tuple(
            DraftItem(
                code=_word(row, "code"),
                text=_words(row, "text"),
                scale=_word(row, "scale"),
                dimension=_word(row, "dimension"),
                pole=_word(row, "pole"),
            )
            for row in items
        ),
        problems=tuple(dict.fromkeys(_unread([(top, _TOP)], scales, items))),
    )


def _parsed(data: bytes) -> _Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PackError(sentence(UNREADABLE)) from None
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers and nests without end
        found = _ERROR_LINE.search(str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        raise PackError(sentence(BROKEN_TOML, line=line)) from None


def _unread(
    top: list[tuple[_Table, frozenset[str]]], scales: list[_Table], items: list[_Table]
) -> Iterator[Text]:
    """A slip of the pen in a key would otherwise leave a dimension or a pole out without a word."""
    for table, known in [*top, *((row, _SCALE) for row in scales), *((row, _ITEM) for row in items)]:
        yield from (sentence(UNREAD, key=key) for key in table if key not in known)


def _word(table: _Table, key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise PackError(sentence(WRONG_KIND, key=key))
    return value


def _words(table: _Table, key: str) -> dict[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise PackError(sentence(WRONG_KIND, key=key))
    return said({language: _word(value, language) for language in value})


def _labels(table: _Table) -> dict[str, tuple[str, ...]]:
    value = table.get("labels", {})
    if not isinstance(value, dict):
        raise PackError(sentence(WRONG_KIND, key="labels"))
    for labels in value.values():
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise PackError(sentence(WRONG_KIND, key="labels"))
    return {language: tuple(labels) for language, labels in value.items()}


def _tables(table: _Table, key: str) -> list[_Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise PackError(sentence(WRONG_KIND, key=key))
    return value
