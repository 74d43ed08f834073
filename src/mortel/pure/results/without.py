"""The same results with less in them: without leadership for who may not read it (yet), or of the whole alone."""

from collections.abc import Sequence
from dataclasses import replace

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.results.shapes import Group, Results, TeamResult
from mortel.pure.rounds.places import Place

LEADERSHIP = "dim.leadership"


def without_leadership(result: TeamResult) -> TeamResult:
    """Nothing of leadership is left: not its figures, its questions, nor its place among strengths and step."""
    return replace(result, group=_without(result.group)) if result.group else result


def _without(group: Group) -> Group:
    theirs = set(group.leadership_questions)
    return replace(
        group,
        dimensions=tuple(one for one in group.dimensions if one.id != LEADERSHIP),
        questions=tuple(one for one in group.questions if one.code not in theirs),
        leadership_questions=(),
        strengths=group.strengths_without,
        step=group.step_without,
    )


def of_the_whole_only(results: Results, places: Sequence[Place], promise: Promise) -> Results:
    """Of a round with everybody in one leaf (`places.as_a_whole`): every team reads that it was about the whole."""
    gap = Gap(Reason.WHOLE_ONLY, promise.k)
    teams = tuple(
        TeamResult(place.id, place.name, None, gap, (), promise.k) for place in places if place.kind == "team"
    )
    whole = replace(results.organisation, teams=len(teams), teams_with_figures=0)
    return Results(whole, teams, tuple(line for line in results.office if line.parent is None))
