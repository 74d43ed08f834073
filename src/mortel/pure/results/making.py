"""Making the results of a closed round, once: the same closing always gives the same results."""

from collections.abc import Sequence

import numpy as np

from mortel.pure.disclosure.closing import Closing
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots, Counts, DisclosureError
from mortel.pure.results.comparing import comparison
from mortel.pure.results.groups import sheets_of_blocks, sheets_of_units, table_of_blocks
from mortel.pure.results.lines import office_lines, team_results
from mortel.pure.results.parts import Categories
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import Results
from mortel.pure.results.spoken import Spoken, spoken
from mortel.pure.results.subjects import subjects
from mortel.pure.results.whole import Closed, organisation_result, person_variances
from mortel.pure.rounds.places import Place, units
from mortel.pure.rounds.questionnaire import Questionnaire


def make(
    closing: Closing,
    ballots: Ballots,
    asked: Questionnaire,
    places: Sequence[Place],
    promise: Promise,
    secret: bytes,
    *,
    record: Record,
    earlier: Sequence[Record],
    categories: Categories | None,
) -> Results:
    """The results of `closing`, of which `record` is the record; `earlier` those of all rounds that were released.

    Figures of groups are made of the record alone. The ballots are used for what is told of the whole organisation,
    `secret` for the noise on it. DisclosureError when these do not belong together.
    """
    _belong_together(closing, ballots, asked, places, promise, record)
    now, about = spoken(record), subjects(asked)
    closed = Closed(now, ballots, asked, about, secret)
    sigma2 = person_variances(closed)
    compared = comparison(now, earlier)
    table = table_of_blocks(now, _parents(now), sigma2, about)
    sheets = sheets_of_blocks(now, table, compared)
    of_units = sheets_of_units(now, sigma2, about, compared)
    teams = team_results(now, sheets, about)
    return Results(
        organisation_result(closed, of_units.get(now.top), table, teams, sigma2, categories),
        teams,
        office_lines(now, sheets, of_units, about),
    )


def _parents(now: Spoken) -> Counts:
    """(blocks,) the number of the unit above each, or of the one whose teams were taken together."""
    above = [
        now.places[block.unit].parent or block.unit if block.is_one_team else block.unit
        for block in now.protected.blocks
    ]
    return np.array([now.order[unit] for unit in above], dtype=np.int64)


def _belong_together(
    closing: Closing,
    ballots: Ballots,
    asked: Questionnaire,
    places: Sequence[Place],
    promise: Promise,
    record: Record,
) -> None:
    if closing.protected.round != ballots.round or closing.protected.round != record.round:
        raise DisclosureError("The closing, the ballots and the record are of different rounds.")
    if asked.form() != ballots.form:
        raise DisclosureError("The ballots answer other questions than the round asked.")
    if units(places) != ballots.tree or tuple(places) != record.places:
        raise DisclosureError("The ballots stand in another tree than the round had.")
    if promise != record.promise:
        raise DisclosureError("The record holds another promise than the round gave.")
