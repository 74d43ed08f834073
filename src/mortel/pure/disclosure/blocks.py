"""Who is spoken of together: disjoint blocks of at least k ballots (release.md, rule 1).

Everything that is ever shown is a sum over whole blocks. The sums of disjoint blocks can be added and subtracted at
will and still speak of whole blocks only; that is the whole proof, and why no ballot may stand in two of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mortel.pure.disclosure.shapes import Block, DisclosureError, Unit
from mortel.pure.disclosure.tree import bottom_up, children_of


@dataclass(frozen=True, slots=True)
class _Group:
    """Leaves on their way up, too few together to be a block yet."""

    leaves: tuple[str, ...]
    n: int


def plan_blocks(tree: Sequence[Unit], ballots: Sequence[int], k: int) -> tuple[Block, ...]:
    """Blocks of at least `k` ballots, every leaf in at most one.

    `ballots` holds how many each unit of `tree` has (only leaves may have any); blocks come in the order of the
    tree. A leaf with k is a block. The smaller leaves of a parent are taken together, with the smallest block beside
    them when that is needed to reach k; where there is none they go one level up. What is left at the top joins the
    smallest block there is, or, for leads, who must not stand in a block that they read, counts nowhere.
    DisclosureError for a tree that is none.
    """
    children = children_of(tree)
    _in_leaves_only(tree, ballots, children)
    number = {unit.id: n for unit, n in zip(tree, ballots, strict=True)}
    rising: dict[tuple[str, bool], list[_Group]] = defaultdict(list)
    blocks: list[Block] = []
    for unit in bottom_up(tree):
        if not children[unit.id]:
            if unit.parent is None:
                rising[unit.id, unit.leads].append(_Group((unit.id,), number[unit.id]))
            continue
        leaves = [child for child in children[unit.id] if not children[child.id]]
        for leads in (False, True):
            own = [
                Block(leaf.id, (leaf.id,), number[leaf.id], leads) for leaf in leaves if leaf.leads == leads
            ]
            made, left = _of_parent(unit.id, own, rising.pop((unit.id, leads), []), k, leads=leads)
            blocks += made
            if left is not None:
                rising[unit.parent or unit.id, leads].append(left)
    place = {unit.id: at for at, unit in enumerate(tree)}
    every = _with_what_is_left(blocks, rising, tree, k)
    return tuple(sorted(every, key=lambda block: (place[block.unit], block.leads)))


def _of_parent(
    unit: str, leaves: Sequence[Block], risen: Sequence[_Group], k: int, *, leads: bool
) -> tuple[list[Block], _Group | None]:
    """The blocks of one parent, of its leaves and of what rose to it; and the group that has to go a level up."""
    small = [*(_Group(leaf.leaves, leaf.n) for leaf in leaves if leaf.n < k), *risen]
    return _taken_together(unit, [leaf for leaf in leaves if leaf.n >= k], small, k, leads=leads)


def _taken_together(
    unit: str, own: list[Block], small: list[_Group], k: int, *, leads: bool
) -> tuple[list[Block], _Group | None]:
    if not small:
        return own, None
    pool = _Group(tuple(leaf for group in small for leaf in group.leaves), sum(group.n for group in small))
    # Also when nobody answered: whether a small team is empty may not be seen from its neighbour.
    if pool.n < k and own:
        smallest = min(own, key=lambda block: (block.n, block.unit))
        own = [block for block in own if block is not smallest]
        pool = _Group(pool.leaves + smallest.leaves, pool.n + smallest.n)
    if pool.n < k:
        return own, pool
    return [*own, Block(unit, pool.leaves, pool.n, leads)], None


def _with_what_is_left(
    blocks: list[Block], rising: Mapping[tuple[str, bool], list[_Group]], tree: Sequence[Unit], k: int
) -> list[Block]:
    left = [group for (_, leads), groups in rising.items() if not leads for group in groups]
    teams = [block for block in blocks if not block.leads]
    if not left:
        return blocks
    leaves = tuple(leaf for group in left for leaf in group.leaves)
    n = sum(group.n for group in left)
    if n < k:
        if not teams:
            return blocks
        smallest = min(teams, key=lambda block: (block.n, block.unit))
        blocks = [block for block in blocks if block is not smallest]
        leaves, n = leaves + smallest.leaves, n + smallest.n
    top = next(unit.id for unit in tree if unit.parent is None)
    return [*blocks, Block(top, leaves, n)]


def _in_leaves_only(tree: Sequence[Unit], ballots: Sequence[int], children: Mapping[str, list[Unit]]) -> None:
    for unit, n in zip(tree, ballots, strict=True):
        if n and children[unit.id]:
            raise DisclosureError(f"Unit {unit.id!r} has units under it: its ballots belong to one of those.")


def blocks_of_units(tree: Sequence[Unit], blocks: Sequence[Block]) -> dict[str, tuple[int, ...]]:
    """Of every unit, which blocks lie wholly in it: the only ones its figures are made of."""
    parent = {unit.id: unit.parent for unit in tree}
    within: dict[str, list[int]] = {unit.id: [] for unit in tree}
    for at, block in enumerate(blocks):
        unit: str | None = block.unit
        while unit is not None:
            within[unit].append(at)
            unit = parent[unit]
    return {unit: tuple(members) for unit, members in within.items()}


def common_unions(
    before: Sequence[Block], after: Sequence[Block]
) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The smallest unions of blocks that hold exactly the same leaves in both rounds, as indexes into each (rule 6).

    Leaves that one of the rounds does not know take their whole union out of the comparison.
    """
    here, there = _block_of_leaf(before), _block_of_leaf(after)
    unions: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    seen: set[int] = set()
    for start in range(len(before)):
        if start in seen:
            continue
        first, second = _closure(start, before, after, here, there)
        seen |= first
        if _leaves(before, first) == _leaves(after, second):
            unions.append((tuple(sorted(first)), tuple(sorted(second))))
    return tuple(unions)


def _closure(
    start: int,
    before: Sequence[Block],
    after: Sequence[Block],
    here: Mapping[str, int],
    there: Mapping[str, int],
) -> tuple[set[int], set[int]]:
    first, second = {start}, set[int]()
    while True:
        reached = {there[leaf] for leaf in _leaves(before, first) if leaf in there}
        back = first | {here[leaf] for leaf in _leaves(after, reached) if leaf in here}
        if (back, reached) == (first, second):
            return first, second
        first, second = back, reached


def _leaves(blocks: Sequence[Block], which: Iterable[int]) -> set[str]:
    return {leaf for at in which for leaf in blocks[at].leaves}


def _block_of_leaf(blocks: Sequence[Block]) -> dict[str, int]:
    return {leaf: at for at, block in enumerate(blocks) for leaf in block.leaves}
