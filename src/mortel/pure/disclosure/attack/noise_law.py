"""The noise as an outsider learns it: he runs the release on ballots of his own, as often as he likes.

The code is public and only the secret is not, so the law of the noise is known to everybody. The attacker measures it
instead of reading it, and so attacks any release there is, not the one that was described to him.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.shapes import Ballots, Counts, DisclosureError, Protected, RoundForm, Unit

Release = Callable[[Ballots], Protected]

_TEAMS: Final = 400
# Sizes of team to try, until the release leaves such teams alone: a high k takes the smaller ones together.
_SMALL: Final = (10, 12, 14)
_LARGE: Final = (40, 150, 600)
_LEAST_AT_THE_END: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class NoiseLaw:
    """Variance of the noise on an item sum; of a draw shared by a dimension in blocks of ten; and the law of the first.

    `bound` is the largest noise there can be, None when it has no end: an end shows by being reached often.
    """

    item: float
    shared: float
    bound: int | None
    chances: Floats


def learn_noise(release: Release, form: RoundForm, rng: np.random.Generator) -> NoiseLaw:
    """Release teams in which everybody answers 3, far from where sums are cut off, and look at what came out.

    Where no team under 15 stands alone there is no draw that small blocks share. DisclosureError when not even teams of
    hundreds stand alone.
    """
    large, small = (_noise(release, form, sizes, rng) for sizes in (_LARGE, _SMALL))
    if large is None:
        raise DisclosureError("Not even teams of hundreds are shown: choose a lower k.")
    reach = int(np.abs(large).max())
    counts = np.bincount((large + reach).ravel(), minlength=2 * reach + 1)
    chances = (counts + counts[::-1]) / (2 * counts.sum())
    ends = chances[0] + chances[-1] if reach else 1.0
    return NoiseLaw(
        item=float(np.mean(large**2.0)),
        shared=0.0 if small is None else _shared(small, form),
        bound=reach if ends > _LEAST_AT_THE_END else None,
        chances=chances,
    )


def _noise(
    release: Release, form: RoundForm, sizes: Sequence[int], rng: np.random.Generator
) -> Counts | None:
    """Of teams of the first size that makes each a block."""
    return next((found for size in sizes if (found := _noise_of(release, form, size, rng)) is not None), None)


def _noise_of(release: Release, form: RoundForm, size: int, rng: np.random.Generator) -> Counts | None:
    people = _TEAMS * size
    tree = (Unit("all", None), *(Unit(f"team-{at}", "all") for at in range(_TEAMS)))
    ids = rng.integers(0, 2**64, (people, 2), dtype=np.uint64)
    leaves = np.repeat(np.arange(1, _TEAMS + 1), size)
    answers = np.full((people, len(form.items)), 3, dtype=np.int8)
    shown = release(Ballots(f"learning-{size}", form, tree, ids, leaves, answers))
    return shown.sums - 3 * shown.counts if len(shown.blocks) == _TEAMS else None


def _shared(noise: Counts, form: RoundForm) -> float:
    """The covariance of the noise of two items of one dimension (zero is known to be its mean)."""
    products = list[float]()
    for name in form.scored:
        own = noise[:, form.columns(name)].astype(float)
        pairs = own.shape[1] * (own.shape[1] - 1)
        if pairs:
            products.append(float(np.mean(own.sum(axis=1) ** 2 - (own**2).sum(axis=1)) / pairs))
    return max(0.0, float(np.mean(products))) if products else 0.0
