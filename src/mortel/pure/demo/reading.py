"""Reads the hand-written files of a demo organisation, or stops with the file and line that are wrong."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from mortel.pure.catalogue.tables import Table, read_table
from mortel.pure.catalogue.vocabulary import OwnWords, word_columns
from mortel.pure.catalogue.words import LANGUAGES, Language, Word
from mortel.pure.demo.source import (
    DAYS,
    Block,
    FunctionSource,
    GrantSource,
    GuestSource,
    Headcount,
    LeftSource,
    MomentText,
    MovedSource,
    NameList,
    Occasion,
    Shift,
    SignInSource,
    Source,
    TeamSource,
    UnitSource,
)
from mortel.pure.demo.texts import read_texts
from mortel.pure.demo.times import ZONES

Row = TypeVar("Row")
_NUMBER = re.compile(r"[1-9][0-9]*")
_HEADCOUNT = re.compile(r"[1-9][0-9]* [a-z]+")
_BLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9] [1-9]")
_DAY = re.compile(r"[01][0-9]-[0-3][0-9]")
_DAY_MINUTES: Final = 24 * 60


def read_source(folder: Path) -> Source:
    """Read organisation.toml, names.toml and every moments-*.toml of one folder.

    CatalogueError for a missing or unknown key, and for a function, team, unit or shift nobody declared.
    """
    names = read_table(folder / "names.toml")
    lists = _rows(names, "lists", _name_list)
    names.finish()
    texts = [text for file in sorted(folder.glob("moments-*.toml")) for text in read_texts(file)]
    return _organisation(read_table(folder / "organisation.toml"), lists, tuple(texts))


def mail_domains(folder: Path) -> tuple[str, ...]:
    """The mail domain of every demo organisation in a folder of such folders."""
    return tuple(read_source(one).mail_domain for one in sorted(folder.iterdir()) if one.is_dir())


def _organisation(table: Table, names: tuple[NameList, ...], texts: tuple[MomentText, ...]) -> Source:
    source = Source(
        name=table.word("name"),
        country=table.one_of("country", tuple(ZONES)),
        sector=table.word("sector"),
        words=_own_words(table.tables("words")),
        mail_domain=table.word("mail_domain"),
        personnel_digits=table.number("personnel_digits"),
        password=table.word("password"),
        moments=table.number("moments"),
        writers=table.number("writers"),
        functions=_rows(table, "functions", _function),
        shifts=_rows(table, "shifts", _shift),
        occasions=_rows(table, "occasions", _occasion),
        units=_rows(table, "units", lambda row: UnitSource(row.word("name"), row.maybe_word("parent"))),
        teams=_rows(table, "teams", _team),
        guests=_rows(table, "guests", _guest),
        moved=_rows(table, "moved", _moved),
        left=_rows(table, "left", lambda row: LeftSource(row.word("team"), row.word("function"))),
        grants=_rows(table, "grants", _grant),
        sign_ins=_rows(table, "sign_in", _sign_in),
        names=names,
        texts=texts,
    )
    table.finish()
    _check_references(source, table)
    return source


def _rows(table: Table, key: str, read: Callable[[Table], Row]) -> tuple[Row, ...]:
    rows = []
    for row in table.tables(key):
        rows.append(read(row))
        row.finish()
    return tuple(rows)


def _own_words(rows: Iterable[Table]) -> OwnWords:
    """The organisation's own words; it stands in one country, so a column for Belgium would say nothing."""
    columns = word_columns(rows)
    found: dict[str, dict[Language, Word]] = {}
    for language in LANGUAGES:
        for name, word in columns[language].items():
            found.setdefault(name, {})[language] = word
    return found


def _name_list(row: Table) -> NameList:
    return NameList(
        row.number("weight"),
        row.maybe_flag("double"),
        row.words("women"),
        row.words("men"),
        row.words("surnames"),
    )


