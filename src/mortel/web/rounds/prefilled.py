"""What stands in the set-up of a round before anybody types: as few taps as can be."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from mortel.apps.climate.choices import Attribute
from mortel.apps.climate.outlook import Headcount
from mortel.apps.climate.queries import ARound
from mortel.pure.disclosure.limits import BLOCK

# Fewer people than this are not told of by number: who is away, or in for a while, is nobody's business.
FEW: Final = 10
WEEKS: Final = timedelta(weeks=3)


def name_for(day: date) -> str:
    """The season of a day, as a round is called when nobody gives it a name."""
    season = (
        _("Winter %(year)s"),
        _("Spring %(year)s"),
        _("Summer %(year)s"),
        _("Autumn %(year)s"),
    )[day.month % 12 // 3]
    return season % {"year": day.year}


def defaults(languages: Sequence[str], first: date) -> dict[str, Any]:
    """A short round of three weeks, from its first day on."""
    return {
        "form_id": uuid.uuid4(),
        "revision": 0,
        "name": name_for(first),
        "also": ["flex"],
        "starts_on": first,
        "ends_on": first + WEEKS,
        "form": "short",
        "languages": [languages[0]],
        "attribute": "",
        "k": BLOCK,
    }


def as_typed(round_: ARound) -> dict[str, Any]:
    """The set-up of a round as somebody would fill it in."""
    chosen = {
        "flex": round_.with_flex,
        "students": round_.with_students,
        "long_leave": round_.with_long_leave,
    }
    groups = round_.attribute_parts if round_.attribute == Attribute.WORK else []
    return {
        **vars(round_),
        "form_id": round_.pk,
        "also": [name for name, is_in in chosen.items() if is_in],
        "work_groups": "\n".join(groups),
    }


def also_asked(people: Headcount) -> list[tuple[str, str]]:
    """The three groups, with how many each would bring in."""
    return [
        ("flex", _("Flex staff (%(number)s more people)") % {"number": _told(people.flex)}),
        (
            "students",
            _("Trainees and students (%(number)s more people)") % {"number": _told(people.students)},
        ),
        (
            "long_leave",
            _("People who are away for four weeks or longer (%(number)s)")
            % {"number": _told(people.away_long)},
        ),
    ]


def _told(number: int) -> str:
    return str(number) if number >= FEW else _("fewer than ten")
