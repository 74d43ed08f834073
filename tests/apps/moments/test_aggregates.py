"""Moments count for others as protected figures of everybody together, and in no other way."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mortel.apps.moments import aggregates
from mortel.apps.moments.actions.marks import mark
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.aggregates import WINDOW, activities_until, outcomes_until
from mortel.apps.people.models import Person
from tests.apps.climate.staff import hire
from tests.cast import Cast

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


def test_no_text_is_opened_to_count() -> None:
    path = Path(aggregates.__file__)
    names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    assert not names & {"sealed", "unseal", "text", "key_of"}
    assert "sealed" not in path.read_text()
