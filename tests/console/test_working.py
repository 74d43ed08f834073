"""`mortel worker`: three tries for a task, and jobs at their own pace."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from mortel.apps.keys.actions import key_of, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.queries import number_of_moments
from mortel.apps.people.actions.uploads import keep, take
from mortel.console.backups import make_backup
from mortel.console.tables import forget_expired_counters
from mortel.console.trying_again import LOST_AFTER, try_again
from mortel.console.working import Job, jobs, run_queued, turn, work
from mortel.project.settings import CACHES
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


def test_an_uploaded_list_that_nobody_applies_goes_within_the_hour(house: House) -> None:
    name, todo = keep(b"nummer;naam"), jobs()
    now = timezone.now()
    turn(todo, now)
    assert take(name)
    turn(todo, now + timedelta(minutes=66))
    assert not list((house.folder / "uploads").iterdir())


def test_a_list_that_waited_an_hour_is_not_taken_even_without_a_worker(house: House) -> None:
    name = keep(b"nummer;naam")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert take(name) is None


def test_a_counter_names_nobody_and_goes_when_it_has_expired(house: House, settings: Settings) -> None:
    settings.CACHES = CACHES
    call_command("createcachetable", verbosity=0)
    caches["default"].set("allauth:rl:login:ip:203.0.113.7", [1.0], timeout=60)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT cache_key FROM throttle")
        assert [name for (name,) in cursor.fetchall() if "203.0.113" in name] == []
    assert caches["default"].get("allauth:rl:login:ip:203.0.113.7") == [1.0]
    assert forget_expired_counters(timezone.now()) == 0
    assert forget_expired_counters(timezone.now() + timedelta(seconds=61)) == 1


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
