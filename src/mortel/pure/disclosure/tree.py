"""The reporting tree: who stands under whom, and an order in which it can be walked."""

from collections.abc import Mapping, Sequence

from mortel.pure.disclosure.shapes import DisclosureError, Unit


def children_of(tree: Sequence[Unit]) -> Mapping[str, list[Unit]]:
    """The units right under each; DisclosureError when that makes no tree with one top."""
    children: dict[str, list[Unit]] = {unit.id: [] for unit in tree}
    if sum(unit.parent is None for unit in tree) != 1:
        raise DisclosureError("A reporting tree has exactly one unit without a parent: the organisation.")
    for unit in tree:
        if unit.parent is None:
            continue
        if unit.parent not in children:
            raise DisclosureError(f"Unit {unit.id!r} stands under {unit.parent!r}, which is not in the tree.")
        children[unit.parent].append(unit)
    return children


def bottom_up(tree: Sequence[Unit]) -> list[Unit]:
    """Every unit after all that stand under it; DisclosureError when some stand in a circle."""
    children = children_of(tree)
    order = [unit for unit in tree if unit.parent is None]
    for unit in order:
        order += children[unit.id]
    if len(order) != len(tree):
        raise DisclosureError(
            "The reporting tree goes round in a circle: give every unit a parent nearer the top."
        )
    return order[::-1]
