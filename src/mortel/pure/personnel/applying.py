"""A plan carried out on the pure state: what the tables must look like after an import."""

from collections.abc import Mapping
from dataclasses import replace

from mortel.pure.personnel.plan import ImportPlan, PersonChanged
from mortel.pure.personnel.state import CurrentState, Employment, MembershipState

Replacements = Mapping[MembershipState, MembershipState]


def applied(current: CurrentState, plan: ImportPlan) -> CurrentState:
    """The state after the plan; raises ValueError for a plan with problems."""
    if not plan.may_apply:
        raise ValueError("a plan with problems cannot be applied")
    changes = {change.before.personnel_number: change for change in plan.changed}
    ended: dict[str, dict[MembershipState, MembershipState]] = {}
    for ending in plan.ended:
        replaced = ended.setdefault(ending.personnel_number, {})
        replaced[ending.before] = replace(ending.before, ends=ending.ends)
    known = [
        after_plan(known, changes.get(known.personnel_number), ended.get(known.personnel_number, {}))
        for known in current.employments
    ]
    return CurrentState(
        employments=(*known, *plan.added),
        units=current.units | frozenset(plan.new_units),
        teams=current.teams | frozenset(plan.new_teams),
        other_emails=current.other_emails,
    )


def after_plan(known: Employment, change: PersonChanged | None, ended: Replacements) -> Employment:
    if change is None:
        return replace(known, memberships=replaced_in(known, ended))
    replacing = {pair.before: pair.after for pair in change.memberships_changed} | dict(ended)
    memberships = (*replaced_in(known, replacing), *change.memberships_added)
    return Employment(known.personnel_number, change.name, change.email, memberships)


def replaced_in(known: Employment, replacing: Replacements) -> tuple[MembershipState, ...]:
    return tuple(replacing.get(membership, membership) for membership in known.memberships)
