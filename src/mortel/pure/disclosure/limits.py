"""From how many answers a figure exists (release.md, rules 1-7). Nothing else in the code knows these numbers."""

from dataclasses import dataclass
from typing import Final

from mortel.pure.disclosure.shapes import DisclosureError

BLOCK: Final = 7
BLOCK_WORDS_ONLY: Final = 6
ITEMS: Final = 15
CLASSES: Final = 30
CATEGORY: Final = 30
BIN: Final = 15
# People in the whole organisation: for words about the questionnaire, and for numbers.
ORGANISATION_WORDS: Final = 100
ORGANISATION: Final = 250
TEAM_LEVEL_BLOCKS: Final = 10
DIMENSION_SHARE: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class Promise:
    """What the people of a round were told before their first answer: how many answers a group has at least.

    k is 7 or more, or 6 where nothing but words is shown of a block. DisclosureError for less: no setting gives it.
    """

    k: int = BLOCK
    words_only: bool = False

    def __post_init__(self) -> None:
        least = BLOCK_WORDS_ONLY if self.words_only else BLOCK
        if self.k < least:
            raise DisclosureError(f"A group needs at least {least} answers here: choose {least} or more.")
