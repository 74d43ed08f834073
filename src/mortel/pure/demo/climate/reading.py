"""Reads climate.toml of a demo organisation, or stops with the file and line that are wrong."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.demo.climate.source import (
    AwaySource,
    Climate,
    Headcounts,
    Load,
    Oddities,
    Responding,
    RoundSource,
    ScaleSource,
    Spread,
    Story,
    Time,
)
from mortel.pure.demo.source import Source
from mortel.pure.instruments.shapes import Instrument

Row = TypeVar("Row")
_COUNT: Final = re.compile(r"0|[1-9][0-9]*")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def read_climate(folder: Path, source: Source, instrument: Instrument) -> Climate | None:
    """The rounds of the demo organisation in `folder`; None when it has none, that is no climate.toml.

    CatalogueError for a missing or unknown key, a share that is none, and a team, function, form or dimension that
    `source` and `instrument` do not know.
    """
    file = folder / "climate.toml"
    if not file.exists():
        return None
    table = read_table(file)
    climate = Climate(
        draw=table.number("draw"),
        ended=table.number("ended"),
        lasts=table.number("lasts"),
        rounds=_rows(table.tables("rounds"), _round),
        responding=_one(table, "responding", _responding),
        spread=_one(table, "spread", _spread),
        scales=_rows(table.tables("scales"), _scale),
        load=_one(table, "load", lambda row: Load(row.word("dimension"), _points(row, "fall"))),
        time=_one(table, "time", _time),
        oddities=_one(table, "oddities", _oddities),
        stories=_rows(table.maybe_tables("stories"), _story),
        headcounts=_rows(table.maybe_tables("headcounts"), _headcounts),
        second_teams=table.maybe_words("second_teams"),
        away=_rows(table.maybe_tables("away"), lambda row: _away(row, source)),
    )
    table.finish()
    _check_references(climate, source, instrument, table)
    _check_rounds(climate, instrument, table)
    return climate


def _one(table: Table, key: str, read: Callable[[Table], Row]) -> Row:
    (row,) = _rows([table.table(key)], read)
    return row


def _rows(tables: Iterable[Table], read: Callable[[Table], Row]) -> tuple[Row, ...]:
    rows = []
    for table in tables:
        rows.append(read(table))
        table.finish()
    return tuple(rows)


def _points(row: Table, key: str) -> float:
    """Written in hundredths of a point."""
    return row.number(key) / _HUNDRED


def _share(row: Table, key: str, whole: int = _HUNDRED) -> float:
    """Written as so many of a hundred, or of another `whole`."""
    number = row.number(key)
    if not 0 <= number <= whole:
        row.fail(f"{key!r} must lie between 0 and {whole}", key)
    return number / whole


def _round(row: Table) -> RoundSource:
    return RoundSource(row.word("name"), row.number("months"), _share(row, "response"), row.words("forms"))


def _responding(row: Table) -> Responding:
    return Responding(
        leads=_share(row, "leads"),
        paper=_share(row, "paper"),
        same_people=_share(row, "same_people"),
        teams_differ=_points(row, "teams_differ"),
    )


def _spread(row: Table) -> Spread:
    return Spread(
        teams=_points(row, "teams"),
        views=_points(row, "views"),
        answers=_points(row, "answers"),
        items=_points(row, "items"),
        view_stays=_share(row, "view_stays"),
        answer_stays=_share(row, "answer_stays"),
    )


def _scale(row: Table) -> ScaleSource:
    return ScaleSource(
        dimension=row.word("dimension"),
        middle=_points(row, "middle"),
        led=_share(row, "led"),
        load=row.maybe_flag("load"),
        time=row.maybe_flag("time"),
    )


def _time(row: Table) -> Time:
    return Time(
        middle=_points(row, "middle"),
        spread=_points(row, "spread"),
        stays=_share(row, "stays"),
        best=row.number("best"),
        fall=_points(row, "fall"),
        short_by=_points(row, "short_by"),
        doubt=_points(row, "doubt"),
    )


def _oddities(row: Table) -> Oddities:
    """Most of them are rare, so they are counted of a thousand."""
    return Oddities(
        careless=_share(row, "careless", _THOUSAND),
        reserved=_share(row, "reserved", _THOUSAND),
        rather_not_reserved=_share(row, "rather_not_reserved", _THOUSAND),
        rather_not_others=_share(row, "rather_not_others", _THOUSAND),
        without_lead=_share(row, "without_lead", _THOUSAND),
    )


def _story(row: Table) -> Story:
    return Story(
        row.word("team"),
        row.word("dimension"),
        _points(row, "start"),
        _points(row, "change"),
        row.number("since"),
    )


def _headcounts(row: Table) -> Headcounts:
    counts = row.all_matching("answers", _COUNT, repeated=True)
    return Headcounts(row.word("team"), tuple(int(count) for count in counts))


def _away(row: Table, source: Source) -> AwaySource:
    key = row.one_of("function", tuple(function.key for function in source.functions))
    return AwaySource(row.word("team"), source.function(key).name, row.number("months"))


def _check_references(climate: Climate, source: Source, instrument: Instrument, table: Table) -> None:
    teams, scales = {team.name for team in source.teams}, {scale.dimension for scale in climate.scales}
    asked: list[tuple[str, set[str], Iterable[str]]] = [
        (
            "form",
            {form.id for form in instrument.forms},
            [name for one in climate.rounds for name in one.forms],
        ),
        ("team", teams, _teams_named(climate)),
        ("dimension", {item.dimension for item in instrument.items}, scales),
        ("scale", scales, [climate.load.dimension, *(story.dimension for story in climate.stories)]),
    ]
    for kind, known, used in asked:
        for name in sorted(set(used) - known):
            table.fail(f"unknown {kind} {name!r}")


def _teams_named(climate: Climate) -> set[str]:
    named = {row.team for row in climate.stories} | {row.team for row in climate.headcounts}
    return named | {row.team for row in climate.away} | set(climate.second_teams)


def _check_rounds(climate: Climate, instrument: Instrument, table: Table) -> None:
    """What is asked can be answered, and every round has its headcount."""
    scales = {scale.dimension for scale in climate.scales}
    forms = {form for one in climate.rounds for form in one.forms}
    for dimension in sorted({item.dimension for form in forms for item in instrument.asked(form)} - scales):
        table.fail(f"no scale for {dimension!r}, which a form asks about")
    for row in climate.headcounts:
        if len(row.answers) != len(climate.rounds):
            table.fail(f"give {row.team!r} a headcount for each of {len(climate.rounds)} rounds")
    for story in climate.stories:
        if not 0 <= story.since < len(climate.rounds):
            table.fail(f"the story of {story.team!r} begins in a round that there is not")
