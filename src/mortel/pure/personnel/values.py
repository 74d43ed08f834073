"""The values of cells: text, yes and no, dates, hours and e-mail addresses, as people and Excel write them.

Each reader returns None for what it cannot read; an empty cell never gets here.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_YEAR = 1900
LAST_YEAR = 2199
EXCEL_DAYS = range(10_000, 75_000)
YEARS_MEANING_NEVER = frozenset({2999, 9999})
MAX_HOURS = Decimal(60)
MAX_EMAIL_LENGTH = 254
MAX_LOCAL_PART = 64

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
NO = frozenset({"nee", "n", "neen", "no", "false", "onwaar", "0"})

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})\Z")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
RUN_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
IN_WORDS = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})\.?[ -]([0-9]{4})\Z")
TIME_OF_DAY = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.0{1,6})?)?\Z")
HOURS = re.compile(r"([0-9]{1,3})([.,][0-9]{1,12})?( ?(uur|uren|u|h|hours))?\Z")
QUOTED_BY_EXCEL = re.compile(r'="([^"]*)"\Z')
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*/?^_`{|}~][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*\Z")
DOMAIN_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
MANGLED_NUMBER = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,3}\Z")
ERROR_TEXTS = frozenset(
    {"#n/a", "#n/b", "#ref!", "#verw!", "#value!", "#waarde!", "#name?", "#naam?", "#div/0!", "#deel/0!"}
    | {"#null!", "#leeg!", "#num!", "#getal!"}
)
FORMULA_STARTS = ("=", "@", "＝", "＠")
SIGN_STARTS = ("+", "-", "＋", "－")
KEPT_FORMAT_CHARACTERS = "\u200c\u200d"
EMPTY_MARKS = frozenset({"-", "–", "—"})


def clean_text(cell: str) -> str:
    """A cell as it is stored: composed letters, single spaces, no invisible marks; a lone dash is empty.

    `="00123"` is how exports make Excel keep zeros: it is the text 00123, not a formula.
    """
    quoted = QUOTED_BY_EXCEL.match(cell.strip())
    text = unicodedata.normalize("NFC", quoted[1] if quoted else cell)
    if not text.isprintable():
        text = "".join(letter for letter in text if not is_invisible(letter))
    text = " ".join(text.split())
    return "" if text in EMPTY_MARKS else text


def is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" and letter not in KEPT_FORMAT_CHARACTERS


def is_error(text: str) -> bool:
    return text.lower() in ERROR_TEXTS


def is_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def is_signed(text: str) -> bool:
    """A text a spreadsheet would calculate with when it is exported again."""
    return text.startswith(SIGN_STARTS)


def is_mangled_number(text: str) -> bool:
    """1,23457E+11: a long number that Excel rounded when somebody opened the file."""
    return MANGLED_NUMBER.match(text) is not None


def yes_or_no(text: str) -> bool | None:
    lowered = text.casefold()
    if lowered in YES:
        return True
    return False if lowered in NO else None


def read_date(text: str) -> date | None:
    """31-12-2026, 31/12/2026, 2026-12-31, 20261231, 1 maart 2026, or the day number Excel keeps."""
    text = TIME_OF_DAY.sub("", text.casefold())
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return EXCEL_DAY_ZERO + timedelta(days=int(text)) if int(text) in EXCEL_DAYS else None
    if match := DAY_FIRST.match(text):
        return valid_date(match[4], match[3], match[1])
    if match := YEAR_FIRST.match(text) or RUN_TOGETHER.match(text):
        return valid_date(match[1], match[2], match[3])
    if match := IN_WORDS.match(text):
        return valid_date(match[3], str(MONTHS.get(match[2], 0)), match[1])
    return None


def valid_date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    in_range = FIRST_YEAR <= found.year <= LAST_YEAR or means_never(found)
    return found if in_range else None


def shown_date(day: date) -> str:
    """A date as it stands in sentences, in both languages: 31-12-2026."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def means_never(end: date) -> bool:
    """31-12-9999 is how some systems write: no end."""
    return end.year in YEARS_MEANING_NEVER


def read_hours(text: str) -> Decimal | None:
    """Hours a week in hundredths, at most 60."""
    match = HOURS.match(text.casefold())
    if match is None:
        return None
    hours = Decimal(match[1] + (match[2] or "").replace(",", ".")).quantize(Decimal("0.01"))
    return hours if hours <= MAX_HOURS else None


def is_email(text: str) -> bool:
    """A plain address in ASCII that cannot start a formula or a mail header."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) <= MAX_EMAIL_LENGTH
        and len(local) <= MAX_LOCAL_PART
        and LOCAL_PART.match(local) is not None
        and ".." not in local
        and not local.endswith(".")
        and len(labels) > 1
        and all(DOMAIN_LABEL.match(label) for label in labels)
        and not labels[-1].isdigit()
    )
