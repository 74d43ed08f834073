"""Which one quiet question to ask about a moment. At most one a visit, always skippable (product.md, principle 1)."""

from collections.abc import Collection, Sequence

# Where it came from (S-131), what was tried and how it was solved (S-72), new or better, could it work elsewhere
# (S-96), one sentence that names it (S-95), and three short looks back (S-73).
USUAL = (
    "mp.source",
    "mp.tried",
    "mp.new_or_better",
    "mp.solved",
    "mp.elsewhere",
    "mp.one_sentence",
    "mp.assume",
    "mp.own_step",
    "mp.otherway",
)


def next_question(
    *,
    done: Collection[str],
    turn: int,
    usual: Sequence[str] = USUAL,
    soft: Sequence[str] = (),
    softer: bool = False,
) -> str | None:
    """Return the id of the question to ask, or None when all were answered.

    `turn` is any number that differs between moments: it decides where the round begins, so that the same question
    does not come back with every moment. With `softer` only the soft ones are asked (S-104).
    """
    order = list(soft if softer else usual)
    if not order:
        return None
    start = turn % len(order)
    return next((question for question in order[start:] + order[:start] if question not in done), None)
