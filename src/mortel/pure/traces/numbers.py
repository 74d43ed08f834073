"""Numbers that point at one person: citizen service number, Belgian national number, phone, and e-mail.

Every pattern has fixed bounds and starts only where a number or word starts, so reading is linear in the
text. All take the text as `shapes.plain` makes it.
"""

import re
from collections.abc import Iterator
from typing import Final

from mortel.pure.traces.shapes import Country, Span

# A number does not start or end in the middle of another one or of a code; "BSN123456782" is an exception.
_START = r"(?:(?<![0-9A-Za-z+])(?<![0-9][./-])|(?<=[Bb][Ss][Nn])|(?<=[Tt][Ee][Ll]))"
_END = r"(?![0-9A-Za-z]|[./-][0-9])"

# 123456782, 1234.56.782, 123 456 782, or eight digits when the leading nought was left out.
_BSN = re.compile(
    _START + r"(?:[0-9]{8,9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3})" + _END
)
_BSN_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)

# 85.07.30-033.28 and looser ways to write it: birth date, serial number, check.
_NATIONAL_BE = re.compile(
    _START + r"([0-9]{2})[ ./-]?([0-9]{2})[ ./-]?([0-9]{2})[ .-]{0,3}([0-9]{3})[ .-]?([0-9]{2})" + _END
)

_GAP = r"[ .()/-]{0,3}"


def _grouped(count: int) -> str:
    """So many digits, with at most one space, full stop or hyphen before each but the first."""
    return rf"[0-9](?:[ .-]?[0-9]){{{count - 1}}}"


_ANYWHERE: Final = (
    rf"(?:\+|00)3[12]{_GAP}(?:\(?0\)?{_GAP})?[1-9](?:[ ./()-]{{0,3}}[0-9]){{7,8}}",
    rf"\+[1-9][0-9]{{1,2}}{_GAP}[0-9](?:[ ./()-]{{0,2}}[0-9]){{6,11}}",
    rf"06{_GAP}{_grouped(8)}",
    rf"04[5-9][0-9]{_GAP}{_grouped(6)}",
)
_IN_COUNTRY: Final[dict[Country, tuple[str, ...]]] = {
    "NL": (
        rf"\(?0(?:[1-57][0-9]|8[4578])\)?{_GAP}{_grouped(7)}",
        rf"\(?0[1-57][0-9]{{2}}\)?{_GAP}{_grouped(6)}",
    ),
    "BE": (
        rf"\(?0[2349]\)?{_GAP}{_grouped(7)}",
        rf"\(?0[1-8][0-9]\)?{_GAP}{_grouped(6)}",
    ),
}
_PHONES: Final[dict[Country, re.Pattern[str]]] = {
    country: re.compile(_START + "(?:" + "|".join(f"{form}{_END}" for form in (*_ANYWHERE, *own)) + ")")
    for country, own in _IN_COUNTRY.items()
}
# A local number, without area code, is only known by the word before it.
_AFTER_WORD = re.compile(
    r"(?<!\w)(?i:tel|telefoon|telefoonnummer|telefoonnr|phone|gsm)[.:]? ?([0-9](?:[ .-]?[0-9]){5,7})" + _END
)

# What begins like a phone number or a BSN and is a date or a time: 06-02-2024 12.30, 01022024, 09.30-10.15 2.
_DATE_OR_TIME = re.compile(
    r"[0-9]{1,2}([-./])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9]|[-./][0-9])"
    r"|[0-9]{1,2} [0-9]{1,2} (?:19|20)[0-9]{2}(?![0-9])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}(?![0-9])"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|[0-2][0-9]\.[0-5][0-9](?=[ -]|$)"
)

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}\.[A-Za-z]{2,24}(?![\w-])"
)


def find_bsn(text: str) -> Iterator[Span]:
    """Dutch citizen service numbers: eight or nine digits that pass the eleven test."""
    for match in _BSN.finditer(text):
        if passes_eleven_test(_digits(match[0])) and not _DATE_OR_TIME.match(text, match.start()):
            yield Span("bsn", match.start(), match.end())


def passes_eleven_test(digits: str) -> bool:
    """9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of 11; eight digits get a nought in front."""
    padded = digits.zfill(9)
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, padded, strict=True))
    return total % 11 == 0 and padded.strip("0") != ""


def find_national_numbers_be(text: str) -> Iterator[Span]:
    """Belgian national numbers (rijksregisternummer, BIS number) whose check is right."""
    for match in _NATIONAL_BE.finditer(text):
        if passes_national_check("".join(match.groups())):
            yield Span("national_number_be", match.start(), match.end())


def passes_national_check(digits: str) -> bool:
    """The last two of eleven digits are 97 minus the first nine modulo 97; born from 2000 on, a 2 goes before
    those nine. The month is 0-12, plus 20 or 40 in a BIS number; 0 when it is not known."""
    month, day = int(digits[2:4]), int(digits[4:6])
    if not (month <= 12 or 20 <= month <= 32 or 40 <= month <= 52) or day > 31:
        return False
    first, check = digits[:9], int(digits[9:])
    return check in (97 - int(first) % 97, 97 - int("2" + first) % 97)


def find_phones(text: str, country: Country) -> Iterator[Span]:
    """Phone numbers as written in the country; mobile and international ones of both countries always."""
    for match in _PHONES[country].finditer(text):
        if not _DATE_OR_TIME.match(text, match.start()):
            yield Span("phone", match.start(), match.end())
    for match in _AFTER_WORD.finditer(text):
        if not _DATE_OR_TIME.match(text, match.start(1)):
            yield Span("phone", match.start(1), match.end(1))


def find_emails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    for match in _EMAIL.finditer(text):
        yield Span("email", match.start(), match.end())


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign in "0123456789")
