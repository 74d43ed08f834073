"""Who of those who are asked answers a round: mostly the same people each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from mortel.pure.demo.climate.chance import Chance
from mortel.pure.demo.climate.population import AskedPerson
from mortel.pure.demo.climate.source import Climate


@dataclass(frozen=True, slots=True)
class _Group:
    """People of whom a certain number answer."""

    people: tuple[AskedPerson, ...]
    answers: int


def who_answers(climate: Climate, asked: tuple[AskedPerson, ...], chance: Chance) -> frozenset[str]:
    """The keys of those who answer: of the leads, of those on paper and of some teams a number of their own, of all
    others as many as the response of the round leaves. In each group those who are most willing."""
    willing = {person.person: _willingness(climate, person, chance) for person in asked}
    groups = list(_counted(climate, asked, chance.number))
    counted = {person.person for group in groups for person in group.people}
    total = round(len(asked) * climate.rounds[chance.number].response)
    others = tuple(person for person in asked if person.person not in counted)
    left = total - sum(min(group.answers, len(group.people)) for group in groups)
    groups.append(_Group(others, max(left, 0)))
    return frozenset(key for group in groups for key in _most_willing(group, willing))


def _willingness(climate: Climate, person: AskedPerson, chance: Chance) -> float:
    """Who answers for a second team always does, so that the demo has one in every round."""
    if person.answers_for != person.team:
        return inf
    own = chance.lasting(climate.responding.same_people, "answers", person.person)
    whole = chance.always("team answers", person.team)
    return own + climate.responding.teams_differ * whole


def _counted(climate: Climate, asked: tuple[AskedPerson, ...], number: int) -> Iterable[_Group]:
    """Leads, teams with a headcount, and who gets paper: all groups that answer in a number of their own."""
    told = {row.team for row in climate.headcounts}
    leads = tuple(person for person in asked if person.is_lead)
    yield _Group(leads, round(len(leads) * climate.responding.leads))
    for row in climate.headcounts:
        members = tuple(person for person in asked if person.team == row.team and not person.is_lead)
        yield _Group(members, row.answers[number])
    paper = tuple(p for p in asked if p.paper and not p.is_lead and p.team not in told)
    yield _Group(paper, round(len(paper) * climate.responding.paper))


def _most_willing(group: _Group, willing: Mapping[str, float]) -> list[str]:
    order = sorted(group.people, key=lambda person: -willing[person.person])
    return [person.person for person in order[: group.answers]]
