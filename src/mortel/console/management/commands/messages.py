"""`mortel messages`"""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from mortel.console.message_sources import Unreadable, found_in
from mortel.console.messages import compile_into, problems, update, wanted
from mortel.console.refusal import Refused


class Command(BaseCommand):
    help = "Bring the Dutch and English words of the screens up to date with the code."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 when anything is wrong"
        )
        choice.add_argument("--compile", action="store_true", help="write the files that the server loads")

    def handle(self, *args: Any, **options: Any) -> None:
        locale = settings.PACKAGE / "locale"
        if options["compile"]:
            self.stdout.write("\n".join(str(path) for path in compile_into(locale, locale)))
            return
        try:
            found = found_in(settings.PACKAGE)
        except Unreadable as unreadable:
            raise Refused(str(unreadable)) from None
        left = problems(locale, wanted(found)) if options["check"] else update(locale, found)
        for problem in left:
            self.stdout.write(problem)
        self.stdout.write(f"{len(left)} to mend." if left else "Dutch and English are complete.")
        if left and options["check"]:
            sys.exit(1)
