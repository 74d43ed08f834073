"""Who writes, how much, and in which part of the year: most now and then, a few a lot, many nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from mortel.pure.demo.plan import OrganisationPlan
from mortel.pure.demo.source import FunctionSource, Source

_YEAR = 365
# How many moments (from, up to) how many of a hundred writers wrote.
_AMOUNTS = ((38, 1, 3), (32, 4, 9), (20, 10, 19), (7, 20, 34), (3, 40, 52))
_FEWEST_OF_A_REGULAR = 4
MOST_OF_A_REGULAR = 34
# People without e-mail write on a shared device or on paper, so less often.
_WITHOUT_EMAIL = 0.6
# Of a hundred writers.
_STILL_WRITES = 65


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both included, on which somebody worked in a function."""

    function: FunctionSource
    first: date
    last: date


def windows_of(source: Source, plan: OrganisationPlan, today: date) -> dict[str, tuple[Window, ...]]:
    """Per person the days of the past year on which she worked, today not included."""
    year, yesterday = today - timedelta(days=_YEAR), today - timedelta(days=1)
    found: dict[str, tuple[Window, ...]] = {}
    for row in plan.memberships:
        first, last = max(row.starts, year), min(row.ends or yesterday, yesterday)
        if first <= last:
            window = Window(source.function_named(row.function), first, last)
            found[row.person] = (*found.get(row.person, ()), window)
    return found


def choose_writers(source: Source, plan: OrganisationPlan, working: Sequence[str], rng: Random) -> list[str]:
    """The share of people that writes; who can sign in is among them."""
    sure = [sign_in.person for sign_in in plan.sign_ins if sign_in.person in working]
    offline = {person.key for person in plan.people if person.email is None}
    # Sorted by weighted random keys: drawing without putting back (Efraimidis and Spirakis, 2006).
    keys = {key: rng.random() ** (1 / (_WITHOUT_EMAIL if key in offline else 1)) for key in working}
    others = sorted((key for key in working if key not in sure), key=lambda key: -keys[key])
    return sure + others[: round(len(plan.people) * source.writers / 100) - len(sure)]


def part_of_year(windows: tuple[Window, ...], *, steady: bool, rng: Random) -> tuple[Window, ...]:
    """Cut windows down to the weeks in which this person writes: some begin late, some stop."""
    if steady:
        return windows
    first, last = min(w.first for w in windows), max(w.last for w in windows)
    begin = first + timedelta(days=round((last - first).days * rng.betavariate(1, 4)))
    goes_on = rng.randrange(100) < _STILL_WRITES
    end = last if goes_on else begin + timedelta(days=round((last - begin).days * rng.betavariate(2.5, 1)))
    cut = [replace(w, first=max(w.first, begin), last=min(w.last, end)) for w in windows]
    return tuple(w for w in cut if w.first <= w.last) or windows


def amounts(room: Mapping[str, int], fixed: Mapping[str, int], *, total: int, rng: Random) -> dict[str, int]:
    """How many moments each writer wrote, `total` together; nobody more than there is `room` (texts) for."""
    given = {key: min(count, room[key]) for key, count in fixed.items() if key in room}
    free = [key for key in room if key not in given]
    for count in sorted(_drawn(len(free), rng), reverse=True):
        key = _who_can(count, [key for key in free if key not in given], room, rng)
        given[key] = min(count, room[key])
    _settle(given, room, fixed, total, rng)
    return given


def _drawn(writers: int, rng: Random) -> list[int]:
    """One number for each writer, in the shares of _AMOUNTS; rounding goes to the first, the small ones."""
    drawn = [
        rng.randint(fewest, most)
        for share, fewest, most in _AMOUNTS[1:]
        for _ in range(round(writers * share / 100))
    ]
    return drawn + [rng.randint(*_AMOUNTS[0][1:]) for _ in range(writers - len(drawn))]


def _who_can(count: int, waiting: Sequence[str], room: Mapping[str, int], rng: Random) -> str:
    able = [key for key in waiting if room[key] >= count]
    return rng.choice(able) if able else max(waiting, key=lambda key: room[key])


def _settle(
    given: dict[str, int], room: Mapping[str, int], fixed: Mapping[str, int], total: int, rng: Random
) -> None:
    """Take from or add to those in the middle until the sum is right; ValueError when it cannot be."""
    while (missing := total - sum(given.values())) != 0:
        step = 1 if missing > 0 else -1
        movable = [
            key
            for key, count in given.items()
            if key not in fixed and _FEWEST_OF_A_REGULAR <= count + step <= min(MOST_OF_A_REGULAR, room[key])
        ]
        if not movable:
            raise ValueError(f"{total} moments do not fit these people and texts")
        for key in rng.sample(movable, min(abs(missing), len(movable))):
            given[key] += step
