"""`mortel catalogue check|show|export`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mortel.console.cataloguing import Report, examine, shown, write_linked_data, write_tables
from mortel.pure.catalogue.shipped import CONTENT, shipped
from mortel.pure.catalogue.words import LANGUAGES


class Command(BaseCommand):
    help = "Check, show or export what the catalogue holds."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        check = what.add_parser(
            "check", help="count everything and name what is wrong; exit code 1 when something is"
        )
        check.add_argument("--json", action="store_true", help="for programs")
        check.add_argument(
            "--content", type=Path, default=CONTENT, help="another folder than the shipped one"
        )
        show = what.add_parser("show", help="print one entry and everything that refers to it")
        show.add_argument("id", metavar="ID", help="such as IV-001, sub.space.time or survey.low")
        show.add_argument("--language", choices=LANGUAGES, default="nl")
        export = what.add_parser("export", help="write the catalogue for use elsewhere")
        export.add_argument("--format", choices=("jsonld", "csv"), required=True)
        export.add_argument("--out", type=Path, default=Path(), help="folder to write in (default: this one)")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["what"]:
            case "check":
                self._check(examine(options["content"]), as_json=options["json"])
            case "show":
                for line in shown(shipped(), options["id"], options["language"]):
                    self.stdout.write(line)
            case "export":
                write = write_linked_data if options["format"] == "jsonld" else write_tables
                for file in write(shipped(), options["out"]):
                    self.stdout.write(str(file))

    def _check(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            found = {"version": report.version, "counts": report.counts, "problems": report.problems}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for name, number in report.counts.items():
                self.stdout.write(f"{number:7}  {name}")
            for problem in report.problems:
                self.stdout.write(f"problem: {problem}")
            if report.version:
                self.stdout.write(f"Version {report.version}: {len(report.problems)} problems.")
        if report.problems:
            sys.exit(1)
