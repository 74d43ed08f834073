"""The years of an organisation beside its rounds: what is asked when, and whether people are asked too often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from mortel.pure.disclosure.budget import LEVEL_MONTHS, LEVELS, months_before

# Between the last day of a round and the first of the next.
REST_MONTHS: Final = 3
# Days in which a first day is looked for.
LOOKS_AHEAD: Final = 2 * 366


class State(StrEnum):
    """What became of a round so far, as the calendar shows it."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"


class Strain(StrEnum):
    """Why a round may ask too much. A warning: nothing here forbids a round."""

    TOO_SOON = "too_soon"
    LEVELS_SPENT = "levels_spent"


@dataclass(frozen=True, slots=True)
class Planned:
    """A round in the calendar, from its first to its last day. `levels`: it tells numbers, and not words alone."""

    id: str
    name: str
    starts: date
    ends: date
    state: State
    levels: bool = True


@dataclass(frozen=True, slots=True)
class Month:
    """`rounds`: all that ask on some day of it, in the order of their first day."""

    first: date
    rounds: tuple[Planned, ...]


def two_years(rounds: Iterable[Planned], today: date) -> tuple[Month, ...]:
    """The 24 months of this year and the next."""
    ordered = sorted(rounds, key=lambda one: (one.starts, one.ends, one.id))
    firsts = [date(today.year + year, month, 1) for year in (0, 1) for month in range(1, 13)]
    return tuple(Month(first, tuple(one for one in ordered if _asks_in(one, first))) for first in firsts)


def _asks_in(one: Planned, first: date) -> bool:
    month = (first.year, first.month)
    return (one.starts.year, one.starts.month) <= month <= (one.ends.year, one.ends.month)


def strains(new: Planned, others: Iterable[Planned]) -> tuple[Strain, ...]:
    """What speaks against asking `new` beside the others; one with the same id is itself.

    TOO_SOON: less than three months lie between it and the one before or after. LEVELS_SPENT: with it, levels would be
    told a fourth time in 24 months; closing then makes words of them (`disclosure.budget`), whatever is planned here.
    """
    beside = [one for one in others if one.id != new.id]
    found = {
        Strain.TOO_SOON: any(_within_rest(new, one) for one in beside),
        Strain.LEVELS_SPENT: new.levels and _levels_before(new, beside) >= LEVELS,
    }
    return tuple(strain for strain, holds in found.items() if holds)


def first_wise_day(rounds: Iterable[Planned], today: date, length: timedelta) -> date:
    """The first day from today on which a round of so many days keeps three months from every other; else today."""
    beside = list(rounds)
    days = (today + timedelta(days=number) for number in range(LOOKS_AHEAD))
    fits = (
        day
        for day in days
        if not any(_within_rest(Planned("", "", day, day + length, State.PLANNED), one) for one in beside)
    )
    return next(fits, today)


def _within_rest(one: Planned, other: Planned) -> bool:
    first, second = sorted((one, other), key=lambda each: each.starts)
    return first.ends > months_before(second.starts, REST_MONTHS)


def _levels_before(new: Planned, beside: Iterable[Planned]) -> int:
    since = months_before(new.ends, LEVEL_MONTHS)
    return sum(one.levels and since < one.ends <= new.ends for one in beside)
