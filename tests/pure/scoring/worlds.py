"""Rounds made to measure: scores with a known truth behind them, sampling error and noise included."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance
from mortel.pure.disclosure.shapes import Block, Protected, RoundForm
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.frozen import SIGMA2, person_variance
from mortel.pure.scoring.scores import Scores

Floats = NDArray[np.float64]


def noise_variance(n: ArrayLike, items: int = 4) -> Floats:
    """Variance of the noise in a dimension mean when all n answered all items."""
    people = np.asarray(n, dtype=float)
    return ITEM_VARIANCE / people**2 / items + np.where(people < 15, shared_variance(items), 0) / people**2


def scores(n: ArrayLike, means: ArrayLike, items: int = 4) -> Scores:
    """One column of `means` (or several) for blocks of n in which everybody answered everything."""
    people, values = np.asarray(n, dtype=np.int64), np.asarray(means, dtype=float)
    table = values[:, None] if values.ndim == 1 else values
    columns = table.shape[1]
    gone = np.isnan(table)

    def spread(part: Floats) -> Floats:
        return np.where(gone, np.nan, np.repeat(part[:, None], columns, axis=1))

    return Scores(
        dimensions=tuple(f"d{at}" for at in range(columns)),
        questions=tuple(tuple(f"d{at}-{item}" for item in range(items)) for at in range(columns)),
        n=people,
        means=table,
        noise=spread(noise_variance(people, items)),
        per_person=spread(1 / people),
        withheld=gone,
        levels=np.ones(len(people), dtype=np.bool_),
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


def follow_up(
    generator: np.random.Generator,
    *,
    blocks: int = 40,
    acting: int = 4,
    effect: float = 0,
    icc: float = 0.1,
    team_staying: float = 0.8,
    people_staying: float = 0.5,
    items: int = 4,
    n: NDArray[np.int64] | None = None,
    earlier: bool = False,
) -> FollowUp:
    """Actions in the blocks with the LOWEST scores; a random quarter of the others (at least eight) is asked again."""
    size = sizes(generator, blocks) if n is None else n
    team_sd = np.sqrt(SIGMA2 * icc / (1 - icc))
    team, people = generator.normal(0, team_sd, blocks), errors(generator, size, 1)[:, 0]
    waves = []
    for _ in range(3):
        # What an item measures beside its dimension comes and goes: only a short form has much of it.
        alone = generator.normal(0, 1, blocks) * np.sqrt(
            np.maximum(person_variance(items) - SIGMA2, 0) / size
        )
        waves.append(3 + team + people + alone + noise(generator, size, 1, items)[:, 0])
        team = team_staying * team + np.sqrt(1 - team_staying**2) * generator.normal(0, team_sd, blocks)
        people = people_staying * people + np.sqrt(1 - people_staying**2) * errors(generator, size, 1)[:, 0]
    before, choosing, later = waves
    order = np.argsort(choosing)
    asked = generator.permutation(order[acting:])[: max(8, round((blocks - acting) / 4))]
    judged = np.full(blocks, np.nan)
    judged[asked] = later[asked] + 0.1
    judged[order[:acting]] = later[order[:acting]] + 0.1 + effect
    return FollowUp(
        blocks=[f"b{at}" for at in range(blocks)],
        choosing=scores(size, choosing, items),
        later=scores(size, judged, items),
        dimension=0,
        acting=np.isin(np.arange(blocks), order[:acting]),
        comparable=np.ones(blocks, dtype=bool),
        earlier=scores(size, before, items) if earlier else None,
    )


def protected(
    counts: Sequence[Sequence[int]],
    sums: Sequence[Sequence[int]],
    n: Sequence[int],
    dimensions: Sequence[str],
) -> Protected:
    """A release as it is stored: one block per row, one item per column."""
    form = RoundForm(tuple(f"i{at}" for at in range(len(dimensions))), tuple(dimensions))
    blocks = tuple(Block(f"b{at}", (f"b{at}",), size) for at, size in enumerate(n))
    return Protected("r", form, blocks, np.array(counts, dtype=np.int64), np.array(sums, dtype=np.int64))
