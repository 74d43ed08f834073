"""The one extra division of a round in words, and which parts and places presumably meet fewer chances (S-03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from mortel.apps.climate.choices import Attribute
from mortel.pure.results.shapes import Division, Level, OfficeLine
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.wall import OPPORTUNITIES, SHARING, SIX, SPACE
from mortel.web.words import LANGUAGE_NAMES, Sentence, Words

# Where being presumably lower means that a part of the organisation meets fewer chances.
ACCESS: Final = (OPPORTUNITIES, SPACE, SHARING)
WORDS: Final[Mapping[Level, Sentence]] = {
    "presumably_higher": _("presumably higher than all others"),
    "presumably_lower": _("presumably lower than all others"),
    "not_distinguishable": _("no difference to be seen"),
    "": _("not set beside others"),
}
TITLES: Final[Mapping[str, Sentence]] = {
    Attribute.LANGUAGE: _("By language"),
    Attribute.SERVICE: _("By years of working here"),
    Attribute.WORK: _("By kind of work"),
}


@dataclass(frozen=True, slots=True)
class PartCell:
    label: str
    word: Sentence


@dataclass(frozen=True, slots=True)
class PartRow:
    name: str
    cells: tuple[PartCell, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The extra division by part and dimension; `unequal` are the parts with fewer chances somewhere."""

    title: Sentence
    columns: tuple[str, ...]
    rows: tuple[PartRow, ...]
    unequal: tuple[tuple[str, str], ...]
    reason: str


def unequal_in(lines: Iterable[OfficeLine], words: Words) -> tuple[tuple[str, str], ...]:
    """Which of these places presumably meet fewer chances, and where in (S-03); in the order of the tree.

    Leads answered for themselves: they are no place. A unit has no word of its own, its teams have.
    """
    return tuple(
        (line.name, label_of(name, words))
        for line in lines
        if line.group is not None and line.kind != "leads"
        for name in ACCESS
        if (own := line.group.dimension(name)) is not None and own.word == "presumably_lower"
    )


def parts_of(division: Division, words: Words) -> Parts:
    """Words of every part beside all others; the dimensions that each part has a word for."""
    ids = [name for name in SIX if all(name in part.words for part in division.parts)]
    return Parts(
        title=TITLES[division.attribute],
        columns=tuple(label_of(name, words) for name in ids),
        rows=tuple(
            PartRow(
                _called(part.name, division.attribute),
                tuple(PartCell(label_of(name, words), WORDS[part.words[name]]) for name in ids),
            )
            for part in division.parts
        ),
        unequal=tuple(
            (_called(part.name, division.attribute), label_of(name, words))
            for part in division.parts
            for name in ACCESS
            if part.words.get(name) == "presumably_lower"
        ),
        reason=division.gap.sentence(words.language) if division.gap else "",
    )


def _called(part: str, attribute: str) -> str:
    """A language by its own name; other parts have the name that HR gave them."""
    return LANGUAGE_NAMES.get(part, part) if attribute == Attribute.LANGUAGE else part
