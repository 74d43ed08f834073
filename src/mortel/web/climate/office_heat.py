"""Lines of the office as a table of squares: a word, a figure and what changed, or the reason in words.

The order is that of the tree and never one of scores: this is no list of teams from good to bad.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mortel.pure.results.shapes import Dimension, GroupKind, OfficeLine
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_scales import scale_line
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import CHANGES, NOT_ASKED, SHORT_LEVELS
from mortel.web.climate.wall import SIX, State
from mortel.web.words import Sentence, Words

KINDS: Final[Mapping[GroupKind, Sentence]] = {
    "organisation": _("organisation"),
    "unit": _("unit"),
    "team": _("team"),
    "leads": _("team leads together"),
    "together": _("teams taken together"),
}
_STATES: Final[Mapping[str, State]] = {"presumably_higher": "strong", "presumably_lower": "talk"}


@dataclass(frozen=True, slots=True)
class Square:
    """One dimension of one line. `note` is the number of its reason under the table, 0 where nothing is hidden."""

    label: str
    state: State
    word: Sentence
    score: float | None
    change: Sentence
    note: int
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its squares, or the one `reason` why it has none."""

    id: str
    name: str
    kind: Sentence
    n: int
    response: int
    squares: tuple[Square, ...]
    reason: str

    @property
    def is_quiet(self) -> bool:
        """Whether it has figures of which none stands out or changed: on a phone it is folded away."""
        states = {one.state for one in self.squares}
        return "same" in states and not states & {"strong", "talk"} and not any(map(_is_news, self.squares))


@dataclass(frozen=True, slots=True)
class Heat:
    """`columns` are the names of the dimensions, `notes` every reason for a hidden square once."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def runs(self) -> tuple[tuple[bool, tuple[Row, ...]], ...]:
        """The rows in their order, with those that are quiet next to each other taken together."""
        return tuple((quiet, tuple(rows)) for quiet, rows in groupby(self.rows, lambda row: row.is_quiet))


@dataclass(slots=True)
class _Notes:
    sentences: list[str] = field(default_factory=list)

    def number(self, sentence: str) -> int:
        """Which note this is, from 1; 0 for no sentence."""
        if not sentence:
            return 0
        if sentence not in self.sentences:
            self.sentences.append(sentence)
        return self.sentences.index(sentence) + 1


def called(one: OfficeLine) -> str:
    """What a line is called: leads that were taken together are no list of departments."""
    if one.kind != "leads":
        return one.name
    if one.id.endswith("/together"):
        return gettext("Team leads, together")
    return gettext("Team leads of %(unit)s") % {"unit": one.name}


def heat(lines: Sequence[OfficeLine], asked: Questionnaire, words: Words) -> Heat:
    notes = _Notes()
    rows = tuple(_row(one, asked, words, notes) for one in lines)
    return Heat(tuple(label_of(one, words) for one in SIX), rows, tuple(notes.sentences))


def _row(one: OfficeLine, asked: Questionnaire, words: Words, notes: _Notes) -> Row:
    group = one.group
    if group is None:
        reason = one.gap.sentence(words.language) if one.gap else str(NOT_ASKED)
        return Row(one.id, called(one), about(one), 0, 0, (), reason)
    squares = tuple(_square(name, group.dimension(name), asked, words, notes) for name in SIX)
    return Row(one.id, called(one), about(one), group.n, round(100 * group.response), squares, "")


def about(one: OfficeLine) -> Sentence:
    """What kind of group a line is; of leads in one sentence what they answered."""
    return (
        _("what team leads answered themselves, apart from their teams")
        if one.kind == "leads"
        else KINDS[one.kind]
    )


def _is_news(one: Square) -> bool:
    return one.change in (CHANGES["better"], CHANGES["worse"])


def _square(name: str, one: Dimension | None, asked: Questionnaire, words: Words, notes: _Notes) -> Square:
    label = label_of(name, words)
    if one is None:
        return Square(label, "joint", NOT_ASKED, None, "", 0, "")
    line = scale_line(one, asked, words)
    word = SHORT_LEVELS[one.word] if one.word else line.said
    hidden = one.mean is None and not one.word
    change = CHANGES[one.change.word] if one.change else ""
    return Square(
        label=label,
        state="joint" if hidden else _STATES.get(one.word, "same"),
        word=_("hidden") if hidden else word,
        score=one.mean,
        change=change,
        note=notes.number(line.reason),
        reason=line.reason,
    )
