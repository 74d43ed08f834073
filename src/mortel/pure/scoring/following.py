"""Blocks followed from the wave in which actions were chosen to a later one, beside blocks that did not act."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mortel.pure.disclosure.shapes import Counts
from mortel.pure.scoring.frozen import SIGMA2, STAYING, TEAM_STAYING, TEAM_VARIANCE, person_variance
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.arguments import Flags, Floats
from mortel.pure.stats.errors import StatsError


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """One dimension of a round of follow-up; a row per block, the same in every array.

    blocks      (blocks,) what each block is called, the same in every round.
    choosing    scores of the wave in which the action was chosen.
    later       scores of the wave that is judged; NaN for blocks that were not asked again.
    dimension   which column of both.
    acting      (blocks,) True where the action was taken.
    comparable  (blocks,) False where response differs so much that it may be others who speak.
    earlier     scores of a wave before the choosing one, if there was any. A block without one is not known then: leave
                the wave out when most blocks are new.
    """

    blocks: Sequence[str]
    choosing: Scores
    later: Scores
    dimension: int
    acting: Flags
    comparable: Flags
    earlier: Scores | None = None

    def __post_init__(self) -> None:
        waves = (
            [self.choosing, self.later] if self.earlier is None else [self.earlier, self.choosing, self.later]
        )
        shapes = {wave.means.shape for wave in waves}
        rows = {len(self.blocks), len(self.acting), len(self.comparable), len(self.choosing.n)}
        if len(shapes) > 1 or len(rows) > 1:
            raise StatsError(
                "A follow-up needs the same blocks and the same dimensions, in the same order, throughout."
            )
        if len({wave.questions[self.dimension] for wave in waves}) > 1:
            raise StatsError(
                "An action is judged by the same questions in every wave: compare a short form with its own first use."
            )
        if len(set(self.blocks)) < len(self.blocks):
            raise StatsError("A block stands twice in one follow-up: give each block one row.")

    @property
    def baselines(self) -> Floats:
        """(blocks, 1 or 2) the score of the wave of choosing, and of the earlier one."""
        waves = [self.choosing] if self.earlier is None else [self.choosing, self.earlier]
        return np.column_stack([wave.means[:, self.dimension] for wave in waves])

    @property
    def outcome(self) -> Floats:
        """(blocks,) the score that is judged."""
        return self.later.means[:, self.dimension]

    @property
    def smallest(self) -> Counts:
        """(blocks,) the smaller of the numbers of ballots in the wave of choosing and the later one."""
        return np.minimum(self.choosing.n, self.later.n)

    @property
    def levels(self) -> Flags:
        """(blocks,) may tell numbers, in the wave of choosing and in the later one."""
        return self.choosing.levels & self.later.levels

    @property
    def known(self) -> Flags:
        """(blocks,) has every score, from people who may be taken for the same group."""
        return self.comparable & ~np.isnan(self.outcome) & ~np.isnan(self.baselines).any(axis=1)

    @property
    def compared(self) -> Flags:
        """(blocks,) known and did not act."""
        return self.known & ~self.acting

    def left_to_chance(self) -> Floats:
        """(blocks,) expected variance of the later score around what the wave of choosing foretells.

        v = V_later - c^2 / V_choosing with V = team variance + sigma^2/n + noise, and c what stays of team and people.
        It tells how much more a large block may be trusted than a small one; how large it is altogether, the comparison
        blocks tell. The constant part keeps large blocks from looking surer than they are: a team moves by itself too.
        """
        at = self.dimension
        sigma2 = person_variance(int(self.later.items[at]))
        first, second = (
            TEAM_VARIANCE + sigma2 * wave.per_person[:, at] + wave.noise[:, at]
            for wave in (self.choosing, self.later)
        )
        people = (self.choosing.per_person[:, at] + self.later.per_person[:, at]) / 2
        stays = TEAM_STAYING * TEAM_VARIANCE + STAYING * SIGMA2 * people
        return second - stays**2 / first
