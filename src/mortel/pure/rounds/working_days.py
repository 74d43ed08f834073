"""Working days: Monday to Friday. Holidays are not known; a day too late harms nobody."""

from datetime import date, timedelta

_FRIDAY = 4


def next_working_day(day: date) -> date:
    """The first Monday to Friday after `day`."""
    following = day + timedelta(days=1)
    while following.weekday() > _FRIDAY:
        following += timedelta(days=1)
    return following