def _function(row: Table) -> FunctionSource:
    return FunctionSource(
        key=row.word("key"),
        name=row.word("name"),
        texts=row.words("texts"),
        shift=row.word("shift"),
        women=row.number("women"),
        hours=tuple(int(hours) for hours in row.all_matching("hours", _NUMBER, repeated=True)),
        beginners=row.maybe_flag("beginners"),
    )


def _shift(row: Table) -> Shift:
    blocks: list[Block] = []
    for text in row.all_matching("blocks", _BLOCK):
        # What is earlier than the block before it belongs to the next day: a night runs on past midnight.
        blocks.append(_block(text, after=blocks[-1].first if blocks else 0))
    return Shift(row.word("key"), row.one_of("days", DAYS), tuple(blocks))


def _block(text: str, *, after: int) -> Block:
    times, weight = text.split()
    first, last = (int(time[:2]) * 60 + int(time[3:]) for time in times.split("-"))
    first += _DAY_MINUTES if first < after else 0
    last += _DAY_MINUTES if last < first else 0
    return Block(first, last, int(weight))


def _occasion(row: Table) -> Occasion:
    return Occasion(row.word("words"), row.matching("first", _DAY), row.matching("last", _DAY))


def _team(row: Table) -> TeamSource:
    return TeamSource(
        name=row.word("name"),
        unit=row.word("unit"),
        lead=row.maybe_word("lead"),
        lead_from=row.maybe_word("lead_from"),
        people=_headcount(row.all_matching("people", _HEADCOUNT)),
        offline=_headcount(row.maybe_words("offline")),
    )


def _headcount(lines: tuple[str, ...]) -> Headcount:
    pairs = [line.split() for line in lines]
    return tuple((function, int(count)) for count, function in pairs)


def _guest(row: Table) -> GuestSource:
    return GuestSource(row.word("team"), row.word("from"), row.word("function"), row.word("works_as"))


def _moved(row: Table) -> MovedSource:
    return MovedSource(row.word("team"), row.word("from"), row.word("function"))


def _grant(row: Table) -> GrantSource:
    return GrantSource(row.word("kind"), row.maybe_word("team"), row.word("function"), row.number("count"))


def _sign_in(row: Table) -> SignInSource:
    return SignInSource(
        row.word("role"),
        row.word("team"),
        row.word("function"),
        row.number("moments"),
        row.maybe_flag("card"),
    )


def _check_references(source: Source, table: Table) -> None:
    """Every name that points at something must find it; a slip would otherwise surface while drawing."""
    functions = {function.key for function in source.functions}
    teams, units = {team.name for team in source.teams}, {unit.name for unit in source.units}
    written_for = {function for text in source.texts for function in text.functions}
    shifts = {shift.key for shift in source.shifts}
    asked: list[tuple[str, set[str], Iterable[str | None]]] = [
        ("function", functions, _functions_named(source)),
        ("team", teams, _teams_named(source)),
        ("unit", units, [team.unit for team in source.teams]),
        ("unit", units, [unit.parent for unit in source.units]),
        ("shift", shifts, [function.shift for function in source.functions]),
        ("text function", written_for, [text for row in source.functions for text in row.texts]),
    ]
    for kind, known, used in asked:
        for name in sorted({name for name in used if name is not None and name not in known}):
            table.fail(f"unknown {kind} {name!r}")


def _functions_named(source: Source) -> set[str | None]:
    named: set[str | None] = {function for team in source.teams for function, _ in team.people + team.offline}
    named |= {row.function for row in source.moved} | {row.function for row in source.left}
    named |= {row.function for row in source.grants} | {row.function for row in source.sign_ins}
    named |= {key for row in source.guests for key in (row.function, row.works_as)}
    return named | {team.lead for team in source.teams}


def _teams_named(source: Source) -> set[str | None]:
    named: set[str | None] = set()
    named |= {row.team for row in source.left} | {row.team for row in source.sign_ins}
    named |= {team for row in source.guests for team in (row.team, row.origin)}
    named |= {team for row in source.moved for team in (row.team, row.origin)}
    return named | {row.team for row in source.grants} | {team.lead_from for team in source.teams}
