"""Rounds made to measure: scores with a known truth behind them, sampling error and noise included."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance
from mortel.pure.disclosure.shapes import Block, Form, Protected
from mortel.pure.scoring.frozen import SIGMA2
from mortel.pure.scoring.scores import Scores

Floats = NDArray[np.float64]


def noise_variance(n: ArrayLike, items: int = 4) -> Floats:
    """Variance of the noise in a dimension mean when all n answered all items."""
    people = np.asarray(n, dtype=float)
    return ITEM_VARIANCE / people**2 / items + np.where(people < 15, shared_variance(items), 0) / people**2


def scores(n: ArrayLike, means: ArrayLike, items: int = 4) -> Scores:
    """One column of `means` (or several) for blocks of n in which everybody answered everything."""
    people, values = np.asarray(n, dtype=np.int64), np.asarray(means, dtype=float)
    table = values.reshape(len(people), -1)
    columns = table.shape[1]
    gone = np.isnan(table)

    def spread(part: Floats) -> Floats:
        return np.where(gone, np.nan, np.repeat(part[:, None], columns, axis=1))

    return Scores(
        dimensions=tuple(f"d{at}" for at in range(columns)),
        items=np.full(columns, items),
        n=people,
        means=table,
        noise=spread(noise_variance(people, items)),
        per_person=spread(1 / people),
        withheld=gone,
    )


def sizes(generator: np.random.Generator, blocks: int) -> NDArray[np.int64]:
    """Block sizes as a care organisation has them: 7 to 25 answers."""
    return generator.integers(7, 26, blocks)


def errors(generator: np.random.Generator, n: NDArray[np.int64], worlds: int) -> Floats:
    """(blocks, worlds) what chance in who is in the team does to the block means."""
    drawn: Floats = generator.normal(0, 1, (len(n), worlds)) * np.sqrt(SIGMA2 / n)[:, None]
    return drawn


def noise(generator: np.random.Generator, n: NDArray[np.int64], worlds: int, items: int = 4) -> Floats:
    """(blocks, worlds) the noise of the release, as far as a dimension mean is concerned."""
    drawn: Floats = generator.normal(0, 1, (len(n), worlds)) * np.sqrt(noise_variance(n, items))[:, None]
    return drawn


def protected(
    counts: Sequence[Sequence[int]],
    sums: Sequence[Sequence[int]],
    n: Sequence[int],
    dimensions: Sequence[str],
) -> Protected:
    """A release as it is stored: one block per row, one item per column."""
    form = Form(tuple(f"i{at}" for at in range(len(dimensions))), tuple(dimensions))
    blocks = tuple(Block(f"b{at}", (f"b{at}",), size) for at, size in enumerate(n))
    return Protected("r", form, blocks, np.array(counts, dtype=np.int64), np.array(sums, dtype=np.int64))
