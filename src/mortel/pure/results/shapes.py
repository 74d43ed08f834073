"""The results of a round. A page can show nothing but what stands here; every gap carries its reason.

Scores are 1 to 5. Words are the names of `LevelWord` and `ChangeWord` in lower case, "" where there is none.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mortel.pure.disclosure.organisation import Careless, Scale, Statistic
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.disclosure.tallies import Tally

Level = Literal["", "presumably_higher", "not_distinguishable", "presumably_lower"]
Direction = Literal["too_early", "better", "worse", "no_difference"]
# Of a block of teams that were taken together.
GroupKind = Literal["organisation", "unit", "team", "leads", "together"]


@dataclass(frozen=True, slots=True)
class Change:
    """Beside the round called `since`. `number` with its 80 % interval only where levels may be told.

    `same_teams`: of the organisation, when some of its teams were not there in one of the rounds: of the others only.
    """

    since: str
    word: Direction
    number: float | None = None
    low: float | None = None
    high: float | None = None
    gap: Gap | None = None
    same_teams: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """One scale of a group: one of the six dimensions, or a scale of a module.

    `mean` with its 80 % interval is what is believed of everybody in the group, None with a `gap`. `word` sets a block
    beside the middle of all blocks. `change` is None in a first round.
    """

    id: str
    mean: float | None
    low: float | None
    high: float | None
    word: Level = ""
    gap: Gap | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One item: its protected mean, or why not; `classes` in per cent, steps of ten, from 30 answers."""

    code: str
    mean: float | None
    gap: Gap | None = None
    classes: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of a block or of a unit.

    `n` ballots, `response` (0 to 1) in steps of .05, for the organisation exact. `gap` says why there are no levels at
    all. `strengths` up to two dimensions and `step` one: only what stands out for certain, else empty.
    `leads` is how many people lead the teams in it.
    """

    id: str
    kind: GroupKind
    name: str
    n: int
    response: float
    leads: int
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    gap: Gap | None = None
    strengths: tuple[str, ...] = ()
    step: str | None = None
    # What a team reads on the day that is its lead's: which questions are about her (or would let those be worked out),
    # and what stands out without them.
    leadership_questions: tuple[str, ...] = ()
    strengths_without: tuple[str, ...] = ()
    step_without: str | None = None

    def dimension(self, dimension_id: str) -> Dimension | None:
        return next((one for one in self.dimensions if one.id == dimension_id), None)


@dataclass(frozen=True, slots=True)
class TeamResult:
    """What a team reads of itself: its figures, or why it gets a conversation.

    `group` is there for a team that is a block by itself. `gap` otherwise; `together_with` names the teams it was
    taken together with (empty when it counts a level up). `answered_enough_next` is how many answers figures take.
    """

    id: str
    name: str
    group: Group | None
    gap: Gap | None
    together_with: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One line of what HR sees: a unit, a block, or a team without figures of its own and why.

    Leadership is left out of `group` unless three leads or more stand in it (its gap says so). `parent` is the unit
    under which it is listed.
    """

    id: str
    parent: str | None
    kind: GroupKind
    name: str
    group: Group | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class TeamLevelWord:
    """Whether it makes sense to speak of teams in this dimension (`scoring.team_level`)."""

    dimension: str
    warranted: bool
    icc1: float | None
    icc2: float | None
    missed: float | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """People with so much (a label of the scale in the first language of the round, or several), and their mean.

    `first` and `last` are the answers that stand together, for labels in another language. `n` has noise of its own
    and is told to the nearest five.
    """

    labels: str
    n: int
    mean: float
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Curve:
    """A dimension against an amount. `word`: whether it is highest in the middle (the inverted U), or neither."""

    dimension: str
    word: Statistic
    points: tuple[CurvePoint, ...]
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the extra division: words beside all others, by dimension."""

    name: str
    words: dict[str, Level]


@dataclass(frozen=True, slots=True)
class Division:
    attribute: str
    parts: tuple[Part, ...]
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Correlation:
    one: str
    other: str
    value: Statistic


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Counts of each answer to each item, with noise: differentially private with `epsilon` in total."""

    epsilon: float
    answered: int
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """What is told of the whole organisation, once. `whole` holds its figures and changes.

    `answered` are the ballots that count somewhere: with those of leads who count nowhere it would tell how many of so
    few answered. `scales`, `correlations` and `team_level` are empty, and curves without points, after a check-in.
    """

    round_name: str
    day: date
    answered: int
    invited: int
    whole: Group
    blocks: int
    teams_with_figures: int
    teams: int
    team_level: tuple[TeamLevelWord, ...]
    scales: tuple[Scale, ...]
    correlations: tuple[Correlation, ...]
    careless: Careless
    time: Curve | None
    load: Curve | None
    division: Division | None
    open_table: OpenTable | None
    open_table_gap: Gap | None
    # What people wrote down themselves in the weeks before, of nobody in particular (`apps.moments.aggregates`).
    activities: Tally | None = None
    outcomes: Tally | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a release tells: stored as it is, in `apps.climate`."""

    organisation: OrganisationResult
    teams: tuple[TeamResult, ...]
    office: tuple[OfficeLine, ...]
