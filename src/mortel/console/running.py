"""Who works on this installation's data: servers and workers share it, a restore has it alone.

The lock is held by the kernel, so it goes with the process that holds it, also after `kill -9`. It cannot see
a server on another machine that uses the same database.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from mortel.console.refusal import Refused


@contextmanager
def together() -> Iterator[None]:
    """Work on the data beside other servers and workers. Raises Refused while a restore runs."""
    with _locked(fcntl.LOCK_SH, "A restore is running. Start again when it is done."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Have the data for oneself. Raises Refused while a server or a worker runs."""
    with _locked(fcntl.LOCK_EX, "Mortel is running. Stop the server and every worker first, then try again."):
        yield


@contextmanager
def _locked(mode: int, sentence: str) -> Iterator[None]:
    path = settings.DATA / "running.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        try:
            fcntl.flock(file, mode | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Refused(sentence) from taken
        yield
