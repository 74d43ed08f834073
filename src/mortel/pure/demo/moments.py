"""Drawing who wrote which text when."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from mortel.pure.demo.plan import OrganisationPlan, PlannedMark, PlannedMoment
from mortel.pure.demo.seeds import stream
from mortel.pure.demo.source import MomentText, Occasion, Season, Source
from mortel.pure.demo.times import ZONES, day_weight, days_between, fits_season, time_within
from mortel.pure.demo.writers import (
    MOST_OF_A_REGULAR,
    Window,
    amounts,
    choose_writers,
    part_of_year,
    windows_of,
)
from mortel.pure.placing import Answers, place

_TEXT_AT_MOST = 4
# Of a hundred moments: how many were put on the map.
_ON_MAP = 50
# Of a hundred moments: how many say what they are good for, and for what.
_SAY_GOOD_FOR = 55
_GOOD_FOR = {"oc.current": 90, "oc.transferable": 35, "oc.career": 10}
# Of a hundred that say so: how many say it more precisely, with what fits any text.
_MORE_PRECISELY = 40
_PRECISE = {
    "oc.current": ("out.job_skills", "out.job_knowledge"),
    "oc.transferable": ("out.problem_solving",),
}
_ENOUGH_FOR_A_YEAR = 20
_A_DAY_AT_MOST = 2
_APART = timedelta(minutes=25)


@dataclass(frozen=True, slots=True)
class Option:
    """A text somebody could have written, with the days (and their weights) on which that fits."""

    text: MomentText
    window: Window
    days: tuple[date, ...]
    weights: tuple[float, ...]


def draw_moments(
    source: Source, plan: OrganisationPlan, *, seed: int, today: date, social: Collection[str]
) -> tuple[PlannedMoment, ...]:
    """Draw the moments of the year before `today`, the oldest first.

    A text comes at most four times, never twice with one person, only with a function it was written for,
    and in its season. `social`: the activities that one does with somebody else; they decide the place on the
    map. ValueError when there are too few texts.
    """
    rng, gains, precise = (stream(seed, name) for name in ("moments", "outcomes", "precise"))
    options = _options(source, plan, today, rng)
    fixed = {sign_in.person: sign_in.moments for sign_in in plan.sign_ins}
    room = {key: len({option.text.text for option in own}) for key, own in options.items()}
    wanted = amounts(room, fixed, total=source.moments, rng=rng)
    dealt = _deal(wanted, options, first=fixed, rng=rng)
    dated = _dated(source, dealt, rng)
    rows = [
        PlannedMoment(
            key, option.text.text, at, (*_marks(option.text, social, rng), *_good_for(gains, precise))
        )
        for key, option, at in dated
    ]
    return tuple(sorted(rows, key=lambda row: (row.taken_at, row.person)))


def _options(
    source: Source, plan: OrganisationPlan, today: date, rng: Random
) -> dict[str, tuple[Option, ...]]:
    """Per writer every text that fits her function and days."""
    windows = windows_of(source, plan, today)
    steady = {sign_in.person: sign_in.moments for sign_in in plan.sign_ins}
    days = _Days(source)
    found = {}
    for key in choose_writers(source, plan, list(windows), rng):
        whole = key in steady or rng.randrange(100) < _ENOUGH_FOR_A_YEAR
        own = part_of_year(windows[key], steady=whole, rng=rng)
        found[key] = tuple(option for window in own for option in days.options(window))
    return {key: own for key, own in found.items() if own}


class _Days:
    """Days per window and season, computed once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[
            tuple[Window, Season | None, Occasion | None], tuple[tuple[date, ...], tuple[float, ...]]
        ] = {}

    def options(self, window: Window) -> Iterator[Option]:
        for text in self._source.texts:
            if set(text.functions) & set(window.function.texts):
                days, weights = self._of(window, text)
                if days:
                    yield Option(text, window, days, weights)

    def _of(self, window: Window, text: MomentText) -> tuple[tuple[date, ...], tuple[float, ...]]:
        occasion = next((o for o in self._source.occasions if o.words in text.text), None)
        at = (window, text.season, occasion)
        if at not in self._known:
            shift = self._source.shift(window.function.shift)
            weighed = [
                (day, day_weight(day, shift, self._source.country))
                for day in days_between(window.first, window.last)
                if fits_season(day, text.season, occasion)
            ]
            kept = [(day, weight) for day, weight in weighed if weight > 0]
            self._known[at] = (tuple(day for day, _ in kept), tuple(weight for _, weight in kept))
        return self._known[at]


