"""The demo organisations, drawn for a test; without a name Zorggroep De Waddenkant."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from mortel.pure.catalogue.shapes import Activity
from mortel.pure.catalogue.shipped import CONTENT, shipped
from mortel.pure.demo.moments import draw_moments
from mortel.pure.demo.organisation import draw_organisation
from mortel.pure.demo.plan import OrganisationPlan, PlannedMoment
from mortel.pure.demo.reading import read_source
from mortel.pure.demo.source import Source

DEMOS = CONTENT / "demo"
FOLDER = DEMOS / "waddenkant"
NAMES = ("waddenkant", "waalstroom", "wilgenkouter")
SOCIAL = frozenset(activity.id for activity in shipped().current(Activity) if activity.mode == "social")


@dataclass(frozen=True)
class Drawn:
    source: Source
    today: date
    plan: OrganisationPlan
    moments: tuple[PlannedMoment, ...]


@cache
def draw(seed: int, today: date, name: str = "waddenkant") -> Drawn:
    source = read_source(DEMOS / name)
    plan = draw_organisation(source, seed=seed, today=today)
    moments = draw_moments(source, plan, seed=seed, today=today, social=SOCIAL)
    return Drawn(source, today, plan, moments)
