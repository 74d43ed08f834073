"""How somebody sees each dimension in a round, before she gives an answer: the latent part of the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from mortel.pure.demo.climate.chance import Chance
from mortel.pure.demo.climate.source import Climate, ScaleSource
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST

# What a team, and somebody in it, has in common in all scales.
_LEADERSHIP: Final = "leadership"


@dataclass(frozen=True, slots=True)
class View:
    """`levels` per dimension, on the scale of the answers; `hours` the answer on time to work something out."""

    levels: Mapping[str, float]
    hours: int


def view_of(climate: Climate, person: str, team: str, chance: Chance) -> View:
    """middle + team + view + story - load - time, each as docs/demo.md says."""
    drawn = {
        scale.dimension: _team_and_view(climate, scale, person, team, chance) for scale in climate.scales
    }
    load, time = drawn[climate.load.dimension], climate.time
    hours = on_scale(time.middle + time.spread * chance.lasting(time.stays, "hours", person))
    levels = {}
    for scale in climate.scales:
        level = scale.middle + drawn[scale.dimension] + _told(climate, scale.dimension, team, chance.number)
        level -= climate.load.fall * load if scale.load else 0
        level -= time.fall * (hours - time.best) ** 2 if scale.time else 0
        levels[scale.dimension] = level
    return View(levels, hours)


def on_scale(value: float) -> int:
    """The nearest of the five answers."""
    return min(max(round(value), LOWEST), HIGHEST)


def _team_and_view(climate: Climate, scale: ScaleSource, person: str, team: str, chance: Chance) -> float:
    """How far her team and she herself lie from the middle; part of both is what leadership gives to all scales."""
    spread = climate.spread
    names = (_LEADERSHIP, scale.dimension)
    whole = _mixed(scale.led, *(chance.always("team", name, team) for name in names))
    own = _mixed(scale.led, *(chance.lasting(spread.view_stays, "view", name, person) for name in names))
    return spread.teams * whole + spread.views * own


def _mixed(led: float, leadership: float, own: float) -> float:
    """Standard normal, with a correlation `led` with leadership."""
    return led * leadership + sqrt(1 - led**2) * own


def _told(climate: Climate, dimension: str, team: str, number: int) -> float:
    return sum(
        story.start + (story.change if number >= story.since else 0)
        for story in climate.stories
        if (story.team, story.dimension) == (team, dimension)
    )
