"""Hard bounds where the released groups are disjoint: what must be true, whatever the attacker believes."""

import numpy as np

from mortel.pure.disclosure.attack.tables import Range, Table, nothing_known
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Counts, DisclosureError


def disjoint_bounds(table: Table) -> Range:
    """The range of every answer, exactly: in a group of m the others add between m - 1 and 5 (m - 1).

    A group whose sum may be anything gives no bound. DisclosureError when a person stands in two groups: then take
    `programs.linear_bounds`.
    """
    if (table.members.sum(axis=0) > 1).any():
        raise DisclosureError("Somebody stands in two of these groups: use linear programming for them.")
    everybody = nothing_known(table.members.shape[1])
    low, high = everybody.low.copy(), everybody.high.copy()
    for members, least, greatest in zip(table.members, table.least, table.greatest, strict=True):
        others = int(members.sum()) - 1
        low[members] = max(LOWEST, int(least) - HIGHEST * others)
        high[members] = min(HIGHEST, int(greatest) - LOWEST * others)
    return Range(low, high)


def possible_sums(shown: Counts, counts: Counts, bound: int | None, clamp: int) -> tuple[Counts, Counts]:
    """The least and greatest true sum behind a released one, when noise goes no further than `bound`.

    At a place where sums are cut off, everything beyond it is possible too. Without a bound nothing is known.
    """
    lowest, highest = LOWEST * counts, HIGHEST * counts
    if bound is None:
        return lowest, highest
    least = np.where(shown <= lowest + clamp, lowest, shown - bound)
    greatest = np.where(shown >= highest - clamp, highest, shown + bound)
    return np.maximum(least, lowest), np.minimum(greatest, highest)
