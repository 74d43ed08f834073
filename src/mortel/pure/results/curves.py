"""A dimension against an amount, for the whole organisation: time, which may have a best amount, and load apart."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from mortel.pure.disclosure import noise
from mortel.pure.disclosure.division import protect_amounts
from mortel.pure.disclosure.organisation import Statistic, best_amount
from mortel.pure.disclosure.protection import membership, seeds_of
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST, Ballots, Counts, Protected
from mortel.pure.results.shapes import Curve, CurvePoint
from mortel.pure.results.spoken import Spoken
from mortel.pure.results.subjects import Subjects
from mortel.pure.rounds.questionnaire import Scale
from mortel.pure.scoring.scores import score_blocks

SPACE = "dim.space"
# People at a point of a curve are a distribution of answers (release.md, rule 4): noise on each count, then steps. By
# steps alone who knows all the others is told the last answer, wherever a count stands on an edge.
_STEP: Final = 5

Label = Callable[[int, int], str]


def time_curve(
    now: Spoken, ballots: Ballots, about: Subjects, language: str, secret: bytes, gap: Gap | None
) -> Curve | None:
    """Hours a week; None when they were not asked, or space was not. `gap` says why no levels may be told."""
    if about.hours is None or not about.space:
        return None
    code, scale = about.hours
    given = ballots.answers[:, ballots.form.items.index(code)].astype(np.int64)
    amounts, label = np.where(given > 0, given, -1), _label_of(scale, language)
    return _curve(now, ballots, amounts, label=label, secret=secret, gap=gap, purpose=b"time")


def load_curve(
    now: Spoken, ballots: Ballots, about: Subjects, secret: bytes, gap: Gap | None
) -> Curve | None:
    """The load of work: everybody's mean of its questions, to a whole point, of who answered them all."""
    if not about.load or not about.space:
        return None
    given = ballots.answers[:, [ballots.form.items.index(code) for code in about.load]]
    rounded = np.floor(given.mean(axis=1) + 0.5).astype(np.int64)
    amounts = np.where((given > 0).all(axis=1), rounded, -1)
    return _curve(now, ballots, amounts, label=_plain, secret=secret, gap=gap, purpose=b"load")


def _curve(
    now: Spoken,
    ballots: Ballots,
    amounts: Counts,
    *,
    label: Label,
    secret: bytes,
    gap: Gap | None,
    purpose: bytes,
) -> Curve:
    if now.record.check_in:
        return Curve(SPACE, Statistic(gap=gap), (), gap)
    blocks, promise = now.protected.blocks, now.record.promise
    counted = np.where(membership(ballots, blocks, promise) >= 0, amounts, -1)
    word = best_amount(counted, ballots.answers[:, ballots.form.columns(SPACE)])
    parts = gap or protect_amounts(ballots, blocks, counted, secret, promise)
    if isinstance(parts, Gap):
        return Curve(SPACE, word, (), parts)
    (start,) = seeds_of(ballots, np.where(counted >= 0, 0, -1), 1, secret)
    return Curve(SPACE, word, _points(parts, label, _people(parts, start, purpose)))


def _people(parts: Protected, start: bytes, purpose: bytes) -> list[int]:
    """How many stand at each point, with noise of its own and to the nearest five."""
    drawn = noise.two_sided_geometric([start], [noise.DECAY] * len(parts.blocks), purpose=b"curve " + purpose)
    noisy = np.array([block.n for block in parts.blocks]) + drawn[0]
    return [max(round(each / _STEP) * _STEP, _STEP) for each in noisy.tolist()]


def _points(parts: Protected, label: Label, people: Sequence[int]) -> tuple[CurvePoint, ...]:
    column = parts.form.scored.index(SPACE)
    means = score_blocks(parts).means[:, column].tolist()
    return tuple(
        CurvePoint(label(first, last), n, round(mean, 2), first, last)
        for n, mean, (first, last) in zip(people, means, _ends(parts), strict=True)
        if not np.isnan(mean)
    )


def _ends(parts: Protected) -> list[tuple[int, int]]:
    """The answers of each part, one after another without a hole: that nobody gave some answer is not told."""
    inner = [int(re.findall(r"\d+", block.unit)[-1]) for block in parts.blocks[:-1]]
    firsts = [LOWEST, *(last + 1 for last in inner)]
    return list(zip(firsts, [*inner, HIGHEST], strict=True))


def _label_of(scale: Scale, language: str) -> Label:
    def label(first: int, last: int) -> str:
        return _between([scale.labels[at - LOWEST][language] for at in (first, last)])

    return label


def _plain(first: int, last: int) -> str:
    return _between([str(first), str(last)])


def _between(ends: Sequence[str]) -> str:
    first, last = ends
    return first if first == last else f"{first} – {last}"
