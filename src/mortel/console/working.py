"""The worker: one process that does what nobody waits for. Each job has its own pace and its own failures."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from mortel.apps.climate.tasks import swept, tell_response, turn_of_rounds
from mortel.apps.ledger.actions import deliver
from mortel.apps.people.actions.uploads import remove_old
from mortel.apps.people.tasks import upkeep
from mortel.console.backups import expire
from mortel.console.erasing import erase_again
from mortel.console.keyring import copy_keys
from mortel.console.tables import forget_expired_counters, sweep_ballots
from mortel.console.trying_again import try_again

PAUSE = 1.0
# A daily job that failed does not wait a day.
SOON = timedelta(minutes=10)
AT_ONCE = 20


@dataclass
class Job:
    """Something to do every so often; `due` is None until the first turn. Must be safe to do twice."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]
    due: datetime | None = None


def jobs() -> list[Job]:
    """What the worker does, in this order. The daily ones also run when it starts."""
    often, seldom, day = timedelta(seconds=3), timedelta(minutes=5), timedelta(days=1)
    return [
        Job("queued tasks", timedelta(0), lambda now: run_queued()),
        Job("news", often, lambda now: deliver()),
        Job("failed tasks", often, try_again),
        # A result is asked for while somebody waits for it.
        Job("rounds", often, _rounds),
        Job("copy of the keys", seldom, lambda now: copy_keys()),
        Job("uploaded lists", seldom, remove_old),
        Job("counters", seldom, forget_expired_counters),
        # First of all: a deletion that a crash cut off is finished before anybody looks.
        Job("erasures", day, lambda now: erase_again()),
        Job("people", day, lambda now: upkeep()),
        Job("response of rounds", day, tell_response),
        Job("ended sessions", day, lambda now: call_command("clearsessions")),
        Job("finished tasks", day, _forget_finished_tasks),
        Job("expired backups", day, lambda now: expire(settings.BACKUPS, now)),
    ]


def _rounds(now: datetime) -> None:
    """And sweep the places on the disk where answers stood; what a crash left is swept at the next turn."""
    if turn_of_rounds(now):
        sweep_ballots()
        swept()


def run_queued() -> None:
    """Run the tasks that wait, at most AT_ONCE before the other jobs get a turn."""
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=AT_ONCE,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        ).run()


def _forget_finished_tasks(now: datetime) -> None:
    kept = timedelta(days=settings.RETENTION["finished_tasks"])
    DBTaskResult.objects.finished().filter(finished_at__lt=now - kept).delete()


def turn(todo: list[Job], now: datetime) -> list[str]:
    """Do every job that is due; return the names of those that went well. A failure stops no other job."""
    done = []
    for job in todo:
        if job.due is not None and now < job.due:
            continue
        job.due = now + job.every
        close_old_connections()
        try:
            job.do(now)
        except Exception:
            # The database may be restarting, a disk full: the worker outlives it and tries again.
            logging.getLogger(f"{__name__}.{job.name}").exception("this job failed")
            job.due = now + min(job.every, SOON)
        else:
            done.append(job.name)
    return done


def work(*, stop: Event, parent: int | None = None, clock: Callable[[], datetime] = timezone.now) -> None:
    """Take turns until `stop` is set, or until the process that started this one (`parent`) is gone."""
    todo = jobs()
    while not stop.is_set() and parent in (None, os.getppid()):
        turn(todo, clock())
        stop.wait(PAUSE)
