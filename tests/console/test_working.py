"""`mortel worker`: three tries for a task, and jobs at their own pace."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from mortel.apps.keys.actions import key_of, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.queries import number_of_moments
from mortel.console.backups import make_backup
from mortel.console.trying_again import LOST_AFTER, try_again
from mortel.console.working import Job, jobs, run_queued, turn, work
from tests.console.conftest import House

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
calls: list[str] = []


@task
def note(word: str) -> None:
    calls.append(word)
    if word == "fails":
        raise OSError("the mail server is away")


@pytest.fixture
def queue(house: House, settings: Settings) -> list[str]:
    """Tasks wait in the database, as in production; what they did stands in the list."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    calls.clear()
    return calls


def status() -> str:
    return str(DBTaskResult.objects.get().status)


def test_a_queued_task_is_done_once(queue: list[str]) -> None:
    note.enqueue("hello")
    run_queued()
    run_queued()
    assert queue == ["hello"]
    assert status() == "SUCCESSFUL"


def test_a_failing_task_is_tried_three_times_with_growing_waits(queue: list[str]) -> None:
    note.enqueue("fails")
    waits = []
    for _ in range(5):
        run_queued()
        now = timezone.now()
        if try_again(now):
            waits.append(DBTaskResult.objects.get().run_after - now)
            DBTaskResult.objects.update(run_after=now)
    assert queue == ["fails"] * 3
    assert waits == [timedelta(minutes=1), timedelta(minutes=2)]
    assert status() == "FAILED"


def test_a_task_that_waits_for_its_next_try_does_not_hold_up_others(queue: list[str]) -> None:
    note.enqueue("fails")
    run_queued()
    try_again(timezone.now())
    note.enqueue("hello")
    run_queued()
    assert queue == ["fails", "hello"]


def test_a_task_of_a_dead_worker_is_done_by_the_next(queue: list[str]) -> None:
    note.enqueue("hello")
    DBTaskResult.objects.get().claim("a worker that was killed")
    assert try_again(timezone.now()) == 0, "it may still be running"
    later = timezone.now() + LOST_AFTER + timedelta(seconds=1)
    assert try_again(later) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    run_queued()
    assert queue == ["hello"]


def test_a_task_that_kills_every_worker_is_given_up(queue: list[str]) -> None:
    note.enqueue("hello")
    later = timezone.now() + LOST_AFTER + timedelta(seconds=1)
    for name in ("one", "two", "three"):
        DBTaskResult.objects.get().claim(name)
        try_again(later)
    assert status() == "FAILED"


def test_each_job_keeps_its_own_pace(house: House) -> None:
    done: list[str] = []
    todo = [
        Job("often", timedelta(seconds=3), lambda now: done.append("often")),
        Job("daily", timedelta(days=1), lambda now: done.append("daily")),
    ]
    for seconds in (0, 1, 3, 4, 86_400):
        turn(todo, START + timedelta(seconds=seconds))
    assert done == ["often", "daily", "often", "often", "daily"]


def test_a_failing_job_stops_no_other_and_is_tried_sooner_than_tomorrow(house: House) -> None:
    def fail(now: datetime) -> None:
        raise OSError

    todo = [Job("fails", timedelta(days=1), fail), Job("works", timedelta(days=1), lambda now: None)]
    assert turn(todo, START) == ["works"]
    assert todo[0].due == START + timedelta(minutes=10)


def test_every_job_of_the_worker_runs(house: House) -> None:
    todo = jobs()
    assert turn(todo, START) == [job.name for job in todo]


def test_the_daily_round_removes_what_expired(queue: list[str], house: House) -> None:
    made = make_backup(house.backups)
    note.enqueue("hello")
    run_queued()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=8))
    turn(jobs(), timezone.now() + timedelta(days=36))
    assert not made.backup.exists()
    assert not DBTaskResult.objects.exists()


def test_a_deletion_that_was_cut_off_is_finished_when_the_worker_starts(house: House) -> None:
    pk, _ = capture_moment(by=house.cast.marit, text="to be deleted")
    remember_erased(ErasureKind.MOMENT, [pk])
    turn(jobs(), START)
    assert number_of_moments(house.cast.marit) == 0


def test_a_new_key_reaches_the_copy_within_minutes(house: House) -> None:
    todo = jobs()
    turn(todo, START)
    key_of(house.cast.marit.pk)
    turn(todo, START + timedelta(minutes=5))
    assert str(house.cast.marit.pk) in house.keys_copy.read_text()


def test_the_worker_stops_when_its_parent_is_gone(house: House) -> None:
    work(stop=Event(), parent=-1)


def test_the_worker_stops_when_told(house: House) -> None:
    stop = Event()

    def clock() -> datetime:
        stop.set()
        return START

    work(stop=stop, clock=clock)
