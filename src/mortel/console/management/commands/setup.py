"""`mortel setup`"""

from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.installing import set_up
from mortel.console.running import together


class Command(BaseCommand):
    help = "Make the databases and static files ready for this version. Safe to repeat."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with together():
            set_up()
        self.stdout.write("Both databases and the static files are ready.")
