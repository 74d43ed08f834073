"""Closing a round: blocks, protected sums, what the budget leaves, and the leave of the attacker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from mortel.pure.disclosure.attack import gate
from mortel.pure.disclosure.attack.gate import Code, Finding
from mortel.pure.disclosure.attack.noise_law import learn_noise
from mortel.pure.disclosure.blocks import blocks_of_units
from mortel.pure.disclosure.budget import CHECK_INS, LEVEL_MONTHS, LEVELS, Budget, Kind, Told, months_before
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.reasons import Gap, Language, Reason
from mortel.pure.disclosure.shapes import Ballots, Block, DisclosureError, Protected


@dataclass(frozen=True, slots=True, eq=False)
class Closing:
    """A round that may be released: its sums, of which blocks words alone may be told, and of which nothing."""

    protected: Protected
    words_only: Mapping[int, Gap]
    silent: Mapping[int, Gap]
    check_in: bool

    def told(self, day: date) -> tuple[Told, ...]:
        """What the budget of later rounds has to remember of this one."""
        items = frozenset(self.protected.form.items)
        return tuple(
            Told(self.protected.round, day, block, items, self._kind(at))
            for at, block in enumerate(self.protected.blocks)
            if at not in self.silent
        )

    def _kind(self, at: int) -> Kind:
        if self.check_in:
            return Kind.CHECK_IN
        return Kind.WORDS if at in self.words_only else Kind.LEVELS


class NotReleased(DisclosureError):
    """The attacker found something; nothing of this round is shown. `findings` is what it found."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(sentence(finding, "en") for finding in findings))
        self.findings = tuple(findings)


def close(
    ballots: Ballots,
    promise: Promise,
    secret: bytes,
    told: Sequence[Told],
    today: date,
    random: np.random.Generator,
    *,
    check_in: bool = False,
) -> Closing:
    """Close a round: make its release, and try to undo it before anybody sees it.

    `told` is what was released before, `random` any generator: the attacker measures the noise with it. A block whose
    levels were told often enough, or whose history would cost one person too much, keeps words; so do the smallest
    blocks when people pay too much on average. A check-in tells words only, and nothing of a block that had four within
    a year. NotReleased when the attacker finds anything else.
    """
    protected = protect(ballots, blocks_of(ballots, promise), secret, promise)
    budget, items = Budget.of(told, today), ballots.form.items
    words = _without_levels(protected.blocks, items, budget, _all_in_words(promise, check_in=check_in))
    silent = _without_words(protected.blocks, items, budget) if check_in else {}
    noise = learn_noise(
        lambda each: protect(each, blocks_of(each, promise), secret, promise), ballots.form, random
    )
    while True:
        found = gate.findings(_history(ballots, protected, words, promise, told, today), noise)
        costly = _too_costly(protected.blocks, words, found)
        if not costly:
            break
        words |= dict.fromkeys(costly, Gap(Reason.TOO_MUCH_TO_GUESS, promise.k))
    if found:
        raise NotReleased(found)
    return Closing(protected, words, silent, check_in)


def _all_in_words(promise: Promise, *, check_in: bool) -> Gap | None:
    """Why no block of this round has levels at all, if so."""
    if check_in:
        return Gap(Reason.CHECK_IN, promise.k)
    return Gap(Reason.WORDS_ONLY, promise.k) if promise.words_only else None


def _without_levels(
    blocks: Sequence[Block], items: Collection[str], budget: Budget, every: Gap | None
) -> dict[int, Gap]:
    """Of blocks that have no levels, why: the reason for `every` one, or that theirs were told often enough."""
    return {
        at: every or Gap(Reason.LEVELS_SPENT, LEVELS)
        for at, block in enumerate(blocks)
        if every or budget.levels_left(block.leaves, items) < 1
    }


def _without_words(blocks: Sequence[Block], items: Collection[str], budget: Budget) -> dict[int, Gap]:
    """Of blocks of which a check-in may tell nothing, why."""
    return {
        at: Gap(Reason.CHECK_INS_SPENT, CHECK_INS)
        for at, block in enumerate(blocks)
        if budget.check_ins_left(block.leaves, items) < 1
    }


def _too_costly(blocks: Sequence[Block], words: Collection[int], found: Sequence[Finding]) -> set[int]:
    """Blocks that may keep no levels: those that cost one person too much, or else the smallest, for the mean."""
    one = {finding.leaves for finding in found if finding.code is Code.ONE_PERSON}
    costly = {at for at, block in enumerate(blocks) if block.leaves in one}
    if not costly and any(finding.code is Code.EVERYBODY for finding in found):
        smallest = min(block.n for at, block in enumerate(blocks) if at not in words)
        costly = {at for at, block in enumerate(blocks) if block.n == smallest}
    return costly.difference(words)


