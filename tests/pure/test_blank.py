"""A text of nothing but invisible signs is an empty one."""

import unicodedata

import pytest

from mortel.pure.blank import is_blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\u200b",
        "\u00a0\u202f",
        "\ufeff\u2060\u200d",
        "\u3164",
        "\u2800\u00ad",
        "\x00\x07",
        "\u200e\ufe0f\u034f",
    ],
)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "a\u200b", "\u200d👍🏽", "é", "e\u0301", "שלום", "–", "\u200b0", "คำ"])
def test_what_shows_something_is_not(text: str) -> None:
    assert not is_blank(text)


def test_no_letter_number_sign_or_symbol_but_the_fillers_is_blank() -> None:
    seen = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] in "LNPS"}
    assert {sign for sign in seen if is_blank(sign)} == set("\u115f\u1160\u3164\uffa0\u2800")
