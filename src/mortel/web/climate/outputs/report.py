"""Everything that the printed report of a round holds; by unit only for whoever may read it by team."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mortel.apps.climate.choices import Audience
from mortel.apps.climate.queries import all_office_lines, trend_of
from mortel.pure.results.shapes import OfficeLine
from mortel.web.climate.office_heat import Heat, heat
from mortel.web.climate.office_organisation import Report, report
from mortel.web.climate.office_quality import Quality, quality
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_time import Times, times
from mortel.web.climate.outputs.facts import tell_leadership
from mortel.web.climate.outputs.hidden import Hidden, hidden_of, sentences

# More lines than these nobody reads on paper: then the units stand in the report, and the workbook holds the rest.
LINES_ON_PAPER: Final = 300


@dataclass(frozen=True, slots=True)
class Paper:
    """`units`: (what a unit is called, the squares of what stands right under it). `only_units`: teams are left out.

    `hidden` of the whole organisation, `hidden_by_unit` the reasons that stand with the others, each once.
    """

    report: Report
    quality: Quality
    times: Times
    units: tuple[tuple[str, Heat], ...]
    only_units: bool
    hidden: tuple[Hidden, ...]
    hidden_by_unit: tuple[str, ...]
    leadership: bool


def paper(one: Opened) -> Paper:
    """A constant number of queries, however many teams there are."""
    lines = all_office_lines(one.release) if one.by_team else []
    shown = lines if len(lines) <= LINES_ON_PAPER else [each for each in lines if each.kind == "unit"]
    own = hidden_of(one)
    others = hidden_of(one, lines)[len(own) :]
    organisation = organisation_report(one)
    return Paper(
        report=organisation,
        quality=quality(one.result, one.words),
        times=times(one),
        units=_units(shown[:LINES_ON_PAPER], lines, one),
        only_units=len(shown) < len(lines),
        hidden=tuple(own),
        hidden_by_unit=tuple(sentences(others)),
        leadership=tell_leadership([one.result.whole, *(each.group for each in shown)]),
    )


def organisation_report(one: Opened) -> Report:
    """The page of the whole organisation. One query."""
    told = trend_of(one.result.whole.id, Audience.OFFICE)
    return report(one, [each for each in told if each[1] <= one.release.day])


def _units(
    shown: Sequence[OfficeLine], lines: Sequence[OfficeLine], one: Opened
) -> tuple[tuple[str, Heat], ...]:
    """Each unit with what stands under it, in the order of the tree."""
    names = {each.id: each.name for each in lines}
    under: dict[str, list[OfficeLine]] = {}
    for each in shown:
        if each.parent is not None:
            under.setdefault(each.parent, []).append(each)
    return tuple(
        (names.get(parent, one.result.whole.name), heat(children, one.asked, one.words))
        for parent, children in under.items()
    )
