"""Five insights for the board on one A4 (S-70): what research says, and what this organisation's own round told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.office_organisation import SAFETY
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_scales import ScaleLine, scale_lines
from mortel.web.climate.wall import AUTONOMY, OPPORTUNITIES, SHARING, SPACE, SUPPORT
from mortel.web.words import Sentence


@dataclass(frozen=True, slots=True)
class Insight:
    """What the review says in one sentence, what a board can decide, and the statement of the library behind it."""

    title: Sentence
    says: Sentence
    decides: Sentence
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    insight: Insight
    lines: tuple[ScaleLine, ...]


FIVE: Final[Sequence[Insight]] = (
    Insight(
        _("Team leads carry it"),
        _(
            "Whoever leads a team colours how people see everything else: by support, questions, feedback and meeting."
        ),
        _("Write it into the duty of team leads, and give them the time for it."),
        (LEADERSHIP,),
    ),
    Insight(
        _("Chances lie in the work itself"),
        _("Changing work, tools that work and material that fits help people along, most of all together."),
        _("Look at tasks and tools before you buy a course."),
        (OPPORTUNITIES,),
    ),
    Insight(
        _("People need support, and safety to speak"),
        _("Where effort is seen and where a mistake can be told, people try out more."),
        _("Let appreciation be part of ordinary talks, and ask what people need."),
        (SUPPORT, SAFETY),
    ),
    Insight(
        _("Time, clear agreements and a say"),
        _("People need moments to think, work that is arranged for it, and a say in how they do it."),
        _("Lower the load where it is too high. Do not set the same hours for everybody."),
        (SPACE, AUTONOMY),
    ),
    Insight(
        _("Knowledge travels through people"),
        _("Somebody who thinks along, and colleagues one can reach, count most; it rests on give and take."),
        _("Make it easy to reach each other, in the roster and on the floor."),
        (SHARING,),
    ),
)


def insights(one: Opened) -> list[Own]:
    """Each insight with the scales of this round that belong to it; those not asked are left out."""
    return [
        Own(each, tuple(scale_lines(one.result.whole, each.dimensions, one.asked, one.words)))
        for each in FIVE
    ]
