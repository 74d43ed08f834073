"""How often figures of the same people may be shown: three times in 24 months, and then words (release.md, rule 7).

Every level that is released of a group tells a little more of those who came and went. Seven rounds of words cost less
than a fourth of levels, so a release over the budget is not refused: it becomes a word.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final

from mortel.pure.disclosure.shapes import Block

LEVELS: Final = 3
LEVEL_MONTHS: Final = 24
CHECK_INS: Final = 4
CHECK_IN_MONTHS: Final = 12


class Kind(StrEnum):
    """What a release told of a block: levels (and words), words of a whole round, or the words of a check-in."""

    LEVELS = "levels"
    WORDS = "words"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Told:
    """What an earlier round told of one block about these items."""

    round: str
    day: date
    block: Block
    items: frozenset[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left today, counted per leaf and item.

    Blocks change from round to round; a team that was shown alone and then with another was shown twice.
    """

    levels: Counter[tuple[str, str]]
    check_ins: Counter[tuple[str, str]]

    @classmethod
    def of(cls, history: Iterable[Told], today: date) -> "Budget":
        """From all that was released before; what is older than the rule looks back may be left out."""
        since = {
            Kind.LEVELS: months_before(today, LEVEL_MONTHS),
            Kind.CHECK_IN: months_before(today, CHECK_IN_MONTHS),
        }
        counted = {kind: Counter[tuple[str, str]]() for kind in since}
        for told in history:
            if told.kind in since and told.day > since[told.kind]:
                counted[told.kind].update(product(told.block.leaves, told.items))
        return cls(counted[Kind.LEVELS], counted[Kind.CHECK_IN])

    def levels_left(self, leaves: Collection[str], items: Collection[str]) -> int:
        """How many more releases of levels these leaves have, for the leaf and item that were shown most."""
        return LEVELS - max((self.levels[pair] for pair in product(leaves, items)), default=0)

    def check_ins_left(self, leaves: Collection[str], items: Collection[str]) -> int:
        """How many more check-ins, which release words only, these leaves have within a year."""
        return CHECK_INS - max((self.check_ins[pair] for pair in product(leaves, items)), default=0)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
