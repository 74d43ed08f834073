"""Moments count for others as protected figures of everybody together, and in no other way."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mortel.apps.climate.actions.closing import make_result, take_snapshot
from mortel.apps.climate.models import ReleasedFigure, Snapshot
from mortel.apps.moments import aggregates
from mortel.apps.moments.actions.marks import mark, mark_good_for
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.aggregates import WINDOW, activities_until, outcomes_until
from mortel.apps.people.models import Person
from mortel.pure.disclosure.tallies import Tally
from tests.apps.climate.staff import answer_all, hire
from tests.apps.climate.stories import asked_for, opened
from tests.cast import Cast
from tests.web.visiting import forgotten

pytestmark = pytest.mark.django_db
SECRET = b"s" * 32


def write(person: Person, *items: str, days_ago: int = 3) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    moment, _ = capture_moment(by=person, text="iets", taken_at=at)
    for group in {item.split(".")[0] for item in items}:
        mark(by=person, moment_id=moment, group=group, marks={i: None for i in items if i.startswith(group)})


def test_few_writers_are_not_told(cast: Cast) -> None:
    write(cast.marit, "act.observe", "oc.current")
    today = timezone.localdate()
    assert activities_until(today, SECRET).gap is not None
    assert outcomes_until(today, SECRET).per_person == ()


def test_many_writers_are_told_per_writer_and_only_of_the_last_four_weeks(cast: Cast) -> None:
    staff = hire()
    for people in staff.members.values():
        for person in people:
            write(person, "act.observe", "oc.current")
            write(person, "act.observe", days_ago=WINDOW.days + 5)
    today = timezone.localdate()
    told = activities_until(today, SECRET)
    assert told.kinds == ("social", "individual")
    assert 60 <= told.people <= 80
    assert told == activities_until(today, SECRET)
    assert sum(told.per_person) < 2, "older moments do not count"


def test_a_moment_with_three_outcomes_of_a_group_counts_as_one_tap_on_that_group(cast: Cast) -> None:
    """The same figures as without the outcomes: no more is told, and no other noise is drawn."""
    people = [person for team in hire().members.values() for person in team]
    moments = [(one, capture_moment(by=one, text="iets")[0]) for one in people for _turn in range(2)]

    def told(*chosen: str) -> Tally:
        for person, moment in moments:
            mark_good_for(by=person, moment_id=moment, chosen=chosen)
        return outcomes_until(timezone.localdate(), SECRET)

    tapped = told("oc.current", "oc.career")
    assert tapped.per_person[0] > 1, "something was counted"
    assert told("out.job_skills", "out.job_knowledge", "out.expertise", "oc.career") == tapped
    assert told("oc.current", "out.job_skills", "out.network", "out.wellbeing") == tapped


def everything_told_of(cast: Cast) -> str:
    """A round is held and released: all that was stored of it on the way, and all that is stored afterwards."""
    round_ = opened(cast)
    answer_all(round_)
    over = asked_for(cast, round_)
    take_snapshot(over)
    shot = bytes(Snapshot.objects.get(round=round_).content).decode()
    release = make_result(over)
    figures = ReleasedFigure.objects.filter(release=release).values_list("content", flat=True)
    return "\n".join([shot, release.organisation, release.record, *figures])


def test_of_a_single_outcome_no_figure_is_stored_or_released(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its group there is one, although many marked that single outcome."""
    for people in hire().members.values():
        for person in people:
            moment, _ = capture_moment(by=person, text="iets", taken_at=timezone.now() - timedelta(days=3))
            mark_good_for(by=person, moment_id=moment, chosen=["out.job_skills"])
    with forgotten():
        told = everything_told_of(cast)
    assert "oc.current" in told
    assert "out.job_skills" not in told

    monkeypatch.setattr(aggregates, "OUTCOMES", (*aggregates.OUTCOMES, "out.job_skills"))
    assert "out.job_skills" in everything_told_of(cast), "the planted figure is found"


def test_no_text_is_opened_to_count() -> None:
    path = Path(aggregates.__file__)
    names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    assert not names & {"sealed", "unseal", "text", "key_of"}
    assert "sealed" not in path.read_text()
