"""What can be learned by running the release: repeating it, and changing one ballot, one place, one item at a time.

Nobody outside the server can do this; whoever has the server could. The release must not answer differently for it.
Each probe gives a finding when the release did what it must not do, and nothing when it held.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack.noise_law import Release
from mortel.pure.disclosure.attack.tables import CLAMP
from mortel.pure.disclosure.shapes import Ballots, Counts, DisclosureError, Protected, RoundForm, Unit

_LEAST: Final = 7
_TEAM: Final = 20
_TEAMS: Final = 60
_CORRELATED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Probe:
    """A finding: what was tried (`code`), and the figure that gave it away."""

    code: str
    figure: float


def probe(release: Release, form: RoundForm, rng: np.random.Generator) -> tuple[Probe, ...]:
    """Every probe on organisations of the attacker's own making; an empty answer means that the release held."""
    ballots = _ballots(form, [_TEAM] * _TEAMS, rng)
    first = release(ballots)
    return (
        *_repeating(release, ballots, first, rng),
        *_next_round(release, ballots, first),
        *_one_ballot_less(release, ballots, first),
        *_fewer_items(release, ballots, first),
        *_thresholds(release, form, rng),
        *_one_person_moves(release, form, rng),
        *_one_opinion(release, form, rng),
        *_noise_hangs_together(first, ballots),
    )


def _ballots(
    form: RoundForm, sizes: list[int], rng: np.random.Generator, answer: int | None = None
) -> Ballots:
    people = sum(sizes)
    tree = (Unit("all", None), *(Unit(f"team-{at}", "all") for at in range(len(sizes))))
    shape = (people, len(form.items))
    answers = rng.integers(2, 5, shape) if answer is None else np.full(shape, answer)
    ids = rng.integers(0, 2**64, (people, 2), dtype=np.uint64)
    leaves = np.repeat(np.arange(1, len(sizes) + 1), sizes)
    return Ballots("probe", form, tree, ids, leaves, answers.astype(np.int8))


def _chosen(ballots: Ballots, rows: Counts) -> Ballots:
    return replace(ballots, ids=ballots.ids[rows], leaves=ballots.leaves[rows], answers=ballots.answers[rows])


def _by_leaves(shown: Protected) -> dict[tuple[str, ...], Counts]:
    return {block.leaves: row for block, row in zip(shown.blocks, shown.sums, strict=True)}


def _repeating(
    release: Release, ballots: Ballots, first: Protected, rng: np.random.Generator
) -> Iterator[Probe]:
    """Closing again, in any order of the ballots, gives the same figures: there is nothing to average."""
    shuffled = _chosen(ballots, rng.permutation(len(ballots.ids)))
    for again in (release(ballots), release(shuffled)):
        here, there = _by_leaves(first), _by_leaves(again)
        other = [leaves for leaves in here if leaves not in there or (here[leaves] != there[leaves]).any()]
        if other:
            yield Probe("repeated figures differ", len(other))


def _next_round(release: Release, ballots: Ballots, first: Protected) -> Iterator[Probe]:
    """The same ballots in another round have other noise: else the difference of two rounds would be free of it."""
    other = release(replace(ballots, round="probe-2"))
    same = float(np.mean(other.sums == first.sums))
    if same > 0.5:
        yield Probe("noise stays from round to round", same)


def _one_ballot_less(release: Release, ballots: Ballots, first: Protected) -> Iterator[Probe]:
    """Without one ballot its block gets new noise, and no other block changes."""
    without = release(_chosen(ballots, np.arange(1, len(ballots.ids))))
    here, there = _by_leaves(first), _by_leaves(without)
    own = (ballots.tree[int(ballots.leaves[0])].id,)
    if own in here and own in there:
        known = float(np.mean(here[own] - there[own] == ballots.answers[0]))
        if known > 0.6:
            yield Probe("one ballot less gives its answers away", known)
    moved = sum(leaves in there and (here[leaves] != there[leaves]).any() for leaves in here if leaves != own)
    if moved:
        yield Probe("a ballot changes the noise of other blocks", float(moved))


def _fewer_items(release: Release, ballots: Ballots, first: Protected) -> Iterator[Probe]:
    """A round closed with only its later items would show them with other noise: then two draws can be averaged."""
    kept = len(ballots.form.items) // 2
    if not kept:
        return
    form = RoundForm(ballots.form.items[kept:], ballots.form.dimensions[kept:])
    part = release(replace(ballots, form=form, answers=ballots.answers[:, kept:]))
    other = float(np.mean(part.sums != first.sums[:, kept:]))
    if other:
        yield Probe("an item has other noise in a shorter form", other)


def _thresholds(release: Release, form: RoundForm, rng: np.random.Generator) -> Iterator[Probe]:
    """Teams of every size around the limit, with answers missing: no block and no item of fewer than seven."""
    for size in range(1, 2 * _LEAST + 1):
        ballots = _ballots(form, [size, 2 * _LEAST, 3], rng)
        answers = ballots.answers.copy()
        answers[:size, 0] = 0
        shown = _try(release, replace(ballots, answers=answers))
        if shown is None:
            continue
        least = min((block.n for block in shown.blocks), default=_LEAST)
        if least < _LEAST:
            yield Probe("a block below the limit", least)
        counts = shown.counts[shown.counts > 0]
        if counts.size and counts.min() < _LEAST:
            yield Probe("an item below the limit", float(counts.min()))
        if (shown.sums[shown.counts == 0] != 0).any():
            yield Probe("a sum where the item is withheld", size)


def _one_person_moves(release: Release, form: RoundForm, rng: np.random.Generator) -> Iterator[Probe]:
    """Somebody goes to the next team, back and forth over the limit: nobody ever stands in two blocks."""
    for size in range(_LEAST - 2, _LEAST + 3):
        ballots = _ballots(form, [size, 2 * _LEAST, _LEAST], rng)
        for place in (1, 2, 3):
            leaves = ballots.leaves.copy()
            leaves[0] = place
            shown = _try(release, replace(ballots, leaves=leaves))
            held = [] if shown is None else [leaf for block in shown.blocks for leaf in block.leaves]
            if len(held) != len(set(held)):
                yield Probe("a team in two blocks", size)


def _one_opinion(release: Release, form: RoundForm, rng: np.random.Generator) -> Iterator[Probe]:
    """Where all answer 1, or 5, the figures do not say so."""
    for answer in (1, 5):
        shown = release(_ballots(form, [_TEAM] * _TEAMS, rng, answer))
        low, high = shown.counts + CLAMP, 5 * shown.counts - CLAMP
        if ((shown.sums < low) | (shown.sums > high)).any():
            yield Probe("unanimity is shown", float(np.mean((shown.sums < low) | (shown.sums > high))))


def _noise_hangs_together(shown: Protected, ballots: Ballots) -> Iterator[Probe]:
    """In blocks that show items, the noise of two items is as good as independent."""
    truth: Counts = np.stack([ballots.answers[ballots.leaves == at + 1].sum(axis=0) for at in range(_TEAMS)])
    if shown.sums.shape != truth.shape or len(shown.form.items) < 2:
        return
    noise = (shown.sums - truth).astype(float)
    if not noise.std(axis=0).all():
        return
    seen = np.corrcoef(noise, rowvar=False)[np.triu_indices(len(shown.form.items), 1)]
    if abs(float(seen.mean())) > _CORRELATED:
        yield Probe("noise of items hangs together", float(seen.mean()))


def _try(release: Release, ballots: Ballots) -> Protected | None:
    """Nothing where the release refuses: that is a safe answer."""
    try:
        return release(ballots)
    except DisclosureError:
        return None
