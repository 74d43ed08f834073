"""One line of the team page for each scale: its words, its figure, what changed, or why it is empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.instruments.shapes import UnknownCode
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.shapes import Change, Dimension, Group
from mortel.pure.results.subdimensions import parts_of
from mortel.pure.results.without import LEADERSHIP
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.team_bars import Bar, bar
from mortel.web.climate.team_words import CHANGES, LEVELS, NO_FIGURE, NOT_ASKED, SHORT_LEVELS, about
from mortel.web.climate.wall import Brick, State
from mortel.web.words import Sentence, Words

# One conversation of the library for each brick: for a whole team, and about that brick (a test holds it to both).
GUIDES: Final = {
    LEADERSHIP: "CV-27",
    "dim.opportunities": "CV-24",
    "dim.support": "CV-12",
    "dim.space": "CV-31",
    "dim.sharing": "CV-17",
    "dim.autonomy": "CV-23",
}
# What a team talks about when nothing stands out, or when it has no figures.
GUIDE_FOR_ALL: Final = "CV-12"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """`word` beside the round called `since`; `reason` why there is no number, or why it is too early."""

    since: str
    word: Sentence
    number: float | None
    low: float | None
    high: float | None
    reason: str

    @property
    def points(self) -> str:
        return _signed(self.number)

    @property
    def lowest(self) -> str:
        return _signed(self.low)

    @property
    def highest(self) -> str:
        return _signed(self.high)


@dataclass(frozen=True, slots=True)
class PartLine:
    """A smaller brick: a subdimension with its score, where those may be told."""

    label: str
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """One scale as it is told. `score` with its 80 % interval and `bar`, or the `reason` why there is none."""

    id: str
    label: str
    state: State
    word: Sentence
    short: Sentence
    score: float | None
    low: float | None
    high: float | None
    bar: Bar | None
    whole: float | None
    reason: str
    about: Sentence
    change: ChangeLine | None
    stands_out: str
    guide: str
    parts: tuple[PartLine, ...] = ()

    def brick(self) -> Brick:
        return Brick(self.id, self.label, _brick_words(self), self.state)


def line(
    one: Dimension, group: Group, words: Words, asked: Questionnaire | None, whole: Group | None
) -> Line:
    """`whole` are the figures of the organisation, whose score is drawn beside the team's."""
    # The score of all leads together would tell a team of two leads what the other one got.
    beside = whole.dimension(one.id) if whole and one.id != LEADERSHIP else None
    state = _state(one, group)
    has_score = one.mean is not None and one.low is not None and one.high is not None
    return Line(
        id=one.id,
        label=label_of(one.id, words),
        state=state,
        word=NO_FIGURE if state == "joint" else LEVELS[one.word],
        short=NO_FIGURE if state == "joint" else SHORT_LEVELS[one.word],
        score=one.mean if has_score else None,
        low=one.low,
        high=one.high,
        bar=_bar(one, beside),
        whole=beside.mean if beside and has_score else None,
        reason=one.gap.sentence(words.language) if one.gap else "",
        about=about(shared_views(one.id, asked)) if asked else "",
        change=change_line(one.change, words) if one.change else None,
        stands_out=_stands_out(one.id, group),
        guide=GUIDES.get(one.id, ""),
        parts=part_lines(group, asked, one.id, words) if asked else (),
    )


def part_lines(group: Group, asked: Questionnaire, dimension: str, words: Words) -> tuple[PartLine, ...]:
    """The subdimensions of a dimension that may be told, in the order of the form."""
    return tuple(
        PartLine(label_of(part.id, words), part.mean, part.low, part.high)
        for part in parts_of(group, asked, dimension)
    )


def not_there(dimension_id: str, words: Words, reason: Sentence = NOT_ASKED) -> Line:
    """A brick that this group has no scale for: not asked, or not yet to be read."""
    label = label_of(dimension_id, words)
    return Line(
        dimension_id, label, "joint", reason, reason, None, None, None, None, None, "", "", None, "", ""
    )


def _bar(one: Dimension, beside: Dimension | None) -> Bar | None:
    if one.mean is None or one.low is None or one.high is None:
        return None
    return bar(one.mean, one.low, one.high, beside.mean if beside else None)


def _state(one: Dimension, group: Group) -> State:
    """Beside other teams first; what stands out in the team itself counts where that does not say the opposite."""
    if one.mean is None and not one.word:
        return "joint"
    if one.word == "presumably_lower" or (one.id == group.step and one.word != "presumably_higher"):
        return "talk"
    return "strong" if one.word == "presumably_higher" or one.id in group.strengths else "same"


def _stands_out(dimension_id: str, group: Group) -> str:
    if dimension_id in group.strengths:
        return gettext("stands out in your team as strong")
    return gettext("stands out in your team to talk about") if dimension_id == group.step else ""


def _brick_words(one: Line) -> str:
    if one.state == "joint":
        return one.reason or str(one.short)
    said = [str(one.short)]
    if one.stands_out:
        said.append(one.stands_out)
    elif one.state == "talk":
        said.append(gettext("talk about this"))
    return "; ".join(said)


def change_line(change: Change, words: Words) -> ChangeLine:
    reason = change.gap.sentence(words.language) if change.gap else ""
    since = change.since
    if change.same_teams:
        since = gettext("%(round)s, of the teams that were there then") % {"round": since}
    return ChangeLine(since, CHANGES[change.word], change.number, change.low, change.high, reason)


def _signed(points: float | None) -> str:
    """Two decimals with their sign: a verdict hangs on them. A hyphen for a minus would let a line break behind it."""
    if points is None:
        return ""
    written = number_format(abs(points), 2)
    return written if round(points, 2) == 0 else f"+{written}" if points > 0 else f"\N{MINUS SIGN}{written}"


def label_of(dimension_id: str, words: Words) -> str:
    """As the catalogue calls it for everybody; a scale of others by the name it came with."""
    try:
        return words.called(dimension_id)
    except UnknownId:
        return dimension_id.rpartition(".")[2].replace("_", " ").capitalize()


def shared_views(dimension_id: str, asked: Questionnaire) -> list[bool]:
    """Of each question of a scale whether it asks about something that all see, such as the team."""
    return [
        _is_shared(section.referent)
        for section in asked.sections
        for question in section.questions
        if question.dimension == dimension_id
    ]


def _is_shared(referent: str) -> bool:
    try:
        return shipped_instrument().referent(referent).shared
    except UnknownCode:
        return False


def reasons(lines: Iterable[Line], group: Group, words: Words) -> list[str]:
    """Every reason why something is not shown, each sentence once."""
    gaps = [group.gap, *(one.gap for one in group.questions)]
    said = [gap.sentence(words.language) for gap in gaps if gap]
    said += [one.reason for one in lines] + [one.change.reason for one in lines if one.change]
    return list(dict.fromkeys(sentence for sentence in said if sentence))