def _history(
    ballots: Ballots,
    protected: Protected,
    words: Collection[int],
    promise: Promise,
    told: Sequence[Told],
    today: date,
) -> gate.History:
    units = blocks_of_units(ballots.tree, protected.blocks).values()
    return gate.History(
        ballots,
        protected,
        levels=tuple(at not in words for at in range(len(protected.blocks))),
        cells=tuple(
            frozenset(leaf for at in blocks for leaf in protected.blocks[at].leaves)
            for blocks in units
            if blocks
        ),
        earlier=_earlier(told, today),
        words_only=promise.words_only,
        least=promise.k,
    )


def _earlier(told: Sequence[Told], today: date) -> tuple[gate.Earlier, ...]:
    """The rounds that showed levels, each once, with how many months ago (0 on the day itself)."""
    rounds: dict[tuple[str, date, frozenset[str]], list[Told]] = {}
    for each in told:
        if each.kind is Kind.LEVELS:
            rounds.setdefault((each.round, each.day, each.items), []).append(each)
    return tuple(
        gate.Earlier(_months_since(day, today), tuple(each.block for each in release), items)
        for (_, day, items), release in rounds.items()
    )


def _months_since(day: date, today: date) -> int:
    """Whole months that have passed, as the budget counts them: after 24 a release no longer counts."""
    return next(
        (months for months in range(LEVEL_MONTHS) if months_before(today, months + 1) < day), LEVEL_MONTHS
    )


_TEXTS: Final[dict[Code, dict[Language, str]]] = {
    Code.SMALL_BLOCK: {
        "nl": "Een groep heeft {figure} antwoorden. Het moeten er minstens {limit} zijn.",
        "en": "A group has {figure} answers. It needs at least {limit}.",
    },
    Code.TWO_BLOCKS: {
        "nl": "Een team telt in twee groepen mee. Maak de groepen opnieuw.",
        "en": "A team counts in two groups. Make the groups again.",
    },
    Code.OTHER_BALLOTS: {
        "nl": "Een groep noemt {limit} antwoorden en heeft er {figure}. Maak de groepen opnieuw.",
        "en": "A group names {limit} answers and has {figure}. Make the groups again.",
    },
    Code.PART_OF_BLOCK: {
        "nl": "Een cijfer gaat over een deel van een groep. Zo is de rest uit te rekenen.",
        "en": "A figure speaks of part of a group. The rest could be worked out.",
    },
    Code.FEW_ON_ITEM: {
        "nl": "Een vraag heeft in een groep {figure} antwoorden. Het moeten er minstens {limit} zijn.",
        "en": "A question has {figure} answers in a group. It needs at least {limit}.",
    },
    Code.BEYOND_ENDS: {
        "nl": "Bij {figure} cijfers is te zien dat iedereen hetzelfde koos.",
        "en": "Of {figure} figures one can see that everybody chose the same.",
    },
    Code.BARE_SUMS: {
        "nl": "Bijna alle cijfers zijn zonder ruis. Controleer het geheim van de ronde.",
        "en": "Almost all figures are without noise. Check the secret of the round.",
    },
    Code.FOURTH_LEVEL: {
        "nl": "Van een groep zouden voor de {figure}e keer cijfers te zien zijn. Het mag {limit} keer in twee jaar.",
        "en": "Figures of a group would be shown {figure} times. It may be {limit} times in two years.",
    },
    Code.ONE_PERSON: {
        "nl": "Over een persoon is te veel te raden: {figure} punten beter dan zonder. Het mag {limit} zijn.",
        "en": "Too much can be guessed of one person: {figure} points better than without. It may be {limit}.",
    },
    Code.EVERYBODY: {
        "nl": "Over mensen is gemiddeld te veel te raden: {figure} punten beter dan zonder. Het mag {limit} zijn.",
        "en": "On average too much can be guessed of people: {figure} points better than without. It may be {limit}.",
    },
}


def sentence(finding: Finding, language: Language) -> str:
    """What stopped a release, in words for who closed the round."""
    point = "," if language == "nl" else "."
    figure, limit = (
        f"{number:.1f}".removesuffix(".0").replace(".", point) for number in (finding.figure, finding.limit)
    )
    return _TEXTS[finding.code][language].format(figure=figure, limit=limit)
