"""The server: one uvicorn, and beside it one worker that is started again when it dies."""

import logging
import os
import signal
import subprocess
import sys
from threading import Event, Thread
from types import FrameType

import uvicorn
from django.conf import settings

logger = logging.getLogger(__name__)
APPLICATION = "mortel.project.asgi:application"
# How long a request or a task may take to finish after the server was told to stop.
GRACE = 10
FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0


class WorkerBeside:
    """Keeps one `mortel worker` alive until `stop` is called."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.stopping = Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = Thread(target=self._keep, name="worker-beside", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def _keep(self) -> None:
        delay = FIRST_DELAY
        while not self.stopping.is_set():
            self.process = subprocess.Popen(self.command)  # noqa: S603 - our own command line
            while self.process.poll() is None and not self.stopping.wait(0.2):
                pass
            if not self.stopping.is_set():
                logger.error("the worker stopped with code %s; it is started again", self.process.returncode)
                self.stopping.wait(delay)
                delay = min(delay * 2, LONGEST_DELAY)

    def stop(self) -> None:
        """Ask the worker to stop and wait for the task it is doing."""
        self.stopping.set()
        self.thread.join()
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()


def worker_command() -> list[str]:
    start = "from mortel.console.main import main; main()"
    return [sys.executable, "-c", start, "worker", "--parent", str(os.getpid())]


def serve(*, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then let running requests and the task at hand finish."""
    config = uvicorn.Config(
        APPLICATION,
        host=host,
        port=port,
        # No access log at all: it would show which device asked for which page, with query strings.
        access_log=False,
        log_config=None,
        lifespan="off",
        ws="none",
        server_header=False,
        # Only behind a proxy of our own may a header say who is asking.
        proxy_headers=bool(settings.SECURE_PROXY_SSL_HEADER),
        timeout_graceful_shutdown=GRACE,
    )
    worker = WorkerBeside(worker_command())
    # Uvicorn raises the signal it was stopped by once more: without a handler the worker would stay.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _already_stopping)
    worker.start()
    try:
        uvicorn.Server(config).run()
    finally:
        worker.stop()


def _already_stopping(number: int, frame: FrameType | None) -> None:
    pass
