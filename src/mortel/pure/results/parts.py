"""How the parts of the one extra division differ, in words (release.md, rule 5)."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from mortel.pure.disclosure.division import protect_categories
from mortel.pure.disclosure.protection import membership
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Counts
from mortel.pure.results.believed import WORDS, scored
from mortel.pure.results.pieces import LEADS
from mortel.pure.results.shapes import Division, Part
from mortel.pure.results.spoken import Spoken
from mortel.pure.results.subjects import Subjects
from mortel.pure.scoring.division import division_words
from mortel.pure.stats.arguments import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """The one extra attribute of a round: `which` (ballots,) index into `names`, negative for none."""

    attribute: str
    names: tuple[str, ...]
    which: Counts


def division(
    now: Spoken,
    ballots: Ballots,
    categories: Categories,
    about: Subjects,
    secret: bytes,
    sigma2: Floats,
) -> Division:
    """Every part beside all others, or why not. Leadership is left out where fewer than three leads are spoken of."""
    name, parts = categories.attribute, categories.names
    if now.record.check_in:
        return Division(name, (), Gap(Reason.CHECK_IN, now.record.k))
    if len(parts) < 2:
        return Division(name, (), Gap(Reason.FEW_BLOCKS, 2))
    blocks, promise = now.protected.blocks, now.record.promise
    protected = protect_categories(ballots, blocks, categories.which, parts, secret, promise)
    if isinstance(protected, Gap):
        return Division(name, (), protected)
    every = np.arange(len(parts), dtype=np.int64)
    scores = scored(protected, every, [False] * len(parts))
    words = division_words(scores, sigma2)
    left_out = frozenset[str]() if _leads_enough(now, ballots, categories) else about.leadership
    return Division(
        name,
        tuple(
            Part(
                part,
                {
                    dimension: WORDS[int(word)]
                    for dimension, word in zip(scores.dimensions, row, strict=True)
                    if dimension not in left_out
                },
            )
            for part, row in zip(parts, words.tolist(), strict=True)
        ),
    )


def _leads_enough(now: Spoken, ballots: Ballots, categories: Categories) -> bool:
    """Whether in every part three leads or more are spoken of, each by as many people as a block needs."""
    inside = membership(ballots, now.protected.blocks, now.record.promise) >= 0
    for part in range(len(categories.names)):
        leaves = ballots.leaves[inside & (categories.which == part)]
        led = Counter(lead for leaf in leaves.tolist() for lead in now.places[ballots.tree[leaf].id].leads)
        if sum(people >= now.record.k for people in led.values()) < LEADS:
            return False
    return True
