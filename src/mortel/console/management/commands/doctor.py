"""`mortel doctor`"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.health import State, examine


class Command(BaseCommand):
    help = "Say in plain lines whether this installation is well. Exit code 1 when something failed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        for finding in findings:
            self.stdout.write(f"{finding.state.value:8} {finding.line}")
        if any(finding.state is State.FAILURE for finding in findings):
            sys.exit(1)
