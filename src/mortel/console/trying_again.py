"""Queued tasks that failed, or whose worker died, get another turn: three in all."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

TRIES = 3
# The wait before the next try grows with each one: a mail server that restarts is back by then.
WAIT = timedelta(minutes=1)
# No task of ours takes this long, so whoever claimed it is gone.
LOST_AFTER = timedelta(minutes=15)


def try_again(now: datetime) -> int:
    """Queue failed tasks anew, and tasks a dead worker left behind; return how many."""
    failed = DBTaskResult.objects.failed()
    left_behind = DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER)
    return sum(_queue(task, now) for task in [*failed, *left_behind])


def _queue(task: DBTaskResult[..., object], now: datetime) -> int:
    # Every claim adds a worker id, so their number is the number of tries.
    tries = len(task.worker_ids)
    same = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
    if tries < TRIES:
        return same.update(status="READY", run_after=now + WAIT * tries, finished_at=None)
    same.filter(status="RUNNING").update(status="FAILED", finished_at=now)
    return 0
