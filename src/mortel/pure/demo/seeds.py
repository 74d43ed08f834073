"""Chance that comes back."""

from random import Random


def stream(seed: int, purpose: str) -> Random:
    """A stream of its own for each purpose, so that drawing more of one thing does not change another."""
    return Random(f"{seed} {purpose}")  # noqa: S311  nothing secret is drawn: it must be repeatable