def _deal(
    wanted: dict[str, int], options: dict[str, tuple[Option, ...]], *, first: Collection[str], rng: Random
) -> list[tuple[str, Option]]:
    """Give everybody her number of texts, the least used first; what one cannot use goes to somebody else.

    Those in `first` choose before all others, so that they get their number exactly; then who wrote most.
    """
    turns = [key for key, count in wanted.items() for _ in range(count)]
    rng.shuffle(turns)
    turns.sort(key=lambda key: (key in first, wanted[key] > MOST_OF_A_REGULAR))
    able = {key: own for key, own in options.items() if key not in first}
    used: Counter[str] = Counter()
    had: dict[str, set[str]] = {key: set() for key in wanted}
    dealt = []
    while turns:
        key = turns.pop()
        own = [o for o in options[key] if used[o.text.text] < _TEXT_AT_MOST and o.text.text not in had[key]]
        if own:
            chosen = min(own, key=lambda option: (used[option.text.text], rng.random()))
            used[chosen.text.text] += 1
            had[key].add(chosen.text.text)
            dealt.append((key, chosen))
        else:
            able.pop(key, None)
            if not able:
                raise ValueError("there are too few texts for this many moments")
            turns.append(rng.choice(list(able)))
    return dealt


def _dated(
    source: Source, dealt: list[tuple[str, Option]], rng: Random
) -> Iterator[tuple[str, Option, datetime]]:
    """Give each a day and time: at most two a day for one person, and not right after each other."""
    taken: dict[str, list[datetime]] = {key: [] for key, _ in dealt}
    for key, option in dealt:
        at = _free_time(source, option, taken[key], rng)
        taken[key].append(at)
        yield key, option, at


def _free_time(source: Source, option: Option, taken: list[datetime], rng: Random) -> datetime:
    """A few tries: with few days to choose from, a third on one day is better than none."""
    shift, allowed = source.shift(option.window.function.shift), frozenset(option.days)
    for _ in range(40):
        (day,) = rng.choices(option.days, option.weights)
        at = time_within(shift, day, allowed, zone=ZONES[source.country], rng=rng)
        same_day = sum(other.date() == at.date() for other in taken)
        if same_day < _A_DAY_AT_MOST and all(abs(at - other) >= _APART for other in taken):
            break
    return at


def _marks(text: MomentText, social: Collection[str], rng: Random) -> Iterator[PlannedMark]:
    """The marks written with the text; for some also the plain questions and the place that follows."""
    for item in (text.source, *text.activities, *([text.form] if text.form else [])):
        yield PlannedMark(item)
    if rng.randrange(100) >= _ON_MAP:
        return
    together = any(activity in social for activity in text.activities)
    answers = Answers(part_of_work=True, goals_set_beforehand=False, with_others=together)
    placing = place(answers, definition="interwoven")
    yield PlannedMark("mp.part_of_work", 1)
    yield PlannedMark("mp.goals_beforehand", 0)
    yield PlannedMark("mp.with_others", int(together))
    if placing.place:
        yield PlannedMark(placing.place, proposed=True, definition=placing.definition)


def _good_for(rng: Random, precise: Random) -> Iterator[PlannedMark]:
    """The groups, and for some an outcome within. With numbers of its own: the groups stay what they were."""
    if rng.randrange(100) >= _SAY_GOOD_FOR:
        return
    for item in [item for item, often in _GOOD_FOR.items() if rng.randrange(100) < often]:
        yield PlannedMark(item)
        if item in _PRECISE and precise.randrange(100) < _MORE_PRECISELY:
            yield PlannedMark(precise.choice(_PRECISE[item]))
