"""The one extra question of a round: how long somebody has worked here, or which kind of work."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mortel.apps.climate.choices import Attribute
from mortel.apps.climate.queries import ARound


@dataclass(frozen=True, slots=True)
class Division:
    """`parts` in the order in which they are counted, from 0."""

    question: str
    parts: tuple[str, ...]

    @property
    def height(self) -> float:
        """Millimetres on paper."""
        return 10.0 + 7.0 * -(-(len(self.parts) + 1) // 3)


def division_of(round_: ARound) -> Division | None:
    """None where nothing is asked: no division, or the language, which tells itself."""
    if round_.attribute == Attribute.SERVICE:
        return Division(_("How long have you worked here?"), tuple(round_.attribute_parts))
    if round_.attribute == Attribute.WORK:
        return Division(_("What kind of work do you do?"), tuple(round_.attribute_parts))
    return None
