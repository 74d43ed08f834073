"""Does our own search find more than SQLite's, and what does that cost?

The same documents of the library go into an FTS5 table (unicode61 without accents, Porter's stemmer for English; FTS5
has none for Dutch; bm25 with our weights of fields and of pages; the telling words of the question joined by OR). All
answer the questions of tests/pure/search. `fts5` reads the everyday words of content/search/pages.toml as we do, `bare`
does not.
Times share the machine with whatever else runs, so the ratio is what can be compared.

    python -m benchmarks.search

Prints a table and one line of JSON. The limits: an index within 2 s, an answer within 20 ms.
"""

import gc
import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import words_for
from mortel.pure.catalogue.words import LANGUAGES, Language
from mortel.pure.search.index import FIELDS, Document
from mortel.pure.search.library import library_documents, library_index
from mortel.pure.search.searching import search
from mortel.pure.search.words import telling, words_in
from tests.pure.search.questions import Question, questions

SETS = ("questions", "questions_apart", "questions_more")
ROUNDS = 5
Find = Callable[[str], list[str]]
Key = tuple[Language, bool]


def main() -> None:
    shipped()
    ours, built = _fastest(_ours)
    theirs, filled = _fastest(_theirs)
    finders = {"ours": ours, "fts5": theirs, "bare": _bare()}
    figures: dict[str, object] = {"build_ms": round(built * 1000), "fts5_build_ms": round(filled * 1000)}
    print(f"build, nl and en, for employees and for the rest: {built:.2f} s (FTS5 {filled:.2f} s)")
    for name in SETS:
        asked = questions(name)
        for who, find in finders.items():
            places, times = _answers(asked, find)
            figures[f"{name}_{who}"] = row = _row(places, times)
            print(f"{name:16} {who:5} {row}")
    print(json.dumps(figures))


def _row(places: Sequence[int | None], times: Sequence[float]) -> dict[str, float]:
    found = [place for place in places if place is not None]
    return {
        "asked": len(places),
        "hit1": sum(1 for place in found if place == 1),
        "hit3": sum(1 for place in found if place <= 3),
        "median_ms": round(statistics.median(times) * 1000, 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1] * 1000, 2),
    }


def _fastest(make: Callable[[], dict[Key, Find]]) -> tuple[dict[Key, Find], float]:
    """What was made, and the shortest of a few times it took."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        made = make()
        times.append(time.perf_counter() - start)
    return made, min(times)


def _answers(asked: Sequence[Question], find: dict[Key, Find]) -> tuple[list[int | None], list[float]]:
    places: list[int | None] = []
    times = []
    for question in asked:
        answer = find[question.language, question.who != "employee"]
        spent = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            ids = answer(question.asked)
            spent.append(time.perf_counter() - start)
        times.append(min(spent))
        places.append(min((ids.index(right) + 1 for right in question.right if right in ids), default=None))
    return places, times


def _ours() -> dict[Key, Find]:
    return {key: _our(*key) for key in product(LANGUAGES, (True, False))}


def _our(language: Language, technical: bool) -> Find:
    words = words_for(sector="care", shown=language)
    index = library_index(shipped(), language, words, technical=technical)
    return lambda query: [hit.id for hit in search(index, query, 20)]


def _theirs() -> dict[Key, Find]:
    return {key: _their(*key) for key in product(LANGUAGES, (True, False))}


def _bare() -> dict[Key, Find]:
    return {key: _their(*key, also=False) for key in product(LANGUAGES, (True, False))}


def _their(language: Language, technical: bool, also: bool = True) -> Find:
    words = words_for(sector="care", shown=language)
    pages = library_documents(shipped(), language, words, technical=technical)
    table = _table(
        (page if also else replace(page, also="") for page in pages), "porter " if language == "en" else ""
    )
    weights = ", ".join(str(field.weight) for field in FIELDS.values())
    score = f"bm25(page, 0, 0, {weights}) * weight"
    ranked = f"SELECT id FROM page WHERE page MATCH ? ORDER BY {score}, id LIMIT 20"

    def find(query: str) -> list[str]:
        either = " OR ".join(f'"{word}"' for word in telling(words_in(query), language))
        return [row[0] for row in table.execute(ranked, (either,))]

    return find


def _table(documents: Iterable[Document], stemmer: str) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    columns = ", ".join(FIELDS)
    tokens = f"{stemmer}unicode61 remove_diacritics 2"
    table.execute(
        f"CREATE VIRTUAL TABLE page USING fts5(id UNINDEXED, weight UNINDEXED, {columns}, tokenize = '{tokens}')"
    )
    rows = ([page.id, page.weight, *(getattr(page, name) for name in FIELDS)] for page in documents)
    table.executemany(f"INSERT INTO page VALUES (?, ?{', ?' * len(FIELDS)})", rows)
    return table


if __name__ == "__main__":
    main()
