"""docs/mission.md is true: every S-number has one row, and every claim in it can be looked up.

A row is `| id | name | status | where | open |`. A row that claims something names a file of the product and
a test; `tests/web/test_x.py::test_name` also asks that the test stands in that file.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = tuple(f"S-{number:02d}" for number in range(1, 158) if number != 129)
STATUSES = ("open", "partial", "works")
ISSUES = ("House", "Catalogue", "Numbers", "Climate round", "Effect", "People and tips", "Later issue")
PATH = re.compile(r"(?P<file>(?:src|tests)/[\w./-]*\w)(?:::(?P<test>\w+))?")
PROMISE = re.compile(rf"(?:{'|'.join(ISSUES)}): \S")
SHORTEST_PROMISE = 20


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    status: str
    where: str
    rest: str

    @property
    def claims(self) -> bool:
        return self.status in ("partial", "works")


def rows() -> tuple[Row, ...]:
    lines = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8").splitlines()
    return tuple(row_from(line) for line in lines if line.startswith("| S-"))


def row_from(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    assert len(cells) == 5, f"five columns, not {len(cells)}: {line}"
    return Row(*cells)


def broken_claims(row: Row) -> list[str]:
    """Name what a claiming row points at and cannot be found, and the room (src, tests) it never names."""
    found = list(PATH.finditer(row.where))
    rooms = {match["file"].split("/")[0] for match in found}
    absent = [f"no path under {room}/" for room in ("src", "tests") if room not in rooms]
    return absent + [match[0] for match in found if not leads_somewhere(match["file"], match["test"])]


def leads_somewhere(file: str, test: str | None) -> bool:
    path = ROOT / file
    if test is None:
        return path.exists()
    return path.is_file() and f"def {test}(" in path.read_text(encoding="utf-8")


def test_every_number_of_the_mission_has_exactly_one_row_in_order() -> None:
    assert tuple(row.id for row in rows()) == EXPECTED
    assert len(EXPECTED) == 156


def test_the_unused_number_has_no_row() -> None:
    assert "S-129" not in {row.id for row in rows()}


def test_every_row_has_a_dutch_and_an_english_name() -> None:
    assert [row.id for row in rows() if " / " not in row.name] == []


def test_every_status_is_one_of_the_three_words() -> None:
    assert {row.id: row.status for row in rows() if row.status not in STATUSES} == {}


def test_a_row_that_claims_something_names_code_and_a_test_that_exist() -> None:
    assert {row.id: broken for row in rows() if row.claims and (broken := broken_claims(row))} == {}


def test_an_open_row_points_at_nothing_in_the_product() -> None:
    assert {row.id: row.where for row in rows() if row.status == "open" and row.where != "-"} == {}


def test_what_is_open_stands_with_the_issue_that_brings_it() -> None:
    unfinished = [row for row in rows() if row.status != "works"]
    silent = [row.id for row in unfinished if not PROMISE.match(row.rest) or len(row.rest) < SHORTEST_PROMISE]
    assert silent == []


def test_a_row_that_works_leaves_nothing_open() -> None:
    assert {row.id: row.rest for row in rows() if row.status == "works" and row.rest != "-"} == {}


def test_a_claim_without_its_file_or_its_test_is_caught() -> None:
    here = "tests/house/test_mission.py"
    assert broken_claims(claim(f"src/mortel, {here}")) == []
    assert broken_claims(claim("(house)")) == ["no path under src/", "no path under tests/"]
    assert broken_claims(claim(f"src/mortel/gone.py, {here}")) == ["src/mortel/gone.py"]
    assert broken_claims(claim(f"src/mortel, {here}::test_nobody_wrote")) == [f"{here}::test_nobody_wrote"]


def claim(where: str) -> Row:
    return Row("S-01", "kaart / map", "works", where, "-")
