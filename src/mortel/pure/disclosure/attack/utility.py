"""What is left of the truth after protection: the other side of the bargain, measured on the same organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.attack.population import Organisation, Wave
from mortel.pure.disclosure.attack.tables import CLAMP, true_sums
from mortel.pure.disclosure.shapes import Counts, Protected


@dataclass(frozen=True, slots=True, eq=False)
class Utility:
    """Distances between released and true means, each a flat list; shares as lists of zeros and ones.

    item, dimension    per block, where nothing was cut off; `item_with_clamped` everywhere.
    organisation       per dimension and round, where nothing was cut off.
    clamped            per block sum, whether it stands at an end.
    own_team           per person who answered, whether his block is his team.
    """

    item: Floats
    item_with_clamped: Floats
    dimension: Floats
    organisation: Floats
    clamped: Floats
    own_team: Floats


def usefulness(found: Organisation, shown: Sequence[Protected]) -> Utility:
    """Of all rounds of one organisation."""
    rounds = [_of_round(wave, released) for wave, released in zip(found.waves, shown, strict=True)]
    names = Utility.__slots__
    return Utility(**{name: np.concatenate([getattr(one, name) for one in rounds]) for name in names})


def mean_of(lists: Iterable[Floats]) -> float:
    """The mean over all of them; 0 when they are empty."""
    every = np.concatenate([np.zeros(0), *lists])
    return float(every.mean()) if len(every) else 0.0


def _of_round(wave: Wave, released: Protected) -> Utility:
    truth = true_sums(wave.ballots, released.blocks)
    counts = np.maximum(released.counts, 1)
    shown = released.counts > 0
    low, high = released.counts + CLAMP, 5 * released.counts - CLAMP
    cut = shown & ((released.sums <= low) | (released.sums >= high) | (truth < low) | (truth > high))
    distance = (released.sums - truth) / counts
    dimension, organisation = list[Floats](), list[float]()
    for name in released.form.scored:
        columns = released.form.columns(name)
        whole = np.asarray((shown & ~cut)[:, columns].all(axis=1))
        dimension.append(np.abs(distance[whole][:, columns].mean(axis=1)))
        if len(whole) and whole.all():
            organisation.append(abs(_weighted(released.sums - truth, counts, columns)))
    own = sum(block.n for block in released.blocks if block.is_one_team)
    people = len(wave.people)
    return Utility(
        item=np.abs(distance[shown & ~cut]),
        item_with_clamped=np.abs(distance[shown]),
        dimension=np.concatenate([np.zeros(0), *dimension]),
        organisation=np.array(organisation),
        clamped=cut[shown].astype(float),
        own_team=np.repeat([1.0, 0.0], [own, people - own]),
    )


def _weighted(difference: Counts, counts: Counts, columns: Counts) -> float:
    """Distance of the organisation's mean on a dimension: its items' sums over all blocks, by their answers."""
    return float(np.mean(difference[:, columns].sum(axis=0) / counts[:, columns].sum(axis=0)))
