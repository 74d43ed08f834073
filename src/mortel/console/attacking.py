"""What `mortel attack` runs: the release of this product against the attacker of this product."""

import hashlib
import time
from collections.abc import Callable

import numpy as np

from mortel.pure.disclosure.attack.population import Setting, Wave
from mortel.pure.disclosure.attack.report import PLAYED, Report, attack_control, attack_release
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.limits import BLOCK, Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Block, Protected
from mortel.pure.scoring.change import ChangeWord, changes, pair_of

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
    response = [
        [_response(wave, released.blocks, union[side]) for union in unions]
        for side, (wave, released) in enumerate(((before, shown), (after, shown_after)))
    ]
    words = changes(pair_of(shown, shown_after, unions, np.array(response).T)).words
    return int(np.sum(words != ChangeWord.TOO_EARLY)), words.size


def _response(wave: Wave, blocks: tuple[Block, ...], union: tuple[int, ...]) -> float:
    """Share of the invited of one union that answered."""
    place = {unit.id: at for at, unit in enumerate(wave.ballots.tree)}
    invited = sum(wave.invited[place[leaf]] for at in union for leaf in blocks[at].leaves)
    return float(sum(blocks[at].n for at in union) / invited)
