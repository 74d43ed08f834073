"""Days on which somebody is not there, and when that is long. Nobody is asked why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

LONG_LEAVE: Final = timedelta(weeks=4)
NEXT_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a day to a last day, both included; `ends` is None while nobody knows."""

    starts: date
    ends: date | None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def lasts(self, at_least: timedelta) -> bool:
        return self.ends is None or self.ends - self.starts + NEXT_DAY >= at_least


def spell_on(day: date, periods: Iterable[Period]) -> Period | None:
    """The time around `day` without a day back; None when the day is in none of the periods.

    Leave that is made longer often comes as a second period that begins where the first one ends: that is one spell.
    """
    spell: Period | None = None
    for period in sorted(periods, key=lambda one: one.starts):
        if spell is not None and _goes_on(spell, period):
            spell = Period(spell.starts, _later(spell.ends, period.ends))
        elif spell is None or not spell.holds(day):
            spell = period
    return spell if spell is not None and spell.holds(day) else None


def _goes_on(spell: Period, period: Period) -> bool:
    return spell.ends is None or period.starts - spell.ends <= NEXT_DAY


def _later(first: date | None, second: date | None) -> date | None:
    return None if first is None or second is None else max(first, second)


def may_still_count(ends: date | None, today: date) -> bool:
    """Whether a period can make a spell of today or later long; what ended longer ago is of no use to anybody.

    A spell that reaches back to a period which ended LONG_LEAVE ago is long without that period.
    """
    return ends is None or ends >= today - LONG_LEAVE
