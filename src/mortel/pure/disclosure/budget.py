"""How often figures of the same people may be shown: three times in 24 months, and then words (release.md, rule 7).

Every level that is released of a group tells a little more of those who came and went. Seven rounds of words cost less
than a fourth of levels, so a release over the budget is not refused: it becomes a word.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortel.pure.disclosure.shapes import Block

LEVELS: Final = 3
LEVEL_MONTHS: Final = 24
CHECK_INS: Final = 4
CHECK_IN_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What was released before of one block: levels of these items, or (`levels` False) only words."""

    day: date
    block: Block
    items: frozenset[str]
    levels: bool


def levels_left(history: Iterable[Told], leaves: Collection[str], items: Collection[str], today: date) -> int:
    """How many more releases of levels these leaves have for the item that was released most.

    Blocks change from round to round, so it is counted per leaf: a team that was shown alone and then with another was
    shown twice.
    """
    since = months_before(today, LEVEL_MONTHS)
    recent = [told for told in history if told.levels and told.day > since]
    return LEVELS - _most(recent, leaves, items)


def check_ins_left(
    history: Iterable[Told], leaves: Collection[str], items: Collection[str], today: date
) -> int:
    """How many more check-ins, which release words only, these leaves have within a year."""
    since = months_before(today, CHECK_IN_MONTHS)
    recent = [told for told in history if not told.levels and told.day > since]
    return CHECK_INS - _most(recent, leaves, items)


def _most(told: Sequence[Told], leaves: Collection[str], items: Collection[str]) -> int:
    return max(
        (
            sum(leaf in each.block.leaves and item in each.items for each in told)
            for leaf in leaves
            for item in items
        ),
        default=0,
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
