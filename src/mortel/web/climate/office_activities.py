"""What people say that they did, beside two rough averages of research (S-08), and how varied that was (S-24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mortel.pure.catalogue.shapes import Activity
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.results.shapes import Group
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_scales import ItemLine, codes_about, item_lines, said_of
from mortel.web.words import Sentence, Words

_HALF: Final = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """The activities with others, or alone: `said` is the answer nearest to the mean over all of them."""

    mode: str
    lines: tuple[tuple[str, ItemLine], ...]
    said: Sentence
    weekly: int


@dataclass(frozen=True, slots=True)
class Activities:
    """`variety`: how many of `number` activities at least half of the people did two times or more in four weeks.

    None with a `reason` when the spread of one of them may not be shown: then the number would be a guess.
    """

    kinds: tuple[Kind, ...]
    variety: int | None
    number: int
    reason: str


def activities(group: Group, asked: Questionnaire, words: Words) -> Activities | None:
    """None when the round did not ask what people did."""
    lines = item_lines(group, codes_about(asked, "act."), asked, words)
    if not lines:
        return None
    modes = {item.id: item.mode for item in shipped().current(Activity)}
    kinds = tuple(
        _kind(mode, [one for one in lines if modes[one.about] == mode], words)
        for mode in ("social", "individual")
    )
    hidden = next((one for one in lines if one.classes is None), None)
    spread = [one.classes for one in lines if one.classes is not None]
    return Activities(
        kinds=kinds,
        variety=None if hidden else variety(spread),
        number=len(lines),
        reason=hidden.reason if hidden else "",
    )


def variety(classes: Sequence[Sequence[int]]) -> int:
    """How many activities the middle and the highest class together reach half of the people in (S-24).

    `classes` in per cent: not or once, two or three times, every week or more often.
    """
    return sum(middle + high >= _HALF for _low, middle, high in classes)


def _kind(mode: str, lines: Sequence[ItemLine], words: Words) -> Kind:
    means = [one.mean for one in lines if one.mean is not None]
    said = said_of(sum(means) / len(means), "frequency") if means and len(means) == len(lines) else ""
    weekly = sum(one.classes is not None and one.classes[-1] >= _HALF for one in lines)
    return Kind(mode, tuple((words.called(one.about), one) for one in lines), said, weekly)
