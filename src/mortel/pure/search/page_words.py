"""Everyday words for one page of the library, beside its own: `content/search/pages.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mortel.pure.catalogue.tables import read_table
from mortel.pure.catalogue.words import LANGUAGES, Language

_FILE: Final = Path(__file__).resolve().parents[2] / "content" / "search" / "pages.toml"
PageWords = Mapping[str, str]


@cache
def shipped_page_words(language: Language) -> PageWords:
    """Per id the words that come with this version. CatalogueError with file and line when the file is wrong."""
    return read_page_words(_FILE)[language]


def read_page_words(file: Path) -> Mapping[Language, PageWords]:
    """The file, for each language the words by id."""
    table = read_table(file)
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for row in table.tables("pages"):
        page = row.word("id")
        if page in found["nl"]:
            row.fail(f"double id {page!r}", "id")
        for language in LANGUAGES:
            found[language][page] = row.word(language)
        row.finish()
    table.finish()
    return MappingProxyType({language: MappingProxyType(words) for language, words in found.items()})
