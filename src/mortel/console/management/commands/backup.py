"""`mortel backup`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mortel.console.backups import make_backup


class Command(BaseCommand):
    help = "Back up the main database while it is in use, and renew the one copy of the keys."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUPS, help="folder (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_backup(options["to"].resolve())
        rows = sum(made.manifest.rows.values())
        self.stdout.write(f"Made {made.backup} ({made.manifest.size} bytes, {rows} rows) and its manifest.")
        if made.keys:
            self.stdout.write(f"Renewed {made.keys}, the only copy of the keys. Keep it apart.")
        else:
            self.stderr.write(
                "The keys database is empty: its copy was left alone. Run `mortel restore-keys`."
            )
        for path in made.removed:
            self.stdout.write(f"Removed {path.name}: older than {settings.RETENTION['backup']} days.")
