"""What every file says of itself: of which round it is, how many answered, and what it may not be used for."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext

from mortel.pure.results.shapes import Group
from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.office_reading import Opened


def facts(one: Opened) -> list[tuple[str, str]]:
    """(what it is, what it says), in the order in which a reader asks."""
    result = one.result
    answered = gettext("%(answered)d of %(invited)d people") % {
        "answered": result.answered,
        "invited": result.invited,
    }
    own = gettext("%(some)d of %(all)d teams") % {"some": result.teams_with_figures, "all": result.teams}
    return [
        (gettext("Organisation"), result.whole.name),
        (gettext("Round"), one.release.round.name),
        (gettext("Closed on"), date_format(one.release.day, "j F Y")),
        (gettext("Answered"), one.took_part if one.too_few else answered),
        (gettext("Figures of their own"), own),
        (gettext("Questions"), f"{one.asked.bank} {one.asked.version} ({one.asked.licence})"),
    ]


def warnings(one: Opened, *, leadership: bool) -> list[str]:
    """What a reader must know before she reads a figure."""
    said = [
        one.untested,
        gettext("May not be used to appraise anybody.") if leadership else "",
        gettext("Scores run from 1 to 5. Every figure has a margin."),
        gettext("Low and high: with a chance of 80% the true score lies between them."),
        gettext("What goes together is no cause: it can run both ways."),
    ]
    return [each for each in said if each]


def tell_leadership(groups: Iterable[Group | None]) -> bool:
    """Whether any of these groups tells about its leads."""
    found = (group.dimension(LEADERSHIP) for group in groups if group)
    return any(each is not None and (each.mean is not None or bool(each.word)) for each in found)
