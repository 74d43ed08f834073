"""`mortel worker`"""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.installing import require_ready
from mortel.console.running import together
from mortel.console.working import work


class Command(BaseCommand):
    help = "Send mail, deliver news and do the daily upkeep, until SIGTERM or Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, help="stop when this process, the parent, is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with together():
            require_ready()
            work(stop=stop, parent=options["parent"])
