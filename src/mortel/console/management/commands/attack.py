"""`mortel attack --organisations N --seed S [--people N] [--waves N] [--naive] [--json]`"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any, Final

from django.core.management.base import BaseCommand
from tqdm import tqdm

from mortel.console.attack_report import as_json, as_lines, holds
from mortel.console.attacking import run, steps
from mortel.pure.disclosure.attack.population import Setting

# A smaller organisation has no blocks. The upper bounds keep a slip of the pen from running for days.
_PEOPLE: Final = (40, 2_000)
_WAVES: Final = (1, 8)
_ORGANISATIONS: Final = (1, 10_000)
_SEED: Final = (0, 2**32 - 1)


class Command(BaseCommand):
    help = (
        "Attack the release on random organisations and hold the figures against their limits; exit code 1 when one is "
        "broken. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--organisations",
            type=_whole(*_ORGANISATIONS),
            default=20,
            metavar="N",
            help="how many organisations are made and attacked (20); with a handful the figures are luck",
        )
        parser.add_argument(
            "--seed",
            type=_whole(*_SEED),
            default=1,
            metavar="S",
            help="the same seed makes the same organisations and the same figures (1)",
        )
        parser.add_argument(
            "--waves", type=_whole(*_WAVES), default=4, metavar="N", help="rounds of each organisation (4)"
        )
        parser.add_argument(
            "--people",
            type=_whole(*_PEOPLE),
            default=100,
            metavar="N",
            help="about how many work in each organisation (100)",
        )
        parser.add_argument(
            "--naive",
            action="store_true",
            help="attack the control, a release as it is commonly made; exit code 1 when it is not broken",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="for programs; the keys stand in docs/algorithms/attack-figures.md",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        setting = Setting(people=options["people"], waves=options["waves"])
        organisations, naive = options["organisations"], options["naive"]
        # On a terminal only: `disable=None` asks the stream.
        with tqdm(total=steps(organisations, naive=naive), file=sys.stderr, disable=None, leave=False) as bar:
            report = run(setting, organisations, options["seed"], naive=naive, done=bar.update)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report)))
        else:
            for line in as_lines(report, naive=naive):
                self.stdout.write(line)
        if not holds(report, naive=naive):
            sys.exit(1)


def _whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number within bounds: whatever else is written is refused before anything runs."""

    def read(text: str) -> int:
        # A number longer than the bound is never read: Python refuses those of thousands of digits.
        number = int(text) if text.isdecimal() and len(text) <= len(str(high)) else -1
        if not low <= number <= high:
            raise ArgumentTypeError(f"Write a whole number from {low} to {high}.")
        return number

    return read
