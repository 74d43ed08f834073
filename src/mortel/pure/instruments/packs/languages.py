"""The languages of a file: those that a page of Mortel can have, under the name that Mortel gives them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from mortel.pure.catalogue.words import SHOWN, Shown
from mortel.pure.instruments.packs.sentences import NO_LANGUAGE, NO_WORDS, sentence
from mortel.pure.instruments.packs.shapes import PackError

_NAMES: Final[Mapping[str, Shown]] = {
    "nl": "nl",
    "nl-nl": "nl",
    "nl-informal": "nl",
    "nl-be": "nl-BE",
    "en": "en",
    "en-gb": "en",
    "en-us": "en",
}
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Languages:
    """`names`: how the file calls each language that is kept; `left_out`: the languages that are not."""

    names: Mapping[Shown, str]
    left_out: tuple[str, ...]

    @property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(language for language in SHOWN if language in self.names)

    def words(self, said: Mapping[str, _Said], place: str) -> dict[Shown, _Said]:
        """What is said in each language; the Dutch of Belgium may be left out where it is the same Dutch.

        PackError when a language has no words.
        """
        found: dict[Shown, _Said] = {}
        for language in self.shown:
            if self.names[language] in said:
                found[language] = said[self.names[language]]
            elif language == "nl-BE" and "nl" in found:
                found[language] = found["nl"]
            else:
                raise PackError(sentence(NO_WORDS, place=place, language=language))
        return found


def in_our_language(said: Mapping[str, _Said]) -> _Said | None:
    """What is said in the first language that a page can have."""
    return next((words for tag, words in said.items() if _ours(tag)), None)


def languages_of(tags: Iterable[str]) -> Languages:
    """`tags` in the order of the file: of two names for one language the first counts. PackError when none is ours."""
    names: dict[Shown, str] = {}
    left_out: list[str] = []
    for tag in dict.fromkeys(tags):
        ours = _ours(tag)
        if ours is None or ours in names:
            left_out.append(tag)
        else:
            names[ours] = tag
    if not names:
        raise PackError(sentence(NO_LANGUAGE))
    return Languages(names, tuple(left_out))


def _ours(tag: str) -> Shown | None:
    return _NAMES.get(tag.strip().lower().replace("_", "-"))
