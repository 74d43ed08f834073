from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.personnel.values import (
    clean_text,
    is_email,
    is_mangled_number,
    read_date,
    read_hours,
    shown_date,
    yes_or_no,
)


@pytest.mark.parametrize(
    "text",
    [
        *("1-3-2026", "01-03-2026", "01/03/2026", "1.3.2026", "2026-03-01", "20260301", "46082"),
        *("1 maart 2026", "1 mrt 2026", "1 mrt. 2026", "1-mrt-2026", "1 March 2026", "1 MAART 2026"),
        *("2026-03-01 00:00:00", "2026-03-01T00:00", "01-03-2026 0:00"),
    ],
)
def test_the_first_of_march_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("31-2-2026", "12/31/2026", "1-3-26", "maart 2026", "1 mars 2026", "1-3/2026", "0", "9999", "99999"),
        *("2026", "morgen", "1-3-0026", "31-12-2200", "٣-٣-2026", "²"),
    ],
)
def test_what_is_no_clear_date_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_shown_date_is_read_back(day: date) -> None:
    assert read_date(shown_date(day)) == day


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("36", "36.00"),
        ("24,5", "24.50"),
        ("24.5", "24.50"),
        ("28 uur", "28.00"),
        ("0", "0.00"),
        ("60", "60.00"),
    ],
)
def test_hours_are_read_with_comma_or_point(text: str, hours: str) -> None:
    assert read_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["60,01", "-8", "36:00", "1.000,5", "veel", "1e1", "NaN", "٣"])
def test_what_is_no_number_of_hours_a_week_is_none(text: str) -> None:
    assert read_hours(text) is None


def test_yes_and_no_are_read_in_two_languages() -> None:
    assert [yes_or_no(text) for text in ("Ja", "J", "yes", "TRUE", "waar", "1", "x")] == [True] * 7
    assert [yes_or_no(text) for text in ("Nee", "N", "no", "FALSE", "onwaar", "0")] == [False] * 6
    assert [yes_or_no(text) for text in ("misschien", "2", "janee")] == [None] * 3


@pytest.mark.parametrize("text", ["anna@dewaddenkant.nl", "a.b+c@x.co", "o'brien@mail.example.org", "7@x.nl"])
def test_a_plain_address_is_an_address(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "anna",
            "@x.nl",
            "anna@",
            "anna@nl",
            "a b@x.nl",
            "a@x..nl",
            "a@-x.nl",
            "a..b@x.nl",
            "a.@x.nl",
            ".a@x.nl",
        ),
        *(
            "=a@x.nl",
            "+a@x.nl",
            "-a@x.nl",
            "a@b@x.nl",
            "a@x.nl\nBcc: b@x.nl",
            "a@127.0.0.1",
            "ä@x.nl",
            "a@x.nl,b@x.nl",
        ),
        "a" * 65 + "@x.nl",
        "a@" + "x" * 250 + ".nl",
    ],
)
def test_what_cannot_be_mailed_or_could_do_harm_is_no_address(text: str) -> None:
    assert not is_email(text)


@given(st.text(alphabet="a@.-+= ", max_size=300))
def test_no_text_makes_the_address_check_stumble(text: str) -> None:
    assert is_email(text) in (True, False)


def test_clean_text_drops_what_nobody_sees() -> None:
    assert clean_text("\u200b Anna\u00a0 \n Bakker\ufeff ") == "Anna Bakker"
    assert clean_text("Zoe\u0308") == "Zoë"
    assert clean_text(" - ") == ""


def test_a_number_that_excel_rounded_is_seen() -> None:
    assert [is_mangled_number(text) for text in ("1,23457E+11", "1.2E11", "1E5")] == [True] * 3
    assert [is_mangled_number(text) for text in ("E123", "12E", "A1E+5", "123456")] == [False] * 4
