"""A released round as slides for a meeting: words before figures, and no team in them."""

import io
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext, ngettext
from pptx import Presentation

from mortel.web.climate.office_insights import insights
from mortel.web.climate.office_organisation import Report
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_scales import ScaleLine
from mortel.web.climate.outputs.changed import changed
from mortel.web.climate.outputs.facts import facts, warnings
from mortel.web.climate.outputs.hidden import hidden_of, sentences
from mortel.web.climate.outputs.slide_shapes import HEIGHT, WIDTH, Maker

_MOST_REASONS: Final = 7


def slides(one: Opened, report: Report) -> bytes:
    """Seven slides. Every one says at its foot of which round it is and what it may not be used for."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    when = one.release.round.released_at
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = one.release.round.name, one.result.whole.name, ""
    if when:
        about.created = about.modified = when.replace(tzinfo=None)
    said = warnings(one, leadership=report.shows_leadership)
    make = Maker(deck, _foot(one, report))
    make.lines(one.release.round.name, [*(f"{label}: {value}" for label, value in facts(one)[:5]), *said])
    _response(make, one, report)
    make.wall(gettext("The wall of the organisation"), report.walls[0], report.said)
    make.lines(gettext("What changed"), _changes(report))
    make.lines(gettext("Five insights for the board"), _insights(one))
    make.lines(gettext("What happens next"), _next(report))
    make.lines(gettext("What is not shown, and why"), _not_shown(one))
    kept = io.BytesIO()
    deck.save(kept)
    return kept.getvalue()


def _foot(one: Opened, report: Report) -> str:
    parts = [f"{label}: {value}" for label, value in facts(one)[1:4]]
    parts += warnings(one, leadership=report.shows_leadership)[: 2 if report.shows_leadership else 1]
    return " · ".join(parts)


def _response(make: Maker, one: Opened, report: Report) -> None:
    result = one.result
    if one.too_few:
        make.lines(gettext("Who took part"), [f"{one.took_part}.", gettext("Too few answers for a result")])
        return
    said = f"{one.took_part}: {report.response}%."
    own = gettext("Of %(all)d teams, %(some)d have figures of their own.") % {
        "all": result.teams,
        "some": result.teams_with_figures,
    }
    rest = gettext("The other teams have a conversation. Their answers count one level up.")
    make.share(gettext("Who took part"), result.whole.response, said, [said, own, rest])


def _not_shown(one: Opened) -> list[str]:
    of_teams = one.result.teams - one.result.teams_with_figures
    teams = ngettext(
        "%(number)d team has no figures of its own: there were too few answers.",
        "%(number)d teams have no figures of their own: there were too few answers.",
        of_teams,
    ) % {"number": of_teams}
    whole = sentences(hidden_of(one))[:_MOST_REASONS]
    whole = whole or [gettext("Of the organisation as a whole nothing is hidden.")]
    return [teams, *whole] if of_teams else whole


def _changes(report: Report) -> list[str]:
    if not report.changed:
        return [gettext("This is the first round that asked this. Next time you see what changed.")]
    said = [
        gettext("%(word)s since %(since)s: %(labels)s")
        % {"word": each.word.capitalize(), "since": each.since, "labels": each.labels}
        for each in changed(report.changed)
    ]
    return [*said, gettext("No difference to be seen is a normal result.")]


def _insights(one: Opened) -> list[str]:
    return [f"{own.insight.title}. {_own(own.lines)}".strip() for own in insights(one)]


def _own(lines: Iterable[ScaleLine]) -> str:
    told = [f"{line.label}: {line.said}." for line in lines if line.score is not None and line.said]
    return " ".join(told)


def _next(report: Report) -> list[str]:
    first = []
    if report.load_first:
        first.append(gettext("First the workload, only then something new."))
    if report.leadership_first:
        first.append(gettext("Begin with leadership."))
    return [
        *first,
        gettext("Every team talks about it at its own meeting, with one A4."),
        gettext("Each team chooses one small thing to try, and who begins."),
        gettext("Teams without figures have a conversation of ten minutes. It tells as much."),
        gettext("The next round shows what changed."),
    ]
