"""`mortel power --teams 5,8,12,12,20 --response 60 [--json]`"""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, Final

from django.core.management.base import BaseCommand

from mortel.console.power_report import as_json, as_lines
from mortel.pure.scoring.power import organisation_power

# Far above any team; what is reckoned grows with its square.
_LARGEST: Final = 10_000


class Command(BaseCommand):
    help = "What a round, a change and a check-in can show for these teams. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--teams",
            required=True,
            type=_sizes,
            metavar="SIZES",
            help="people in each team, such as 5,8,12,12,20",
        )
        parser.add_argument(
            "--response",
            required=True,
            type=_share,
            metavar="PERCENT",
            help="response you expect, such as 60",
        )
        parser.add_argument(
            "--json", action="store_true", help="for programs; the keys stand in docs/algorithms/scoring.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        teams = organisation_power(options["teams"], options["response"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(teams, options["response"])))
        else:
            for line in as_lines(teams, options["response"]):
                self.stdout.write(line.rstrip())


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(one) for one in text.split(","))
    except ValueError:
        raise ArgumentTypeError("Write team sizes as whole numbers with commas between: 5,8,12.") from None
    if min(sizes) < 1:
        raise ArgumentTypeError("A team has at least one person.")
    if max(sizes) > _LARGEST:
        raise ArgumentTypeError(f"A team has at most {_LARGEST:,} people.")
    return sizes


def _share(text: str) -> float:
    try:
        percent = float(text.removesuffix("%"))
    except ValueError:
        percent = 0.0
    if not 0 < percent <= 100:
        raise ArgumentTypeError("Write response as a percentage, 1 up to 100: 60.")
    if percent < 1:
        raise ArgumentTypeError(
            f"Write response as a percentage: did you mean {100 * percent:g} instead of {text}?"
        )
    return percent / 100
