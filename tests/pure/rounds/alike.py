"""Two trees are alike when the same people lead the same teams, whatever numbers they go by."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mortel.pure.rounds.places import Place


def who_leads_together(places: Sequence[Place]) -> tuple[list[Place], Counter[frozenset[str]]]:
    """The places without the numbers of their leads, and of each lead the teams that she leads."""
    led: dict[int, set[str]] = defaultdict(set)
    for place in places:
        for lead in place.leads:
            led[lead].add(place.id)
    return [replace(place, leads=()) for place in places], Counter(map(frozenset, led.values()))
