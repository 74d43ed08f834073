"""The same results without leadership, for who may not read it (yet)."""

from dataclasses import replace

from mortel.pure.results.shapes import Group, TeamResult

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
