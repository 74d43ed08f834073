"""What is drawn: an organisation and its moments, as plain values that the apps write into their tables."""

from dataclasses import dataclass
from datetime import date, datetime

from mortel.pure.catalogue.vocabulary import OwnWords


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit; `parent` is the name of another unit, None for the organisation itself."""

    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class PlannedTeam:
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """`key` holds within this plan only. The e-mail address is None for who has none."""

    key: str
    name: str
    email: str | None
    personnel_number: str
    card_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMembership:
    """`person` is a key, `team` and `function` are names; `ends` is the last day."""

    person: str
    team: str
    function: str
    starts: date
    hours: int
    ends: date | None = None
    is_main: bool = True
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class PlannedGrant:
    person: str
    kind: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who gets a password; with `card` she also gets a card for the shared device."""

    role: str
    person: str
    moments: int
    card: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPlan:
    """Every unit comes after its parent; names of units and of teams occur once."""

    name: str
    country: str
    sector: str
    vocabulary: OwnWords
    units: tuple[PlannedUnit, ...]
    teams: tuple[PlannedTeam, ...]
    functions: tuple[str, ...]
    people: tuple[PlannedPerson, ...]
    memberships: tuple[PlannedMembership, ...]
    grants: tuple[PlannedGrant, ...]
    sign_ins: tuple[SignIn, ...]

    @property
    def administrator(self) -> str:
        """The key of who does everything that an administrator does; another one may stand beside her."""
        return next(sign_in.person for sign_in in self.sign_ins if sign_in.role == "admin")


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """A mark on a moment: a catalogue id, sometimes with a value; a proposed place carries its definition."""

    item: str
    value: int | None = None
    proposed: bool = False
    definition: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMoment:
    """`person` is a key of the plan; `taken_at` carries the offset of that day."""

    person: str
    text: str
    taken_at: datetime
    marks: tuple[PlannedMark, ...]
