"""Check it in ten minutes: what a member of the works council can try, and what must then be seen.

Every step was walked in the demo, and tests walk what can be walked in the product (tests/web/test_rounds_checking.py).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import READ_BY_TEAM
from mortel.apps.climate.queries import BALLOT_TABLES, ARelease, ARound, released
from mortel.apps.climate.queries import rounds as all_rounds
from mortel.apps.people.access import READ_THE_LOG, viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.disclosure import limits
from mortel.web.gate import for_grants

# What the last step names. A test reads that each is there.
THE_RULE: Final = "docs/algorithms/block-release.nl.md"
ITS_CODE: Final = "src/mortel/pure/disclosure/"
ITS_TESTS: Final = ("tests/pure/disclosure/test_worked_example.py", "tests/web/attack/")
TOO_LOW: Final = limits.BLOCK_WORDS_ONLY - 1


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: what to do, what must be seen, and what to do when something else is seen.

    `address` and `label` lead to the screen; empty where this reader has no way there, or where there is no screen.
    """

    title: str
    minutes: int
    do: str
    see: str
    otherwise: str
    address: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Steps for which the same people sit together; `first` is the number of its first step."""

    title: str
    first: int
    steps: tuple[Step, ...]


@for_grants(GrantKind.HR, GrantKind.COUNCIL)
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    grants = grants_of(viewer(request))
    round_, release = all_rounds().first(), released().first()
    k = release.round.k if release else limits.BLOCK
    groups = (
        (
            _("Alone"),
            (_promise(round_), _door(release, grants), _log(grants), _roles()),
        ),
        (_("With HR beside you"), (_lower(), _small_team(k), _rows(k))),
        (_("With the administrator"), (_backup(), _rule())),
    )
    context = {"parts": _numbered(groups), "privacy_officer": settings.PRIVACY_OFFICER}
    return render(request, "rounds/check.html", context)


def _numbered(groups: Collection[tuple[str, tuple[Step, ...]]]) -> list[Part]:
    parts: list[Part] = []
    number = 1
    for title, steps in groups:
        parts.append(Part(title, number, steps))
        number += len(steps)
    return parts


def _promise(round_: ARound | None) -> Step:
    address = reverse("rounds:questions", args=[round_.pk]) + "?van=raad" if round_ else ""
    number = round_.k if round_ else limits.BLOCK
    return Step(
        title=_("Read the promise"),
        minutes=1,
        do=_("Read the page that people get before the questions. Fill in nothing."),
        see=_("A result is about at least %(number)s people together. It also says what could go wrong.")
        % {"number": number},
        otherwise=_("Is it another number than the council agreed to? Tell HR, and do not agree yet."),
        address=address,
        label=_("What people read: %(name)s") % {"name": round_.name} if round_ else "",
    )


def _door(release: ARelease | None, grants: Collection[GrantKind]) -> Step:
    seen = (
        _("The page opens, because you have a role at HR or research. With the council’s role it does not.")
        if READ_BY_TEAM & set(grants)
        else _("“There is nothing here.” Figures by team are not for the council. Each team reads its own.")
    )
    return Step(
        title=_("Try the door to the teams"),
        minutes=1,
        do=_("Open the page with the results of all teams."),
        see=seen,
        otherwise=_("Do you see figures of teams? Tell the administrator that your role is wrong."),
        address=reverse("climate:teams", args=[release.pk]) if release else "",
        label=_("Results of all teams: %(name)s") % {"name": release.round.name} if release else "",
    )


def _log(grants: Collection[GrantKind]) -> Step:
    reads_it = bool(READ_THE_LOG & set(grants))
    return Step(
        title=_("Read the log"),
        minutes=1,
        do=_("Look for a round in the last column."),
        see=_("The chain is unbroken. You read who opened the round and when. No answer stands there."),
        otherwise=_("Is the chain broken, or do you miss something? Tell the privacy officer."),
        address=reverse("ledger:entries") if reads_it else "",
        label=_("The log of the organisation") if reads_it else "",
    )


def _roles() -> Step:
    return Step(
        title=_("Count the roles"),
        minutes=1,
        do=_("Look how many people have a role. The page reads it from the settings of today."),
        see=_("A table with each role and a number. You can name the people behind it."),
        otherwise=_(
            "Is there one too many? Ask the administrator who it is. Every change stands in the log."
        ),
        address=reverse("privacy") + "#rollen",
        label=_("How many people have a role"),
    )


def _lower() -> Step:
    return Step(
        title=_("Ask for too low a number"),
        minutes=1,
        do=_(
            "HR prepares a round and fills in %(number)s at “From how many answers does a team get figures?”."
        )
        % {"number": TOO_LOW},
        see=_("Mortel refuses it. In an open round the number can only go up, never down."),
        otherwise=_(
            "Is %(number)s accepted? Then this is another program. Do not agree, and tell the makers."
        )
        % {"number": TOO_LOW},
    )


def _small_team(k: int) -> Step:
    return Step(
        title=_("Look at a small team"),
        minutes=1,
        do=_("HR opens the result, then “By unit”. Choose a team of fewer than %(k)s people.") % {"k": k},
        see=_("No figure of this team, but a sentence that says why. The team itself reads a conversation."),
        otherwise=_("Is there a figure? Close the page, and tell the privacy officer."),
    )


def _rows(k: int) -> Step:
    return Step(
        title=_("Count the rows of the file"),
        minutes=2,
        do=_("HR downloads “Data (ZIP)” of the newest result. Look in %(file)s at the columns group and n.")
        % {"file": "gegevens.csv"},
        see=_("Each row is about a group, never about a person. No number under n is lower than %(k)s.")
        % {"k": k},
        otherwise=_("Is there a lower number, or the name of an employee? Tell the privacy officer."),
    )


def _backup() -> Step:
    return Step(
        title=_("Look in a backup"),
        minutes=1,
        do=_("The administrator opens the newest %(file)s, beside the backup. Look under “%(part)s”.")
        % {"file": "mortel-….json", "part": "rows"},
        see=_("These tables with answers are not on the list: %(tables)s.")
        % {"tables": ", ".join(sorted(BALLOT_TABLES))},
        otherwise=_("Does one of them stand there? Do not agree to a round, and tell the makers."),
    )


def _rule() -> Step:
    return Step(
        title=_("Find the rule, and work it out"),
        minutes=1,
        do=_("The administrator gives you this file from the source of Mortel: %(file)s.")
        % {"file": THE_RULE},
        see=_(
            "The rule in ten sentences, with an example: 53 divided by 16 is 3.31. "
            "The rule stands in %(code)s. These tests guard it: %(tests)s."
        )
        % {"code": ITS_CODE, "tests": ", ".join(ITS_TESTS)},
        otherwise=_("Do you get another answer? Tell the makers. SECURITY.md says how."),
    )
