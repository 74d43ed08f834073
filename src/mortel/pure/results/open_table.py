"""A table of counts for everybody outside: each answer to each question, with noise that is differentially private.

A table is epsilon-private when no output is more than e^epsilon times as likely with one person's ballot than without
it (Dwork and Roth 2014, The Algorithmic Foundations of Differential Privacy, chapter 3). A ballot added or taken away
changes one of the six cells of every question by one. So a noise P(z) proportional to e^(-|z| epsilon / questions) on
every cell (Ghosh, Roughgarden and Sundararajan 2012, SIAM J. Comput. 41, 1673-1693) spends epsilon on all questions
together; only an outcome rarer than 2^-64 is beyond it. Who knows how many answered asks what one changed answer does:
two cells, at most twice as much.
"""

import math
from collections.abc import Collection
from typing import Final

import numpy as np

from mortel.pure.disclosure import noise
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import membership, seeds_of
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import HIGHEST, Ballots, Block, Counts
from mortel.pure.results.groups import ONE_LEAD
from mortel.pure.results.shapes import OpenTable

# Of the whole table, over all questions, and at most so much of one; no setting changes them. Without the second, an
# answer to one of six questions could be guessed 8 points better; now it is .7 at most on average.
EPSILON: Final = 3.0
PER_QUESTION: Final = EPSILON / 24
LEAST: Final = 200
# Answers 1 to 5, and none.
CELLS: Final = HIGHEST + 1
# How often the noise of a count is larger than its margin.
_MISSED: Final = 0.05
_PURPOSE: Final = b"open"


def open_table(
    ballots: Ballots,
    whole: Block,
    secret: bytes,
    promise: Promise,
    *,
    left_out: Collection[str] = (),
    turned: Collection[str] = (),
) -> OpenTable | Gap:
    """Counts over the ballots of `whole`, of every question but those `left_out`; from 200 ballots.

    Answers to `turned` questions are told as they were given. `answered` is reckoned from the table, so it is private
    like the rest: the exact number is told in the report of the organisation. DisclosureError as `protect`.
    """
    if whole.n < LEAST:
        return Gap(Reason.OPEN_DATA_SMALL, LEAST)
    member = membership(ballots, [whole], promise)
    items = [at for at, code in enumerate(ballots.form.items) if code not in left_out]
    if not items:
        return ONE_LEAD
    counts = np.stack([_counted(ballots, member, at, turned) for at in items])
    (seed,) = seeds_of(ballots, member, 1, secret)
    each = epsilon_of_one(len(items))
    drawn = noise.two_sided_geometric([seed], [math.exp(-each)] * counts.size, purpose=_PURPOSE)
    noisy = counts + drawn.reshape(counts.shape)
    answered = max(round(float(noisy.sum() / len(items))), 0)
    rows = np.maximum(noisy, 0).tolist()
    codes = [ballots.form.items[at] for at in items]
    return OpenTable(
        each * len(items), answered, tuple((code, tuple(row)) for code, row in zip(codes, rows, strict=True))
    )


def epsilon_of_one(questions: int) -> float:
    """What one question of so many may spend."""
    return min(EPSILON / questions, PER_QUESTION)


def margin(table: OpenTable) -> int:
    """The least X such that the noise of one count is at most X either way with a chance of 95 %.

    Of the two-sided geometric with alpha = e^-epsilon: P(|z| > X) = 2 alpha^(X + 1) / (1 + alpha).
    """
    each = table.epsilon / len(table.rows)
    alpha = math.exp(-each)
    return max(math.ceil(-math.log(_MISSED * (1 + alpha) / 2) / each) - 1, 0)


def _counted(ballots: Ballots, member: Counts, item: int, turned: Collection[str]) -> Counts:
    """(6,) how many gave 1 to 5, and no answer."""
    counts = np.bincount(ballots.answers[member >= 0, item], minlength=CELLS)
    answers = counts[:0:-1] if ballots.form.items[item] in turned else counts[1:]
    return np.append(answers, counts[0])
