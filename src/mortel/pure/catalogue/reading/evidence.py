"""What was found, how sure it is, and where sources do not agree."""

import re
from pathlib import Path

from mortel.pure.catalogue.entries import LEVELS, SOURCE_KINDS, Dispute, Side, Statement
from mortel.pure.catalogue.reading.parts import SOURCE, Pair, entry_keys, evidence
from mortel.pure.catalogue.tables import Table, read_table

_STATEMENT_ID = re.compile(r"EV-[0-9]{3}")
_DISPUTE_ID = re.compile(r"DP-[0-9]{2}")


def read_evidence(folder: Path) -> tuple[list[Pair[Statement]], list[Pair[Dispute]]]:
    """All statements and all disputes; a file may hold both."""
    statements, disputes = [], []
    for file in sorted(folder.glob("*.toml")):
        table = read_table(file)
        statements += [(_statement(row), row) for row in table.maybe_tables("statements")]
        disputes += [(_dispute(row), row) for row in table.maybe_tables("disputes")]
        table.finish()
    for _, row in (*statements, *disputes):
        row.finish()
    return statements, disputes


def _statement(row: Table) -> Statement:
    return Statement(
        **entry_keys(row, _STATEMENT_ID),
        claim=row.text("claim"),
        about=row.words("about"),
        levels=row.some_of("levels", LEVELS),
        evidence=evidence(row),
        source_kind=row.one_of("source_kind", SOURCE_KINDS),
        measured_on=row.text("measured_on"),
        caveat=row.maybe_text("caveat"),
    )


def _dispute(row: Table) -> Dispute:
    sides = row.tables("sides")
    if len(sides) < 2:
        row.fail("a dispute has at least two sides", "sides")
    return Dispute(
        **entry_keys(row, _DISPUTE_ID),
        label=row.text("label"),
        sides=tuple(map(_side, sides)),
        reading=row.text("reading"),
        about=row.maybe_words("about"),
        statements=row.maybe_words("statements"),
    )


def _side(row: Table) -> Side:
    side = Side(
        claim=row.text("claim"),
        source_kind=row.one_of("source_kind", SOURCE_KINDS),
        basis=row.text("basis"),
        sources=row.all_matching("sources", SOURCE),
    )
    row.finish()
    return side
