"""climate.toml of a demo organisation, as typed shapes. Sizes in points of the answers 1 to 5, shares from 0 to 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoundSource:
    """`months` before the last round, the share of the invited who answer, and the forms that it asks."""

    name: str
    months: int
    response: float
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Responding:
    """Who answers: the share of the leads, and of those without e-mail, who get a sheet of paper.

    `same_people`: how much of somebody's willingness stays from round to round; `teams_differ`: the sd of what a whole
    team adds to it (that of its people is 1).
    """

    leads: float
    paper: float
    same_people: float
    teams_differ: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations: of teams, of the view of people in one team, of one answer around that view, of items.

    `view_stays` and `answer_stays`: how much of the variance of view and of answer is the same in every round.
    """

    teams: float
    views: float
    answers: float
    items: float
    view_stays: float
    answer_stays: float


@dataclass(frozen=True, slots=True)
class ScaleSource:
    """A dimension of the instrument. `middle`: of all teams, at an ordinary load and the best amount of time.

    `led`: the correlation of teams, and of views within a team, with leadership; 1 is leadership itself. `load` and
    `time` say whether those two lower it.
    """

    dimension: str
    middle: float
    led: float
    load: bool
    time: bool


@dataclass(frozen=True, slots=True)
class Load:
    """`fall`: points lost for each point that somebody's load lies above the middle of the load scale."""

    dimension: str
    fall: float


@dataclass(frozen=True, slots=True)
class Time:
    """Hours to work something out, as the answers 1 to 5 of their scale.

    `fall`: points lost for each squared step from `best`. `short_by`: how much less people find it than they have, with
    a spread of `doubt`.
    """

    middle: float
    spread: float
    stays: float
    best: int
    fall: float
    short_by: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Oddities:
    """Shares: ballots with one answer throughout; people who are `reserved`, and of the items that they and others
    rather not answer; people of a team without a lead to whom questions about a lead do not apply."""

    careless: float
    reserved: float
    rather_not_reserved: float
    rather_not_others: float
    without_lead: float


@dataclass(frozen=True, slots=True)
class Story:
    """A team that lies `start` from where it would, and moves by `change` from round number `since` (0 is first)."""

    team: str
    dimension: str
    start: float
    change: float
    since: int


@dataclass(frozen=True, slots=True)
class Headcounts:
    """How many of a team answer in each round, its leads not counted."""

    team: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AwaySource:
    """The last of a team with a function (its name), on leave since so many months before the last round closed."""

    team: str
    function: str
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """`draw`: which of the draws of the model, so that a story can be told that chance told otherwise in another one.

    `ended`: at least so many days before today the last round closed; a round `lasts` so many days.

    `second_teams`: who works there beside her own team answers for it, in every round.
    """

    draw: int
    ended: int
    lasts: int
    rounds: tuple[RoundSource, ...]
    responding: Responding
    spread: Spread
    scales: tuple[ScaleSource, ...]
    load: Load
    time: Time
    oddities: Oddities
    stories: tuple[Story, ...]
    headcounts: tuple[Headcounts, ...]
    second_teams: tuple[str, ...]
    away: tuple[AwaySource, ...]
