"""Figures that no organisation can set: what is called likely, and what is expected before anything is measured.

Changing one changes what every word means, so each stands with where it comes from. docs/algorithms/scoring.md tells
what was measured with them. sim_climate is our simulated survey (tests/reference/statistics).
"""

from typing import Final

# Variance between people of one team in the mean of a dimension of four items, on a scale of 1 to 5 (release.md: used
# where N < 250 forbids measuring it). sim_climate has .51 to .65, mean .59.
SIGMA2: Final = 0.63
_ITEMS: Final = 4
# Correlation between two items of one dimension within people of one team; sim_climate has .37.
ITEM_CORRELATION: Final = 0.37
# How much of a block's own error stays from one wave to the next: some people leave, some do not answer again, and who
# stays changes. release.md's table of what a change can show is the table for one half.
STAYING: Final = 0.5
# Variance between teams at an ICC(1) of .10, and how much of a team's level stays from one wave to the next.
TEAM_VARIANCE: Final = 0.07
TEAM_STAYING: Final = 0.8
# Correlation between two dimensions within people of one team; sim_climate has .40 and .43 in its two waves. The
# lower one, because a higher figure makes contrasts look surer than they are.
CORRELATION: Final = 0.4
# Before any measuring, a change or an effect is expected around nought with this spread (release.md, rules 6 and 8).
PRIOR_SD: Final = 0.25
# For how many other blocks the expected spread of changes counts (`change.spread_of_others`), and for how many
# comparison blocks that of what an action is judged by (`FollowUp.left_to_chance`).
CHANGE_SPREAD_COUNTS_FOR: Final = 8
EFFECT_SPREAD_COUNTS_FOR: Final = 4
# A word is said when its probability is above this.
LIKELY: Final = 0.9
# The half-width of 80 of 100 in standard errors: the 90th percentile of the normal distribution.
REACH: Final = 1.2815515655446004
# A change between minus and plus this counts as none.
BAND: Final = 0.3


def person_variance(items: int) -> float:
    """Expected variance between people of one team in the mean of `items` items of one dimension: .63 for four.

    One item of variance s gives s (1 + (items - 1) r) / items, r the correlation between items (Spearman-Brown).
    A single item has 1.19: a short form says less per person.
    """
    return SIGMA2 * _of_one_item(items) / _of_one_item(_ITEMS)


def change_spread(items: int) -> float:
    """Expected variance, for one person, of the change of a block mean between two waves: .63 for four items.

    2 (person_variance - what stays); what stays is half of .63 whatever the number of items, because the part of an
    answer that the next item would not repeat does not come back either.
    """
    return 2 * (person_variance(items) - STAYING * SIGMA2)


def _of_one_item(items: int) -> float:
    return (1 + (items - 1) * ITEM_CORRELATION) / items
