"""`mortel attack --organisations N --seed S [--naive] [--json]`"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.attacking import as_json, as_lines, holds, run
from mortel.pure.disclosure.attack.population import Setting

_FEWEST = 40


class Command(BaseCommand):
    help = (
        "Attack the release on random organisations and hold the figures against their limits; exit code 1 when one is "
        "broken. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisations", type=_number, default=20, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--waves", type=_number, default=4, metavar="N", help="rounds of each organisation"
        )
        parser.add_argument(
            "--people", type=_people, default=100, metavar="N", help="about how many work in each"
        )
        parser.add_argument(
            "--naive",
            action="store_true",
            help="attack the control, a release as it is commonly made; exit code 1 when it holds",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="for programs; the keys stand in docs/algorithms/attack-figures.md",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        setting = Setting(people=options["people"], waves=options["waves"])
        naive = options["naive"]
        report = run(setting, options["organisations"], options["seed"], naive=naive)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report)))
        else:
            for line in as_lines(report, naive=naive):
                self.stdout.write(line)
        if not holds(report, naive=naive):
            sys.exit(1)


def _people(text: str) -> int:
    people = _number(text)
    if people < _FEWEST:
        raise ArgumentTypeError(f"Take at least {_FEWEST} people: a smaller organisation has no blocks.")
    return people


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError("Write a whole number above 0.")
    return number
