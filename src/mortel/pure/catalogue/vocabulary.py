"""Which word stands in a placeholder: the organisation's own, else its sector's (in its country), else a neutral one.

`content/vocabulary/SECTOR.toml` and `neutral.toml` hold the words that are shipped; a column `nl-BE` stands only where
Belgium says it in another way. What an organisation chose itself comes in as an argument.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.catalogue.words import (
    ARTICLES,
    PLACEHOLDERS,
    SHOWN,
    Article,
    Language,
    Shown,
    Vocabulary,
    Word,
    language_of,
)

Reason = Literal["missing", "long", "signs", "article"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
LONGEST_WORD: Final = 60
# An organisation's own words: per placeholder, per language. What is absent is shipped.
OwnWords = Mapping[str, Mapping[Language, Word]]

NO_OWN_WORDS: Final[OwnWords] = MappingProxyType({})
_FOLDER = Path(__file__).resolve().parents[2] / "content" / "vocabulary"
_SIGNS = frozenset("{}<>")


@dataclass(frozen=True, slots=True)
class WordProblem:
    """What is wrong with one field of a word that somebody typed; `field` is singular, plural or article."""

    name: str
    language: str
    field: str
    reason: Reason


class WordsRefused(ValueError):
    """Words that were typed cannot be used; `problems` names each field and reason."""

    def __init__(self, problems: tuple[WordProblem, ...]) -> None:
        super().__init__(", ".join(f"{p.name}.{p.language}.{p.field}: {p.reason}" for p in problems))
        self.problems = problems


# What is shipped --------------------------------------------------------------------------------------------------


@cache
def shipped_words(sector: str, shown: Shown) -> Vocabulary:
    """A word for every placeholder, without any organisation's own. An unknown sector has the neutral words."""
    found: dict[str, Word] = {}
    for part in ("neutral", sector):
        columns = _shipped_columns().get(part, {})
        for column in ("nl", "nl-BE") if shown == "nl-BE" else (shown,):
            found |= columns.get(column, {})
    return MappingProxyType(found)


def neutral(shown: Shown) -> Vocabulary:
    """The words of no sector in particular."""
    return shipped_words("neutral", shown)


def words_for(*, sector: str, shown: Shown, own: OwnWords = NO_OWN_WORDS) -> Vocabulary:
    """A word for every placeholder: the organisation's own where it has one in this language."""
    language = language_of(shown)
    chosen = {name: rows[language] for name, rows in own.items() if language in rows}
    return MappingProxyType({**shipped_words(sector, shown), **chosen})


def read_vocabulary(file: Path) -> dict[Shown, dict[str, Word]]:
    """One file of words, a column for each language. CatalogueError with file and line when it is wrong."""
    table = read_table(file)
    columns = word_columns(table.tables("words"))
    table.finish()
    return columns


def word_columns(rows: Iterable[Table]) -> dict[Shown, dict[str, Word]]:
    """Rows of words, each `name = "raad"` with `nl`, `nl-BE` and `en` as far as it has them; a name comes once."""
    columns: dict[Shown, dict[str, Word]] = {shown: {} for shown in SHOWN}
    for row in rows:
        name = row.one_of("name", sorted(PLACEHOLDERS))
        if any(name in words for words in columns.values()):
            row.fail(f"double word {name!r}", "name")
        for shown in SHOWN:
            if (column := row.maybe_table(shown)) is not None:
                columns[shown][name] = _word(column, shown)
        row.finish()
    return columns


@cache
def _shipped_columns() -> Mapping[str, Mapping[Shown, Mapping[str, Word]]]:
    return {file.stem: read_vocabulary(file) for file in sorted(_FOLDER.glob("*.toml"))}


def _word(table: Table, shown: Shown) -> Word:
    article: Article = "the" if shown == "en" else table.one_of("article", ARTICLES["nl"])
    word = Word(singular=table.word("singular"), plural=table.word("plural"), article=article)
    table.finish()
    return word


# What an organisation typed ---------------------------------------------------------------------------------------


def own_words(typed: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> OwnWords:
    """Words out of a form or a table: `{"client": {"nl": {"singular": ..., "plural": ..., "article": "de"}}}`.

    English may leave out its article. A language whose singular and plural are both empty is left out: the shipped
    word then stands. Raises WordsRefused with everything that is wrong; LookupError for a name or language that
    does not exist (no form of ours sends those).
    """
    found: dict[str, dict[Language, Word]] = {}
    problems: list[WordProblem] = []
    for name, languages in typed.items():
        if name not in PLACEHOLDERS:
            raise LookupError(name)
        for code, fields in languages.items():
            language = _language(code)
            values = _values(fields)
            if not values["singular"] and not values["plural"]:
                continue
            wrong = [
                WordProblem(name, language, field, reason) for field, reason in _problems(values, language)
            ]
            problems += wrong
            if not wrong:
                found.setdefault(name, {})[language] = _typed_word(values, language)
    if problems:
        raise WordsRefused(tuple(problems))
    return found


def stored_words(own: OwnWords) -> dict[str, dict[str, dict[str, str]]]:
    """Own words as plain values for a table; `words_in_store` reads them back."""
    return {
        name: {
            language: {"singular": word.singular, "plural": word.plural, "article": word.article}
            for language, word in languages.items()
        }
        for name, languages in own.items()
    }


def words_in_store(stored: Any) -> OwnWords:
    """What `stored_words` gave, perhaps an older version of it. Never fails: every page reads this.

    What is unknown or fits no longer is left out, and the shipped word stands there: a name that is gone, a word that
    is longer than it may be by now.
    """
    found: dict[str, dict[Language, Word]] = {}
    for name in sorted(PLACEHOLDERS & _mapping(stored).keys()):
        languages = _mapping(stored[name])
        for language in ARTICLES:
            values = _values(_mapping(languages.get(language)))
            if not _problems(values, language):
                found.setdefault(name, {})[language] = _typed_word(values, language)
    return found


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _values(fields: Mapping[str, Any]) -> dict[str, str]:
    return {field: _tidy(fields.get(field)) for field in ("singular", "plural", "article")}


def _language(code: str) -> Language:
    for language in ARTICLES:
        if language == code:
            return language
    raise LookupError(code)


def _tidy(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _problems(values: Mapping[str, str], language: Language) -> list[tuple[str, Reason]]:
    found: list[tuple[str, Reason]] = []
    for field in ("singular", "plural"):
        if not values[field]:
            found.append((field, "missing"))
        elif len(values[field]) > LONGEST_WORD:
            found.append((field, "long"))
        elif _SIGNS & set(values[field]) or not values[field].isprintable():
            found.append((field, "signs"))
    if language == "nl" and values["article"] not in ARTICLES["nl"]:
        found.append(("article", "article"))
    return found


def _typed_word(values: Mapping[str, str], language: Language) -> Word:
    article: Article = "the" if language == "en" else ("het" if values["article"] == "het" else "de")
    return Word(singular=values["singular"], plural=values["plural"], article=article)
