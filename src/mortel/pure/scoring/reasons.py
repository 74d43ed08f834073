"""Why a figure or a word is not there. The texts, Dutch and English, stand with the pages that show them."""

from enum import StrEnum


class Reason(StrEnum):
    TOO_FEW_ITEMS = "too_few_items"
    """Less than two-thirds of the items of this dimension had enough answers in this block."""

    TOO_FEW_BLOCKS = "too_few_blocks"
    """There are too few blocks to tell how much blocks differ."""

    TOO_FEW_PEOPLE = "too_few_people"
    """The whole organisation has too few answers for a judgement."""

    TOO_FEW_COMPARISONS = "too_few_comparisons"
    """Too few blocks that did not act answered the same questions."""

    TOO_FEW_ACTIONS = "too_few_actions"
    """Too few blocks took an action of this kind."""

    SMALL_BLOCK = "small_block"
    """A number would say more than so few answers can bear; the word is there."""

    RESPONSE_CHANGED = "response_changed"
    """So many more or fewer people answered that it may be others who speak."""

    UNCLEAR = "unclear"
    """Everything was measured, and it does not settle the matter yet."""
