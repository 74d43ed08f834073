import io
import zipfile

import pytest

from mortel.pure.personnel import archive
from mortel.pure.personnel.archive import unpacked_parts
from mortel.pure.personnel.problems import FileRefusal, PersonnelFileError
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.sheet_parts import walk_sheet
from tests.pure.personnel.lists import FILES


def packed(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, content in members:
            made.writestr(name, content, how)
    return kept.getvalue()


def refusal_of(data: bytes) -> object:
    with pytest.raises(PersonnelFileError) as refused:
        unpacked_parts(data)
    return refused.value.key


def test_what_unpacks_to_more_than_a_hundred_times_its_size_is_refused() -> None:
    assert refusal_of(packed(("a.xml", bytes(1_000_000)))) is FileRefusal.WORKBOOK_TOO_BIG


def test_the_unpacked_size_counts_over_all_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 25)
    members = [(f"{number}.xml", b"0123456789") for number in range(3)]
    assert len(unpacked_parts(packed(*members[:2], how=zipfile.ZIP_STORED))) == 2
    assert refusal_of(packed(*members, how=zipfile.ZIP_STORED)) is FileRefusal.WORKBOOK_TOO_BIG


def test_members_packed_in_an_unusual_way_are_refused() -> None:
    assert refusal_of(packed(("a.xml", b"<a/>"), how=zipfile.ZIP_LZMA)) is FileRefusal.UNSAFE_WORKBOOK


def test_two_members_with_one_name_are_refused() -> None:
    assert refusal_of(packed(("a.xml", b"<a/>"), ("A.xml", b"<b/>"))) is FileRefusal.UNSAFE_WORKBOOK


def test_a_locked_member_is_refused_as_a_locked_file() -> None:
    data = bytearray(packed(("a.xml", b"<a/>"), how=zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal_of(bytes(data)) is FileRefusal.OLD_EXCEL


def test_a_damaged_member_is_refused() -> None:
    data = packed(("a.xml", b"<a>undamaged</a>"), how=zipfile.ZIP_STORED)
    assert refusal_of(data.replace(b"undamaged", b"unDamaged", 1)) is FileRefusal.NOT_A_WORKBOOK


def test_entities_in_wide_letters_are_refused_too() -> None:
    assert (
        refusal_of(packed(("a.xml", "<!DOCTYPE a []><a/>".encode("utf-16")))) is FileRefusal.UNSAFE_WORKBOOK
    )


def test_parts_that_are_no_xml_are_counted_and_not_kept() -> None:
    assert list(unpacked_parts(packed(("a.xml", b"<a/>"), ("b.png", b"b")))) == ["a.xml"]


def test_a_workbook_counting_its_days_from_1904_gives_the_same_date() -> None:
    good = (FILES / "numbers_and_dates.xlsx").read_bytes()
    parts = unpacked_parts(good)
    workbook = parts["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<v>44256</v>", b"<v>42794</v>")
    changed = {"xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet}
    table = read_table(packed(*{**parts, **changed}.items()), "mac.xlsx")
    assert table.rows[0].cells[6] == "2021-03-01"


@pytest.mark.parametrize(
    ("place", "key"), [("BI1", FileRefusal.TOO_MANY_COLUMNS), ("A20002", FileRefusal.TOO_MANY_ROWS)]
)
def test_the_walk_stops_at_the_first_cell_outside_the_limits(place: str, key: FileRefusal) -> None:
    walk_sheet(b'<s><c r="BH20001"><v>1</v></c></s>')
    with pytest.raises(PersonnelFileError) as refused:
        walk_sheet(f'<s><c r="{place}"><v>1</v></c></s>'.encode())
    assert refused.value.key is key
