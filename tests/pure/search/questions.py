"""Questions that people type, with the page that answers them; see the head of each file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.vocabulary import words_for
from mortel.pure.catalogue.words import Language
from mortel.pure.search.index import Index
from mortel.pure.search.library import library_index
from mortel.pure.search.searching import search

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    asked: str
    language: Language
    who: str
    right: tuple[str, ...]


def questions(name: str) -> tuple[Question, ...]:
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["questions"]
    return tuple(Question(row["asked"], row["language"], row["who"], tuple(row["right"])) for row in rows)


@cache
def index_of(language: Language, technical: bool = True) -> Index:
    """The library of a care organisation, as somebody who reads evidence sees it, or as an employee does."""
    return library_index(shipped(), language, words_for(sector="care", shown=language), technical=technical)


def place(question: Question) -> int | None:
    """At which place the first right page stands for who asked, 1 for the top; None when it is not among twenty."""
    index = index_of(question.language, technical=question.who != "employee")
    found = [hit.id for hit in search(index, question.asked, 20)]
    places = [found.index(right) + 1 for right in question.right if right in found]
    return min(places, default=None)


def within(name: str, most: int) -> int:
    """How many questions of a file have a right page among the first `most`."""
    places = [place(question) for question in questions(name)]
    return sum(1 for found in places if found is not None and found <= most)
