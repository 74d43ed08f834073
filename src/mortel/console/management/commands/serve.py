"""`mortel serve`"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.installing import require_ready
from mortel.console.running import together
from mortel.console.serving import serve


class Command(BaseCommand):
    help = "Serve the pages, with one worker beside it, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        with together():
            require_ready()
            self.stdout.write(f"Mortel serves on http://{options['host']}:{options['port']}/")
            self.stdout.flush()
            serve(host=options["host"], port=options["port"])
