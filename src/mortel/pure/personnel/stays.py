"""One person's rows laid on the stays known of that person: which row is which stay, and what it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mortel.pure.personnel.columns import Column, Columns
from mortel.pure.personnel.rows import ListRow
from mortel.pure.personnel.state import MembershipState, TeamPlace, UnitPath


@dataclass(frozen=True)
class PlacedRow:
    """A row with the team it turned out to mean."""

    row: ListRow
    place: TeamPlace


@dataclass(frozen=True)
class Stay:
    """A stay: what it was (None when new), what it becomes, and the row that says so (if any)."""

    before: MembershipState | None
    after: MembershipState
    row: ListRow | None = None

    @property
    def claims_main(self) -> bool:
        return self.row is not None and self.row.is_main is True


@dataclass(frozen=True)
class Horizon:
    """The days that matter: today, and the last day (`ending_on`) of whoever is no longer in the list."""

    today: date
    ending_on: date


def laid_out(
    rows: Sequence[PlacedRow],
    known: Sequence[MembershipState],
    columns: Columns,
    named_units: frozenset[UnitPath],
    horizon: Horizon,
) -> list[Stay]:
    """Every row as a stay, then every known stay that no row speaks of, ended where the list has its unit."""
    matched = matches(rows, known, horizon.today)
    stays = [
        Stay(before, as_stay(placed, before, columns, horizon.today), placed.row)
        for placed, before in zip(rows, matched, strict=True)
    ]
    spoken_of = {before for before in matched if before is not None}
    stays += [
        Stay(before, without_row(before, named_units, horizon)) for before in known if before not in spoken_of
    ]
    return with_one_main(stays, horizon)


def without_row(
    known: MembershipState, named_units: frozenset[UnitPath], horizon: Horizon
) -> MembershipState:
    """A stay the list does not hold ends if it is going on in a unit the list names."""
    is_going_on = known.starts <= horizon.today and known.lasts_beyond(horizon.ending_on)
    if known.place.unit in named_units and is_going_on:
        return replace(known, ends=horizon.ending_on)
    return known


def matches(
    rows: Sequence[PlacedRow], known: Sequence[MembershipState], today: date
) -> list[MembershipState | None]:
    """For each row the known stay in that team it is about: the same start first, then one it can correct."""
    free = list(known)
    found: list[MembershipState | None] = [None] * len(rows)
    for choose in (with_same_start, with_other_start):
        for index, placed in enumerate(rows):
            if found[index] is None:
                candidates = [stay for stay in free if stay.place == placed.place]
                found[index] = choose(placed, candidates, today)
                free = [stay for stay in free if stay is not found[index]]
    return found


def with_same_start(
    placed: PlacedRow, candidates: Sequence[MembershipState], _: date
) -> MembershipState | None:
    return next((stay for stay in candidates if stay.starts == placed.row.starts), None)


def with_other_start(
    placed: PlacedRow, candidates: Sequence[MembershipState], today: date
) -> MembershipState | None:
    """A start that was corrected, or a row that names no start: then the stay that has not ended yet.

    A row without a start and with an end in the past is about the stay that ended then, so that the same
    list finds it again after it was applied.
    """
    row = placed.row
    if row.starts is not None:
        asked = MembershipState(placed.place, "", row.starts, row.ends)
        clashing = [stay for stay in candidates if stay.clashes_with(asked)]
        return max(clashing, key=lambda stay: stay.starts, default=None)
    if row.ends is not None and row.ends < today:
        ended_then = [stay for stay in candidates if stay.ends == row.ends]
        if ended_then:
            return max(ended_then, key=lambda stay: stay.starts)
    going_on = [stay for stay in candidates if stay.ends is None or stay.ends >= today]
    return min(going_on, key=lambda stay: stay.starts, default=None)


def as_stay(
    placed: PlacedRow, before: MembershipState | None, columns: Columns, today: date
) -> MembershipState:
    """The row as a stay. A column the list lacks leaves what is known; an empty start or main does too."""
    row = placed.row
    known = before or MembershipState(placed.place, "", row.starts or today)
    return MembershipState(
        place=placed.place,
        function=row.function if columns.has(Column.FUNCTION) else known.function,
        starts=row.starts or known.starts,
        ends=row.ends if columns.has(Column.END) else end_without_column(known, today),
        is_main=known.is_main if row.is_main is None else row.is_main,
        is_lead=row.is_lead if columns.has(Column.IS_LEAD) else known.is_lead,
        hours=row.hours if columns.has(Column.HOURS) else known.hours,
        contract=row.contract if columns.has(Column.CONTRACT) else known.contract,
    )


def end_without_column(known: MembershipState, today: date) -> date | None:
    """In a list without end dates, being in it means working here: an end that has come is undone by it."""
    return known.ends if known.lasts_beyond(today) else None


def with_one_main(stays: Sequence[Stay], horizon: Horizon) -> list[Stay]:
    """Let what the list calls main take over from other stays; where there is none, a new stay is main."""
    claiming = [stay for stay in stays if stay.claims_main and goes_on(stay, horizon)]
    settled = [yielding(stay, claiming, horizon) for stay in stays]
    for index, stay in enumerate(settled):
        others = settled[:index] + settled[index + 1 :]
        is_alone = not any(is_main_beside(other, stay, horizon) for other in others)
        if is_alone and is_open_about_main(stay, horizon):
            settled[index] = replace(stay, after=replace(stay.after, is_main=True))
    return settled


def yielding(stay: Stay, claiming: Sequence[Stay], horizon: Horizon) -> Stay:
    if stay.claims_main or not any(is_main_beside(stay, claim, horizon) for claim in claiming):
        return stay
    return replace(stay, after=replace(stay.after, is_main=False))


def is_open_about_main(stay: Stay, horizon: Horizon) -> bool:
    is_new = stay.before is None and stay.row is not None and stay.row.is_main is None
    return is_new and (stay.after.ends is None or stay.after.ends >= horizon.today)


def is_main_beside(main: Stay, stay: Stay, horizon: Horizon) -> bool:
    """Whether the first is a main stay that goes on, at the same time as the second."""
    return main.after.is_main and goes_on(main, horizon) and main.after.clashes_with(stay.after)


def goes_on(stay: Stay, horizon: Horizon) -> bool:
    """What the list holds goes on until its own end; what it does not hold may be ending by this very list.

    It must be the same before and after the list is applied, or a second time would move the main stay.
    """
    return stay.after.lasts_beyond(horizon.ending_on if stay.row is None else horizon.today)
