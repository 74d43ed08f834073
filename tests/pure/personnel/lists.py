"""Short ways to write a personnel list and the state it meets."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from mortel.pure.personnel.plan import ImportPlan
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.problems import Worded
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list
from mortel.pure.personnel.state import CurrentState, Employment, MembershipState, TeamPlace
from mortel.pure.personnel.tables import Table

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 3, 10)
KAAP = ("Zuid", "Locatie De Kaap")
DUIN = ("Noord", "Locatie Duin")
EB = TeamPlace(KAAP, "Team Eb")
VLOED = TeamPlace(KAAP, "Team Vloed")
ZAND = TeamPlace(DUIN, "Team Zand")


def table_in(name: str) -> Table:
    return read_table((FILES / name).read_bytes(), name)


def list_in(name: str) -> PersonnelList:
    return personnel_list(table_in(name))


def list_of(*lines: str) -> PersonnelList:
    """A list from lines with semicolons; the first one is the header."""
    return personnel_list(read_table("\n".join(lines).encode(), "lijst.csv"))


def plan_of(*lines: str, current: CurrentState | None = None, today: date = TODAY) -> ImportPlan:
    return plan_import(list_of(*lines), current or waddenkant(), today)


def keys(plan: ImportPlan) -> list[tuple[Worded, int | None]]:
    return [(problem.key, problem.row) for problem in plan.problems]


def stay(place: TeamPlace = EB, **more: object) -> MembershipState:
    given = {
        "function": "Verzorgende",
        "starts": date(2021, 3, 1),
        "is_main": True,
        "hours": Decimal("28.00"),
    }
    return MembershipState(place, **{**given, **more})  # type: ignore[arg-type]


def employment(number: str, name: str, *stays: MembershipState, email: str | None = None) -> Employment:
    return Employment(number, name, email, stays)


def waddenkant(*employments: Employment, **more: frozenset[str]) -> CurrentState:
    """Anna and Bram work on De Kaap, Dirk on Duin; other persons may be given instead."""
    people = employments or (
        employment("1001", "Anna Bakker", stay(EB), email="anna@dewaddenkant.nl"),
        employment("1002", "Bram de Wit", stay(VLOED)),
        employment("1009", "Dirk Zwart", stay(ZAND), email="dirk@dewaddenkant.nl"),
    )
    units = frozenset({("Zuid",), ("Noord",), KAAP, DUIN})
    return CurrentState(people, units, frozenset({EB, VLOED, ZAND}), **more)
