"""The hand-written part of a demo organisation, as typed shapes."""

from dataclasses import dataclass
from typing import Literal

from mortel.pure.catalogue.vocabulary import OwnWords

Season = Literal["lente", "zomer", "herfst", "winter"]
SEASONS: tuple[Season, ...] = ("lente", "zomer", "herfst", "winter")
Days = Literal["week", "workdays"]
DAYS: tuple[Days, ...] = ("week", "workdays")
Headcount = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NameList:
    """First names and surnames that are common together; `weight` is its share."""

    weight: int
    double: bool
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionSource:
    """`texts`: functions whose texts fit; `women`: of a hundred; `hours`: a week, to draw from; `beginners`: people
    who have not been here for long."""

    key: str
    name: str
    texts: tuple[str, ...]
    shift: str
    women: int
    hours: tuple[int, ...]
    beginners: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a day in which people write: minutes after midnight, past 1440 on the morning after."""

    first: int
    last: int
    weight: int


@dataclass(frozen=True, slots=True)
class Shift:
    key: str
    days: Days
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A text that holds `words` belongs between two days of the year, both written "MM-DD"."""

    words: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class UnitSource:
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class TeamSource:
    """`lead` is the function of its lead, `lead_from` the team whose lead also leads this one; or neither."""

    name: str
    unit: str
    lead: str | None
    lead_from: str | None
    people: Headcount
    offline: Headcount


@dataclass(frozen=True, slots=True)
class GuestSource:
    """Somebody of one team who works in a second team as well."""

    team: str
    origin: str
    function: str
    works_as: str


@dataclass(frozen=True, slots=True)
class MovedSource:
    """Somebody who came to `team` from another."""

    team: str
    origin: str
    function: str


@dataclass(frozen=True, slots=True)
class LeftSource:
    team: str
    function: str


@dataclass(frozen=True, slots=True)
class GrantSource:
    """The first `count` people with the function, in one team or (None) in all."""

    kind: str
    team: str | None
    function: str
    count: int


@dataclass(frozen=True, slots=True)
class SignInSource:
    role: str
    team: str
    function: str
    moments: int
    card: bool


@dataclass(frozen=True, slots=True)
class MomentText:
    """One hand-written moment; the marks are catalogue ids."""

    text: str
    functions: tuple[str, ...]
    source: str
    activities: tuple[str, ...]
    form: str | None
    season: Season | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A whole demo organisation before anything is drawn. `writers`: of a hundred people; `personnel_digits`: how long
    a personnel number is, with noughts in front."""

    name: str
    country: str
    sector: str
    words: OwnWords
    mail_domain: str
    personnel_digits: int
    password: str
    moments: int
    writers: int
    functions: tuple[FunctionSource, ...]
    shifts: tuple[Shift, ...]
    occasions: tuple[Occasion, ...]
    units: tuple[UnitSource, ...]
    teams: tuple[TeamSource, ...]
    guests: tuple[GuestSource, ...]
    moved: tuple[MovedSource, ...]
    left: tuple[LeftSource, ...]
    grants: tuple[GrantSource, ...]
    sign_ins: tuple[SignInSource, ...]
    names: tuple[NameList, ...]
    texts: tuple[MomentText, ...]

    def function(self, key: str) -> FunctionSource:
        return next(function for function in self.functions if function.key == key)

    def function_named(self, name: str) -> FunctionSource:
        return next(function for function in self.functions if function.name == name)

    def shift(self, key: str) -> Shift:
        return next(shift for shift in self.shifts if shift.key == key)
