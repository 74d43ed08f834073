"""Why something about blocks together is not told. The texts stand with the pages that show them."""

from enum import StrEnum


class Reason(StrEnum):
    TOO_FEW_BLOCKS = "too_few_blocks"
    """There are too few blocks to tell how much blocks differ."""

    TOO_FEW_PEOPLE = "too_few_people"
    """The whole organisation has too few answers for a judgement."""

    TOO_FEW_COMPARISONS = "too_few_comparisons"
    """Too few blocks that did not act answered the same questions."""

    TOO_FEW_ACTIONS = "too_few_actions"
    """Too few blocks took an action of this kind."""
