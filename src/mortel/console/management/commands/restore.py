"""`mortel restore`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.refusal import Refused
from mortel.console.restoring import restore


class Command(BaseCommand):
    help = "Replace the main database by a backup. What was deleted since stays deleted."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a backup, with its manifest beside it")
        parser.add_argument("--yes", action="store_true", help="really replace the database")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise Refused("This replaces everything since that backup. Add --yes if you are sure.")
        done = restore(options["file"].resolve())
        made_at = f"{done.manifest.made_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(f"The database is as it was on {made_at}. Everybody has to sign in again.")
        self.stdout.write(
            f"Erased again: {done.erased.moments} moments and lists, {done.erased.persons} persons."
        )
        for name in done.asked_again:
            self.stdout.write(f"The answers to “{name}” are in no backup: everybody in it is asked again.")
        if done.kept:
            self.stdout.write(f"What was replaced stands in {done.kept} until it expires.")
