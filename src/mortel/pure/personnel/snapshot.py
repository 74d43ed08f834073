"""Who stands where on one day, as whoever opens a round needs it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID

from mortel.pure.personnel.contracts import Contract


@dataclass(frozen=True, slots=True)
class Place:
    """One membership that holds on that day; somebody in two teams has two. `hours` a week, None when unknown."""

    person: UUID
    team: UUID
    unit: UUID
    is_main: bool
    is_lead: bool
    hours: Decimal | None
    contract: Contract
    has_email: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class Crew:
    """So many people with an open account who each have this one membership, alike in what stands here.

    `team` is its id as text; `without_mail` of them have no address.
    """

    team: str
    is_lead: bool
    contract: Contract
    people: int
    without_mail: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit or a team in the organisation's tree; a unit at the top has no parent. Ids are text."""

    id: str
    name: str
    parent: str | None
    kind: Literal["unit", "team"]
