"""What a block may cost one person, from its sizes alone: everybody stays from round to round but him.

A real installation links nobody between rounds and cannot know who left. So the gate assumes the worst that fits the
figures: the same block, as small as it ever was, in which one person left, came, or answered once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.special import ndtr

from mortel.pure.disclosure.attack.gaussian import (
    DIMENSION,
    GENERAL,
    ITEM,
    Aim,
    Knowledge,
    guess,
    spectrum,
)
from mortel.pure.disclosure.attack.model import VALUES, Floats, Model, answer_scale, category_probabilities
from mortel.pure.disclosure.attack.record import ITEMS_SHOWN

STAYER: Final = "stayer"
LEAVER: Final = "leaver"
JOINER: Final = "joiner"
VISITOR: Final = "visitor"
ROLES: Final = (STAYER, LEAVER, JOINER, VISITOR)
_POINTS: Final = 801
_REACH: Final = 7.0
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Layout:
    """One block in the rounds that showed its levels: its `sizes`, the form, and the variances of its noise.

    `shared_noise` is drawn once per dimension in the rounds in which the block is too small to show items.
    """

    sizes: tuple[int, ...]
    dimensions: int
    items: int
    item_noise: float
    shared_noise: float


@dataclass(frozen=True, slots=True)
class Modelled:
    """Guess advantage in percentage points at a single answer and at a rounded dimension score."""

    answer: float
    score: float

    @property
    def worse(self) -> float:
        return max(self.answer, self.score)


@lru_cache(maxsize=4096)
def modelled_advantage(layout: Layout, role: str, model: Model | None = None) -> Modelled:
    """The attack on the round in which he is most exposed: the middle one for a stayer, his own for the others."""
    law = model or Model()
    most = [_advantage(layout, present, law) for present in _presences(role, len(layout.sizes))]
    return Modelled(max(one.answer for one in most), max(one.score for one in most))


def _presences(role: str, rounds: int) -> Sequence[tuple[bool, ...]]:
    """In which rounds he answers; the last one named is the one that is attacked."""
    every = range(rounds)
    match role:
        case "stayer":
            return [tuple(True for _ in every)]
        case "leaver":
            return [tuple(at < end for at in every) for end in range(1, rounds)] or _presences(STAYER, rounds)
        case "joiner":
            return [tuple(at >= start for at in every) for start in range(1, rounds)] or _presences(
                STAYER, rounds
            )
        case _:
            return [tuple(at == one for at in every) for one in every]


def _advantage(layout: Layout, present: tuple[bool, ...], model: Model) -> Modelled:
    known, aim = _knowledge(layout, present)
    with_him, without = (_accuracies(layout, known, aim, model, with_target=w) for w in (True, False))
    return Modelled(*(100 * (a - b) for a, b in zip(with_him, without, strict=True)))


def _knowledge(layout: Layout, present: tuple[bool, ...]) -> tuple[Knowledge, Aim]:
    """The others stay as far as the sizes allow: of two rounds, all of the smaller are also in the larger."""
    sizes, rounds = np.array(layout.sizes), len(layout.sizes)
    others = sizes - np.array(present)
    people = np.column_stack([present, np.arange(others.max())[None] < others[:, None]])
    small = sizes < ITEMS_SHOWN
    whole = layout.item_noise + layout.items * layout.shared_noise * small
    detail = np.where(small | (layout.items == 1), np.inf, layout.item_noise)
    known = Knowledge(np.arange(rounds), people, np.where(people.T, 0, -1), np.stack([whole, whole, detail]))
    attacked = np.flatnonzero(present)
    at = attacked[len(attacked) // 2]
    return known, Aim(np.array([0]), np.array([at]), np.array([[1, 2]]))


def _accuracies(
    layout: Layout, known: Knowledge, aim: Aim, model: Model, *, with_target: bool
) -> tuple[float, float]:
    """Of guesses at one answer, and at one dimension score."""
    law = spectrum(model, layout.dimensions, layout.items)
    share = np.array([1 / layout.dimensions, 1 - 1 / layout.dimensions]) / layout.items
    parts = [guess(known, law, part, aim, with_target=with_target) for part in (GENERAL, DIMENSION)]
    left = float(share @ np.array([part.variance[0, 0] for part in parts]))
    before = float(share @ law.variance[0, :ITEM])
    own = law.variance[0, ITEM]
    if layout.items > 1 and np.isfinite(known.noise[ITEM]).any():
        own = guess(known, law, ITEM, aim, with_target=with_target).variance[0, 0]
    apart = 1 - 1 / layout.items
    return (
        _accuracy(model, 1, left + apart * own, before + apart * law.variance[0, ITEM]),
        _accuracy(model, layout.items, left, before),
    )


def _accuracy(model: Model, items: int, left: float, before: float) -> float:
    """How often the likeliest value is right, over all that the attacker may come to see.

    His best linear guess g of a figure f has E(g | f) = mean + r (f - mean) with r = 1 - left / before, and normal
    errors of variance r left around it; f itself comes in steps of 1 / items, and it is the step that is guessed.
    """
    values, chances = _steps(model, items, before)
    mean = float(values @ chances)
    share = 1 - left / before
    spread = np.sqrt(max(share * left, _TINY))
    grid = mean + np.linspace(-_REACH, _REACH, _POINTS) * np.sqrt(share * before + _TINY)
    density = np.exp(-0.5 * ((grid[:, None] - mean - share * (values - mean)) / spread) ** 2) * chances
    rounded = np.floor(values + 0.5)
    best = np.max([density[:, rounded == value].sum(axis=1) for value in VALUES], axis=0)
    return float(best.sum() / density.sum())


def _steps(model: Model, items: int, variance: float) -> tuple[Floats, Floats]:
    """The values a mean of so many answers can have, and their chances: exact for one item, else nearly normal."""
    if items == 1:
        return VALUES.astype(float), category_probabilities(np.array(model.mean), np.sqrt(model.variance))
    values = np.linspace(1, 5, 4 * items + 1)
    edges = np.concatenate([[-np.inf], (values[1:] + values[:-1]) / 2, [np.inf]])
    return values, np.diff(ndtr((edges - answer_scale(model).mean) / np.sqrt(variance)))
