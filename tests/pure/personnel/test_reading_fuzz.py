"""Whatever is sent: a table or a PersonnelFileError, and nothing else."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mortel.pure.personnel.archive import unpacked_parts
from mortel.pure.personnel.planning import plan_import
from mortel.pure.personnel.problems import PersonnelFileError
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import personnel_list
from tests.pure.personnel.lists import FILES, TODAY, table_in, waddenkant

GOOD_WORKBOOK = (FILES / "numbers_and_dates.xlsx").read_bytes()
GOOD_PARTS = unpacked_parts(GOOD_WORKBOOK)
GOOD_TEXT = (FILES / "many_mistakes.csv").read_bytes()
PIECES = (
    "Personeelsnummer",
    "Naam",
    "Eenheid",
    "Team",
    "Uit dienst",
    ";",
    ",",
    "\t",
    "\n",
    "\r\n",
    '"',
    "=",
    "1",
    "€",
    "\ufeff",
)
NASTY_XML = (
    b"-1",
    b"1048577",
    b"99999999999999999999",
    b"A0",
    b'"',
    b"<",
    b"&#0;",
    b"1e309",
    b"NaN",
    b"",
    b"s",
    b"\xff",
)


def survives(data: bytes, name: str) -> None:
    """Go the whole way to a plan and say every finding aloud."""
    try:
        plan = plan_import(personnel_list(read_table(data, name)), waddenkant(), TODAY)
    except PersonnelFileError as refused:
        refused.finding.in_words(str)
        return
    for finding in (*plan.problems, *plan.notices):
        finding.in_words(str)


@given(st.binary(max_size=2_000), st.sampled_from(("a.csv", "a.xlsx", "a.txt", "a", "")))
def test_random_bytes_are_a_table_or_refused(data: bytes, name: str) -> None:
    survives(data, name)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_random_lists_are_a_table_or_refused(text: str) -> None:
    survives(text.encode("utf-8", "replace"), "lijst.csv")


@settings(max_examples=300)
@given(st.data())
def test_a_good_list_with_random_damage_is_a_table_or_refused(data: st.DataObject) -> None:
    survives(damaged(data, GOOD_TEXT), "lijst.csv")


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_good_workbook_with_random_damage_is_a_table_or_refused(data: st.DataObject) -> None:
    survives(damaged(data, GOOD_WORKBOOK), "lijst.xlsx")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_workbook_with_damaged_xml_is_a_table_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(GOOD_PARTS)))
    survives(packed({**GOOD_PARTS, name: with_nasty_piece(data, GOOD_PARTS[name])}), "lijst.xlsx")


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_every_fixture_file_is_planned_or_refused_in_words(name: str) -> None:
    survives((FILES / name).read_bytes(), name)
    with contextlib.suppress(PersonnelFileError):
        assert table_in(name).rows


def damaged(data: st.DataObject, good: bytes) -> bytes:
    place = data.draw(st.integers(0, len(good) - 1))
    cut = data.draw(st.integers(0, 20))
    return good[:place] + data.draw(st.binary(max_size=20)) + good[place + cut :]


def with_nasty_piece(data: st.DataObject, good: bytes) -> bytes:
    place = data.draw(st.integers(0, len(good) - 1))
    cut = data.draw(st.integers(0, 6))
    return good[:place] + data.draw(st.sampled_from(NASTY_XML)) + good[place + cut :]


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()
