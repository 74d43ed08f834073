"""From how somebody sees her work to what she fills in: 1 to 5, or one of the two boxes beside the scale."""

from collections.abc import Sequence
from typing import Final

from mortel.pure.demo.climate.chance import Chance
from mortel.pure.demo.climate.levels import View, on_scale
from mortel.pure.demo.climate.source import Climate
from mortel.pure.disclosure.shapes import HIGHEST, LOWEST
from mortel.pure.instruments.shapes import Item
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT

# What somebody ticks who does not read: never an end of the scale, which would stand out on paper.
_UNREAD: Final = (3, 4)


def fill_in(
    climate: Climate, items: Sequence[Item], view: View, person: str, chance: Chance, *, has_lead: bool
) -> dict[str, int]:
    """The answer to every item as ticked: an item of the opposite pole is not turned."""
    if chance.happens(climate.oddities.careless, "careless", person):
        return dict.fromkeys((item.code for item in items), _UNREAD[chance.is_so(0.5, "unread", person)])
    alone = not has_lead and chance.is_so(climate.oddities.without_lead, "without lead", person)
    given = {}
    for item in items:
        if alone and item.referent == "lead":
            given[item.code] = NOT_APPLICABLE
        # Everybody says how many hours: a few who did not would keep the curve from being drawn (disclosure.division).
        elif item.scale != "hours" and _rather_not(climate, item, person, chance):
            given[item.code] = RATHER_NOT
        else:
            given[item.code] = _answer(climate, item, view, person, chance)
    return given


def _rather_not(climate: Climate, item: Item, person: str, chance: Chance) -> bool:
    odd = climate.oddities
    share = (
        odd.rather_not_reserved if chance.is_so(odd.reserved, "reserved", person) else odd.rather_not_others
    )
    return chance.happens(share, "rather not", item.code, person)


def _answer(climate: Climate, item: Item, view: View, person: str, chance: Chance) -> int:
    time, spread = climate.time, climate.spread
    if item.scale == "hours":
        return view.hours
    if item.scale == "time":
        return on_scale(view.hours - time.short_by + time.doubt * chance.once("enough", person))
    value = view.levels[item.dimension] + spread.items * chance.always("item", item.code)
    value += spread.answers * chance.lasting(spread.answer_stays, "answer", item.code, person)
    ticked = on_scale(value)
    return LOWEST + HIGHEST - ticked if item.pole == "opposite" else ticked
