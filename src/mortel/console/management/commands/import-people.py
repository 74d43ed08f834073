"""`mortel import-people FILE [--apply] [--ending-on DATE] [--confirm N]`: the personnel list at the console."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mortel.apps.people.actions.importing import NotConfirmed, PlanChanged, import_people, plan_for
from mortel.pure.personnel.plan import ImportPlan
from mortel.pure.personnel.problems import PersonnelFileError
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list


class Command(BaseCommand):
    help = "Shows what a personnel list (CSV or XLSX) would change; with --apply it changes exactly that."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="carry out what is shown")
        parser.add_argument(
            "--ending-on", type=date.fromisoformat, help="last day of who is no longer in the list"
        )
        parser.add_argument("--confirm", type=int, help="the number of people who leave, when that is many")

    def handle(self, *args: Any, **options: Any) -> None:
        people = self._read(options["file"])
        plan = plan_for(people, ending_on=options["ending_on"])
        self._show(plan)
        if plan.problems:
            raise CommandError(_("Nothing was changed. Correct the file and try again."))
        if not options["apply"]:
            return
        try:
            import_people(
                people,
                by=None,
                fingerprint=plan.fingerprint,
                confirmed=options["confirm"],
                ending_on=options["ending_on"],
            )
        except NotConfirmed:
            raise CommandError(
                _("%(number)s people would leave. Add --confirm %(number)s if that is right.")
                % {"number": len(plan.leaving)}
            ) from None
        except PlanChanged:
            raise CommandError(_("Something changed meanwhile. Run this again.")) from None
        self.stdout.write(_("Done."))

    def _read(self, path: Path) -> PersonnelList:
        try:
            return personnel_list(read_table(path.read_bytes(), path.name))
        except OSError:
            raise CommandError(_("This file cannot be opened: %(path)s") % {"path": path}) from None
        except PersonnelFileError as refusal:
            raise CommandError(refusal.finding.in_words(_)) from None

    def _show(self, plan: ImportPlan) -> None:
        for finding in (*plan.problems, *plan.notices):
            self.stdout.write(finding.in_words(_))
        for newcomer in plan.added:
            self.stdout.write(f"+ {newcomer.personnel_number} {newcomer.name}")
        for change in plan.changed:
            self.stdout.write(f"~ {change.before.personnel_number} {change.name}")
        for ended in plan.endings:
            self.stdout.write(f"- {ended.personnel_number} {ended.name} ({ended.ends})")
        self.stdout.write(
            _("%(added)s new, %(changed)s changed, %(ended)s ending, %(untouched)s the same.")
            % {
                "added": len(plan.added),
                "changed": len(plan.changed),
                "ended": len(plan.endings),
                "untouched": len(plan.untouched),
            }
        )
