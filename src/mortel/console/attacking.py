"""What `mortel attack` runs: the release of this product against the attacker of this product."""

import hashlib
import time
from collections.abc import Callable

import numpy as np

from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.attack.population import Setting, Wave
from mortel.pure.disclosure.attack.report import PLAYED, Report, attack_control, attack_release
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.limits import BLOCK, Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Protected
from mortel.pure.scoring.change import ChangeWord, Pair, changes
from mortel.pure.scoring.scores import score_units

_PROMISE = Promise(BLOCK)


def steps(organisations: int, *, naive: bool) -> int:
    """How often `run` calls `done`."""
    return organisations if naive else PLAYED * organisations


def run(
    setting: Setting, organisations: int, seed: int, *, naive: bool, done: Callable[[], object] = lambda: None
) -> Report:
    """The whole attack, on the release of this product or on the control; `done` is called after each organisation."""
    if naive:
        return attack_control(setting, organisations, seed, time.perf_counter, done)
    secret = hashlib.sha256(f"attack-{seed}".encode()).digest()

    def release(ballots: Ballots) -> Protected:
        return protect(ballots, blocks_of(ballots, _PROMISE), secret, _PROMISE)

    return attack_release(release, setting, organisations, seed, time.perf_counter, change_words, done)


def change_words(before: Wave, shown: Protected, after: Wave, shown_after: Protected) -> tuple[int, int]:
    """How many words of two rounds running say more than "too early", of how many: one per group and dimension."""
    unions = common_unions(shown.blocks, shown_after.blocks)
    if not unions:
        return 0, 0
    groups = [
        _numbers([union[side] for union in unions], len(released.blocks))
        for side, released in ((0, shown), (1, shown_after))
    ]
    scores = [
        score_units(released, units) for released, units in zip((shown, shown_after), groups, strict=True)
    ]
    response = [
        _response(wave, released.blocks, units)
        for wave, released, units in zip((before, after), (shown, shown_after), groups, strict=True)
    ]
    words = changes(Pair(scores[0], scores[1], np.column_stack(response))).words
    return int(np.sum(words != ChangeWord.TOO_EARLY)), words.size


def _numbers(unions: list[tuple[int, ...]], blocks: int) -> Counts:
    """(blocks,) the union each block is in, -1 for none."""
    units = np.full(blocks, -1, dtype=np.int64)
    for number, union in enumerate(unions):
        units[list(union)] = number
    return units


def _response(wave: Wave, blocks: tuple[Block, ...], units: Counts) -> Floats:
    """(unions,) share of the invited that answered."""
    place = {unit.id: at for at, unit in enumerate(wave.ballots.tree)}
    answered, invited = np.zeros((2, int(units.max()) + 1))
    for block, unit in zip(blocks, units, strict=True):
        if unit >= 0:
            answered[unit] += block.n
            invited[unit] += sum(wave.invited[place[leaf]] for leaf in block.leaves)
    return np.asarray(answered / invited)
