"""The persons as they are known now, as far as a personnel list can say something about them.

The caller fills these shapes from its tables; what holds there must hold here: a personnel number and a
lower-case e-mail address occur once, and one person has at most one membership per team and start date.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mortel.pure.personnel.contracts import Contract

UnitPath = tuple[str, ...]
PATH_MARK = ">"


@dataclass(frozen=True, order=True)
class TeamPlace:
    """A team by its name within a unit; the unit by its names from the top, ("Zuid", "Locatie De Kaap")."""

    unit: UnitPath
    team: str


@dataclass(frozen=True)
class MembershipState:
    """One stay in one team; `ends` is the last day (inclusive), None while no end is known; hours a week."""

    place: TeamPlace
    function: str
    starts: date
    ends: date | None = None
    is_main: bool = False
    is_lead: bool = False
    hours: Decimal | None = None
    contract: Contract = "permanent"

    def is_current(self, today: date) -> bool:
        return self.starts <= today and (self.ends is None or self.ends >= today)

    def lasts_beyond(self, day: date) -> bool:
        return self.ends is None or self.ends > day

    def clashes_with(self, other: "MembershipState") -> bool:
        """Both at once for more than a day: lists often let one stay end on the day the next begins."""
        return self.starts < (other.ends or date.max) and other.starts < (self.ends or date.max)


@dataclass(frozen=True)
class Employment:
    """A person with a personnel number, with all memberships, past and coming ones too."""

    personnel_number: str
    name: str
    email: str | None
    memberships: tuple[MembershipState, ...] = ()


@dataclass(frozen=True)
class CurrentState:
    """Everybody with a personnel number, all units (parents too) and teams, the addresses of all others."""

    employments: tuple[Employment, ...] = ()
    units: frozenset[UnitPath] = frozenset()
    teams: frozenset[TeamPlace] = frozenset()
    other_emails: frozenset[str] = frozenset()


def name_key(name: str) -> str:
    """The form in which names of units and teams are compared: case and width do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def path_key(path: UnitPath) -> UnitPath:
    return tuple(name_key(name) for name in path)


def path_text(path: UnitPath) -> str:
    return f" {PATH_MARK} ".join(path)
