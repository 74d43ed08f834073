"""What `mortel attack` runs and prints: the release of this product against the attacker of this product."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from mortel.pure.disclosure.attack.enumeration import enumerate_block
from mortel.pure.disclosure.attack.model import Floats
from mortel.pure.disclosure.attack.population import Setting, Wave
from mortel.pure.disclosure.attack.report import Report, attack_control, attack_release
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.limits import BLOCK, Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, Block, Counts, Protected
from mortel.pure.scoring.change import ChangeWord, Pair, changes
from mortel.pure.scoring.scores import score_units

# Limits of the release rules: key of the report, what it is called, the limit, how it is written.
LIMITS: Final = (
    ("exact", "answers known beyond doubt", 0, "{:.0f}"),
    ("narrowed", "at most two answers left", 0, "{:.0f}"),
    ("guess_advantage", "guess advantage, points", 5, "{:.2f}"),
    ("worst_cell", "  in the worst cell", 7, "{:.2f}"),
    ("over_posterior_share", "people made sure of, %", 0.001, "{:.2%}"),
    ("item_block_error", "error of a block, per item", 0.15, "{:.3f}"),
    ("dimension_block_error", "error of a block, per dimension", 0.08, "{:.3f}"),
)
CONTROL: Final = 0.03
_PROMISE: Final = Promise(BLOCK)


def run(setting: Setting, organisations: int, seed: int, *, naive: bool) -> Report:
    """The whole attack, on the release of this product or on the control."""
    if naive:
        return attack_control(setting, organisations, seed, time.perf_counter)
    secret = hashlib.sha256(f"attack-{seed}".encode()).digest()

    def release(ballots: Ballots) -> Protected:
        return protect(ballots, blocks_of(ballots, _PROMISE), secret, _PROMISE)

    return attack_release(release, setting, organisations, seed, time.perf_counter, change_words)


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


def holds(report: Report, *, naive: bool) -> bool:
    """Whether every limit is kept; of the control, whether it was broken as it must be."""
    figures = asdict(report.figures)
    if naive:
        return bool(figures["exact"] > CONTROL * figures["people"])
    return all(figures[key] <= limit for key, _, limit, _ in LIMITS)


def as_json(report: Report) -> dict[str, Any]:
    """The keys stand in docs/algorithms/attack-figures.md."""
    return asdict(report.figures)


def as_lines(report: Report, *, naive: bool) -> Iterator[str]:
    """A plain table, each figure beside its limit."""
    figures = asdict(report.figures)
    yield f"{figures['people']} people, {figures['seconds']:.1f} seconds."
    yield ""
    for key, name, limit, shape in LIMITS:
        bound = "" if naive else f"   at most {shape.format(limit)}"
        broken = "   BROKEN" if not naive and figures[key] > limit else ""
        yield f"{name:34}{shape.format(figures[key]):>9}{bound}{broken}"
    yield f"{'error of the organisation':34}{figures['organisation_error']:9.3f}"
    yield f"{'people in a block of their team':34}{figures['visible_share']:9.0%}"
    yield f"{'change words beyond too early':34}{figures['change_word_share']:9.0%}"
    yield f"{'advantage at a single answer':34}{report.answer_advantage:9.2f}"
    yield f"{'advantage at a dimension score':34}{report.score_advantage:9.2f}   +- {report.advantage_error:.2f}"
    yield f"{'right about a single answer':34}{report.accuracy:9.1%}"
    yield f"{'sums that were cut off':34}{report.clamped_share:9.2%}"
    yield ""
    yield "block size   role       answers   at an answer   at a score   standard error"
    for cell in report.cells:
        yield (
            f"{cell.size:12} {cell.role:10} {cell.rows:7} {cell.answer:14.2f} {cell.score:12.2f} {cell.error:16.2f}"
        )
    if not naive:
        yield from _enumerated(report)


def _enumerated(report: Report) -> Iterator[str]:
    """One block and one item, everything counted; a fifth of the blocks unanimous in the last two columns."""
    yield ""
    yield "one item, exactly:   n   advantage   with unanimous blocks   made sure of"
    for n in (7, 8, 10, 15, 20, 30):
        plain = enumerate_block(n, report.noise.chances)
        alike = enumerate_block(n, report.noise.chances, unanimous=0.2)
        yield f"{n:22} {plain.advantage:11.2f} {alike.advantage:23.2f} {alike.over_posterior:14.3%}"
