"""`mortel analyse FILE --group COL --items "NAME=COL1,COL2,-COL3;..." --range 1,5 [--json]`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from mortel.console.analysing import answers_for, request_from
from mortel.console.analysis_report import as_json, as_lines
from mortel.pure.analysing.analysis import analyse, steps


class Command(BaseCommand):
    help = "Reliability, groups, agreement and carelessness of a questionnaire in a file. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".csv, .xlsx, .sav (SPSS) or .parquet")
        parser.add_argument(
            "--group", required=True, metavar="COL", help="the column that names each row's team"
        )
        parser.add_argument(
            "--items",
            required=True,
            metavar="SCALES",
            help='"NAME=COL1,COL2,-COL3;NAME2=..."; - before a column reverses it',
        )
        parser.add_argument(
            "--range",
            required=True,
            metavar="LOW,HIGH",
            help="lowest and highest answer, such as 1,5; below nought with a =: --range=-2,2",
        )
        parser.add_argument(
            "--json", action="store_true", help="for programs; the keys stand in docs/analyse.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        request = request_from(options["file"], options["group"], options["items"], options["range"])
        answers = answers_for(request)
        # On a terminal only: `disable=None` asks the stream.
        with tqdm(total=steps(request.scales), file=sys.stderr, disable=None, leave=False) as bar:
            analysis = analyse(answers, request.scales, bar.update)
        if options["json"]:
            self.stdout.write(
                json.dumps(as_json(request, answers, analysis), ensure_ascii=False, allow_nan=False)
            )
        else:
            for line in as_lines(request, answers, analysis):
                self.stdout.write(line)
