"""Birth dates: a date after a word such as *geboren*, or a full date too long ago to be an appointment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortel.pure.traces.shapes import Span

_OLDEST_YEAR: Final = 1900
# Without a word for birth, a date of this year or the year before is taken for an appointment.
_RECENT_YEARS: Final = 2
_LONGEST_MONTH: Final = 31
_MONTHS_IN_YEAR: Final = 12
_FULL_YEAR: Final = 4
_CONTEXT: Final = 40

_MONTH = (
    r"(?i:januari|january|jan|februari|february|feb|maart|march|mrt|mar|april|apr|mei|may|juni|june|jun|juli|july"
    r"|jul|augustus|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov|december|dec)\.?"
)
_BEGIN, _FINISH = r"(?<![0-9A-Za-z])(?<![0-9][./-])", r"(?![0-9A-Za-z]|[./-][0-9])"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|'?[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_FORMS: Final = tuple(
    re.compile(_BEGIN + form + _FINISH)
    for form in (
        _DAY + r"(?P<gap> ?[-./] ?| )(?P<month>[0-9]{1,2})(?P=gap)" + _YEAR,
        r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
        r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>(?:19|20)[0-9]{2})",
        _DAY + rf"(?i:e|ste|de|st|nd|rd|th)?[ -](?i:of )?{_MONTH}[ ,-]{{1,2}}(?i:in )?" + _YEAR,
        rf"{_MONTH} {_DAY}(?i:st|nd|rd|th)?,? (?P<year>(?:19|20)[0-9]{{2}})",
    )
)
_COMPACT: Final = _FORMS[2]

_BIRTH_BEFORE = re.compile(
    r"(?i:(?<!\w)(?:geboren|geb|gebdat|geb\.? ?datum|geb\.? ?dat|geboortedatum|geboortedag|g\.d|born|dob"
    r"|d\.o\.b|birth ?date|date of birth)\.?)"
    r"[ :,(=]{0,3}(?i:(?:in|te) [\w'-]{1,25} )?(?i:(?:is|was|op|on|the|de) ){0,3}$"
)
_STAR_BEFORE = re.compile(r"[^\s*][ (,]{0,2}\* ?$")
_BIRTH_AFTER = re.compile(r"[ ,)]{0,2}(?i:is )?(?i:geboren|born)(?!\w)")
_OTHER_BEFORE = re.compile(
    r"(?i:(?<!\w)(?:sinds|vanaf|per|tot|t/m|afspraak|controle|overleg|vergadering|opname|opgenomen|verhuisd"
    r"|versie|protocol|richtlijn|wet|besluit|brief|verslag|d\.d|dd|since|from|until|appointment|version|act)\.?)"
    r"[ :(]{1,2}(?i:(?:van|op|on|of|uit|dd\.?) )?$"
)


@dataclass(frozen=True, slots=True)
class _Written:
    start: int
    end: int
    year: int
    full_year: bool


def find_birth_dates(text: str, this_year: int) -> Iterator[Span]:
    """Dates in `plain` text that may be somebody's date of birth, in Dutch or English, numeric or written."""
    for form in _FORMS:
        for match in form.finditer(text):
            written = _read(match)
            if written and _may_be_birth(text, written, this_year, told=form is _COMPACT):
                yield Span("birth_date", written.start, written.end)


def _read(match: re.Match[str]) -> _Written | None:
    """The date, or None when no calendar has it. Day and month may stand in either order."""
    parts = match.groupdict()
    day, month = int(parts["day"]), int(parts.get("month") or 1)
    low, high = sorted((day, month))
    if not (1 <= low <= _MONTHS_IN_YEAR and high <= _LONGEST_MONTH):
        return None
    year = parts["year"].lstrip("'")
    return _Written(match.start(), match.end(), int(year), full_year=len(year) == _FULL_YEAR)


def _may_be_birth(text: str, written: _Written, this_year: int, *, told: bool) -> bool:
    """`told`: only a word for birth makes it one, as with eight digits in a row."""
    if written.full_year and not _OLDEST_YEAR <= written.year <= this_year:
        return False
    before = text[max(0, written.start - _CONTEXT) : written.start]
    if _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(text, written.end):
        return True
    if _STAR_BEFORE.search(before):
        return True
    recent = written.year > this_year - _RECENT_YEARS
    return written.full_year and not told and not recent and not _OTHER_BEFORE.search(before)
