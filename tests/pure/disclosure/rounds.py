"""Small closed rounds to try the release on."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots, RoundForm, Unit

SEVEN = Promise()
SECRET = b"a secret of at least thirty-two bytes"
FORM = RoundForm(
    ("lead1", "lead2", "lead3", "lead4", "room1", "room2", "room3", "room4", "time"),
    ("lead",) * 4 + ("room",) * 4 + ("",),
)
# A house of two departments: five teams, the leads of one department, and a team right under the top.
HOUSE = (
    Unit("house", None),
    Unit("care", "house"),
    Unit("cure", "house"),
    Unit("north", "care"),
    Unit("south", "care"),
    Unit("night", "care"),
    Unit("care-leads", "care", leads=True),
    Unit("day", "cure"),
    Unit("clinic", "cure"),
    Unit("staff", "house"),
)


def asked(leaves: Collection[str]) -> tuple[Unit, ...]:
    """The house in which only these leaves are asked, with the departments above them."""
    parent = {unit.id: unit.parent for unit in HOUSE}
    above = {parent[leaf] for leaf in leaves} | {"house"}
    return tuple(unit for unit in HOUSE if unit.id in above or unit.id in leaves)


def ballots(
    numbers: Mapping[str, int],
    *,
    tree: Sequence[Unit] | None = None,
    form: RoundForm = FORM,
    seed: int = 1,
    round_id: str = "spring",
) -> Ballots:
    """So many ballots per leaf, with random answers; in the house, whose other leaves are not asked, or in a tree."""
    random, tree = np.random.default_rng(seed), tree or asked(numbers)
    place = {unit.id: at for at, unit in enumerate(tree)}
    leaves = np.repeat([place[leaf] for leaf in numbers], list(numbers.values())).astype(np.int64)
    ids = random.integers(0, 2**64, (len(leaves), 2), dtype=np.uint64)
    answers = random.integers(1, 6, (len(leaves), len(form.items))).astype(np.int8)
    return Ballots(round_id, form, tuple(tree), ids, leaves, answers)
