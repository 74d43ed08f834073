"""`mortel restore-keys`"""

from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.keyring import restore_keys
from mortel.console.running import alone


class Command(BaseCommand):
    help = "Bring back what the keys database lacks of its newest copy."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with alone():
            done = restore_keys()
        self.stdout.write(f"Brought back {done.keys} keys and {done.erasures} erasures.")
