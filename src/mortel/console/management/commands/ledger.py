"""`mortel ledger [--since DATE]`"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils import timezone

from mortel.apps.ledger.actions import first_break
from mortel.apps.ledger.queries import entries
from mortel.apps.people.queries import names_by_ledger_id
from mortel.console.installing import require_ready


class Command(BaseCommand):
    help = "Print every administrative act, oldest first, and whether the chain is whole. Exit code 1 when it is not."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=_day, help="only what happened from this day on (YYYY-MM-DD)")

    def handle(self, *args: Any, **options: Any) -> None:
        require_ready()
        names = names_by_ledger_id()
        for row in entries(since=options["since"]).reverse().iterator():
            cells = [
                f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
                row.act,
                f"by {_name(row.actor, names)}",
                f"about {_name(row.subject, names)}",
                json.dumps(row.details, ensure_ascii=False, sort_keys=True) if row.details else "",
            ]
            self.stdout.write("  ".join(cells).rstrip())
        broken = first_break()
        if broken is not None:
            self.stdout.write(f"The chain is broken: entry {broken} does not fit the one before it.")
            sys.exit(1)
        self.stdout.write("The chain is unbroken.")


def _day(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d"))  # noqa: DTZ007
    except ValueError as fault:
        raise ArgumentTypeError("Write a day as YYYY-MM-DD.") from fault


def _name(ledger_id: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(ledger_id, "somebody who is deleted") if ledger_id else "-"
